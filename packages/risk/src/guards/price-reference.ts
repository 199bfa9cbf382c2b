import type { Bar, GuardEvent, Portfolio } from '@sigmax/core';
import { z } from 'zod';
import { isUsable } from '../numbers';
import { instrumentId } from './instrument-option';

/**
 * What a price is compared with.
 *
 * `last`: the last price, as old as its bar. `mid`: the middle of bid and ask, as old as the quote. `medianOf`: the median of
 * so many closes, as old as the latest; one wrong print does not move it. `observed`: the median of prices of other venues,
 * told by a control of that name with the value `{ instrumentId, prices: { kraken: 101, … } }`, of at least so many venues.
 */
export type PriceReference =
  | 'last'
  | 'mid'
  | { readonly medianOf: number }
  | { readonly observed: string; readonly venues: number };

/** A reference as an option. */
export const priceReference = z.union(
  [
    z.enum(['last', 'mid']),
    z.strictObject({ medianOf: z.int().min(1).max(10_000) }),
    z.strictObject({ observed: z.string().min(1), venues: z.int().min(1).max(1_000) }),
  ],
  'expected "last", "mid", { medianOf } or { observed, venues }',
);

/** What is known of an instrument. */
export interface ReferenceSample {
  /** The reference itself; 0 while there is none, and where the portfolio has it. */
  price: number;
  timeMs: number;
  /** The latest closes, oldest first; only `medianOf` needs them. */
  closes: number[];
}

/** By instrument. Plain data, changed in place. */
export type ReferenceState = Record<string, ReferenceSample>;

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
};

const sampleOf = (state: ReferenceState, id: string): ReferenceSample => {
  state[id] ??= { price: 0, timeMs: 0, closes: [] };
  return state[id];
};

const addBar = (state: ReferenceState, reference: PriceReference, { instrumentId: id, close, timeMs }: Bar): void => {
  const sample = sampleOf(state, id);
  sample.timeMs = timeMs;
  if (typeof reference === 'string' || !('medianOf' in reference)) return;
  const { closes } = sample;
  // A broken close would stay in every median that it is sorted into.
  if (isUsable(close)) closes.push(close);
  else closes.length = 0;
  if (closes.length > reference.medianOf) closes.splice(0, closes.length - reference.medianOf);
  sample.price = closes.length === reference.medianOf ? median(closes) : 0;
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Takes what was observed, or forgets what is known: of its instrument, or of all when it does not say which. */
const addObserved = (state: ReferenceState, value: unknown, timeMs: number, venues: number): void => {
  const { instrumentId: given, prices } = Object(value) as {
    readonly instrumentId?: unknown;
    readonly prices?: unknown;
  };
  const id = instrumentId.safeParse(given);
  if (!id.success) {
    for (const known in state) delete state[known];
    return;
  }
  const values: unknown[] = isObject(prices) ? Object.values(prices) : [];
  if (
    values.length >= venues &&
    values.every((price): price is number => typeof price === 'number' && isUsable(price))
  ) {
    state[id.data] = { price: median(values), timeMs, closes: [] };
  } else delete state[id.data];
};

/** Takes an event into the state of a reference. */
export const followReference = (state: ReferenceState, reference: PriceReference, event: GuardEvent): void => {
  const isObserved = typeof reference === 'object' && 'observed' in reference;
  if (event.type === 'snapshot') {
    if (isObserved || reference === 'mid') return;
    for (const bar of event.bars) addBar(state, reference, bar);
  } else if (isObserved && event.type === 'control') {
    const { control, timeMs } = event;
    if (control.type === 'observed' && control.name === reference.observed) {
      addObserved(state, control.value, timeMs, reference.venues);
    }
  }
};

/** The reference of an instrument; `undefined` when there is none, or it is no price. */
export const referencePrice = (
  state: ReferenceState,
  reference: PriceReference,
  id: string,
  portfolio: Portfolio,
): number | undefined => {
  let price: number | undefined;
  if (reference === 'last') price = state[id] === undefined ? undefined : portfolio.price(id);
  else if (reference === 'mid') {
    const quote = portfolio.quote(id);
    price = quote !== undefined && quote.bid > 0 && quote.bid <= quote.ask ? (quote.bid + quote.ask) / 2 : undefined;
  } else price = state[id]?.price;
  return isUsable(price) ? price : undefined;
};

/** How far the time of the reference is from now, either way; NaN when it has none. */
export const referenceAgeMs = (
  state: ReferenceState,
  reference: PriceReference,
  id: string,
  portfolio: Portfolio,
): number => {
  const timeMs = reference === 'mid' ? portfolio.quote(id)?.timeMs : state[id]?.timeMs;
  return Math.abs(portfolio.timeMs - (timeMs ?? Number.NaN));
};
