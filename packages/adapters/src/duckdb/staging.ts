import type { DuckDBAppender, DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { MarketData } from '@sigmax/core';
import type { ColumnType, KindTable } from './kind-table';
import { kindTables } from './kind-tables';
import type { Driver } from './load-driver';
import type { MarketKind } from './market-kind';
import { quoteName } from './sql-text';

/** A vector of DuckDB holds 2,048 values; a batch is one vector a column. */
const batchRows = 2_048;

export const sqlTypes: Readonly<Record<ColumnType, string>> = {
  number: 'DOUBLE',
  text: 'VARCHAR',
  flag: 'BOOLEAN',
  levels: 'DOUBLE[]',
};

/** The table in which the rows of a kind wait until the ingest is complete. */
export const stagedTable = (kind: MarketKind): string => quoteName(`staged ${kind}`);

/** Rows of one kind on their way into DuckDB, as columns. */
class KindStage {
  readonly #driver: Driver;
  readonly #appender: DuckDBAppender;
  readonly #types: readonly DuckDBType[];
  readonly #isLevels: readonly boolean[];
  readonly #columns: DuckDBValue[][];
  #rows = 0;

  constructor(driver: Driver, appender: DuckDBAppender, table: KindTable<MarketKind>) {
    const { DOUBLE, VARCHAR, BOOLEAN, INTEGER, LIST } = driver;
    const types = { number: DOUBLE, text: VARCHAR, flag: BOOLEAN, levels: LIST(DOUBLE) } as const;
    this.#driver = driver;
    this.#appender = appender;
    this.#types = [INTEGER, ...table.columns.map(({ type }) => types[type])];
    this.#isLevels = [false, ...table.columns.map(({ type }) => type === 'levels')];
    this.#columns = this.#types.map(() => []);
  }

  push(bucket: number, row: readonly unknown[]): void {
    const columns = this.#columns;
    (columns[0] as DuckDBValue[]).push(bucket);
    for (let index = 0; index < row.length; index++) {
      const value = row[index];
      (columns[index + 1] as DuckDBValue[]).push(
        this.#isLevels[index + 1] ? this.#driver.listValue([...(value as number[])]) : (value as DuckDBValue),
      );
    }
    if (++this.#rows === batchRows) this.flush();
  }

  flush(): void {
    if (this.#rows === 0) return;
    const chunk = this.#driver.DuckDBDataChunk.create(this.#types, this.#rows);
    for (const [index, values] of this.#columns.entries()) {
      chunk.setColumnValues(index, values);
      values.length = 0;
    }
    this.#appender.appendDataChunk(chunk);
    this.#rows = 0;
  }

  close(): void {
    this.flush();
    this.#appender.closeSync();
  }
}

/**
 * Where the rows of an ingest wait: a table in memory for each kind that comes, which DuckDB moves to disk when it grows
 * beyond its memory. A table in memory is not compressed; some of the compressions of a database file hold 0 and −0 for one.
 */
export class Staging {
  readonly #driver: Driver;
  readonly #connection: DuckDBConnection;
  readonly #stages = new Map<MarketKind, KindStage>();

  constructor(driver: Driver, connection: DuckDBConnection) {
    this.#driver = driver;
    this.#connection = connection;
  }

  /** Makes the table of a kind, unless it is there. */
  async open(kind: MarketKind): Promise<void> {
    if (this.#stages.has(kind)) return;
    const table = kindTables[kind] as unknown as KindTable<MarketKind>;
    const columns = table.columns.map(({ name, type }) => `${quoteName(name)} ${sqlTypes[type]}`);
    await this.#connection.run(`CREATE TEMP TABLE ${stagedTable(kind)} (bucket INTEGER, ${columns.join(', ')})`);
    const appender = await this.#connection.createAppender(`staged ${kind}`, 'main', 'temp');
    this.#stages.set(kind, new KindStage(this.#driver, appender, table));
  }

  has(kind: MarketKind): boolean {
    return this.#stages.has(kind);
  }

  /** Takes one event into a table that is open. `bucket` says to which file it will belong. */
  push(kind: MarketKind, bucket: number, event: MarketData): void {
    const table = kindTables[kind] as unknown as KindTable<MarketKind>;
    (this.#stages.get(kind) as KindStage).push(bucket, table.toRow(event as never));
  }

  /** Hands over what is still on its way; nothing can be pushed after it. */
  close(): void {
    for (const stage of this.#stages.values()) stage.close();
  }
}
