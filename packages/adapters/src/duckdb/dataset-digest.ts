import type { DuckDBConnection } from '@duckdb/node-api';
import { createSha256 } from '@sigmax/core';
import type { KindTable } from './kind-table';
import { kindTables } from './kind-tables';
import type { MarketKind } from './market-kind';
import { type RowRange, readChunksOf } from './read-events';
import { RowBytes } from './row-bytes';

const encoder = new TextEncoder();

/** Little-endian on every machine. */
const numberBytes = (values: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setFloat64(8 * index, value, true);
  return bytes;
};

/** As `marketDigest` of core: the id, the length, then column after column, each in a pass of its own over the files. */
const barDigest = async (connection: DuckDBConnection, range: RowRange): Promise<string> => {
  const { dataset } = range;
  const rows = dataset.files.reduce((sum, file) => sum + file.rows, 0);
  const hash = createSha256();
  hash.update(encoder.encode(`${dataset.instrumentId}\n${rows}\n`));
  for (const column of ['time_ms', 'open', 'high', 'low', 'close', 'volume']) {
    for await (const chunk of readChunksOf(connection, range, [column])) {
      const vector = chunk.getColumnVector(2);
      hash.update(numberBytes(Array.from({ length: chunk.rowCount }, (_, row) => vector.getItem(row) as number)));
    }
  }
  return hash.hex();
};

/**
 * The SHA-256 of what a dataset holds: the same for the same rows, whatever files, ingests and compression they went through.
 *
 * That of bars is core's `marketDigest` of the series, which runs and reports show.
 */
export const datasetDigest = async (connection: DuckDBConnection, range: RowRange): Promise<string> => {
  const { kind, instrumentId } = range.dataset;
  if (kind === 'bar') return barDigest(connection, range);
  const { columns } = kindTables[kind] as unknown as KindTable<MarketKind>;
  const hash = createSha256();
  hash.update(encoder.encode(`${kind}\n${instrumentId}\n`));
  const names = columns.map(({ name }) => name);
  const bytes = new RowBytes();
  for await (const chunk of readChunksOf(connection, range, names)) {
    const vectors = names.map((_, index) => chunk.getColumnVector(index + 2));
    for (let row = 0; row < chunk.rowCount; row++) {
      for (const vector of vectors) bytes.add(vector.getItem(row));
    }
    bytes.flush(hash);
  }
  return hash.hex();
};
