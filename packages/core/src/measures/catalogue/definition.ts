import type { MeasureSettings } from './settings';
import type { MeasureSubject } from './subject';

export type MeasureGroup =
  | 'return'
  | 'risk'
  | 'tail risk'
  | 'ratio'
  | 'drawdown'
  | 'benchmark'
  | 'trades'
  | 'activity and costs'
  | 'luck';

export type MeasureUnit =
  /** 0.01 is 1 %. */
  | 'fraction'
  | 'fraction per year'
  /** A number without a unit. */
  | 'number'
  /** In the reporting asset. */
  | 'money'
  | 'count'
  | 'milliseconds'
  | 'periods';

/** A measure of the catalogue. */
export interface MeasureDefinition {
  readonly id: string;
  readonly name: string;
  readonly group: MeasureGroup;
  readonly unit: MeasureUnit;
  /** Which way is good; `undefined` where neither is. */
  readonly better: 'higher' | 'lower' | undefined;
  /** One sentence with every choice that was made, under the default settings. */
  readonly definition: string;
}

/** How the text of a definition and its value come about. */
export interface MeasureRecipe extends Omit<MeasureDefinition, 'definition'> {
  readonly define: (settings: MeasureSettings, periodsPerYear: number | undefined) => string;
  readonly compute: (subject: MeasureSubject) => number | undefined;
}

/** A text, or one that depends on the settings. */
type Text = string | MeasureRecipe['define'];

/** `annual` figures need the number of periods in a year; without it they are undefined. */
export const recipe = (
  group: MeasureGroup,
  unit: MeasureUnit,
  better: 'higher' | 'lower' | undefined,
  [id, name]: readonly [id: string, name: string],
  text: Text,
  compute: MeasureRecipe['compute'],
): MeasureRecipe => ({
  id,
  name,
  group,
  unit,
  better,
  compute,
  define: typeof text === 'string' ? () => text : text,
});

export const yearly = (periodsPerYear: number | undefined): string =>
  periodsPerYear === undefined ? 'annualised' : `annualised with ${trim(periodsPerYear)} periods a year`;

export const trim = (value: number): string => String(Number(value.toPrecision(6)));
export const percent = (value: number): string => `${trim(value * 100)} %`;

/** Runs `compute` with the number of periods in a year, where that is known. */
export const annually =
  (compute: (subject: MeasureSubject, periodsPerYear: number) => number | undefined) =>
  (subject: MeasureSubject): number | undefined =>
    subject.periodsPerYear === undefined ? undefined : compute(subject, subject.periodsPerYear);

/** Periods as milliseconds. */
export const lasting =
  (compute: (subject: MeasureSubject) => number | undefined) =>
  (subject: MeasureSubject): number | undefined => {
    const periods = compute(subject);
    const { periodMs } = subject.performance;
    return periods === undefined || periodMs === undefined ? undefined : periods * periodMs;
  };
