import type { CashMoved } from '../../kernel/bot-event';
import type { RunResult } from '../../kernel/run-result';
import { assetRates } from './asset-rates';
import { periodMsOf, periodsPerYear } from './periods-per-year';

/** What a run earned, free of deposits and withdrawals. */
export interface RunPerformance {
  /** Close time of each snapshot. */
  readonly timeMs: Float64Array;
  /** What 1 at the start had become after each snapshot. */
  readonly wealth: Float64Array;
  /** Return of each step from one snapshot to the next: one fewer than there are snapshots. */
  readonly returns: Float64Array;
  /** Length of a period; `undefined` with fewer than two snapshots and no market. */
  readonly periodMs: number | undefined;
  readonly periodsPerYear: number | undefined;
  /** Deposits minus withdrawals, in the reporting asset. */
  readonly netDeposits: number;
  /** Moves of an asset that had no price; the return of their period is taken as 0. */
  readonly unpricedMoves: readonly CashMoved[];
}

/**
 * Returns the time-weighted returns of a run: rᵢ = (Eᵢ − Fᵢ) / Eᵢ₋₁ − 1, where Fᵢ came in or went out during the period.
 *
 * Money that came in counts from the end of its period, when the strategy first sees it. So a deposit is never a gain and
 * a withdrawal never a loss. After ruin (an account of 0 or less) returns are 0 until money comes in.
 *
 * - Moves up to the first snapshot belong to the initial equity. `wealth` starts at 1 with it; `returns` start at the first snapshot, when the bot could first act.
 * - Cost: O(snapshots + cash moves).
 *
 * Source: GIPS 2020, time-weighted return with valuation at each flow.
 *
 * @throws {InvalidOptionsError} `daysPerYear` is not above 0.
 * @example
 * ```ts
 * import { createBot, defineStrategy, simulatedBroker, simulatedMarket, target, timeWeighted } from '@sigmax/core';
 * const half = defineStrategy({ name: 'half', start: () => ({ bar }) => target(bar.instrumentId, 0.5) });
 * const bot = createBot({ strategy: half(), cash: { USDT: 10_000 } });
 * const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 100 });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
 * const result = bot.backtest({ market, broker });
 * timeWeighted(result).returns.length; // => 99
 * timeWeighted(result).periodsPerYear; // => 8760
 * ```
 */
export const timeWeighted = (
  result: RunResult,
  options: { readonly daysPerYear?: number; readonly periodsPerYear?: number | undefined } = {},
): RunPerformance => {
  const { timeMs, equity, initialEquity, cashMoves } = result;
  const wealth = new Float64Array(timeMs.length);
  const returns = new Float64Array(Math.max(timeMs.length - 1, 0));
  const rate = cashMoves.length === 0 ? undefined : assetRates(result);
  const unpricedMoves: CashMoved[] = [];
  let netDeposits = 0;
  let move = 0;
  let before = initialEquity;
  let level = 1;
  for (let index = 0; index < timeMs.length; index++) {
    let flow = 0;
    let isKnown = true;
    for (; rate !== undefined && move < cashMoves.length; move++) {
      const moved = cashMoves[move] as CashMoved;
      if (moved.timeMs > (timeMs[index] as number)) break;
      const value = rate(moved.asset, moved.timeMs);
      if (value === undefined) {
        isKnown = false;
        unpricedMoves.push(moved);
      } else flow += moved.amount * value;
    }
    // What came in up to the first snapshot is part of the initial equity.
    if (index === 0 && flow !== 0) isKnown = false;
    else netDeposits += flow;
    const after = (equity[index] as number) - flow;
    const gain = !isKnown || !(before > 0) ? 0 : after > 0 ? after / before - 1 : -1;
    level *= 1 + gain;
    wealth[index] = level;
    if (index > 0) returns[index - 1] = gain;
    before = equity[index] as number;
  }
  // Without flows the ratio of equities is exact, while a product of a million factors is not.
  if (cashMoves.length === 0 && initialEquity > 0 && equity.every((value) => value > 0)) {
    for (let index = 0; index < wealth.length; index++) wealth[index] = (equity[index] as number) / initialEquity;
  }
  const periodMs = periodMsOf(result);
  const annual = options.periodsPerYear ?? (periodMs === undefined ? undefined : periodsPerYear(periodMs, options));
  return { timeMs, wealth, returns, periodMs, periodsPerYear: annual, netDeposits, unpricedMoves };
};
