import { type Guard, type Portfolio, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { demanded, isRearmed, latched, type Trip, tripOf } from './latch';

const schema = z.strictObject({
  tolerance: z
    .record(z.string().min(1), z.number().nonnegative())
    .refine((assets) => Object.keys(assets).length > 0, 'expected at least one asset'),
  observe: z.string().trim().min(1).default('venue-balances'),
  count: z.int().positive().max(1_000_000).default(1),
  maxAgeMs: z.number().positive().optional(),
  name: z.string().min(1).default('reconciled-balances'),
});

export interface ReconciledBalancesOptions {
  /** The assets that are compared, each with how many units the venue and the ledger may differ by. */
  readonly tolerance: Readonly<Record<string, number>>;
  /** Name of the `observed` control that brings the venue's balances. Defaults to `"venue-balances"`. */
  readonly observe?: string;
  /** How many comparisons in a row have to differ. A fill that only one side knows of yet differs once. Defaults to 1. */
  readonly count?: number;
  /** How long there may be no comparison, from the first snapshot on. Left out: as long as it likes. */
  readonly maxAgeMs?: number;
  /** Defaults to `"reconciled-balances"`; one for another venue needs a name of its own. */
  readonly name?: string;
}

/** Plain data, changed in place. */
export interface ReconciliationState {
  /** Comparisons that differed since the last one that did not. */
  inRow: number;
  /** Whether the last comparison was clean, and nothing has tripped since. */
  isClean: boolean;
  /** Time of the last comparison, or when its absence began to count. */
  lastMs: number | undefined;
  trip: Trip | undefined;
}

/** Balances as a venue says them: an asset that is not named is not held. `undefined` for what are none. */
const balancesOf = (value: unknown): ((asset: string) => number) | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return (asset) => {
    const amount: unknown = Object.hasOwn(value, asset) ? Reflect.get(value, asset) : 0;
    return typeof amount === 'number' ? amount : Number.NaN;
  };
};

/**
 * Lets out only what reduces a position once the venue's balances and the ledger's differ.
 *
 * A program asks the venue and tells the bot: `{ type: 'observed', name: 'venue-balances', value: { USDT: 9_120.5, BTC: 0.25 } }`. For
 * each asset with a tolerance: |venue − ledger| ≤ tolerance; an asset that the venue does not name is 0. What cannot be understood
 * differs. `count` in a row pause the bot: purchases are denied, exits leave, open orders stay.
 *
 * It ends with an operator's `rearm` of its name after a comparison that was clean; a rearm before that pauses again at once.
 *
 * - Units: units of each asset; times in ms of event time.
 * - State: {@link ReconciliationState}.
 * - Cost: O(assets) per comparison, O(1) per snapshot and order.
 * - Source: RTS 6 (EU 2017/589) Art. 17, reconciliation with what the venue knows; FIA 2024, drop-copy reconciliation.
 *
 * @throws {InvalidOptionsError} `tolerance` is missing, empty, or not numbers of at least 0.
 * @example
 * ```ts
 * import { reconciledBalances } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const guard = reconciledBalances({ tolerance: { USDT: 1 } });
 * const told = { type: 'observed', name: 'venue-balances', value: { USDT: 850 } } as const;
 * const portfolio = portfolioOf({ cash: { USDT: 1_000 } });
 * const state = guard.update!(guard.initial, { type: 'control', timeMs: 0, control: told }, portfolio);
 * const demand = guard.intervene!(state, portfolio);
 * demand; // => { action: 'pause', code: 'BALANCES_DIFFER', limit: 1, observed: 150 }
 * ```
 */
export const reconciledBalances = (options: ReconciledBalancesOptions): Guard<ReconciliationState> => {
  const { name, ...rest } = parseOptions(schema, options, 'reconciledBalances');
  const { tolerance, observe, count, maxAgeMs } = rest;
  const assets = Object.entries(tolerance);
  /** What is wrong with the balances; `undefined` when they agree. */
  const faultOf = (value: unknown, portfolio: Portfolio): Trip | undefined => {
    const held = balancesOf(value);
    if (held === undefined) return tripOf('BALANCES_INVALID', 0, 0);
    for (const [asset, limit] of assets) {
      const amount = held(asset);
      if (!Number.isFinite(amount)) return tripOf('BALANCES_INVALID', limit, 0);
      const difference = Math.abs(amount - portfolio.cash(asset));
      if (!(difference <= limit)) return tripOf('BALANCES_DIFFER', limit, difference);
    }
    return undefined;
  };
  const stopFor = (state: ReconciliationState, fault: Trip): void => {
    state.trip ??= fault;
    state.isClean = false;
  };
  const compare = (state: ReconciliationState, value: unknown, timeMs: number, portfolio: Portfolio): void => {
    state.lastMs = timeMs;
    const fault = faultOf(value, portfolio);
    state.inRow = fault === undefined ? 0 : state.inRow + 1;
    state.isClean = fault === undefined;
    if (fault !== undefined && state.inRow >= count) stopFor(state, fault);
  };
  const watch = (state: ReconciliationState, timeMs: number): void => {
    if (maxAgeMs === undefined) return;
    state.lastMs = Math.min(state.lastMs ?? timeMs, timeMs);
    const ageMs = timeMs - state.lastMs;
    if (!(ageMs <= maxAgeMs)) stopFor(state, tripOf('BALANCES_STALE', maxAgeMs, ageMs));
  };
  return {
    name,
    options: rest,
    initial: { inRow: 0, isClean: false, lastMs: undefined, trip: undefined },
    update: (state, event, portfolio) => {
      if (event.type === 'control') {
        const { control } = event;
        if (control.type === 'observed' && control.name === observe)
          compare(state, control.value, event.timeMs, portfolio);
      } else if (event.type === 'snapshot') watch(state, event.timeMs);
      else if (isRearmed(event, name) && state.isClean) state.trip = undefined;
      return state;
    },
    check: (intent, portfolio, { trip }) => latched(trip, intent, portfolio),
    intervene: ({ trip }) => demanded(trip, 'pause'),
  };
};
