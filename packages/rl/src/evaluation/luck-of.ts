import { probabilisticSharpe, sharpeRatio, sharpeSample, simpleReturns } from '@sigmax/core';
import type { Trial } from './evaluation-options';
import type { SharpeLuck } from './policy-evaluation';
import { backtestOverfitting } from './statistics/backtest-overfitting';
import { deflatedSharpe } from './statistics/deflated-sharpe';

/** Fewer configurations say too little about how they were chosen. */
const leastConfigurations = 10;

const variance = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(values.length - 1, 1);
};

/** The curve whose Sharpe ratio is the median (the lower of two); a curve without variance has the ratio 0. */
const medianReturns = (wealth: readonly Float64Array[]): Float64Array => {
  const all = wealth
    .map((curve) => simpleReturns(curve))
    .map((returns) => ({ returns, sharpe: sharpeRatio(returns, { periodsPerYear: 1 }) ?? 0 }))
    .sort((a, b) => a.sharpe - b.sharpe);
  return (all[Math.floor((all.length - 1) / 2)] as (typeof all)[number]).returns;
};

/** What luck has to do with the Sharpe ratio of the median seed; `wealth` holds one curve a seed, its tests end to end. */
export const luckOf = (wealth: readonly Float64Array[], trials: readonly Trial[]): SharpeLuck => {
  const returns = medianReturns(wealth);
  const sample = sharpeSample(returns);
  const sharpes = [...trials.map(({ sharpePerPeriod }) => sharpePerPeriod), sample?.sharpePerPeriod ?? 0];
  const known = trials.flatMap((trial) => (trial.returns?.length === returns.length ? [trial.returns] : []));
  const configurations = [...known, returns];
  const blocks = Math.min(16, 2 * Math.floor(returns.length / 4));
  const isEnough = configurations.length >= leastConfigurations && blocks >= 4;
  return {
    sharpePerPeriod: sample?.sharpePerPeriod,
    probabilistic: sample === undefined ? undefined : probabilisticSharpe(sample),
    deflated:
      sample === undefined
        ? undefined
        : deflatedSharpe(sample, { trials: sharpes.length, variancePerPeriod: variance(sharpes) }),
    trials: sharpes.length,
    overfitting: isEnough ? backtestOverfitting(configurations, { blocks }).probability : undefined,
  };
};
