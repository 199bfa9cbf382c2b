import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { BarRange } from './walk-forward-splits';

export interface CombinatorialSplit {
  /** Which groups are tested, from 0. */
  readonly groups: readonly number[];
  /** What is left to train on, in pieces: nothing of it reads a bar that a test reads. */
  readonly train: readonly BarRange[];
  /** The tested groups, one range each, in the order of `groups`. */
  readonly test: readonly BarRange[];
}

export interface CombinatorialSplits {
  readonly splits: readonly CombinatorialSplit[];
  /**
   * Whole histories made of tests: path p takes group g from split `paths[p][g]`. Each test is in exactly one path.
   */
  readonly paths: readonly (readonly number[])[];
}

export interface CombinatorialOptions {
  /** Bars of the market. */
  readonly bars: number;
  /** Defaults to 6. */
  readonly groups?: number;
  /** Groups tested in each split. Defaults to 2. */
  readonly testGroups?: number;
  /** Bars that a feature reads, its own included: i − featureBars + 1 to i. Defaults to 1. */
  readonly featureBars?: number;
  /** Bars after decision i that its label or reward reads: to i + labelBars. Defaults to 1. */
  readonly labelBars?: number;
  /** Bars beyond, for dependence that outlives the labels. Defaults to 0. */
  readonly embargoBars?: number;
}

const count = z.int().positive();

const schema = z
  .strictObject({
    bars: count,
    groups: z.int().min(2).max(20).default(6),
    testGroups: count.default(2),
    featureBars: count.default(1),
    labelBars: count.default(1),
    embargoBars: z.int().min(0).default(0),
  })
  .refine(({ groups, testGroups }) => testGroups < groups, 'expected testGroups below groups');

/** Subsets of `size` of the numbers 0 to `of` − 1, in rising order. */
const subsets = (of: number, size: number, from = 0): number[][] => {
  if (size === 0) return [[]];
  return Array.from({ length: of - from - size + 1 }, (_, step) => from + step).flatMap((first) =>
    subsets(of, size - 1, first + 1).map((rest) => [first, ...rest]),
  );
};

/**
 * Cuts a market for combinatorial purged cross-validation: every choice of `testGroups` out of `groups` blocks of decisions is
 * tested once, by what was trained on the others.
 *
 * C(N, k) splits of N groups, k of them tested, make k / N · C(N, k) whole histories that were each tested out of sample, where a
 * walk-forward makes one. Training on what comes after a test is not what a trader could have done: use it for how much a
 * result owes to one history, and walk forward for what it would have earned.
 *
 * Purged and embargoed on both sides: between the bars that a test reads (features and labels) and those that training reads
 * lie at least `embargoBars` bars.
 *
 * Source: López de Prado 2018, "Advances in financial machine learning", section 12.4.
 *
 * @throws {InvalidOptionsError} an option is wrong, or a split would have nothing to train on (`TOO_FEW_BARS`).
 * @example
 * ```ts
 * import { combinatorialSplits } from '@sigmax/rl/evaluation';
 * const { splits, paths } = combinatorialSplits({ bars: 601, groups: 6, testGroups: 2, featureBars: 5, embargoBars: 3 });
 * splits.length; // => 15
 * paths.length; // => 5
 * splits[0]?.test.map(({ from, to }) => [from, to]); // => [[4, 103], [103, 202]]
 * splits[0]?.train.map(({ from, to }) => [from, to]); // => [[210, 600]]
 * ```
 */
export const combinatorialSplits = (options: CombinatorialOptions): CombinatorialSplits => {
  const parsed = parseOptions(schema, options, 'combinatorialSplits');
  const { bars, groups, testGroups, featureBars, labelBars, embargoBars } = parsed;
  const gap = labelBars + featureBars - 1 + embargoBars;
  const first = featureBars - 1;
  const end = bars - labelBars;
  const borders = Array.from(
    { length: groups + 1 },
    (_, group) => first + Math.floor(((end - first) * group) / groups),
  );
  const range = (from: number, to: number): BarRange => ({ from, to, firstBar: from - first, endBar: to + labelBars });
  const groupRange = (group: number) => range(borders[group] as number, borders[group + 1] as number);
  const splits = subsets(groups, testGroups).map((tested): CombinatorialSplit => {
    const test = tested.map(groupRange);
    const train: BarRange[] = [];
    let from = first;
    for (const part of test) {
      if (part.from - gap > from) train.push(range(from, part.from - gap));
      from = part.to + gap;
    }
    if (end > from) train.push(range(from, end));
    return { groups: tested, train, test };
  });
  if (!((borders[1] as number) > first && splits.every(({ train }) => train.length > 0))) {
    throw new InvalidOptionsError({
      code: 'TOO_FEW_BARS',
      message: `combinatorialSplits: ${bars} bars leave a split of ${groups} groups without training or tests.`,
      remedy: 'Give more bars, or fewer groups or tested groups.',
      context: { bars, groups, testGroups, gap },
    });
  }
  return { splits, paths: pathsOf(splits, groups) };
};

/** Path p takes of each group its p-th test. */
const pathsOf = (splits: readonly CombinatorialSplit[], groups: number): number[][] => {
  const testsOf = (group: number) => splits.flatMap((split, place) => (split.groups.includes(group) ? [place] : []));
  const columns = Array.from({ length: groups }, (_, group) => testsOf(group));
  return (columns[0] as number[]).map((_, path) => columns.map((places) => places[path] as number));
};
