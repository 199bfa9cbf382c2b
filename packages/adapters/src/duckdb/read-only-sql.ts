import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { InvalidOptionsError } from '@sigmax/core';
import type { KindTable } from './kind-table';
import { kindTables } from './kind-tables';
import type { Driver } from './load-driver';
import { filePath, type Manifest } from './manifest';
import { type MarketKind, marketKinds } from './market-kind';
import { filePattern, quoteName, quoteText } from './sql-text';
import { sqlTypes } from './staging';

/** Values for `$name` or `?` in a statement. */
export type SqlParameters =
  | readonly (string | number | bigint | boolean | null)[]
  | Readonly<Record<string, string | number | bigint | boolean | null>>;

/** A row of an answer; numbers beyond 2^53 are bigints, lists are arrays. */
export type SqlRow = Readonly<Record<string, unknown>>;

const noFiles = (table: KindTable<MarketKind>): string => {
  const about = ['instrument_id VARCHAR', ...(table.kind === 'bar' ? ['timeframe_ms DOUBLE'] : [])];
  const columns = [
    ...about,
    ...table.columns.map(({ name, type }) => `${quoteName(name)} ${sqlTypes[type]}`),
    'seq INTEGER',
  ];
  const empty = columns.map((column) => {
    const [name = '', ...type] = column.split(' ');
    return `CAST(NULL AS ${type.join(' ')}) AS ${name}`;
  });
  return `SELECT ${empty.join(', ')} WHERE false`;
};

/** A view of all rows of a kind; `"time"` is `time_ms` as a timestamp, for eyes. */
const viewSql = (root: string, manifest: Manifest, kind: MarketKind): string => {
  const table = kindTables[kind] as unknown as KindTable<MarketKind>;
  const files = manifest.datasets
    .filter((dataset) => dataset.kind === kind)
    .flatMap((dataset) => dataset.files.map((file) => quoteText(filePattern(filePath(root, dataset, file)))));
  const rows = files.length === 0 ? noFiles(table) : `SELECT * FROM read_parquet([${files.join(', ')}])`;
  return `CREATE VIEW ${table.view} AS SELECT *, make_timestamp(CAST(time_ms * 1000 AS BIGINT)) AS "time" FROM (${rows})`;
};

/** Makes an engine that sees the files of the catalogue and nothing else of the machine, and can write nothing. */
const lockedConnection = async (
  driver: Driver,
  root: string,
  manifest: Manifest,
  config: Readonly<Record<string, string>>,
): Promise<{ connection: DuckDBConnection; close: () => void }> => {
  const instance = await driver.DuckDBInstance.create(':memory:', { ...config });
  const connection = await instance.connect();
  for (const kind of marketKinds) await connection.run(viewSql(root, manifest, kind));
  // The folder by name, and as the patterns of the views have it.
  const allowed = [`${root}/data/`, filePattern(`${root}/data/`)].map(quoteText);
  await connection.run(`SET allowed_directories = [${allowed.join(', ')}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  return { connection, close };
};

const refuse = (problem: string): InvalidOptionsError =>
  new InvalidOptionsError({
    code: 'SQL_NOT_READ_ONLY',
    message: `sql: ${problem}.`,
    remedy: 'Write one SELECT over bars, trades, quotes, funding_rates and order_books.',
  });

/**
 * Runs one SELECT and gives its rows one by one.
 *
 * @throws {InvalidOptionsError} `SQL_NOT_READ_ONLY`, `SQL_FAILED`
 */
export async function* readOnlySql(
  driver: Driver,
  root: string,
  manifest: Manifest,
  config: Readonly<Record<string, string>>,
  statement: string,
  parameters: SqlParameters,
): AsyncGenerator<SqlRow, void, undefined> {
  const { connection, close } = await lockedConnection(driver, root, manifest, config);
  try {
    const statements = await connection.extractStatements(statement);
    if (statements.count !== 1) throw refuse(`there were ${statements.count} statements`);
    const prepared = await statements.prepare(0);
    if (prepared.statementType !== driver.StatementType.SELECT) {
      throw refuse(`the statement was ${driver.StatementType[prepared.statementType] ?? 'of an unknown type'}`);
    }
    const result = await connection.stream(statement, parameters as DuckDBValue[] | Record<string, DuckDBValue>);
    for await (const rows of result.yieldRowObjectJs()) yield* rows as SqlRow[];
  } catch (error) {
    if (error instanceof InvalidOptionsError) throw error;
    throw new InvalidOptionsError({
      code: 'SQL_FAILED',
      message: `sql: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}.`,
      remedy:
        'Check the statement and its parameters; the views are bars, trades, quotes, funding_rates and order_books.',
      context: { statement },
      cause: error,
    });
  } finally {
    close();
  }
}
