import { type KindTable, numberColumn } from './kind-table';

export const barTable: KindTable<'bar'> = {
  kind: 'bar',
  view: 'bars',
  columns: ['time_ms', 'open', 'high', 'low', 'close', 'volume'].map(numberColumn),
  key: ['time_ms'],
  toRow: ({ timeMs, open, high, low, close, volume }) => [timeMs, open, high, low, close, volume],
  toEvent: (instrumentId, read) => ({
    type: 'bar',
    instrumentId,
    timeMs: read(0) as number,
    open: read(1) as number,
    high: read(2) as number,
    low: read(3) as number,
    close: read(4) as number,
    volume: read(5) as number,
  }),
};
