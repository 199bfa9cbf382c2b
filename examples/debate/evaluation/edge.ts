import {
  bootstrapInterval,
  minimumTrackRecord,
  probabilisticSharpe,
  type RandomTiming,
  type RunResult,
  randomTiming,
  seededRandom,
  sharpeSample,
  simpleReturns,
} from '@sigmax/core';
import { deflatedSharpeMeasure } from '@sigmax/risk';
import { heldAccount, hoursPerYear } from './accounts';

/** A yearly mean with its 95 % interval. */
export interface YearlyMean {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Luck {
  /** Chance that the true Sharpe ratio is above 0. */
  readonly probabilistic: number | undefined;
  /** Chance that it is above the luckiest of the trials. */
  readonly deflated: number | undefined;
  readonly trials: number;
  /** Hours after which a Sharpe ratio like this is above 0 with 95 %. */
  readonly trackRecordHours: number | undefined;
}

export type VerdictCode = 'NO_EVIDENCE' | 'WORSE' | 'BETTER' | 'NOT_TRADED';

export interface Edge {
  /** Less what its average exposure would have earned in buy and hold. */
  readonly overSameExposure: YearlyMean | undefined;
  /** Less cash, which earns nothing. */
  readonly overCash: YearlyMean | undefined;
  readonly luck: Luck;
  readonly timing: RandomTiming | undefined;
  readonly verdict: { readonly code: VerdictCode; readonly text: string };
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`.replace('-', '−');

const shown = ({ value, low, high }: YearlyMean): string =>
  `${percent(value)} a year, 95 % interval ${percent(low)} to ${percent(high)}`;

/** What the intervals allow to say. Written so that an interval without numbers is no evidence. */
export const verdictOf = (same: YearlyMean | undefined, cash: YearlyMean | undefined): Edge['verdict'] => {
  if (same === undefined || cash === undefined)
    return { code: 'NOT_TRADED', text: 'No evidence of an edge: it did not trade enough to say anything.' };
  const figures = `less holding the same average exposure it earned ${shown(same)}; less cash ${shown(cash)}`;
  if (same.low > 0 && cash.low > 0) return { code: 'BETTER', text: `Better than chance on these bars: ${figures}.` };
  if (same.high < 0)
    return { code: 'WORSE', text: `No evidence of an edge, and worse than holding as much all the time: ${figures}.` };
  return { code: 'NO_EVIDENCE', text: `No evidence of an edge: ${figures}.` };
};

const varianceOf = (values: readonly number[]): number => {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
};

const sharpePerHour = (result: RunResult): number => sharpeSample(simpleReturns(result.equity))?.sharpePerPeriod ?? 0;

/**
 * What can be said of a run: its return less that of the same average exposure held all the time, so that a market that fell does not
 * count as skill; how much of its Sharpe ratio luck explains, among all trials; and the same positions at random times.
 *
 * Intervals: stationary bootstrap in blocks of a day. `others` are variants that were run on the same bars; `unseen` is how many more
 * were looked at before, which no run of today shows.
 */
export const edgeOf = (result: RunResult, others: readonly RunResult[], unseen: number, seed: number): Edge => {
  const random = seededRandom(seed).split('edge');
  const returns = simpleReturns(result.equity);
  const market = simpleReturns(heldAccount(result).equity);
  const exposure = result.exposure.reduce((sum, value) => sum + value, 0) / Math.max(1, result.exposure.length);
  const yearly = (name: string, values: Float64Array): YearlyMean | undefined => {
    const options = {
      statistic: 'mean',
      periodsPerYear: hoursPerYear,
      blockLength: 24,
      random: random.split(name),
    } as const;
    const interval = result.fillCount === 0 ? undefined : bootstrapInterval(values, options);
    if (interval === undefined) return undefined;
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { value: mean * hoursPerYear, low: interval.low, high: interval.high };
  };
  const same = yearly(
    'same exposure',
    returns.map((value, place) => value - exposure * (market[place] as number)),
  );
  const cash = yearly('cash', returns);
  const sample = sharpeSample(returns);
  const trials = 1 + others.length + unseen;
  const trialVariance = varianceOf([result, ...others].map(sharpePerHour));
  return {
    overSameExposure: same,
    overCash: cash,
    luck: {
      probabilistic: sample && probabilisticSharpe(sample),
      deflated: deflatedSharpeMeasure.of(returns, { trials, trialVariance }).value,
      trials,
      trackRecordHours: sample && minimumTrackRecord(sample, { level: 0.95 }),
    },
    timing: randomTiming(result, { random: random.split('timing') }),
    verdict: verdictOf(same, cash),
  };
};
