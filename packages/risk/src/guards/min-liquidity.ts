import { type Bar, type Guard, type Portfolio, parseOptions, pass, type StopAction, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { reduceOnly } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { instrumentIds } from './instrument-option';
import { demanded, isRearmed, latched, stopAction, type Trip, tripOf } from './latch';

const schema = z
  .strictObject({
    volume: z.strictObject({ limit: z.number().positive(), bars: z.int().positive().max(10_000) }).optional(),
    depth: z.strictObject({ limit: z.number().positive() }).optional(),
    action: stopAction,
    instruments: instrumentIds.optional(),
    name: z.string().min(1).default('min-liquidity'),
  })
  .refine(({ volume, depth }) => volume !== undefined || depth !== undefined, {
    path: ['volume'],
    message: 'expected volume, depth or both',
  });

export interface MinLiquidityOptions {
  /** Least volume of a bar, as the mean of the last `bars`, in the reporting asset; known after so many. */
  readonly volume?: { readonly limit: number; readonly bars: number };
  /** Least that the smaller side of the quote offers, in the reporting asset. */
  readonly depth?: { readonly limit: number };
  /** How the bot is stopped until an operator re-arms it. */
  readonly action: StopAction;
  /** The instruments that are watched. Left out: each one. */
  readonly instruments?: readonly string[];
  /** Defaults to `"min-liquidity"`. */
  readonly name?: string;
}

/** Plain data, changed in place. */
export interface LiquidityState {
  /** Values of the last volumes by instrument, oldest first. */
  volumes: Record<string, number[]>;
  trip: Trip | undefined;
}

/**
 * Stops the bot when there is too little to trade with.
 *
 * Volume = mean of volume · close · value of the quote asset over the last bars of an instrument. Depth = the smaller of
 * bid · its quantity and ask · its quantity. Without a quote the depth is not known, and nothing but exits leaves the
 * instrument; a number that is none stops the bot.
 *
 * - Units: both in the reporting asset.
 * - State: {@link LiquidityState}; `bars` numbers per instrument.
 * - Cost: O(`bars`) per bar, O(instruments) per snapshot with `depth`.
 * - Source: the notes of the former Python SIGMAX name liquidity among the triggers.
 *
 * @throws {InvalidOptionsError} neither `volume` nor `depth` is given, or `action` is missing.
 * @example
 * ```ts
 * import { minLiquidity } from '@sigmax/risk';
 * import { bar, portfolioOf } from '@sigmax/core/testing';
 * const guard = minLiquidity({ volume: { limit: 50_000, bars: 1 }, action: 'pause' });
 * const bars = [bar({ close: 100, volume: 499 })];
 * const state = guard.update!(guard.initial, { type: 'snapshot', timeMs: 0, bars }, portfolioOf({}));
 * guard.intervene!(state, portfolioOf({}))?.observed; // => 49_900
 * ```
 */
export const minLiquidity = (options: MinLiquidityOptions): Guard<LiquidityState> => {
  const { name, ...rest } = parseOptions(schema, options, 'minLiquidity');
  const { volume, depth, action, instruments } = rest;
  const watched = instruments === undefined ? undefined : new Set(instruments);
  const isWatched = (instrumentId: string): boolean => watched === undefined || watched.has(instrumentId);
  const count = (state: LiquidityState, bar: Bar, portfolio: Portfolio): void => {
    const { instrumentId, close } = bar;
    if (volume === undefined || !isWatched(instrumentId)) return;
    const value = bar.volume * close * portfolio.quoteValue(instrumentId, Number.NaN);
    if (!(value >= 0 && value < Infinity)) {
      state.trip ??= tripOf('VOLUME_BELOW_LIMIT', volume.limit, value);
      return;
    }
    const values = [...(state.volumes[instrumentId] ?? []), value].slice(-volume.bars);
    state.volumes[instrumentId] = values;
    const mean = values.reduce((sum, one) => sum + one, 0) / volume.bars;
    if (values.length === volume.bars && !(mean >= volume.limit)) {
      state.trip ??= tripOf('VOLUME_BELOW_LIMIT', volume.limit, mean);
    }
  };
  const sound = (state: LiquidityState, instrumentId: string, portfolio: Portfolio): void => {
    const quote = portfolio.quote(instrumentId);
    if (depth === undefined || quote === undefined || !isWatched(instrumentId)) return;
    const offered = Math.min(quote.bid * quote.bidQuantity, quote.ask * quote.askQuantity);
    const value = offered * portfolio.quoteValue(instrumentId, Number.NaN);
    if (!(value >= depth.limit)) state.trip ??= tripOf('DEPTH_BELOW_LIMIT', depth.limit, value);
  };
  return {
    name,
    ...(instruments === undefined ? undefined : { instruments }),
    options: rest,
    initial: { volumes: {}, trip: undefined },
    update: (state, event, portfolio) => {
      if (event.type === 'snapshot') {
        for (const bar of event.bars) count(state, bar, portfolio);
        if (depth !== undefined) for (const id of portfolio.instrumentIds) sound(state, id, portfolio);
      } else if (isRearmed(event, name)) {
        state.volumes = {};
        state.trip = undefined;
      }
      return state;
    },
    check: (intent, portfolio, { trip }): Verdict => {
      if (trip !== undefined) return latched(trip, intent, portfolio);
      const { instrumentId } = intent;
      if (depth === undefined || !isWatched(instrumentId) || portfolio.quote(instrumentId) !== undefined) return pass;
      return isReducing(intent, portfolio) ? pass : reduceOnly('QUOTE_UNKNOWN', depth.limit, 0);
    },
    intervene: ({ trip }) => demanded(trip, action),
  };
};
