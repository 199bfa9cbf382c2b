import type { OrderedValues } from '../kernels/ordered-values';
import type { TailSettings } from './extreme-tail-options';
import { fitByLikelihood, fitByMoments } from './fit-pareto';
import type { ParetoTail } from './pareto-tail';

export const emptyTail = (): ParetoTail => ({ threshold: 0, scale: 0, shape: 0, exceedances: 0, periods: 0 });

/** How many of n periods the tail has, without the rounding error of the product. */
const tailCount = (tailShare: number, periods: number): number => Math.floor(tailShare * periods + 1e-9);

const countUpTo = (sorted: Float64Array, limit: number): number => {
  const above = sorted.findIndex((value) => value > limit);
  return above < 0 ? sorted.length : above;
};

/** The tail of returns in ascending order; `undefined` where it cannot be fitted. */
export const paretoTailOf = (sorted: Float64Array, settings: TailSettings): ParetoTail | undefined => {
  const { threshold: fixed, tailShare = 0, fit } = settings;
  const periods = sorted.length;
  const exceedances = fixed === undefined ? tailCount(tailShare, periods) : countUpTo(sorted, -fixed);
  if (exceedances >= periods) return undefined;
  const threshold = fixed ?? -(sorted[exceedances] as number);
  const excesses = sorted.subarray(0, exceedances).map((value) => -value - threshold);
  if (fit === 'maximum-likelihood') {
    const parameters = fitByLikelihood(excesses);
    return parameters && { threshold, exceedances, periods, ...parameters };
  }
  const sum = excesses.reduce((total, excess) => total + excess, 0);
  const rankedSum = excesses.reduce((total, excess, place) => total + place * excess, 0);
  const tail = { ...emptyTail(), threshold, exceedances, periods };
  return fitByMoments(exceedances, sum, rankedSum, tail) ? tail : undefined;
};

/** Writes the tail of ordered values by probability-weighted moments, in O(log n); false where it cannot be fitted. */
export const fitOrderedTail = (values: OrderedValues, settings: TailSettings, into: ParetoTail): boolean => {
  const { threshold: fixed, tailShare = 0 } = settings;
  const periods = values.length;
  const exceedances = fixed === undefined ? tailCount(tailShare, periods) : values.countUpTo(-fixed);
  if (exceedances >= periods) return false;
  const threshold = fixed ?? -values.at(exceedances);
  into.threshold = threshold;
  into.exceedances = exceedances;
  into.periods = periods;
  const sum = -values.sumOfLowest(exceedances) - exceedances * threshold;
  const pairs = (exceedances * (exceedances - 1)) / 2;
  const rankedSum = -values.rankedSumOfLowest(exceedances) - pairs * threshold;
  return fitByMoments(exceedances, sum, rankedSum, into);
};
