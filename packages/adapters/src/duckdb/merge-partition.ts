import type { DuckDBConnection } from '@duckdb/node-api';
import type { KindTable } from './kind-table';
import type { MarketKind } from './market-kind';
import { filePattern, quoteName, quoteText } from './sql-text';
import { stagedTable } from './staging';

/** What became of the rows that came for one file. */
export interface MergedPartition {
  readonly added: number;
  readonly known: number;
  readonly duplicates: number;
  readonly conflicting: number;
  /** Rows of the file that was made, and its times; absent when nothing changed and no file was made. */
  readonly file: { readonly rows: number; readonly firstMs: number; readonly lastMs: number } | undefined;
}

export interface PartitionMerge {
  readonly table: KindTable<MarketKind>;
  readonly instrumentId: string;
  readonly timeframeMs: number | undefined;
  readonly bucket: number;
  /** The file as it is, if there is one. */
  readonly stored: string | undefined;
  /** Where to write. */
  readonly target: string;
  readonly conflicts: 'refuse' | 'keep-stored' | 'take-new';
  /** Told of rows that contradict each other; throws to refuse them. */
  readonly onConflicts: (count: number, examples: readonly (readonly unknown[])[]) => void;
}

const merged = 'merged';

/**
 * No dictionaries: the writer of DuckDB puts 0 and −0 into one entry of a dictionary, and then a rate comes back with another
 * sign. Version 2 of the format has byte-stream-split for numbers instead.
 */
const parquet = '(FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 0)';

const listOf = (names: readonly string[]): string => names.map(quoteName).join(', ');

/** Rows of both origins with their rank among those of one key: 1 is the row that stays. */
const mergeSql = ({ table, bucket, stored, conflicts }: PartitionMerge): string => {
  const names = table.columns.map(({ name }) => name);
  const columns = listOf(names);
  const values = `struct_pack(${names.map((name) => `${quoteName(name)} := ${quoteName(name)}`).join(', ')})`;
  const direction = conflicts === 'take-new' ? 'DESC' : 'ASC';
  const incoming = `SELECT 1 AS origin, rowid AS arrival, row_number() OVER (PARTITION BY time_ms ORDER BY rowid) - 1 AS seq, ${columns}
    FROM ${stagedTable(table.kind)} WHERE bucket = ${bucket}`;
  const old =
    stored === undefined
      ? ''
      : `SELECT 0 AS origin, seq AS arrival, seq, ${columns} FROM read_parquet(${quoteText(filePattern(stored))}) UNION ALL `;
  return `CREATE OR REPLACE TEMP TABLE ${merged} AS
    SELECT *, row_number() OVER k AS nth, min(origin) OVER (PARTITION BY ${table.key.join(', ')}) AS first_origin,
      first_value(${values}) OVER k IS DISTINCT FROM ${values} AS is_conflict
    FROM (${old}${incoming})
    WINDOW k AS (PARTITION BY ${table.key.join(', ')} ORDER BY origin ${direction}, arrival ${direction})`;
};

/**
 * The order of rows in one moment: as they came. Where a moment has rows of two ingests, neither order says how they go
 * together; the venue's numbers do.
 */
const orderedSql = ({ table }: PartitionMerge): string => {
  const id = table.columns.find(({ name }) => name === 'id' || name === 'update_id')?.name;
  const number =
    id === undefined ? 'NULL' : `CASE WHEN regexp_full_match(${id}, '[0-9]{1,38}') THEN CAST(${id} AS HUGEINT) END`;
  return `SELECT *, CASE WHEN min(origin) OVER m <> max(origin) OVER m THEN ${number} END AS venue_order
    FROM ${merged} WHERE nth = 1 WINDOW m AS (PARTITION BY time_ms)`;
};

const copySql = (merge: PartitionMerge): string => {
  const { table, instrumentId, timeframeMs, target } = merge;
  const about = [
    `${quoteText(instrumentId)} AS instrument_id`,
    ...(timeframeMs === undefined ? [] : [`CAST(${timeframeMs} AS DOUBLE) AS timeframe_ms`]),
  ];
  const place = 'row_number() OVER (PARTITION BY time_ms ORDER BY venue_order, seq, origin, arrival) - 1';
  return `COPY (
    SELECT ${about.join(', ')}, ${listOf(table.columns.map(({ name }) => name))}, CAST(${place} AS INTEGER) AS seq
    FROM (${orderedSql(merge)}) ORDER BY time_ms, seq
  ) TO ${quoteText(target)} ${parquet}`;
};

const conflictExamples = async (connection: DuckDBConnection, { table }: PartitionMerge) => {
  const names = table.columns.map(({ name }) => name);
  const pairs = names.map((name) => `a.${quoteName(name)}, b.${quoteName(name)}`).join(', ');
  const keys = table.key.map((_, index) => `k${index}`);
  const keyed = `SELECT *, ${table.key.map((key, index) => `${key} AS k${index}`).join(', ')} FROM ${merged}`;
  const same = keys.map((key) => `a.${key} IS NOT DISTINCT FROM b.${key}`).join(' AND ');
  const reader = await connection.runAndReadAll(
    `WITH keyed AS (${keyed}) SELECT ${pairs} FROM keyed a JOIN keyed b ON ${same}
     WHERE a.nth = 1 AND b.is_conflict ORDER BY b.time_ms, b.arrival LIMIT 5`,
  );
  return reader.getRows();
};

/**
 * Puts the rows that came for one file together with those it has, and writes a new file when something changed.
 *
 * Rows that are equal in all columns are one; rows that share a key and differ are conflicts.
 */
export const mergePartition = async (connection: DuckDBConnection, merge: PartitionMerge): Promise<MergedPartition> => {
  await connection.run(mergeSql(merge));
  const reader = await connection.runAndReadAll(
    `SELECT count(*) FILTER (WHERE nth = 1 AND first_origin = 1), count(*) FILTER (WHERE is_conflict),
       count(*) FILTER (WHERE nth > 1 AND NOT is_conflict AND first_origin = 0),
       count(*) FILTER (WHERE nth > 1 AND NOT is_conflict AND first_origin = 1),
       count(*) FILTER (WHERE nth = 1), min(time_ms), max(time_ms)
     FROM ${merged}`,
  );
  const row = (reader.getRows()[0] ?? []).map(Number);
  const [added = 0, conflicting = 0, known = 0, duplicates = 0, rows = 0, firstMs = 0, lastMs = 0] = row;
  if (conflicting > 0) merge.onConflicts(conflicting, await conflictExamples(connection, merge));
  const isChanged = added > 0 || (conflicting > 0 && merge.conflicts === 'take-new');
  if (isChanged) await connection.run(copySql(merge));
  await connection.run(`DROP TABLE ${merged}`);
  return { added, known, duplicates, conflicting, file: isChanged ? { rows, firstMs, lastMs } : undefined };
};
