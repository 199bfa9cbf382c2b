import { type KindTable, numberColumn } from './kind-table';

/** A trade is its venue's id; one without an id is its time and its place among the trades of that moment. */
export const tradeTable: KindTable<'trade'> = {
  kind: 'trade',
  view: 'trades',
  columns: [
    numberColumn('time_ms'),
    { name: 'id', type: 'text' },
    numberColumn('price'),
    numberColumn('quantity'),
    { name: 'side', type: 'text', isOptional: true },
  ],
  key: ['id', "CASE WHEN id = '' THEN time_ms END", "CASE WHEN id = '' THEN seq END"],
  toRow: ({ timeMs, id, price, quantity, side }) => [timeMs, id, price, quantity, side ?? null],
  toEvent: (instrumentId, read) => ({
    type: 'trade',
    instrumentId,
    timeMs: read(0) as number,
    id: read(1) as string,
    price: read(2) as number,
    quantity: read(3) as number,
    side: (read(4) as 'buy' | 'sell' | null) ?? undefined,
  }),
};
