import { type Guard, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { reduceOnly } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { bookTrade, type ClosedTrade, type OpenTrades } from './closed-trades';
import { instrumentIds } from './instrument-option';

const schema = z.strictObject({
  minimum: z.number(),
  lookbackMs: z.number().positive(),
  trades: z.int().positive(),
  lockMs: z.number().positive(),
  instruments: instrumentIds.optional(),
  name: z.string().min(1).default('low-profit'),
});

export interface LowProfitOptions {
  /** Least that the trades of an instrument have to bring together, fees taken off, in the reporting asset; may be below 0. */
  readonly minimum: number;
  /** Trades that closed within this time count. */
  readonly lookbackMs: number;
  /** With fewer trades than this the instrument is not judged. */
  readonly trades: number;
  /** How long an instrument that brought less is not entered. */
  readonly lockMs: number;
  /** The instruments it is about. Left out: each one, each for itself. */
  readonly instruments?: readonly string[];
  /** Defaults to `"low-profit"`. */
  readonly name?: string;
}

/** Plain data, changed in place. */
export interface LowProfitState {
  trades: OpenTrades;
  /** Trades within the lookback by instrument: when they closed and what they brought. */
  closed: Record<string, { timeMs: number; profit: number }[]>;
  /** By instrument, until when it is not entered and what its trades had brought. */
  locks: Record<string, { readonly untilMs: number; readonly observed: number }>;
}

/**
 * Keeps a bot out of an instrument whose recent trades brought too little.
 *
 * Profit = Σ realised profit less fees of the instrument's trades, flat to flat, that closed in (now − lookbackMs, now]. It
 * looks when a trade closes at a loss: a winner locks nothing, whatever came before. Exits always leave.
 *
 * - Units: `minimum` in the reporting asset, times in ms of event time. A clock that goes back makes a lock longer.
 * - State: {@link LowProfitState}; as many trades as lie within the lookback.
 * - Cost: O(1) per order, O(trades within the lookback) per trade.
 * - Source: freqtrade's LowProfitPairs, by what it promises; #9545: fired on winners.
 *
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { lowProfit } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const id = 'demo:BTC/USDT';
 * const guard = lowProfit({ minimum: 0, lookbackMs: 86_400_000, trades: 3, lockMs: 3_600_000 });
 * const state = { trades: {}, closed: {}, locks: { [id]: { untilMs: 5_000, observed: -12 } } };
 * const entry = { type: 'market', instrumentId: id, side: 'buy', quantity: 1 } as const;
 * const verdict = guard.check!(entry, portfolioOf({ timeMs: 4_999 }), state);
 * verdict; // => { type: 'reduce-only', code: 'PROFIT_BELOW_LIMIT', limit: 0, observed: -12 }
 * ```
 */
export const lowProfit = (options: LowProfitOptions): Guard<LowProfitState> => {
  const { name, ...rest } = parseOptions(schema, options, 'lowProfit');
  const { minimum, lookbackMs, trades, lockMs, instruments } = rest;
  const watched = instruments === undefined ? undefined : new Set(instruments);
  const judge = (
    state: LowProfitState,
    instrumentId: string,
    timeMs: number,
    { profit, isLoss }: ClosedTrade,
  ): void => {
    const recent = (state.closed[instrumentId] ?? []).filter((trade) => trade.timeMs > timeMs - lookbackMs);
    // What could not be valued may have lost any amount.
    if (profit !== undefined) recent.push({ timeMs, profit });
    state.closed[instrumentId] = recent;
    const sum = recent.reduce((total, trade) => total + trade.profit, 0);
    const isLow = recent.length >= trades && !(sum >= minimum);
    if (profit === undefined || (isLoss && isLow)) {
      state.locks[instrumentId] = { untilMs: timeMs + lockMs, observed: sum };
    }
  };
  return {
    name,
    ...(instruments === undefined ? undefined : { instruments }),
    options: rest,
    initial: { trades: {}, closed: {}, locks: {} },
    update: (state, event, portfolio) => {
      if (event.type !== 'fill') return state;
      const trade = bookTrade(state.trades, event, portfolio);
      if (trade !== undefined) judge(state, event.instrumentId, event.timeMs, trade);
      return state;
    },
    check: (intent, portfolio, { locks }): Verdict => {
      const lock = locks[intent.instrumentId];
      if (lock === undefined || (watched !== undefined && !watched.has(intent.instrumentId))) return pass;
      if (portfolio.timeMs >= lock.untilMs || isReducing(intent, portfolio)) return pass;
      return reduceOnly('PROFIT_BELOW_LIMIT', minimum, lock.observed);
    },
  };
};
