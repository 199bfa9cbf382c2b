import { type KindTable, numberColumn } from './kind-table';

/** Quotes have no id and many share a millisecond: the place among those of its moment is what tells one from another. */
export const quoteTable: KindTable<'quote'> = {
  kind: 'quote',
  view: 'quotes',
  columns: ['time_ms', 'bid', 'bid_quantity', 'ask', 'ask_quantity'].map(numberColumn),
  key: ['time_ms', 'seq'],
  toRow: ({ timeMs, bid, bidQuantity, ask, askQuantity }) => [timeMs, bid, bidQuantity, ask, askQuantity],
  toEvent: (instrumentId, read) => ({
    type: 'quote',
    instrumentId,
    timeMs: read(0) as number,
    bid: read(1) as number,
    bidQuantity: read(2) as number,
    ask: read(3) as number,
    askQuantity: read(4) as number,
  }),
};
