import type { MarketData, MarketDataOf, OrderBookDelta, OrderBookSnapshot } from '@sigmax/core';

/** What a catalogue keeps apart. Snapshots and deltas of a book are one kind, since their order is what makes the book. */
export const marketKinds = ['bar', 'trade', 'quote', 'funding-rate', 'order-book'] as const;

export type MarketKind = (typeof marketKinds)[number];

/** The events of one kind. */
export type EventOfKind<Kind extends MarketKind> = Kind extends 'order-book'
  ? OrderBookSnapshot | OrderBookDelta
  : MarketDataOf<Exclude<Kind, 'order-book'>>;

/** The kind of an event, or `undefined` when it is none of ours. */
export const kindOf = (event: MarketData): MarketKind | undefined => {
  const { type } = event;
  if (type === 'order-book-snapshot' || type === 'order-book-delta') return 'order-book';
  return marketKinds.find((kind) => kind === type);
};
