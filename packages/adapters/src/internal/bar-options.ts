import { InvalidOptionsError, parseOptions, spotInstrument, type Timeframe, timeframeMs } from '@sigmax/core';
import { z } from 'zod';
import type { ColumnChoice, Stamp } from './columns';
import { defaultTimeRangeMs, type TimeUnit, timeUnits } from './time-reader';

/** What every reader of bars asks. */
export interface BarFileOptions {
  /** `"venue:BASE/QUOTE"`, for example `"binance:BTC/USDT"`. */
  readonly instrumentId: string;
  /** Length of a bar. Defaults to the spacing of the times: see the reader. */
  readonly timeframe?: Timeframe;
  /**
   * Which end of the bar the file's times are. Defaults to `'open'`, as venues and their archives write them; a bar
   * of SIGMAX carries its close, so the reader adds one timeframe.
   */
  readonly stamp?: Stamp;
  /** How times are written. Defaults to `'auto'`: text by its form, counts by their magnitude. */
  readonly timeUnit?: TimeUnit;
  /** Times outside `[first, limit)` are errors. Defaults to 2009 up to 2100. */
  readonly timeRangeMs?: readonly [number, number];
  /** Columns by name or by 0-based position. Defaults to what their names say, or to the usual order. */
  readonly columns?: ColumnChoice;
  /** Name of the data in errors and reports. Defaults to the file as it was given, and to its last part in reports. */
  readonly source?: string;
}

/** Limits of readers that hold all bars in memory. */
export interface MemoryLimits {
  /** Most bars to hold. Defaults to 50,000,000, which take 2.4 GB. */
  readonly maxRows?: number;
  /** Most bytes to read, after decompression too. Defaults to 4 GiB; to 500,000,000 for JSON. */
  readonly maxBytes?: number;
}

const column = z.union([z.string().min(1), z.int().nonnegative()], 'expected a column name or a 0-based position');

export const barFields = {
  instrumentId: z.string(),
  timeframe: z.string().optional(),
  stamp: z.enum(['open', 'close']).default('open'),
  timeUnit: z.enum(timeUnits).default('auto'),
  timeRangeMs: z
    .tuple([z.number(), z.number()])
    .refine(([first, limit]) => first < limit, 'expected [first, limit) with first below limit')
    .default([...defaultTimeRangeMs]),
  columns: z
    .strictObject({
      time: column.optional(),
      open: column.optional(),
      high: column.optional(),
      low: column.optional(),
      close: column.optional(),
      volume: column.optional(),
      closeTime: z.union([column, z.literal(false)]).optional(),
    })
    .default({}),
  source: z.string().min(1).optional(),
};

export const limitFields = (maxBytes: number) => ({
  maxRows: z.int().positive().default(50_000_000),
  maxBytes: z.int().positive().default(maxBytes),
});

/** A timeframe that must be given. */
export const streamFields = {
  timeframe: z.string("expected a timeframe such as '1h'; a stream cannot wait for the spacing of all bars"),
};

/** Options after checking, with the timeframe as milliseconds. */
export interface BarSettings {
  readonly instrumentId: string;
  readonly timeframeMs: number | undefined;
  readonly stamp: Stamp;
  readonly timeUnit: TimeUnit;
  readonly timeRangeMs: readonly [number, number];
  readonly columns: ColumnChoice;
  readonly source?: string | undefined;
}

type BarFields = z.output<z.ZodObject<typeof barFields>>;

type WithTimeframe<Fields extends BarFields> = Omit<Fields, 'timeframe'> & {
  readonly timeframeMs: Fields['timeframe'] extends string ? number : number | undefined;
};

/**
 * Checks options with `schema` and what a schema cannot see: the id, the timeframe, and units that would overlap.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown
 */
export const readSettings = <Fields extends BarFields>(
  schema: z.ZodType<Fields>,
  options: unknown,
  what: string,
): WithTimeframe<Fields> => {
  const { timeframe, ...settings } = parseOptions(schema, options, what);
  spotInstrument(settings.instrumentId);
  const [first, limit] = settings.timeRangeMs;
  if (settings.timeUnit === 'auto' && !(first > 0 && limit <= first * 1_000)) {
    throw new InvalidOptionsError({
      code: 'INVALID_OPTIONS',
      message: `${what}: timeRangeMs was [${first}, ${limit}], too wide to tell seconds from milliseconds.`,
      remedy: "Give timeUnit too, for example 'ms'.",
      context: { what, timeRangeMs: settings.timeRangeMs },
    });
  }
  const frameMs = timeframe === undefined ? undefined : timeframeMs(timeframe);
  return { ...settings, timeframeMs: frameMs } as WithTimeframe<Fields>;
};
