import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { InvalidOptionsError } from '@sigmax/core';
import type { ExportSettings } from './catalogue-options';
import { syncPath } from './durable-file';
import type { KindTable } from './kind-table';
import { kindTables } from './kind-tables';
import { filePath } from './manifest';
import type { MarketKind } from './market-kind';
import { filesBetween, type RowRange, readChunksOf, readEvents } from './read-events';
import { filePattern, quoteName, quoteText } from './sql-text';

/** A value as a cell: numbers in their shortest form that reads back as the same double, lists with spaces between. */
const cell = (value: unknown): string => {
  if (value === null) return '';
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'object') return (value as { items: readonly number[] }).items.map(cell).join(' ');
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

async function* csvLines(
  connection: DuckDBConnection,
  range: RowRange,
  columns: readonly string[],
): AsyncGenerator<string, void, undefined> {
  yield `${columns.join(',')}\n`;
  for await (const chunk of readChunksOf(connection, range, columns)) {
    const vectors = columns.map((_, index) => chunk.getColumnVector(index + 2));
    for (let row = 0; row < chunk.rowCount; row++) {
      yield `${vectors.map((vector) => cell(vector.getItem(row))).join(',')}\n`;
    }
  }
}

/** One event a line, as core has it; with `columns`, one object of these columns a line. */
async function* jsonLines(
  connection: DuckDBConnection,
  range: RowRange,
  columns: readonly string[] | undefined,
): AsyncGenerator<string, void, undefined> {
  if (columns === undefined) {
    for await (const event of readEvents(connection, range, range.dataset.kind)) yield `${JSON.stringify(event)}\n`;
    return;
  }
  for await (const chunk of readChunksOf(connection, range, columns)) {
    const vectors = columns.map((name, index) => [name, chunk.getColumnVector(index + 2)] as const);
    for (let row = 0; row < chunk.rowCount; row++) {
      const values = vectors.map(([name, vector]) => {
        const value = vector.getItem(row);
        return [name, value !== null && typeof value === 'object' ? (value as { items: unknown }).items : value];
      });
      yield `${JSON.stringify(Object.fromEntries(values))}\n`;
    }
  }
}

/** Writes lines to a file with the pace of the disk. Returns their number. */
const writeLines = async (path: string, lines: AsyncIterable<string>): Promise<number> => {
  let count = 0;
  const counted = async function* () {
    for await (const text of lines) {
      count++;
      yield text;
    }
  };
  await pipeline(counted, createWriteStream(path));
  return count;
};

const writeParquet = async (
  connection: DuckDBConnection,
  { root, dataset, fromMs, toMs }: RowRange,
  columns: readonly string[],
  target: string,
): Promise<number> => {
  const paths = filesBetween(dataset, fromMs, toMs).map((file) =>
    quoteText(filePattern(filePath(root, dataset, file))),
  );
  const from = Number.isFinite(fromMs) ? fromMs : -1;
  const to = Number.isFinite(toMs) ? toMs : Number.MAX_VALUE;
  const rows = paths.length === 0 ? undefined : `read_parquet([${paths.join(', ')}])`;
  if (rows === undefined) {
    throw new InvalidOptionsError({
      code: 'NOTHING_TO_EXPORT',
      message: 'exportTo: there are no rows in this range, and a Parquet file without rows has no use.',
      remedy: 'Widen fromMs and toMs.',
      context: { fromMs, toMs },
    });
  }
  const where = `WHERE time_ms >= ${from} AND time_ms < ${to}`;
  await connection.run(
    `COPY (SELECT ${columns.map(quoteName).join(', ')} FROM ${rows} ${where} ORDER BY time_ms, seq) TO ${quoteText(target)}
     (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 0)`,
  );
  const reader = await connection.runAndReadAll(`SELECT count(*) FROM read_parquet(${quoteText(filePattern(target))})`);
  return Number(reader.getRows()[0]?.[0]);
};

const chosenColumns = (kind: MarketKind, chosen: readonly string[] | undefined): readonly string[] => {
  const all = (kindTables[kind] as unknown as KindTable<MarketKind>).columns.map(({ name }) => name);
  const unknown = chosen?.find((name) => !all.includes(name));
  if (unknown === undefined) return chosen ?? all;
  throw new InvalidOptionsError({
    code: 'UNKNOWN_COLUMN',
    message: `exportTo: column ${JSON.stringify(unknown)} is none of ${kind}.`,
    remedy: `Choose of ${all.join(', ')}.`,
    context: { kind, column: unknown },
  });
};

/** Writes the rows of a range to one file beside its place, and moves it there when it is whole. */
export const exportRows = async (
  connection: DuckDBConnection,
  range: RowRange,
  file: string,
  settings: ExportSettings,
): Promise<number> => {
  const target = resolve(file);
  const columns = chosenColumns(range.dataset.kind, settings.columns);
  const aside = `${target}.part`;
  await mkdir(dirname(target), { recursive: true });
  try {
    const count = await {
      csv: async () => (await writeLines(aside, csvLines(connection, range, columns))) - 1,
      json: () => writeLines(aside, jsonLines(connection, range, settings.columns)),
      parquet: () => writeParquet(connection, range, columns, aside),
    }[settings.format]();
    await syncPath(aside);
    await rename(aside, target);
    return count;
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
};
