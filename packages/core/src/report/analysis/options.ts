import { z } from 'zod';
import type { MeasureOptions } from '../../measures/catalogue/settings';
import { parseOptions } from '../../options';

/** A row of a section. */
export interface ReportRow {
  readonly label: string;
  /** One text for each column of the section. */
  readonly values: readonly string[];
}

/** A titled table of a report. */
export interface ReportSection {
  readonly title: string;
  /** Heads of the value columns; none for a single column of values. */
  readonly columns: readonly string[];
  readonly rows: readonly ReportRow[];
}

/** What a tear sheet and an HTML report have in common. Everything is optional. */
export interface ReportOptions {
  /** Defaults to the name of the strategy. */
  readonly title?: string;
  /** The command that makes this report again. */
  readonly command?: string;
  /** Versions of what made it: `{ '@sigmax/core': '1.0.0', node: 'v20.20.2' }`. */
  readonly versions?: Readonly<Record<string, string>>;
  /** How measures are defined; see `MeasureOptions`. */
  readonly measures?: MeasureOptions;
  /** Resamples of the bootstrap. Defaults to 1000, fewer for more than 100,000 periods. */
  readonly resamples?: number;
  /** Random runs of the timing test. Defaults to what the length of the run allows, at most 1000. */
  readonly timingRuns?: number;
  /** Seed of both. Defaults to the seed of the run. */
  readonly seed?: number;
  /** Sections of your own, such as the result under other costs; shown before those on reproduction. */
  readonly sections?: readonly ReportSection[];
}

const schema = z.object({
  title: z.string().optional(),
  command: z.string().optional(),
  versions: z.record(z.string(), z.string()).default({}),
  measures: z
    .custom<MeasureOptions>((value) => typeof value === 'object' && value !== null, 'expected an object')
    .default({}),
  resamples: z.int().min(10).optional(),
  timingRuns: z.int().min(1).optional(),
  seed: z.int().optional(),
  sections: z
    .array(
      z.object({
        title: z.string(),
        columns: z.array(z.string()),
        rows: z.array(z.object({ label: z.string(), values: z.array(z.string()) })),
      }),
    )
    .default([]),
});

export type ReportSettings = z.output<typeof schema>;

export const reportSettings = (options: ReportOptions, what: string): ReportSettings =>
  parseOptions(schema, options, what);
