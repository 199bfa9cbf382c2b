import { parseOptions, type Timeframe, timeframeMs } from '@sigmax/core';
import { z } from 'zod';
import type { IngestProgress } from './ingest-result';
import { type MarketKind, marketKinds } from './market-kind';

export interface CatalogueOptions {
  /**
   * Most memory that DuckDB takes before it uses the disk, in MiB. Defaults to 512. The rows of one file, a day of quotes for
   * example, are sorted together when they are written: 20 million took more than 64.
   */
  readonly memoryMiB?: number;
  /** Threads of DuckDB. Defaults to one for each processor. */
  readonly threads?: number;
}

export interface IngestOptions {
  /** The length of bars. Needed for bars that come one by one, since a bar does not say it. */
  readonly timeframe?: Timeframe;
  /** Name of the data in errors. Defaults to what the data says of itself. */
  readonly source?: string;
  /**
   * What happens to rows that no market makes, such as a high below the low or a price of 0: `'refuse'` ends the ingest,
   * `'keep'` stores them, and reports count them. Defaults to `'refuse'`. What is not a number is refused always.
   */
  readonly faults?: 'refuse' | 'keep';
  /**
   * What happens to two different rows with one key: `'refuse'` ends the ingest and names them, `'keep-stored'` leaves out
   * the later one, `'take-new'` replaces the earlier one. Defaults to `'refuse'`.
   */
  readonly conflicts?: 'refuse' | 'keep-stored' | 'take-new';
  /** Called every 65,536 rows and before each file that is written. */
  readonly onProgress?: (progress: IngestProgress) => void;
}

/** One dataset, or a part of it: `[fromMs, toMs)`. */
export interface Selection<Kind extends MarketKind = MarketKind> {
  readonly kind: Kind;
  readonly instrumentId: string;
  /** Of bars: which of the timeframes. Not needed where there is only one. */
  readonly timeframe?: Timeframe;
  readonly fromMs?: number;
  readonly toMs?: number;
}

export type BarSelection = Omit<Selection<'bar'>, 'kind'>;

export interface ReportOptions {
  /** How far from the median a return is an outlier, in robust standard deviations (1.4826 MAD). Defaults to 20. */
  readonly outlierLimit?: number;
  /** How many of the longest gaps and largest outliers are listed for each dataset. Defaults to 3. */
  readonly examples?: number;
}

export interface ExportOptions {
  readonly format: 'csv' | 'json' | 'parquet';
  /** Columns in the order in which they are written. Defaults to all of the kind. */
  readonly columns?: readonly string[];
}

const timeframe = z
  .string()
  .transform((text) => timeframeMs(text))
  .optional();

const catalogueSchema = z.strictObject({
  memoryMiB: z.int().min(64).default(512),
  threads: z.int().positive().optional(),
});

const ingestSchema = z.strictObject({
  timeframe,
  source: z.string().min(1).optional(),
  faults: z.enum(['refuse', 'keep']).default('refuse'),
  conflicts: z.enum(['refuse', 'keep-stored', 'take-new']).default('refuse'),
  onProgress: z.custom<(progress: IngestProgress) => void>((value) => typeof value === 'function').optional(),
});

const time = z.number('expected milliseconds since the epoch');

const selectionSchema = z
  .strictObject({
    kind: z.enum(marketKinds),
    instrumentId: z.string().min(1),
    timeframe,
    fromMs: time.default(Number.NEGATIVE_INFINITY),
    toMs: time.default(Number.POSITIVE_INFINITY),
  })
  .refine(({ fromMs, toMs }) => fromMs <= toMs, 'expected fromMs not after toMs')
  .refine(({ kind, timeframe: given }) => kind === 'bar' || given === undefined, 'a timeframe belongs to bars only');

const reportSchema = z.strictObject({
  outlierLimit: z.number().positive().default(20),
  examples: z.int().nonnegative().max(100).default(3),
});

const exportSchema = z.strictObject({
  format: z.enum(['csv', 'json', 'parquet']),
  columns: z.array(z.string()).min(1).optional(),
});

export type CatalogueSettings = z.output<typeof catalogueSchema>;
export type IngestSettings = z.output<typeof ingestSchema>;
export type SelectionSettings = z.output<typeof selectionSchema>;
export type ReportSettings = z.output<typeof reportSchema>;
export type ExportSettings = z.output<typeof exportSchema>;

export const readCatalogueOptions = (options: unknown): CatalogueSettings =>
  parseOptions(catalogueSchema, options, 'openCatalogue');

export const readIngestOptions = (options: unknown): IngestSettings => parseOptions(ingestSchema, options, 'ingest');

export const readSelection = (selection: unknown, what: string): SelectionSettings =>
  parseOptions(selectionSchema, selection, what);

export const readReportOptions = (options: unknown): ReportSettings => parseOptions(reportSchema, options, 'report');

export const readExportOptions = (options: unknown): ExportSettings => parseOptions(exportSchema, options, 'exportTo');
