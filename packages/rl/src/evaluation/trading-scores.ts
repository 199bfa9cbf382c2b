import { drawdowns, maximumDrawdown, type RunResult, sharpeRatio, simpleReturns, tradingCosts } from '@sigmax/core';
import { naturalLogarithm } from '../portable-math';

/** One run in figures, all costs taken. */
export interface TradingScores {
  /** Logarithm of what 1 becomes in a year: ln(last / first equity) · periodsPerYear / periods. */
  readonly growth: number;
  /** last / first equity − 1, over the test. */
  readonly totalReturn: number;
  /** Annualised, ddof 1; 0 for an account that never moved. */
  readonly sharpe: number;
  /** Deepest fall as a fraction of the peak. */
  readonly maximumDrawdown: number;
  /** Value traded a year, in accounts: 2 is everything bought and sold once. */
  readonly turnover: number;
  /** Mean of gross exposure. */
  readonly exposure: number;
  readonly fills: number;
}

/** The names of the scores, in the order in which they are shown. */
export const scoreNames = [
  'growth',
  'totalReturn',
  'sharpe',
  'maximumDrawdown',
  'turnover',
  'exposure',
  'fills',
] as const satisfies readonly (keyof TradingScores)[];

/** An account below this part of its beginning counts as this part, so that ruin has a logarithm. */
export const leastWealth = 1e-9;

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Logarithmic returns of an account, ruin included. */
export const growthsOf = (equity: Float64Array): Float64Array => {
  const least = (equity[0] as number) * leastWealth;
  const logarithms = equity.map((value) => naturalLogarithm(Math.max(value, least)));
  return logarithms.subarray(1).map((value, index) => value - (logarithms[index] as number));
};

/** Scores of an account's curve; what it traded and held is given. */
export const curveScores = (
  equity: Float64Array,
  periodsPerYear: number,
  traded: { readonly value: number; readonly exposure: number; readonly fills: number },
): TradingScores => {
  const returns = simpleReturns(equity);
  const years = returns.length / periodsPerYear;
  return {
    growth: growthsOf(equity).reduce((sum, one) => sum + one, 0) / years,
    totalReturn: (equity.at(-1) as number) / (equity[0] as number) - 1,
    sharpe: sharpeRatio(returns, { periodsPerYear }) ?? 0,
    maximumDrawdown: maximumDrawdown(drawdowns(returns, { compounded: true })) ?? 0,
    turnover: traded.value / mean(equity) / years,
    exposure: traded.exposure,
    fills: traded.fills,
  };
};

/**
 * The scores of a run.
 *
 * @example
 * ```ts
 * import { createBot, defineStrategy, simulatedBroker, target } from '@sigmax/core';
 * import { randomWalkMarket } from '@sigmax/rl';
 * import { tradingScores } from '@sigmax/rl/evaluation';
 * const half = defineStrategy({ name: 'half', start: () => ({ bar }) => target(bar.instrumentId, 0.5) });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 });
 * const market = randomWalkMarket({ seed: 7, bars: 200, volatility: 0.01 });
 * const result = createBot({ strategy: half(), cash: { USDT: 10_000 } }).backtest({ market, broker });
 * const { exposure, totalReturn } = tradingScores(result, { periodsPerYear: 8_760 });
 * exposure.toFixed(1); // => '0.5'
 * totalReturn === result.finalEquity / 10_000 - 1; // => true
 * ```
 */
export const tradingScores = (
  { equity, exposure, fills }: RunResult,
  options: { readonly periodsPerYear: number },
): TradingScores =>
  curveScores(equity, options.periodsPerYear, {
    value: tradingCosts(fills).tradedNotional,
    exposure: mean(exposure),
    fills: fills.length,
  });
