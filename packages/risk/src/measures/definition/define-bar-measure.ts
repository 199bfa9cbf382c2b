import { DataError, type MeasureUnit, parseOptions } from '@sigmax/core';
import type { z } from 'zod';
import { definitionOf } from './definition-of';
import type {
  BarMeasure,
  DefinitionChoice,
  RangeBar,
  RangeColumns,
  RiskDefinition,
  RunningBarMeasure,
} from './measured';
import { finite } from './require-usable';

export interface RunningBarFigure {
  readonly warmUp: number;
  next(open: number, high: number, low: number, close: number): number | undefined;
}

export interface BarRecipe<Schema extends z.ZodType<object>> {
  readonly name: string;
  readonly measure: string;
  readonly unit: MeasureUnit;
  readonly schema: Schema;
  readonly fixed?: Readonly<Record<string, DefinitionChoice>>;
  readonly compute: (bars: RangeColumns, settings: z.output<Schema>) => number | undefined;
  readonly start: (settings: z.output<Schema>) => RunningBarFigure;
}

/** Throws for prices that no bar can have; a comparison with NaN is false, so that it is caught as well. */
const requireBar = (name: string, open: number, high: number, low: number, close: number, index?: number): void => {
  if (low > 0 && low <= open && low <= close && high >= open && high >= close && high < Number.POSITIVE_INFINITY)
    return;
  throw new DataError({
    code: 'NOT_A_BAR',
    message: `${name}: bar${index === undefined ? '' : ` ${index}`} has open ${open}, high ${high}, low ${low}, close ${close}.`,
    remedy: 'Prices are finite and above 0, the high is the highest of the four and the low the lowest.',
    context: { what: name, open, high, low, close, ...(index === undefined ? {} : { index }) },
  });
};

class RunningBars implements RunningBarMeasure {
  readonly definition: RiskDefinition;
  readonly warmUp: number;
  private readonly name: string;
  private readonly figure: RunningBarFigure;

  constructor(name: string, definition: RiskDefinition, figure: RunningBarFigure) {
    this.name = name;
    this.definition = definition;
    this.figure = figure;
    this.warmUp = figure.warmUp;
  }

  next({ open, high, low, close }: RangeBar): number | undefined {
    requireBar(this.name, open, high, low, close);
    return finite(this.figure.next(open, high, low, close));
  }
}

/** Makes the two forms of a measure of bars. */
export const defineBarMeasure = <Schema extends z.ZodType<object>>(
  recipe: BarRecipe<Schema>,
): BarMeasure<z.input<Schema>> => {
  const { name, measure, unit, schema, fixed, compute, start } = recipe;
  const settingsOf = (options: z.input<Schema>): z.output<Schema> => parseOptions(schema, options, name);

  const running = (options: z.input<Schema>): RunningBarMeasure => {
    const settings = settingsOf(options);
    return new RunningBars(name, definitionOf(measure, unit, settings, fixed), start(settings));
  };
  const of = (bars: RangeColumns, options: z.input<Schema>) => {
    const settings = settingsOf(options);
    const { open, high, low, close, length } = bars;
    for (let index = 0; index < length; index++) {
      requireBar(
        name,
        open[index] as number,
        high[index] as number,
        low[index] as number,
        close[index] as number,
        index,
      );
    }
    return { value: finite(compute(bars, settings)), definition: definitionOf(measure, unit, settings, fixed) };
  };
  Object.defineProperty(running, 'name', { value: name });
  return Object.assign(running, { of });
};
