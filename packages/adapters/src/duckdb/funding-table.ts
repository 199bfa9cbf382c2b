import { type KindTable, numberColumn, optionalNumber } from './kind-table';

export const fundingTable: KindTable<'funding-rate'> = {
  kind: 'funding-rate',
  view: 'funding_rates',
  columns: [...['time_ms', 'rate', 'settles_at_ms'].map(numberColumn), optionalNumber('mark_price')],
  key: ['time_ms', 'settles_at_ms'],
  toRow: ({ timeMs, rate, settlesAtMs, markPrice }) => [timeMs, rate, settlesAtMs, markPrice ?? null],
  toEvent: (instrumentId, read) => {
    const markPrice = read(3) as number | null;
    return {
      type: 'funding-rate',
      instrumentId,
      timeMs: read(0) as number,
      rate: read(1) as number,
      settlesAtMs: read(2) as number,
      ...(markPrice === null ? {} : { markPrice }),
    };
  },
};
