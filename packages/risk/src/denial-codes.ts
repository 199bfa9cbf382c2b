import type { Verdict } from '@sigmax/core';

/** Why a guard of this package shrinks, denies or stops: what was looked at, then what was wrong with it. Never renamed. */
export const denialCodes = Object.freeze([
  /** The order has no price that could be checked, or one that is not a finite number above 0. */
  'PRICE_UNKNOWN',
  /** The quantity is not a finite number above 0. */
  'QUANTITY_INVALID',
  /** Equity is not a finite number above 0, so no fraction of it is known. */
  'EQUITY_UNKNOWN',
  /** The value of the order is above the limit. */
  'NOTIONAL_ABOVE_LIMIT',
  /** The position with its open orders would weigh more than the limit. */
  'WEIGHT_ABOVE_LIMIT',
  /** Equity has fallen further below its high-water mark than the limit. */
  'DRAWDOWN_ABOVE_LIMIT',
] as const);

export type DenialCode = (typeof denialCodes)[number];

/** A broken number is shown as 0: events carry finite numbers only, the code says what was wrong. */
const shown = (value: number): number => (Number.isFinite(value) ? value : 0);

export const deny = (code: DenialCode, limit: number, observed: number): Verdict => ({
  type: 'deny',
  code,
  limit,
  observed: shown(observed),
});

export const shrinkTo = (quantity: number, code: DenialCode, limit: number, observed: number): Verdict => ({
  type: 'shrink',
  quantity,
  code,
  limit,
  observed: shown(observed),
});
