import type { MarketKind } from './market-kind';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Times that a catalogue takes: years of four digits. */
export const timeLimitMs = Date.UTC(10_000, 0, 1);

/** How much time one file holds. */
export type PartitionSpan = 'date' | 'month' | 'year';

/**
 * The span of the files of a dataset: a date for events, a month for bars below an hour, a year for the rest.
 *
 * Bars of a day in files of a month would be 31 rows each, and a file costs about 2 kB of its own.
 */
export const partitionSpan = (kind: MarketKind, timeframeMs: number | undefined): PartitionSpan => {
  if (kind === 'bar') return (timeframeMs ?? 0) < hourMs ? 'month' : 'year';
  return kind === 'funding-rate' ? 'year' : 'date';
};

const digits = { date: 10, month: 7, year: 4 } as const;

/** The first and the next moment of the partition that has `timeMs`. */
const boundsOf = (timeMs: number, span: PartitionSpan): readonly [number, number] => {
  if (span === 'date') {
    const start = Math.floor(timeMs / dayMs) * dayMs;
    return [start, start + dayMs];
  }
  const at = new Date(timeMs);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  // Date.UTC takes years below 100 for those of the last century; times of ours begin in 1970.
  return span === 'month'
    ? [Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1)]
    : [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
};

/** Makes a reader of the partition of a time, `2024-01-31`, `2024-01` or `2024`, that remembers the last one. */
export const partitionReader = (span: PartitionSpan): ((timeMs: number) => string) => {
  let bounds: readonly [number, number] = [0, 0];
  let name = '';
  return (timeMs) => {
    if (!(timeMs >= bounds[0] && timeMs < bounds[1])) {
      bounds = boundsOf(timeMs, span);
      name = new Date(bounds[0]).toISOString().slice(0, digits[span]);
    }
    return name;
  };
};
