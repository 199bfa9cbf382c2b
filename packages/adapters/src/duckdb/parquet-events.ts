import { access, constants } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { InvalidOptionsError, type MarketData, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { dataError, type Fault, shown } from '../internal/fault';
import { inputFile } from '../internal/read-chunks';
import { eventFault } from './event-fault';
import type { KindColumn, KindTable } from './kind-table';
import { kindTables } from './kind-tables';
import { loadDriver } from './load-driver';
import { type EventOfKind, type MarketKind, marketKinds } from './market-kind';
import { chunkEvents } from './read-events';
import { filePattern, quoteName } from './sql-text';
import { sqlTypes } from './staging';

export interface ParquetEventsOptions<Kind extends MarketKind> {
  readonly kind: Kind;
  readonly instrumentId: string;
  /** The file's names of columns that are called otherwise there: `{ time_ms: 'ts' }`. */
  readonly columns?: Readonly<Record<string, string>>;
  /** What numbers in time columns count. Defaults to `'ms'`; columns of timestamps say it themselves. */
  readonly timeUnit?: 's' | 'ms' | 'us' | 'ns';
  /** Name of the data in errors. Defaults to the file as it was given. */
  readonly source?: string;
}

const schema = z.strictObject({
  kind: z.enum(marketKinds),
  instrumentId: z.string().min(1),
  columns: z.record(z.string(), z.string().min(1)).default({}),
  timeUnit: z.enum(['s', 'ms', 'us', 'ns']).default('ms'),
  source: z.string().min(1).optional(),
});

type Settings = z.output<typeof schema>;

const isTime = (name: string): boolean => name === 'time_ms' || name === 'settles_at_ms';

/** How many units a millisecond has. */
const perMs = { ms: 1, us: 1_000, ns: 1_000_000 } as const;

/** Milliseconds as a double from a count that may exceed 2^53: the whole ones and the rest apart. */
const countSql = (count: string, per: number): string =>
  per === 1
    ? `CAST(${count} AS DOUBLE)`
    : `CAST(${count} // ${per} AS DOUBLE) + CAST(${count} % ${per} AS DOUBLE) / ${per}`;

const timeSql = (column: string, type: string, unit: Settings['timeUnit']): string => {
  if (type.startsWith('TIMESTAMP_NS')) return countSql(`epoch_ns(${column})`, perMs.ns);
  if (type.startsWith('TIMESTAMP')) return countSql(`epoch_us(${column})`, perMs.us);
  return unit === 's' ? `CAST(${column} AS DOUBLE) * 1000` : countSql(column, perMs[unit]);
};

const select = (
  { columns: chosen, timeUnit }: Settings,
  columns: readonly KindColumn[],
  found: ReadonlyMap<string, string>,
  fail: (fault: Fault) => never,
): string => {
  const parts = columns.map(({ name, type, isOptional }) => {
    const label = chosen[name] ?? name;
    const has = found.get(label);
    if (has === undefined) {
      if (isOptional === true && chosen[name] === undefined) return `CAST(NULL AS ${sqlTypes[type]})`;
      const listed = [...found.keys()].slice(0, 12).map(shown).join(', ');
      fail({
        code: 'MISSING_COLUMN',
        problem: `column ${shown(label)} was missing among ${listed}`,
        remedy: `Say which column it is, for example columns: { ${name}: 'name' }.`,
        field: name,
        value: [...found.keys()],
      });
    }
    return isTime(name) ? timeSql(quoteName(label), has, timeUnit) : `CAST(${quoteName(label)} AS ${sqlTypes[type]})`;
  });
  return `SELECT ${parts.join(', ')} FROM read_parquet($path)`;
};

const describe = async (connection: DuckDBConnection, path: string): Promise<ReadonlyMap<string, string>> => {
  const reader = await connection.runAndReadAll('DESCRIBE SELECT * FROM read_parquet($path)', { path });
  return new Map(reader.getRows().map(([name, type]) => [String(name), String(type)]));
};

const requireFile = async (path: string, fail: (fault: Fault) => never): Promise<void> => {
  const isReadable = await access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
  if (!isReadable)
    fail({ code: 'FILE_NOT_FOUND', problem: 'there is no such file that may be read', remedy: 'Check the path.' });
};

/**
 * Reads market data from a Parquet file, in the order of its rows: an export of a catalogue, or a file of somebody else with
 * the same columns under any names. Bars must carry their close.
 *
 * - Units: times are milliseconds, another `timeUnit`, or timestamps; numbers of any type become doubles.
 * - Cost: a row group of the file in memory at a time, at most 256 MiB.
 *
 * @throws {SigmaxError} while iterating: `MISSING_DRIVER`, `BROKEN_DRIVER`
 * @throws {InvalidOptionsError} at the call: an option is wrong, unknown or missing
 * @throws {DataError} while iterating, after the events before it; the message names file, row and field
 * @example
 * ```ts no-run
 * import { openCatalogue, parquetEvents } from '@sigmax/adapters/duckdb';
 * const trades = parquetEvents('trades.parquet', {
 *   kind: 'trade', instrumentId: 'binance:BTC/USDT', columns: { time_ms: 'timestamp', quantity: 'size' }, timeUnit: 'us',
 * });
 * const catalogue = await openCatalogue('market-data');
 * console.log((await catalogue.ingest(trades)).added);
 * ```
 */
export const parquetEvents = <Kind extends MarketKind>(
  file: string | URL,
  options: ParquetEventsOptions<Kind>,
): AsyncIterable<EventOfKind<Kind>> => {
  const what = 'parquetEvents';
  const settings = parseOptions(schema, options, what);
  const { path } = inputFile(file, what);
  const { source = path, instrumentId } = settings;
  const table = kindTables[options.kind] as unknown as KindTable<Kind>;
  const unknown = Object.keys(settings.columns).find((name) => !table.columns.some((column) => column.name === name));
  if (unknown !== undefined) {
    throw new InvalidOptionsError({
      code: 'INVALID_OPTIONS',
      message: `${what}: columns.${unknown} is no column of ${options.kind}.`,
      remedy: `Choose of ${table.columns.map(({ name }) => name).join(', ')}.`,
      context: { what, column: unknown },
    });
  }
  const fail = (fault: Fault, cause?: unknown): never => {
    throw dataError(source, undefined, fault, cause);
  };

  async function* events(): AsyncGenerator<EventOfKind<Kind>, void, undefined> {
    const driver = await loadDriver();
    await requireFile(path, fail);
    const instance = await driver.DuckDBInstance.create(':memory:', { memory_limit: '256MiB', threads: '1' });
    const connection = await instance.connect();
    const unreadable = (cause: unknown): never =>
      fail(
        {
          code: 'PARQUET_INVALID',
          problem: cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause),
          remedy: 'Check that this is a Parquet file with the columns and types of the kind.',
        },
        cause,
      );
    try {
      const found = await describe(connection, filePattern(path)).catch(unreadable);
      const sql = select(settings, table.columns, found, fail);
      const result = await connection.stream(sql, { path: filePattern(path) }).catch(unreadable);
      let row = 0;
      for (;;) {
        const chunk = await result.fetchChunk().catch(unreadable);
        if (chunk === null || chunk.rowCount === 0) return;
        for (const event of chunkEvents(chunk, table, instrumentId, 0)) {
          const fault = eventFault(event as MarketData);
          if (fault !== undefined) throw dataError(source, { label: `row ${row}`, facts: { row } }, fault);
          row++;
          yield event;
        }
      }
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  }
  return { [Symbol.asyncIterator]: events };
};
