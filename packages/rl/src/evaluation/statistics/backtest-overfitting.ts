import { DataError, InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { naturalLogarithm } from '../../portable-math';

export interface BacktestOverfitting {
  /** Share of the splits in which the best configuration of one half was in the lower half of the other. */
  readonly probability: number;
  /** Share of the splits in which it lost money there. */
  readonly lossProbability: number;
  /** ln(ω / (1 − ω)) of each split; ω is the relative rank of the chosen one where it was not chosen. */
  readonly logits: Float64Array;
  readonly configurations: number;
  readonly blocks: number;
}

const schema = z.strictObject({
  blocks: z
    .int()
    .min(2)
    .max(20)
    .refine((blocks) => blocks % 2 === 0, 'expected an even number')
    .default(16),
});

/** Subsets of half of `count` blocks, as bit masks in rising order. */
const halves = (count: number): number[] => {
  const all: number[] = [];
  const add = (mask: number, next: number, left: number): void => {
    if (left === 0) all.push(mask);
    else for (let block = next; block <= count - left; block++) add(mask | (1 << block), block + 1, left - 1);
  };
  add(0, 0, count / 2);
  return all;
};

const requireReturns = (returns: readonly ArrayLike<number>[], blocks: number): number => {
  const length = returns[0]?.length ?? 0;
  if (returns.length < 2 || length < 2 * blocks || returns.some((one) => one.length !== length)) {
    throw new InvalidOptionsError({
      code: 'INVALID_RETURNS',
      message: `backtestOverfitting: there were ${returns.length} configurations of ${[...new Set(returns.map((one) => one.length))].join(', ')} returns.`,
      remedy: `Give at least 2 (better 10) of one length, at least ${2 * blocks} returns.`,
    });
  }
  for (const one of returns) {
    for (let index = 0; index < length; index++) {
      if (Number.isFinite(one[index])) continue;
      throw new DataError({
        code: 'NOT_FINITE',
        message: `backtestOverfitting: return ${index} was ${one[index]}.`,
        remedy: 'Give finite returns of the same periods.',
      });
    }
  }
  return length;
};

/** Sums of returns and of their squares by block, [configuration][2 · block]. */
const blockSums = (returns: readonly ArrayLike<number>[], blocks: number, size: number, skipped: number) =>
  returns.map((one) => {
    const sums = new Float64Array(2 * blocks);
    for (let index = 0; index < blocks * size; index++) {
      const at = 2 * Math.floor(index / size);
      const value = one[skipped + index] as number;
      sums[at] = (sums[at] as number) + value;
      sums[at + 1] = (sums[at + 1] as number) + value * value;
    }
    return sums;
  });

/** Mean and Sharpe ratio (ddof 1) over the blocks whose bit is set; a Sharpe ratio of 0 without variance. */
const scoreOf = (sums: Float64Array, mask: number, size: number): { mean: number; sharpe: number } => {
  let [sum, squares, count] = [0, 0, 0];
  for (let block = 0; 2 * block < sums.length; block++) {
    if ((mask & (1 << block)) === 0) continue;
    sum += sums[2 * block] as number;
    squares += sums[2 * block + 1] as number;
    count += size;
  }
  const mean = sum / count;
  const variance = (squares - sum * mean) / (count - 1);
  return { mean, sharpe: variance > 1e-12 * (squares / count) ? mean / Math.sqrt(variance) : 0 };
};

/**
 * The probability of backtest overfitting by combinatorially symmetric cross-validation: how often the configuration that was
 * best in one half of the time is below the median in the other.
 *
 * Time is cut into `blocks` of one length (the first returns that do not fit are left out); each choice of half of them is in
 * sample once, C(16, 8) = 12,870 splits. The score is the Sharpe ratio; rank ω = (1 + configurations below + ½ ties) / (N + 1).
 * 0.5 is what pure luck gives. Cost: splits · configurations · blocks.
 *
 * Source: Bailey, Borwein, López de Prado and Zhu 2017, "The probability of backtest overfitting".
 *
 * @throws {InvalidOptionsError} there are fewer than 2 configurations, lengths differ, or there are too few returns.
 * @throws {DataError} a return is not finite.
 * @example
 * ```ts
 * import { backtestOverfitting } from '@sigmax/rl/evaluation';
 * const wave = (shift: number) => Array.from({ length: 64 }, (_, index) => Math.sin(index * index + shift) / 100);
 * const better = wave(0).map((value) => value + 0.02);
 * backtestOverfitting([better, wave(1), wave(2), wave(3)]).probability; // => 0
 * ```
 */
export const backtestOverfitting = (
  returns: readonly ArrayLike<number>[],
  options: { readonly blocks?: number } = {},
): BacktestOverfitting => {
  const { blocks } = parseOptions(schema, options, 'backtestOverfitting');
  const length = requireReturns(returns, blocks);
  const size = Math.floor(length / blocks);
  const sums = blockSums(returns, blocks, size, length - blocks * size);
  const everything = 2 ** blocks - 1;
  const masks = halves(blocks);
  const logits = new Float64Array(masks.length);
  let overfitted = 0;
  let lost = 0;
  masks.forEach((mask, split) => {
    let best = 0;
    let bestSharpe = -Infinity;
    sums.forEach((own, index) => {
      const { sharpe } = scoreOf(own, mask, size);
      if (sharpe > bestSharpe) [best, bestSharpe] = [index, sharpe];
    });
    const outside = sums.map((own) => scoreOf(own, everything & ~mask, size));
    const chosen = outside[best] as { mean: number; sharpe: number };
    let rank = 1;
    outside.forEach(({ sharpe }, index) => {
      if (index !== best) rank += sharpe < chosen.sharpe ? 1 : sharpe === chosen.sharpe ? 0.5 : 0;
    });
    const relative = rank / (returns.length + 1);
    logits[split] = naturalLogarithm(relative / (1 - relative));
    if (!(relative > 0.5)) overfitted += 1;
    if (chosen.mean < 0) lost += 1;
  });
  return {
    probability: overfitted / masks.length,
    lossProbability: lost / masks.length,
    logits,
    configurations: returns.length,
    blocks,
  };
};
