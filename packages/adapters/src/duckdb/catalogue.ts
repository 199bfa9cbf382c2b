import type { BarSeries } from '@sigmax/core';
import type { BarSelection, ExportOptions, IngestOptions, ReportOptions, Selection } from './catalogue-options';
import type { CatalogueReport } from './catalogue-report';
import type { DatasetKey } from './dataset';
import type { IngestResult } from './ingest-result';
import type { MarketInput } from './market-input';
import type { EventOfKind, MarketKind } from './market-kind';
import type { SqlParameters, SqlRow } from './read-only-sql';

/** What a catalogue says of a dataset without reading it. */
export interface DatasetInfo extends DatasetKey {
  readonly isSimulated: boolean;
  readonly rows: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly bytes: number;
  readonly files: number;
}

/** Market data on disk, as Parquet files that a manifest lists. */
export interface Catalogue {
  readonly path: string;
  /**
   * Takes market data of any kinds and instruments, all of it or nothing; what is there already is not taken twice.
   *
   * @throws {DataError} a row is bad or contradicts another, `MIXED_ORIGIN`, `CATALOGUE_LOCKED`
   * @throws {InvalidOptionsError} an option is wrong, or bars came without their timeframe
   */
  ingest(input: MarketInput, options?: IngestOptions): Promise<IngestResult>;
  /** What there is, in order of kind and instrument. */
  datasets(): Promise<readonly DatasetInfo[]>;
  /**
   * The events of one dataset in time order, one by one, whatever their number.
   *
   * @throws {DataError} while iterating: `NOT_IN_CATALOGUE`, `DATA_FILE_INVALID`
   */
  query<Kind extends MarketKind>(selection: Selection<Kind>): AsyncIterable<EventOfKind<Kind>>;
  /** Bars as columns; 48 bytes of memory each. */
  series(selection: BarSelection): Promise<BarSeries>;
  /**
   * Rows of one SELECT over the views `bars`, `trades`, `quotes`, `funding_rates` and `order_books`. It sees the catalogue's
   * files and nothing else of the machine.
   *
   * @throws {InvalidOptionsError} while iterating: `SQL_NOT_READ_ONLY`, `SQL_FAILED`
   */
  sql(statement: string, parameters?: SqlParameters): AsyncIterable<SqlRow>;
  /** Reads everything and says what it found: gaps, violations, outliers, damaged files. */
  report(options?: ReportOptions): Promise<CatalogueReport>;
  /** The SHA-256 of what a dataset holds; of bars, core's `marketDigest`. */
  digest(key: Omit<Selection, 'fromMs' | 'toMs'>): Promise<string>;
  /** Writes the rows of a selection to one file, whole or not at all. Returns their number. */
  exportTo(file: string, selection: Selection, options: ExportOptions): Promise<number>;
  /** Frees what the engine holds. The catalogue can be opened again. */
  close(): Promise<void>;
}
