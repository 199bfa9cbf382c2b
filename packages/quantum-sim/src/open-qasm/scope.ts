import type { Angle } from '../circuit/angle';
import { errorAt } from './open-qasm-error';
import { quoted, type Token } from './token';

/** What a name stands for. */
export type Entry =
  | { readonly kind: 'value'; readonly value: Angle; readonly isWhole: boolean }
  /** Parameters name[0], name[1], … */
  | { readonly kind: 'inputs'; readonly count: number }
  | { readonly kind: 'qubits' | 'bits'; readonly places: readonly number[]; readonly isSingle: boolean };

/** Names of a block, and around it those of the block that it stands in. */
export interface Scope {
  readonly entries: Map<string, Entry>;
  readonly outer?: Scope;
}

export const innerScope = (outer?: Scope): Scope => ({
  entries: new Map(),
  ...(outer === undefined ? {} : { outer }),
});

export const lookUp = (scope: Scope, name: string): Entry | undefined => {
  for (let here: Scope | undefined = scope; here !== undefined; here = here.outer) {
    const entry = here.entries.get(name);
    if (entry !== undefined) return entry;
  }
  return undefined;
};

const describe: Readonly<Record<Entry['kind'], string>> = {
  value: 'a number',
  inputs: 'a list of inputs',
  qubits: 'a qubit register',
  bits: 'a bit register',
};

/** The entry of a name, which has to be of one of these kinds. */
export const entryOf = <Kind extends Entry['kind']>(
  scope: Scope,
  token: Token,
  kinds: readonly Kind[],
): Extract<Entry, { kind: Kind }> => {
  const entry = lookUp(scope, token.text);
  if (entry !== undefined && (kinds as readonly string[]).includes(entry.kind)) return entry as never;
  const wanted = kinds.map((kind) => describe[kind].replace(/^an? /, '')).join(' or ');
  throw entry === undefined
    ? errorAt(token, 'UNKNOWN_NAME', `${quoted(token)} is not declared`, `Declare a ${wanted} of that name before.`)
    : errorAt(
        token,
        'WRONG_KIND',
        `${quoted(token)} is ${describe[entry.kind]}`,
        `Write the name of a ${wanted} here.`,
      );
};

/**
 * Adds a name to the innermost block.
 *
 * @throws {OpenQasmError} The block has it already.
 */
export const declare = (scope: Scope, token: Token, entry: Entry): void => {
  if (scope.entries.has(token.text)) {
    throw errorAt(token, 'DECLARED_TWICE', `${quoted(token)} is declared already`, 'Choose another name.');
  }
  scope.entries.set(token.text, entry);
};
