import { QuantumCapacityError } from '../errors';
import { requireKnownKeys, requireWhole } from '../problem/checks';
import { binomial } from '../subspace/binomials';
import { combinationAt } from '../subspace/combination-rank';
import type { SubspacePart } from '../subspace/subspace';
import { visitCosts } from '../subspace/visit-costs';
import { type SelectionProblem, sectorMembers } from './selection-problem';
import { type WatchOptions, watcher } from './watch';

export interface ExactSelectionOptions extends WatchOptions {
  /** How many of the best to return, at most 10,000. Defaults to 1. */
  readonly keep?: number;
  /** Above this many selections the call is refused. Defaults to 5·10⁷, about 1 s. */
  readonly maximumSelections?: number;
}

/** A selection and what it costs. */
export interface SelectionValue {
  readonly assets: readonly string[];
  readonly value: number;
}

/** What enumeration knows of all feasible selections. */
export interface ExactSelection {
  /** The best, in order; ties in the order in which the sectors count their selections. */
  readonly best: readonly SelectionValue[];
  readonly count: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
  /** Standard deviation over all selections, with divisor `count`. */
  readonly deviation: number;
}

interface Kept {
  readonly value: number;
  readonly index: number;
}

/**
 * The best selections by looking at every one: the exact answer.
 *
 * Selections are walked in colexicographic order with the field of each asset carried along, so one costs O(1) amortised and
 * no rounding builds up.
 *
 * - State: none. Cost: about 20 ns a selection.
 *
 * @throws {QuantumCapacityError} there are more selections than `maximumSelections`.
 * @throws {ProblemError} a variable does not stand in exactly one sector.
 * @throws {QuantumError} `ABORTED`, when the signal is.
 * @example
 * ```ts
 * import { createQubo, exactSelection } from '@sigmax/quantum-sim';
 * const qubo = createQubo({ names: ['BTC', 'ETH', 'SOL'], linear: [-3, -2, -1], couplings: [['BTC', 'ETH', 4]] });
 * const { best, count } = exactSelection({ qubo, sectors: [{ assets: qubo.names, choose: 2 }] });
 * best[0]; // => { assets: ['BTC', 'SOL'], value: -4 }
 * count; // => 3
 * ```
 */
export const exactSelection = (problem: SelectionProblem, options: ExactSelectionOptions = {}): ExactSelection => {
  requireKnownKeys(options, ['keep', 'maximumSelections', 'onProgress', 'signal'], 'exactSelection');
  const keep = requireWhole(options.keep ?? 1, 'exactSelection: keep', 1, 10_000);
  const limit = requireWhole(options.maximumSelections ?? 50_000_000, 'exactSelection: maximumSelections', 1);
  const parts: SubspacePart[] = [];
  let count = 1;
  for (const { members, choose } of sectorMembers(problem, 'exactSelection')) {
    const dimension = binomial(members.length, choose);
    parts.push({ members, choose, dimension, stride: count });
    count *= dimension;
  }
  if (!(count <= limit)) {
    throw new QuantumCapacityError({
      code: 'TOO_MANY_SELECTIONS',
      message: `exactSelection: there are ${count} selections, about ${(count * 2e-8).toPrecision(2)} s; the limit is ${limit}.`,
      remedy: 'Raise maximumSelections, or use branchAndBound or annealSelection.',
      context: { count, limit },
    });
  }
  const kept: Kept[] = [];
  let bar = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let squares = 0;
  // Moments are taken about the first value, so that a large common part does not eat the digits.
  let origin: number | undefined;
  const step = watcher(options, count, 'exactSelection');
  visitCosts(parts, problem.qubo, (values, length, index) => {
    origin ??= values[0] as number;
    for (let at = 0; at < length; at++) {
      const value = values[at] as number;
      const apart = value - origin;
      sum += apart;
      squares += apart * apart;
      if (value > maximum) maximum = value;
      if (value < bar) bar = insert(kept, { value, index: index + at }, keep);
    }
    step(length);
  });
  const mean = sum / count;
  return {
    best: kept.map(({ value, index }) => ({ value, assets: assetsAt(problem, parts, index) })),
    count,
    minimum: kept[0]?.value ?? problem.qubo.constant,
    maximum,
    mean: (origin ?? 0) + mean,
    deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)),
  };
};

/** Puts a value in its place and returns the bar that the next must be below. */
const insert = (kept: Kept[], one: Kept, keep: number): number => {
  let place = kept.length;
  while (place > 0 && (kept[place - 1] as Kept).value > one.value) place -= 1;
  kept.splice(place, 0, one);
  if (kept.length > keep) kept.pop();
  return kept.length < keep ? Number.POSITIVE_INFINITY : (kept.at(-1) as Kept).value;
};

const assetsAt = ({ qubo }: SelectionProblem, parts: readonly SubspacePart[], index: number): string[] => {
  const held = new Set<number>();
  for (const { members, choose, dimension, stride } of parts) {
    const rank = Math.floor(index / stride) % dimension;
    for (const position of combinationAt(rank, members.length, choose)) held.add(members[position] as number);
  }
  return qubo.names.filter((_, position) => held.has(position));
};
