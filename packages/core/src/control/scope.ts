import type { OrderIntent } from '../orders/order-intent';

/** Where a stop applies. Every field narrows it; an empty scope is the whole bot. */
export interface Scope {
  readonly instrumentId?: string;
  /** What stands before the colon of an instrument's id. */
  readonly venue?: string;
  /** The tag that a part of the strategy writes on its orders. */
  readonly tag?: string;
}

/** The venue of an instrument id: `"binance"` of `"binance:BTC/USDT"`. */
export const venueOf = (instrumentId: string): string => instrumentId.slice(0, instrumentId.indexOf(':'));

/** Whether a scope takes in an order. */
export const covers = (
  { instrumentId, venue, tag }: Scope,
  intent: Pick<OrderIntent, 'instrumentId' | 'tag'>,
): boolean =>
  (instrumentId === undefined || instrumentId === intent.instrumentId) &&
  (venue === undefined || venue === venueOf(intent.instrumentId)) &&
  (tag === undefined || tag === intent.tag);

/** A scope as text, the same for the same scope: `"everything"`, or its fields. */
export const describeScope = ({ instrumentId, venue, tag }: Scope): string => {
  const parts = [
    ...(venue === undefined ? [] : [`venue ${venue}`]),
    ...(instrumentId === undefined ? [] : [`instrument ${instrumentId}`]),
    ...(tag === undefined ? [] : [`tag ${tag}`]),
  ];
  return parts.length === 0 ? 'everything' : parts.join(', ');
};
