import { type MeasureUnit, parseOptions } from '@sigmax/core';
import type { z } from 'zod';
import { definitionOf } from './definition-of';
import type { DefinitionChoice, RiskDefinition, RunningSeriesMeasure, SeriesMeasure } from './measured';
import { finite } from './require-usable';
import { type InputSettings, returnsOf } from './returns-of';
import { RunningReturns } from './running-returns';

/** What is left to do once values have become returns. */
export interface RunningFigure {
  /** How many returns it takes until the first figure that can be defined. */
  readonly warmUp: number;
  /** Takes a return and gives the figure after it; what is not finite counts as not defined. */
  next(periodReturn: number): number | undefined;
}

export interface SeriesRecipe<Schema extends z.ZodType<InputSettings>> {
  /** The exported name, used in errors. */
  readonly name: string;
  readonly measure: string;
  readonly unit: MeasureUnit;
  readonly schema: Schema;
  /** Choices that are no options, but that a reader must know. */
  readonly fixed?: Readonly<Record<string, DefinitionChoice>>;
  /** The figure of a whole series of returns, `window` not yet applied. */
  readonly compute: (returns: ArrayLike<number>, settings: z.output<Schema>) => number | undefined;
  /** Starts the running form; throws where there is none for the settings. */
  readonly start: (settings: z.output<Schema>) => RunningFigure;
}

class RunningSeries implements RunningSeriesMeasure {
  readonly definition: RiskDefinition;
  readonly warmUp: number;
  private readonly returns: RunningReturns;
  private readonly figure: RunningFigure;
  private latest: number | undefined;

  constructor(definition: RiskDefinition, returns: RunningReturns, figure: RunningFigure, warmUp: number) {
    this.definition = definition;
    this.returns = returns;
    this.figure = figure;
    this.warmUp = warmUp;
  }

  next(value: number): number | undefined {
    const { returns } = this;
    if (returns.take(value)) this.latest = finite(this.figure.next(returns.latest));
    return this.latest;
  }
}

/** Makes the two forms of a measure of returns, and reads prices and gaps for it. */
export const defineSeriesMeasure = <Schema extends z.ZodType<InputSettings>>(
  recipe: SeriesRecipe<Schema>,
): SeriesMeasure<z.input<Schema>> => {
  const { name, measure, unit, schema, fixed, compute, start } = recipe;
  const settingsOf = (options: z.input<Schema>): z.output<Schema> => parseOptions(schema, options, name);

  const running = (options: z.input<Schema>): RunningSeriesMeasure => {
    const settings = settingsOf(options);
    const figure = start(settings);
    const warmUp = figure.warmUp + (settings.returns === 'given' ? 0 : 1);
    return new RunningSeries(
      definitionOf(measure, unit, settings, fixed),
      new RunningReturns(name, settings),
      figure,
      warmUp,
    );
  };
  const of = (values: ArrayLike<number>, options: z.input<Schema>) => {
    const settings = settingsOf(options);
    const value = finite(compute(returnsOf(values, settings, name), settings));
    return { value, definition: definitionOf(measure, unit, settings, fixed) };
  };
  Object.defineProperty(running, 'name', { value: name });
  return Object.assign(running, { of });
};
