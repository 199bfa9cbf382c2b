import { z } from 'zod';
import {
  type BarFileOptions,
  barFields,
  limitFields,
  type MemoryLimits,
  readSettings,
  streamFields,
} from '../internal/bar-options';

/** How to read bars from CSV text. */
export interface CsvOptions extends BarFileOptions {
  /** What separates cells. Defaults to what the first line has: a comma, a semicolon or a tab. */
  readonly delimiter?: ',' | ';' | '\t';
  /** Whether the first line is a header. Defaults to what it looks like. */
  readonly hasHeader?: boolean;
}

/** How to read a whole CSV file into memory. */
export interface CsvBarsOptions extends CsvOptions, MemoryLimits {}

/** How to read a CSV file bar by bar. The timeframe must be given, since the first bar needs it. */
export interface CsvStreamOptions extends CsvOptions {
  readonly timeframe: NonNullable<CsvOptions['timeframe']>;
}

const csvFields = {
  ...barFields,
  delimiter: z.enum([',', ';', '\t'], "expected ',', ';' or '\\t'").optional(),
  hasHeader: z.boolean().optional(),
};

const wholeSchema = z.strictObject({ ...csvFields, ...limitFields(4 * 1_024 ** 3) });
const streamSchema = z.strictObject({ ...csvFields, ...streamFields });

export const readCsvOptions = (options: unknown, what: string) => readSettings(wholeSchema, options, what);

export const readCsvStreamOptions = (options: unknown, what: string) => readSettings(streamSchema, options, what);
