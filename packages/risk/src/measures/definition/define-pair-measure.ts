import { DataError, type MeasureUnit, parseOptions } from '@sigmax/core';
import type { z } from 'zod';
import { definitionOf } from './definition-of';
import type { DefinitionChoice, PairMeasure, RiskDefinition, RunningPairMeasure } from './measured';
import { finite, isUsable, unusable } from './require-usable';

export interface RunningPairFigure {
  readonly warmUp: number;
  next(accountReturn: number, benchmarkReturn: number): number | undefined;
}

interface PairSettings {
  readonly missing: 'refuse' | 'drop' | 'zero';
}

export interface PairRecipe<Schema extends z.ZodType<PairSettings>> {
  readonly name: string;
  readonly measure: string;
  readonly unit: MeasureUnit;
  readonly schema: Schema;
  readonly fixed?: Readonly<Record<string, DefinitionChoice>>;
  readonly compute: (x: Float64Array, y: Float64Array, settings: z.output<Schema>) => number | undefined;
  readonly start: (settings: z.output<Schema>) => RunningPairFigure;
}

/** The value to count, or NaN where the pair is to be left out. */
const usable = (
  name: string,
  field: string,
  value: number,
  missing: PairSettings['missing'],
  index?: number,
): number => {
  if (isUsable(value)) return value;
  if (!Number.isNaN(value) || missing === 'refuse') throw unusable(name, field, value, index);
  return missing === 'zero' ? 0 : Number.NaN;
};

const requireSameLength = (returns: ArrayLike<number>, benchmark: ArrayLike<number>, name: string): void => {
  if (returns.length === benchmark.length) return;
  throw new DataError({
    code: 'LENGTHS_DIFFER',
    message: `${name}: the series have ${returns.length} and ${benchmark.length} values.`,
    remedy: 'Align them to the same periods first.',
    context: { what: name, lengths: [returns.length, benchmark.length] },
  });
};

class RunningPairs implements RunningPairMeasure {
  readonly definition: RiskDefinition;
  readonly warmUp: number;
  private readonly name: string;
  private readonly missing: PairSettings['missing'];
  private readonly figure: RunningPairFigure;
  private latest: number | undefined;

  constructor(name: string, definition: RiskDefinition, missing: PairSettings['missing'], figure: RunningPairFigure) {
    this.name = name;
    this.definition = definition;
    this.missing = missing;
    this.figure = figure;
    this.warmUp = figure.warmUp;
  }

  next(accountReturn: number, benchmarkReturn: number): number | undefined {
    const x = usable(this.name, 'accountReturn', accountReturn, this.missing);
    const y = usable(this.name, 'benchmarkReturn', benchmarkReturn, this.missing);
    if (!Number.isNaN(x + y)) this.latest = finite(this.figure.next(x, y));
    return this.latest;
  }
}

/** Makes the two forms of a measure of an account and a benchmark. */
export const definePairMeasure = <Schema extends z.ZodType<PairSettings>>(
  recipe: PairRecipe<Schema>,
): PairMeasure<z.input<Schema>> => {
  const { name, measure, unit, schema, fixed, compute, start } = recipe;
  const settingsOf = (options: z.input<Schema>): z.output<Schema> => parseOptions(schema, options, name);

  const running = (options: z.input<Schema>): RunningPairMeasure => {
    const settings = settingsOf(options);
    return new RunningPairs(name, definitionOf(measure, unit, settings, fixed), settings.missing, start(settings));
  };
  const of = (returns: ArrayLike<number>, benchmark: ArrayLike<number>, options: z.input<Schema>) => {
    const settings = settingsOf(options);
    requireSameLength(returns, benchmark, name);
    const read = (values: ArrayLike<number>, field: string): Float64Array =>
      Float64Array.from(values, (value, index) => usable(name, field, value, settings.missing, index));
    const x = read(returns, 'return');
    const y = read(benchmark, 'benchmark return');
    const isKept = (_: number, index: number): boolean => !Number.isNaN((x[index] as number) + (y[index] as number));
    const value = finite(compute(x.filter(isKept), y.filter(isKept), settings));
    return { value, definition: definitionOf(measure, unit, settings, fixed) };
  };
  Object.defineProperty(running, 'name', { value: name });
  return Object.assign(running, { of });
};
