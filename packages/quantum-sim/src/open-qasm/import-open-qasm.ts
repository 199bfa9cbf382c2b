import { Circuit } from '../circuit/circuit';
import type { Operation } from '../circuit/operation';
import { QuantumError, QuantumOptionsError } from '../errors';
import { createBudget } from './budget';
import { gatesOfLanguage } from './built-in-gates';
import { errorAt, OpenQasmError } from './open-qasm-error';
import { parseStatement2 } from './parse-open-qasm-2';
import { parseStatement3 } from './parse-open-qasm-3';
import type { Context, Draft, OpenQasmRegister, ProgramState } from './program-state';
import { runStatements } from './run-statements';
import { innerScope } from './scope';
import type { Statement, Version } from './syntax';
import { quoted } from './token';
import { type TokenReader, tokenReader } from './token-reader';
import { tokenize } from './tokenize';

export interface ImportOpenQasmOptions {
  /** The version of a text that does not begin with `OPENQASM 2.0;` or `OPENQASM 3.0;`. */
  readonly version?: Version;
  /** The most operations that the circuit may have when the gates defined in the text are written out. */
  readonly maximumOperations?: number;
}

export interface OpenQasmProgram {
  readonly version: Version;
  /** Gates that the text defines are circuits inside it. */
  readonly circuit: Circuit;
  /** In the order of their declarations, which is the order of the circuit's qubits. */
  readonly qubitRegisters: readonly OpenQasmRegister[];
  /** In the order of their declarations, which is the order of the circuit's bits. */
  readonly bitRegisters: readonly OpenQasmRegister[];
}

const readVersion = (reader: TokenReader, given: Version | undefined): Version => {
  const first = reader.peek();
  if (reader.take('OPENQASM') === undefined) {
    if (given !== undefined) return given;
    const what = `${quoted(first)} stands where the version should`;
    throw errorAt(first, 'NO_VERSION', what, 'Begin with OPENQASM 2.0; or OPENQASM 3.0; or pass the version.');
  }
  const token = reader.next();
  const version = token.kind === 'whole' || token.kind === 'real' ? Math.floor(Number(token.text)) : 0;
  if (version !== 2 && version !== 3) {
    throw errorAt(token, 'UNKNOWN_VERSION', `the version is ${quoted(token)}`, 'Write 2.0 or 3.0.');
  }
  reader.expect(';');
  return version;
};

const circuitOf = (drafts: readonly Draft[], { qubitCount, bitCount }: ProgramState): Circuit => {
  const finish = (list: readonly Draft[]): Circuit => new Circuit(qubitCount, bitCount, list.map(operationOf));
  const operationOf = (draft: Draft): Operation => {
    if (draft.kind !== 'choice') return draft;
    const { condition, otherwise } = draft;
    const body = finish(draft.body);
    return otherwise.length === 0
      ? { kind: 'conditional', condition, body }
      : { kind: 'conditional', condition, body, otherwise: finish(otherwise) };
  };
  return finish(drafts);
};

const checkMaximum = (maximumOperations: number): void => {
  if (Number.isSafeInteger(maximumOperations) && maximumOperations >= 1) return;
  throw new QuantumOptionsError({
    code: 'INVALID_COUNT',
    message: `importOpenQasm: maximumOperations was ${maximumOperations}.`,
    remedy: 'Pass a whole number from 1.',
    context: { maximumOperations },
  });
};

const runOne = (statement: Statement, context: Context): void => {
  try {
    runStatements([statement], context);
  } catch (error) {
    if (error instanceof OpenQasmError || !QuantumError.isInstance(error)) throw error;
    // What circuits refuse has a place, too.
    const { code, message, remedy } = error;
    const what = (remedy === undefined ? message : message.slice(0, -remedy.length - 1)).replace(/\.$/, '');
    throw errorAt(statement.token, code, what, remedy ?? 'Write it otherwise.');
  }
};

/**
 * Reads a program in OpenQASM 2 or 3 as a circuit. Registers follow each other in the order of their declarations, the first
 * qubit and the first bit being 0.
 *
 * Of OpenQASM 2 everything but opaque gates is read, with qelib1.inc built in. Of OpenQASM 3: gates, `ctrl`, `negctrl`, `inv` and
 * `pow`, `for` over constant numbers, `if` and `else` on measured bits, `const`, `let`, `input float`, and stdgates.inc.
 *
 * State: none. Cost: O(length + operations).
 *
 * @throws {OpenQasmError} The text is no such program; the error has the line, the column and what stands there.
 * @throws {QuantumOptionsError} `maximumOperations` is not a whole number above 0.
 * @example
 * ```ts
 * import { exactDistribution } from '@sigmax/quantum-sim';
 * import { importOpenQasm } from '@sigmax/quantum-sim/open-qasm';
 * const { circuit, bitRegisters } = importOpenQasm(`OPENQASM 2.0;
 * include "qelib1.inc";
 * qreg q[2];
 * creg c[2];
 * x q[0];
 * cx q[0], q[1];
 * measure q -> c;`);
 * exactDistribution(circuit); // => { '11': 1 }
 * bitRegisters; // => [{ name: 'c', first: 0, size: 2 }]
 * ```
 */
export const importOpenQasm = (text: string, options: ImportOpenQasmOptions = {}): OpenQasmProgram => {
  const { maximumOperations = 1_000_000 } = options;
  checkMaximum(maximumOperations);
  const reader = tokenReader(tokenize(text));
  const version = readVersion(reader, options.version);
  const program: ProgramState = {
    qubitCount: 0,
    bitCount: 0,
    qubitRegisters: [],
    bitRegisters: [],
    gates: new Map(gatesOfLanguage[version]()),
  };
  const context: Context = {
    program,
    evaluation: { scope: innerScope(), version, budget: createBudget(maximumOperations) },
    out: [],
    isGate: false,
    isBlock: false,
    resolved: new WeakMap(),
    run: runStatements,
  };
  const parse = version === 2 ? parseStatement2 : parseStatement3;
  while (reader.peek().kind !== 'end') {
    // Semicolons alone are empty statements.
    if (reader.take(';') === undefined) runOne(parse(reader), context);
  }
  if (program.qubitCount === 0) {
    throw errorAt(reader.peek(), 'NO_QUBITS', 'the program declares no qubits', 'Declare a register of qubits.');
  }
  const { qubitRegisters, bitRegisters } = program;
  return { version, circuit: circuitOf(context.out, program), qubitRegisters, bitRegisters };
};
