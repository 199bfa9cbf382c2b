import type { DuckDBConnection } from '@duckdb/node-api';
import { type BarSeries, barSeries } from '@sigmax/core';
import { filesBetween, type RowRange, readChunksOf } from './read-events';

const columnNames = ['open', 'high', 'low', 'close', 'volume'] as const;

/** Reads bars as columns, checked by core. */
export const readSeries = async (connection: DuckDBConnection, range: RowRange, source: string): Promise<BarSeries> => {
  const { dataset, fromMs, toMs } = range;
  const most = filesBetween(dataset, fromMs, toMs).reduce((sum, { rows }) => sum + rows, 0);
  const columns = [0, 1, 2, 3, 4, 5].map(() => new Float64Array(most));
  let length = 0;
  for await (const chunk of readChunksOf(connection, range, columnNames)) {
    for (const [index, column] of columns.entries()) {
      // Column 1 of the chunk is the place within the moment, which bars do not have.
      const vector = chunk.getColumnVector(index === 0 ? 0 : index + 1);
      for (let row = 0; row < chunk.rowCount; row++) column[length + row] = vector.getItem(row) as number;
    }
    length += chunk.rowCount;
  }
  const [timeMs, open, high, low, close, volume] = columns.map((column) => column.slice(0, length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return barSeries({
    instrumentId: dataset.instrumentId,
    timeframeMs: dataset.timeframeMs as number,
    timeMs,
    open,
    high,
    low,
    close,
    volume,
    source,
    isSimulated: dataset.isSimulated,
  });
};
