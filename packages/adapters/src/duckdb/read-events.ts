import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { DataError } from '@sigmax/core';
import { datasetName } from './dataset';
import type { KindTable } from './kind-table';
import { kindTables } from './kind-tables';
import { type DataFile, type Dataset, filePath } from './manifest';
import type { EventOfKind, MarketKind } from './market-kind';
import { filePattern, quoteName } from './sql-text';

/** The files of a dataset that have rows of `[fromMs, toMs)`, in time order. */
export const filesBetween = ({ files }: Dataset, fromMs: number, toMs: number): readonly DataFile[] =>
  files.filter(({ firstMs, lastMs }) => lastMs >= fromMs && firstMs < toMs);

const fileFault = (dataset: Dataset, path: string, problem: string, cause?: unknown): DataError =>
  new DataError({
    code: 'DATA_FILE_INVALID',
    message: `${path}: ${problem}.`,
    remedy: 'Restore the file from a backup; when another process ingests at the same time, ask again.',
    context: { source: path, dataset: datasetName(dataset) },
    cause,
  });

export interface RowRange {
  readonly root: string;
  readonly dataset: Dataset;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Gives the rows of a dataset as chunks of up to 2,048, with `seq` as last column.
 *
 * One file after the other, and no sorting: each file is sorted, and DuckDB keeps the order of a file that it streams. So
 * that a wrong order is an error and not a wrong backtest, every row is compared with the one before.
 */
export async function* readChunksOf(
  connection: DuckDBConnection,
  { root, dataset, fromMs, toMs }: RowRange,
  columns: readonly string[],
): AsyncGenerator<DuckDBDataChunk, void, undefined> {
  let previousMs = Number.NEGATIVE_INFINITY;
  let previousSeq = -1;
  for (const file of filesBetween(dataset, fromMs, toMs)) {
    const path = filePath(root, dataset, file);
    const sql = `SELECT time_ms, seq, ${columns.map(quoteName).join(', ')} FROM read_parquet($path)
      WHERE time_ms >= $from AND time_ms < $to`;
    let result: Awaited<ReturnType<DuckDBConnection['stream']>>;
    try {
      result = await connection.stream(sql, { path: filePattern(path), from: fromMs, to: toMs });
    } catch (cause) {
      throw fileFault(dataset, path, 'the file could not be read', cause);
    }
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      const times = chunk.getColumnVector(0);
      const places = chunk.getColumnVector(1);
      for (let row = 0; row < chunk.rowCount; row++) {
        const timeMs = times.getItem(row) as number;
        const seq = places.getItem(row) as number;
        if (!(timeMs > previousMs || (timeMs === previousMs && seq > previousSeq))) {
          throw fileFault(dataset, path, `time ${timeMs} came after ${previousMs}, which no ingest writes`);
        }
        previousMs = timeMs;
        previousSeq = seq;
      }
      yield chunk;
    }
  }
}

/** The events of one chunk, whose columns of the kind begin at `offset`. */
export function* chunkEvents<Kind extends MarketKind>(
  chunk: DuckDBDataChunk,
  table: KindTable<Kind>,
  instrumentId: string,
  offset: number,
): Generator<EventOfKind<Kind>, void, undefined> {
  const { columns } = table;
  const vectors = columns.map((_, index) => chunk.getColumnVector(index + offset));
  let row = 0;
  const read = (column: number): unknown => {
    const value = vectors[column]?.getItem(row) as unknown;
    const isList = columns[column]?.type === 'levels' && value !== null;
    return isList ? (value as { items: readonly number[] }).items : value;
  };
  for (; row < chunk.rowCount; row++) yield table.toEvent(instrumentId, read);
}

/** Gives the events of a dataset one by one; a chunk of rows and DuckDB's buffer are in memory, never the data. */
export async function* readEvents<Kind extends MarketKind>(
  connection: DuckDBConnection,
  range: RowRange,
  kind: Kind,
): AsyncGenerator<EventOfKind<Kind>, void, undefined> {
  const table = kindTables[kind] as unknown as KindTable<Kind>;
  const names = table.columns.map(({ name }) => name);
  for await (const chunk of readChunksOf(connection, range, names)) {
    yield* chunkEvents(chunk, table, range.dataset.instrumentId, 2);
  }
}
