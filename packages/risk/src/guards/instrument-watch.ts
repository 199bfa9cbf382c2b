import type { Bar, Quote } from '@sigmax/core';
import { isUsable } from '../numbers';
import { type Trip, tripOf } from './latch';

/** What of an instrument is measured, and how far each may go. */
export interface Measures {
  readonly volatility?: (Bounds & { readonly fastBars: number; readonly slowBars: number }) | undefined;
  readonly gap?: Bounds | undefined;
  readonly spread?: Bounds | undefined;
  readonly depth?: Bounds | undefined;
}

interface Bounds {
  readonly trip: number;
  readonly reset?: number | undefined;
}

/** What is known of one instrument. Plain data, changed in place. */
export interface Watched {
  close: number | undefined;
  /** Weighted means of squared returns. */
  fast: number;
  slow: number;
  /** How many returns there were. */
  count: number;
  /** Of the last bar; `undefined` when it is not known. */
  ratio: number | undefined;
  gap: number | undefined;
  /** Whether the last bar had a price that is none. */
  isBroken: boolean;
  /** With `reduce-only`. */
  trip: Trip | undefined;
  /** Since when every measure is calm, while it is tripped. */
  calmSinceMs: number | undefined;
}

export const unwatched = (): Watched => ({
  close: undefined,
  fast: 0,
  slow: 0,
  count: 0,
  ratio: undefined,
  gap: undefined,
  isBroken: false,
  trip: undefined,
  calmSinceMs: undefined,
});

/** The bar's move counts in the fast mean at once, and is measured against a slow one that does not know it yet. */
export const measure = (watched: Watched, { high, low, close }: Bar, { volatility }: Measures): void => {
  watched.isBroken = !(isUsable(close) && isUsable(high) && isUsable(low));
  if (watched.isBroken) return;
  const before = watched.close;
  watched.close = close;
  if (before === undefined) return;
  watched.gap = Math.max(Math.abs(high - before), Math.abs(low - before), Math.abs(close - before)) / before;
  if (volatility === undefined) return;
  const { fastBars, slowBars } = volatility;
  const move = close / before - 1;
  const square = move * move;
  const isFirst = watched.count === 0;
  watched.fast = isFirst ? square : watched.fast + (2 / (fastBars + 1)) * (square - watched.fast);
  // A price that never moved is nothing to compare with.
  const isKnown = watched.count >= slowBars && watched.slow > 0;
  watched.ratio = isKnown ? Math.sqrt(watched.fast / watched.slow) : undefined;
  watched.slow = isFirst ? square : watched.slow + (2 / (slowBars + 1)) * (square - watched.slow);
  watched.count += 1;
};

const spreadOf = ({ bid, ask }: Quote): number => (ask - bid) / ((ask + bid) / 2);

const depthOf = ({ bid, bidQuantity, ask, askQuantity }: Quote, quoteValue: number): number =>
  Math.min(bid * bidQuantity, ask * askQuantity) * quoteValue;

/** Written so that what is not a number is beyond every bound. */
const isAtMost = (value: number, bound: number): boolean => value <= bound;
const isBetween = (value: number, bound: number): boolean => value >= 0 && value <= bound;
const isAtLeast = (value: number, bound: number): boolean => value >= bound;

/** What is beyond its bound, looking at `trip` or at `reset`; `undefined` when nothing is. */
export const beyond = (
  watched: Watched,
  quote: Quote | undefined,
  quoteValue: number,
  { volatility, gap, spread, depth }: Measures,
  which: 'trip' | 'reset',
): Trip | undefined => {
  if (watched.isBroken) return tripOf('PRICE_UNKNOWN', 0, 0);
  if (gap !== undefined && watched.gap !== undefined && !isAtMost(watched.gap, gap[which] as number)) {
    return tripOf('GAP_ABOVE_LIMIT', gap.trip, watched.gap);
  }
  if (
    volatility !== undefined &&
    watched.ratio !== undefined &&
    !isAtMost(watched.ratio, volatility[which] as number)
  ) {
    return tripOf('VOLATILITY_ABOVE_LIMIT', volatility.trip, watched.ratio);
  }
  if (quote === undefined) return undefined;
  if (spread !== undefined && !isBetween(spreadOf(quote), spread[which] as number)) {
    return tripOf('SPREAD_ABOVE_LIMIT', spread.trip, spreadOf(quote));
  }
  if (depth !== undefined && !isAtLeast(depthOf(quote, quoteValue), depth[which] as number)) {
    return tripOf('DEPTH_BELOW_LIMIT', depth.trip, depthOf(quote, quoteValue));
  }
  return undefined;
};

/** Trips at once, and forgets it when everything has been calm for long enough. */
export const settle = (
  watched: Watched,
  found: Trip | undefined,
  isCalm: boolean,
  timeMs: number,
  calmMs: number,
): void => {
  if (watched.trip === undefined) {
    watched.trip = found;
    watched.calmSinceMs = undefined;
  } else if (!isCalm) {
    watched.calmSinceMs = undefined;
  } else {
    // A clock that went back begins the wait anew.
    watched.calmSinceMs = Math.min(watched.calmSinceMs ?? timeMs, timeMs);
    if (timeMs - watched.calmSinceMs >= calmMs) watched.trip = undefined;
  }
};
