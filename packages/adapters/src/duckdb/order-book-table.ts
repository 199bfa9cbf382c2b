import { type KindTable, numberColumn, optionalNumber } from './kind-table';

/** Snapshots and deltas in one table: apart, their order would be lost where they share a millisecond. */
export const orderBookTable: KindTable<'order-book'> = {
  kind: 'order-book',
  view: 'order_books',
  columns: [
    numberColumn('time_ms'),
    { name: 'is_snapshot', type: 'flag' },
    { name: 'bids', type: 'levels' },
    { name: 'asks', type: 'levels' },
    { name: 'update_id', type: 'text', isOptional: true },
    optionalNumber('bids_known_to'),
    optionalNumber('asks_known_to'),
  ],
  key: ['time_ms', 'is_snapshot', 'update_id', 'CASE WHEN update_id IS NULL THEN seq END'],
  toRow: (event) => {
    const isSnapshot = event.type === 'order-book-snapshot';
    return [
      event.timeMs,
      isSnapshot,
      event.bids,
      event.asks,
      event.updateId ?? null,
      (isSnapshot ? event.bidsKnownTo : undefined) ?? null,
      (isSnapshot ? event.asksKnownTo : undefined) ?? null,
    ];
  },
  toEvent: (instrumentId, read) => {
    const updateId = read(4) as string | null;
    const content = {
      instrumentId,
      timeMs: read(0) as number,
      bids: read(2) as readonly number[],
      asks: read(3) as readonly number[],
      ...(updateId === null ? {} : { updateId }),
    };
    if (read(1) !== true) return { type: 'order-book-delta', ...content };
    const bidsKnownTo = read(5) as number | null;
    const asksKnownTo = read(6) as number | null;
    return {
      type: 'order-book-snapshot',
      ...content,
      ...(bidsKnownTo === null ? {} : { bidsKnownTo }),
      ...(asksKnownTo === null ? {} : { asksKnownTo }),
    };
  },
};
