import type { RegimeName } from '@sigmax/core';
import type { DegenerateFinding } from './checks/degenerate-policy';
import type { Interval } from './statistics/stratified-bootstrap';
import type { TradingScores } from './trading-scores';

/** The test of one seed in one fold. */
export interface TestRun {
  readonly fold: number;
  readonly seed: number;
  readonly scores: TradingScores;
  /** Account after each bar of the test, 1 at its beginning. */
  readonly wealth: Float64Array;
  readonly findings: readonly DegenerateFinding[];
}

/** Interquartile means over seeds and folds, with stratified bootstrap intervals. */
export type ScoreIntervals = Readonly<Record<keyof TradingScores, Interval>>;

export interface Contender {
  readonly name: string;
  readonly scores: ScoreIntervals;
  /** Probability that a run of the policy grows more than one of this; `undefined` for the policy itself. */
  readonly probabilityBeaten: number | undefined;
}

export interface RegimeRow {
  readonly regime: RegimeName | 'unknown';
  readonly bars: number;
  /** Share of all tested bars. */
  readonly share: number;
  /** Mean growth in these bars, of a year of them. */
  readonly growth: number;
  readonly buyAndHoldGrowth: number;
}

export interface SensitivityRow {
  /** What fees and slippage were multiplied by. */
  readonly costFactor: number;
  /** Bars by which observations came late. */
  readonly delayBars: number;
  readonly growth: Interval;
}

/** Quantiles of 10 % and 90 %, and the interquartile mean, of curves at common points. */
export interface Band {
  readonly at: Float64Array;
  readonly low: Float64Array;
  readonly middle: Float64Array;
  readonly high: Float64Array;
}

export interface SharpeLuck {
  /** Per period, of the seed whose Sharpe ratio is the median. */
  readonly sharpePerPeriod: number | undefined;
  /** Probability that it is above 0. */
  readonly probabilistic: number | undefined;
  /** Probability that it is above what the best of all trials shows by luck. */
  readonly deflated: number | undefined;
  /** Configurations tried, this one among them. */
  readonly trials: number;
  /** Probability of backtest overfitting; `undefined` with fewer than 10 configurations whose returns are known. */
  readonly overfitting: number | undefined;
}

export interface Verdict {
  readonly code: 'NO_EVIDENCE' | 'BETTER' | 'WORSE';
  readonly text: string;
}

/** An evaluation as plain data. */
export interface PolicyEvaluation {
  readonly name: string;
  readonly instrumentIds: readonly string[];
  readonly isSimulated: boolean;
  readonly periodsPerYear: number;
  readonly seeds: readonly number[];
  readonly folds: readonly {
    readonly trainFromMs: number;
    readonly trainToMs: number;
    readonly testFromMs: number;
    readonly testToMs: number;
  }[];
  readonly runs: readonly TestRun[];
  /** The policy first, then buy and hold and the other baselines. */
  readonly contenders: readonly Contender[];
  /** Growth a year less that of buying and holding; see `growthDifference`. */
  readonly difference: Interval;
  readonly luck: SharpeLuck;
  readonly sensitivity: readonly SensitivityRow[];
  readonly regimes: readonly RegimeRow[];
  /** What is degenerate, and in which share of the runs. */
  readonly findings: readonly (DegenerateFinding & { readonly share: number })[];
  /** Tests one after the other, 1 at the beginning; `at` is time in ms. */
  readonly equity: Band;
  readonly buyAndHold: Float64Array;
  readonly learning: Band | undefined;
  readonly verdict: Verdict;
  /** What makes the figures weaker than they look. */
  readonly warnings: readonly string[];
}
