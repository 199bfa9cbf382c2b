import {
  type Bar,
  type Guard,
  type OrderIntent,
  type Portfolio,
  parseOptions,
  pass,
  type Quote,
  type Verdict,
} from '@sigmax/core';
import { z } from 'zod';
import { type DenialCode, reduceOnly } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { isUsable } from '../numbers';
import { instrumentIds } from './instrument-option';

const schema = z.strictObject({
  maxAgeMs: z.number().positive(),
  maxJump: z.strictObject({ rate: z.number().positive(), medianOf: z.int().positive().max(1_001) }).optional(),
  instruments: instrumentIds.optional(),
  name: z.string().min(1).default('data-quality'),
});

export interface DataQualityOptions {
  /** How old the latest bar or quote of an instrument may be when an order is checked. */
  readonly maxAgeMs: number;
  /**
   * How far the last close may be from the median of the `medianOf` closes before it, as a fraction of that median: with
   * 0.1, from 10 % below to 10 % above. Left out: as far as it likes.
   */
  readonly maxJump?: { readonly rate: number; readonly medianOf: number };
  /** The instruments it is about. Left out: each one. */
  readonly instruments?: readonly string[];
  /** Defaults to `"data-quality"`. */
  readonly name?: string;
}

/** What is known of the bars of one instrument. Plain data, changed in place. */
export interface SeenBars {
  /** Close time of the last bar. */
  lastMs: number;
  /** Closes before the present one, at most `medianOf`, the oldest of them at `next` when there are so many. */
  closes: number[];
  next: number;
  /** Distance of the last close from their median, as a fraction; `undefined` when the close was no price. */
  jump: number | undefined;
}

export type DataQualityState = Record<string, SeenBars>;

/** The middle of some numbers, or the mean of the two in the middle. */
const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
};

const see = (state: DataQualityState, { instrumentId, timeMs, close }: Bar, capacity: number): void => {
  state[instrumentId] ??= { lastMs: timeMs, closes: [], next: 0, jump: 0 };
  const seen = state[instrumentId];
  seen.lastMs = timeMs;
  if (capacity === 0) return;
  if (!isUsable(close)) {
    seen.jump = undefined;
    return;
  }
  if (seen.closes.length > capacity) {
    seen.closes = [];
    seen.next = 0;
  }
  const median = seen.closes.length === 0 ? close : medianOf(seen.closes);
  seen.jump = Math.abs(close - median) / median;
  if (seen.closes.length < capacity) {
    seen.closes.push(close);
    seen.next = 0;
  } else {
    seen.closes[seen.next] = close;
    seen.next = (seen.next + 1) % capacity;
  }
};

const isOrderly = ({ bid, ask, bidQuantity, askQuantity }: Quote): boolean =>
  bid > 0 &&
  bid < ask &&
  ask < Infinity &&
  bidQuantity >= 0 &&
  askQuantity >= 0 &&
  bidQuantity + askQuantity < Infinity;

/**
 * Lets nothing but exits out on market data that is old, absent, broken or out of the way.
 *
 * An order that would increase a position is held back when the latest bar or quote of its instrument is older than
 * `maxAgeMs` at the time of the account, or from after it; when there is no last price; when there is a quote whose bid is
 * not below its ask, or that has a number that is none; and when the last close is further than `maxJump.rate` from the
 * median of the closes before it. A price that stays where it jumped to becomes the median, and passes.
 *
 * - Units: ages in ms of event time, jumps as a fraction of the median.
 * - State: {@link DataQualityState}, by instrument.
 * - Cost: O(1) per order, O(`medianOf` log `medianOf`) per bar with `maxJump`.
 * - Source: SEC rule 15c3-5(c)(1)(ii), erroneous orders; a NaN close switched off a daily loss limit in Helios-x #23.
 *
 * @throws {InvalidOptionsError} `maxAgeMs` is missing or not above 0, or `maxJump` is out of range.
 * @example
 * ```ts
 * import { dataQuality } from '@sigmax/risk';
 * import { bar, portfolioOf } from '@sigmax/core/testing';
 * const id = 'demo:BTC/USDT';
 * const guard = dataQuality({ maxAgeMs: 60_000 });
 * const event = { type: 'snapshot', timeMs: 0, bars: [bar({ timeMs: 0, close: 100 })] } as const;
 * const state = guard.update!(guard.initial, event, portfolioOf({}));
 * const entry = { type: 'market', instrumentId: id, side: 'buy', quantity: 1 } as const;
 * guard.check!(entry, portfolioOf({ timeMs: 60_000, price: { [id]: 100 } }), state).type; // => 'pass'
 * guard.check!(entry, portfolioOf({ timeMs: 60_001, price: { [id]: 100 } }), state).type; // => 'reduce-only'
 * ```
 */
export const dataQuality = (options: DataQualityOptions): Guard<DataQualityState> => {
  const { name, ...rest } = parseOptions(schema, options, 'dataQuality');
  const { maxAgeMs, maxJump, instruments } = rest;
  const watched = instruments === undefined ? undefined : new Set(instruments);
  const refused = (
    code: DenialCode,
    limit: number,
    observed: number,
    intent: OrderIntent,
    portfolio: Portfolio,
  ): Verdict => (isReducing(intent, portfolio) ? pass : reduceOnly(code, limit, observed));
  return {
    name,
    ...(instruments === undefined ? undefined : { instruments }),
    options: rest,
    initial: {},
    update: (state, event) => {
      if (event.type !== 'snapshot') return state;
      for (const bar of event.bars) see(state, bar, maxJump?.medianOf ?? 0);
      return state;
    },
    check: (intent, portfolio, state): Verdict => {
      const { instrumentId } = intent;
      if (watched !== undefined && !watched.has(instrumentId)) return pass;
      const price = portfolio.price(instrumentId, 0);
      if (!isUsable(price)) return refused('PRICE_UNKNOWN', 0, price, intent, portfolio);
      const quote = portfolio.quote(instrumentId);
      const seen = state[instrumentId];
      const barMs = seen === undefined ? Number.NEGATIVE_INFINITY : seen.lastMs;
      const lastMs = quote === undefined ? barMs : Math.max(barMs, quote.timeMs);
      const ageMs = portfolio.timeMs - lastMs;
      if (!(ageMs >= 0 && ageMs <= maxAgeMs)) return refused('DATA_STALE', maxAgeMs, ageMs, intent, portfolio);
      if (quote !== undefined && !isOrderly(quote)) {
        return refused('QUOTE_CROSSED', 0, quote.bid - quote.ask, intent, portfolio);
      }
      if (maxJump === undefined || seen === undefined) return pass;
      const { jump = Number.NaN } = seen;
      return jump <= maxJump.rate ? pass : refused('PRICE_JUMPED', maxJump.rate, jump, intent, portfolio);
    },
  };
};
