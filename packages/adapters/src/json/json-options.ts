import { z } from 'zod';
import {
  type BarFileOptions,
  barFields,
  limitFields,
  type MemoryLimits,
  readSettings,
  streamFields,
} from '../internal/bar-options';

/** How to read bars from JSON. */
export interface JsonOptions extends BarFileOptions {}

/** How to read JSON into memory. */
export interface JsonBarsOptions extends JsonOptions, MemoryLimits {}

/** How to read JSON Lines bar by bar. The timeframe must be given, since the first bar needs it. */
export interface JsonStreamOptions extends JsonOptions {
  readonly timeframe: NonNullable<JsonOptions['timeframe']>;
}

const wholeSchema = z.strictObject({ ...barFields, ...limitFields(500_000_000) });
const streamSchema = z.strictObject({ ...barFields, ...streamFields });

export const readJsonOptions = (options: unknown, what: string) => readSettings(wholeSchema, options, what);

export const readJsonStreamOptions = (options: unknown, what: string) => readSettings(streamSchema, options, what);
