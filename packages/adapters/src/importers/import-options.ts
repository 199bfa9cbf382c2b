import { parseOptions, spotInstrument } from '@sigmax/core';
import { z } from 'zod';
import { defaultTimeRangeMs } from '../internal/time-reader';
import type { TableShape } from './table-rows';

/** What every importer of a file asks. */
export interface ImportOptions {
  /** `"venue:BASE/QUOTE"`, for example `"binance:BTC/USDT"`; files name symbols, which do not say where the base ends. */
  readonly instrumentId: string;
  /** Name of the data in errors. Defaults to the file as it was given. */
  readonly source?: string;
  /** A file with the SHA-256 of this one, checked before the first event; `true` for its name with `.CHECKSUM`. */
  readonly checksum?: string | true;
  /** Times outside `[first, limit)` are errors. Defaults to 2009 up to 2100. */
  readonly timeRangeMs?: readonly [number, number];
}

/** What importers of tables ask besides. */
export interface TableOptions<Field extends string> extends ImportOptions {
  /** The names that columns have in a header, where they are not the publisher's. */
  readonly columns?: Partial<Readonly<Record<Field, string>>>;
}

/** Which of two times an event carries: the venue's, or that of the machine that recorded it. */
export type FeedClock = 'venue' | 'local';

export const importFields = {
  instrumentId: z.string(),
  source: z.string().min(1).optional(),
  checksum: z.union([z.string().min(1), z.literal(true)]).optional(),
  timeRangeMs: z
    .tuple([z.number(), z.number()])
    .refine(([first, limit]) => first > 0 && first < limit && limit <= first * 1_000, {
      message: 'expected [first, limit) with 0 < first < limit, and limit at most 1,000 times first',
    })
    .default([...defaultTimeRangeMs]),
};

export const clockField = { clock: z.enum(['venue', 'local']).default('venue') };

export const columnsField = <Field extends string>(shape: TableShape<Field>) => ({
  columns: z.partialRecord(z.enum(Object.keys(shape.names) as [Field, ...Field[]]), z.string().min(1)).default({}),
});

/** What the reading of a file needs of the settings of its importer. */
export interface FileSettings {
  readonly source?: string | undefined;
  readonly checksum?: string | true | undefined;
}

/** @throws {InvalidOptionsError} an option is wrong or unknown, or an instrument is no `venue:BASE/QUOTE` */
export const readImportOptions = <Shape extends z.ZodRawShape>(
  shape: Shape,
  options: unknown,
  what: string,
): z.output<z.ZodObject<Shape>> => {
  const settings = parseOptions(z.strictObject(shape), options, what);
  if ('instrumentId' in settings) spotInstrument(settings.instrumentId as string);
  return settings as z.output<z.ZodObject<Shape>>;
};
