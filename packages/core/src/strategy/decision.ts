import type { OrderIntent } from '../orders/order-intent';

/** Leave everything as it is. */
export interface Hold {
  readonly type: 'hold';
}

/** Move these instruments to these weights; instruments that are not named keep their position. */
export interface Targets {
  readonly type: 'targets';
  readonly targets: readonly Target[];
}

export interface Target {
  readonly instrumentId: string;
  /** Fraction of equity: 0.5 is half of it, 0 is out, negative is short (not for spot). */
  readonly weight: number;
}

/** Send exactly these orders, after cancelling exactly those. For market makers and grids. */
export interface Orders {
  readonly type: 'orders';
  readonly orders: readonly OrderIntent[];
  /** `clientOrderId`s to cancel first, or `'all'`. */
  readonly cancel: readonly string[] | 'all';
}

/** What a strategy says to one snapshot. */
export type Decision = Hold | Targets | Orders;

/** The decision to do nothing. */
export const hold: Hold = Object.freeze({ type: 'hold' });

/** The list itself is not frozen: V8 has no fast path for reading a frozen array. */
const single = (instrumentId: string, weight: number): Targets =>
  Object.freeze({ type: 'targets', targets: [Object.freeze({ instrumentId, weight })] });

/** The last two decisions: most strategies go to and fro between two weights, and frozen objects can be shared. */
let latest = single('', 0);
let previous = latest;

/** Asks for the length, since a list could have been changed, and not by `?.`, which would put the weight into a box. */
const isOf = ({ targets }: Targets, instrumentId: string, weight: number): boolean => {
  if (targets.length !== 1) return false;
  const only = targets[0] as Target;
  return only.weight === weight && only.instrumentId === instrumentId;
};

/**
 * Returns the decision to hold `weight` of equity in one instrument.
 *
 * A decision like one of the last two is the same object, so that repeating a target costs no memory.
 *
 * @example
 * ```ts
 * import { target } from '@sigmax/core';
 * target('demo:BTC/USDT', 0.5).targets[0]?.weight; // => 0.5
 * ```
 */
export const target = (instrumentId: string, weight: number): Targets => {
  return isOf(latest, instrumentId, weight) ? latest : change(instrumentId, weight);
};

/** Apart from `target`, so that the engine can inline the case that comes on almost every bar. */
const change = (instrumentId: string, weight: number): Targets => {
  const decision = isOf(previous, instrumentId, weight) ? previous : single(instrumentId, weight);
  previous = latest;
  latest = decision;
  return decision;
};

/**
 * Returns the decision to move several instruments at once; name every instrument that should be left with weight 0.
 *
 * @example
 * ```ts
 * import { targets } from '@sigmax/core';
 * targets({ 'demo:BTC/USDT': 0.6, 'demo:ETH/USDT': 0 }).targets.length; // => 2
 * ```
 */
export const targets = (weights: Readonly<Record<string, number>>): Targets => ({
  type: 'targets',
  targets: Object.entries(weights).map(([instrumentId, weight]) => ({ instrumentId, weight })),
});

/**
 * Returns the decision to send exact orders, and to cancel some first.
 *
 * @example
 * ```ts
 * import { orders } from '@sigmax/core';
 * const buy = { type: 'limit', instrumentId: 'demo:BTC/USDT', side: 'buy', quantity: 0.1, limitPrice: 40_000 } as const;
 * orders([buy], { cancel: 'all' }).cancel; // => 'all'
 * ```
 */
export const orders = (
  intents: readonly OrderIntent[],
  options: { readonly cancel?: readonly string[] | 'all' } = {},
): Orders => ({ type: 'orders', orders: intents, cancel: options.cancel ?? [] });
