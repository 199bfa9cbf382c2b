import type { Item, ItemKind } from './item';

/** What part a clause plays: what is said, what it is said against, or what came before. */
export type ClauseRole = 'main' | 'background' | 'concede' | 'contrast';

export interface Clause {
  readonly items: readonly Item[];
  readonly role: ClauseRole;
  /** The sentence that it belongs to. */
  readonly sentence: number;
}

/** What holds for a whole sentence. */
export interface Sentence {
  isQuestion: boolean;
  /** Why and what caused: the answer is taken for granted. */
  isExplaining: boolean;
  isConditional: boolean;
  hedges: number;
}

const roles: Partial<Record<ItemKind, ClauseRole>> = {
  background: 'background',
  concede: 'concede',
  contrast: 'contrast',
  break: 'main',
  explain: 'main',
  condition: 'main',
  comma: 'main',
  dash: 'main',
  stop: 'main',
  question: 'main',
};

const directions = new Set<ItemKind>(['motion', 'polar', 'fade', 'grow', 'rank']);

const says = (items: readonly Item[]): boolean => items.some(({ kind }) => directions.has(kind) || kind === 'amount');

/** `and` parts two clauses where each has an asset and says something: X rises and Y falls. */
const partsAtAnd = (before: readonly Item[], items: readonly Item[], at: number): boolean => {
  if (!before.some(({ kind }) => kind === 'asset') || !says(before)) return false;
  for (let index = at + 1; index < items.length && index < at + 5; index++) {
    const { kind } = items[index] as Item;
    if (kind === 'asset') return true;
    if (roles[kind] !== undefined) return false;
  }
  return false;
};

/** Cuts items at marks and at words that join sentences. */
export const toClauses = (items: readonly Item[]): { clauses: Clause[]; sentences: Sentence[] } => {
  const clauses: Clause[] = [];
  const fresh = (): Sentence => ({ isQuestion: false, isExplaining: false, isConditional: false, hedges: 0 });
  let sentence = fresh();
  const sentences = [sentence];
  let current: Item[] = [];
  let role: ClauseRole = 'main';
  const close = (next: ClauseRole): void => {
    if (current.length > 0) {
      clauses.push({ items: current, role, sentence: sentences.length - 1 });
      current = [];
    }
    role = next;
  };
  for (let index = 0; index < items.length; index++) {
    const item = items[index] as Item;
    const { kind } = item;
    if (kind === 'hedge') sentence.hedges += 1;
    if (kind === 'condition') sentence.isConditional = true;
    if (kind === 'explain') sentence.isExplaining = true;
    if (kind === 'question') sentence.isQuestion = true;
    // Damage from an exploit is one thing; a rebound from a crash is two.
    const isFrom = kind === 'background' && item.text === 'from';
    if (isFrom && (!current.some((one) => directions.has(one.kind)) || items[index + 1]?.kind === 'number')) {
      current.push(item);
      continue;
    }
    const next = roles[kind];
    if (next !== undefined) close(next);
    else if (item.text === 'and' && partsAtAnd(current, items, index)) close('main');
    else current.push(item);
    if ((kind === 'stop' && item.end - item.start === 1) || kind === 'question') {
      sentence = fresh();
      sentences.push(sentence);
    }
  }
  close('main');
  return { clauses, sentences };
};
