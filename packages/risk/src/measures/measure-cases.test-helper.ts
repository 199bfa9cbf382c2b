import { seededRandom } from '@sigmax/core';
import type {
  BarMeasure,
  Measured,
  PairMeasure,
  RangeColumns,
  RiskDefinition,
  SeriesMeasure,
} from './definition/measured';
import {
  alphaMeasure,
  annualReturnMeasure,
  averageDrawdownMeasure,
  betaMeasure,
  calmarRatioMeasure,
  conditionalDrawdownAtRiskMeasure,
  conditionalValueAtRiskMeasure,
  cornishFisherValueAtRiskMeasure,
  deflatedSharpeMeasure,
  drawdownAtRiskMeasure,
  entropicDrawdownAtRiskMeasure,
  entropicValueAtRiskMeasure,
  ewmaVolatilityMeasure,
  extremeShortfallMeasure,
  extremeValueAtRiskMeasure,
  garmanKlassVolatilityMeasure,
  giniMeanDifferenceMeasure,
  historicalValueAtRiskMeasure,
  kellyFractionMeasure,
  maximumDrawdownMeasure,
  normalValueAtRiskMeasure,
  omegaRatioMeasure,
  parkinsonVolatilityMeasure,
  probabilisticSharpeMeasure,
  rogersSatchellVolatilityMeasure,
  semiVarianceMeasure,
  sharpeRatioMeasure,
  simulatedValueAtRiskMeasure,
  sortinoRatioMeasure,
  tailRatioMeasure,
  ulcerIndexMeasure,
  volatilityMeasure,
  yangZhangVolatilityMeasure,
} from './index';

/** A series for one measure: one column of returns, two of them, or the four prices of bars. */
export type Columns = readonly (readonly number[])[];

/** A measure under some options, whatever its inputs are. */
export interface MeasureCase {
  readonly name: string;
  readonly kind: 'series' | 'pair' | 'bar';
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether the options may have a window, and whether the running form may go without one. */
  readonly windows: 'any' | 'numbers' | 'none';
  start(more?: object): {
    readonly definition: RiskDefinition;
    readonly warmUp: number;
    next(row: readonly number[]): number | undefined;
  };
  of(columns: Columns, more?: object): Measured;
}

type Windows = MeasureCase['windows'];

const nameOf = (measure: object, options: object): string =>
  `${(measure as { readonly name: string }).name}(${JSON.stringify(options)})`;

const series = <Options extends object>(
  measure: SeriesMeasure<Options>,
  options: Options,
  windows: Windows = 'any',
): MeasureCase => ({
  name: nameOf(measure, options),
  kind: 'series',
  options: options as Record<string, unknown>,
  windows,
  start: (more) => {
    const started = measure({ ...options, ...more });
    const { definition, warmUp } = started;
    return { definition, warmUp, next: ([value]) => started.next(value as number) };
  },
  of: ([values = []], more) => measure.of(values, { ...options, ...more }),
});

const pair = <Options extends object>(measure: PairMeasure<Options>, options: Options): MeasureCase => ({
  name: nameOf(measure, options),
  kind: 'pair',
  options: options as Record<string, unknown>,
  windows: 'any',
  start: (more) => {
    const started = measure({ ...options, ...more });
    const { definition, warmUp } = started;
    return { definition, warmUp, next: ([x, y]) => started.next(x as number, y as number) };
  },
  of: ([x = [], y = []], more) => measure.of(x, y, { ...options, ...more }),
});

const columnsOf = ([open = [], high = [], low = [], close = []]: Columns): RangeColumns => ({
  length: open.length,
  open,
  high,
  low,
  close,
});

const bar = <Options extends object>(measure: BarMeasure<Options>, options: Options): MeasureCase => ({
  name: nameOf(measure, options),
  kind: 'bar',
  options: options as Record<string, unknown>,
  windows: 'any',
  start: (more) => {
    const started = measure({ ...options, ...more });
    const { definition, warmUp } = started;
    return {
      definition,
      warmUp,
      next: (row) => {
        const [open, high, low, close] = row as [number, number, number, number];
        return started.next({ open, high, low, close });
      },
    };
  },
  of: (columns, more) => measure.of(columnsOf(columns), { ...options, ...more }),
});

const year = { periodsPerYear: 365 } as const;
const level = 0.9;
const simulation = { level, horizon: 3, paths: 500, seed: 4 } as const;

/** Every measure, with options that lead down each of its ways. */
export const measureCases: readonly MeasureCase[] = [
  series(volatilityMeasure, year),
  series(volatilityMeasure, { ...year, mean: 'zero' }),
  series(volatilityMeasure, { ...year, ddof: 0, mean: 'zero' }),
  series(volatilityMeasure, { ...year, ddof: 0 }),
  series(ewmaVolatilityMeasure, { ...year, decay: 0.94, seed: 'first-square', subtractMean: false }, 'none'),
  series(ewmaVolatilityMeasure, { ...year, decay: 0.94, seed: 'first-square', subtractMean: true }, 'none'),
  series(ewmaVolatilityMeasure, { ...year, decay: 0.8, seed: 'sample', subtractMean: false }, 'none'),
  series(ewmaVolatilityMeasure, { ...year, decay: 0.8, seed: 'sample', subtractMean: true }, 'none'),
  bar(parkinsonVolatilityMeasure, year),
  bar(garmanKlassVolatilityMeasure, year),
  bar(rogersSatchellVolatilityMeasure, year),
  bar(yangZhangVolatilityMeasure, year),
  series(historicalValueAtRiskMeasure, { level }),
  series(historicalValueAtRiskMeasure, { level, quantile: 'lower', sign: 'return' }),
  series(historicalValueAtRiskMeasure, { level: 0.97, quantile: 'higher' }),
  series(historicalValueAtRiskMeasure, { level: 0.95, quantile: 'order-statistic' }),
  series(conditionalValueAtRiskMeasure, { level }),
  series(conditionalValueAtRiskMeasure, { level: 0.93, tail: 'mean' }),
  series(conditionalValueAtRiskMeasure, { level, tail: 'mean', quantile: 'order-statistic', sign: 'return' }),
  series(entropicValueAtRiskMeasure, { level }, 'numbers'),
  series(entropicValueAtRiskMeasure, { level, sign: 'return' }, 'numbers'),
  series(normalValueAtRiskMeasure, { level }),
  series(cornishFisherValueAtRiskMeasure, { level }),
  series(cornishFisherValueAtRiskMeasure, { level, domain: 'whole-line', outside: 'clamp', ddof: 0 }),
  series(simulatedValueAtRiskMeasure, { ...simulation, model: 'normal' }),
  series(simulatedValueAtRiskMeasure, { ...simulation, model: 'student', degreesOfFreedom: 4 }),
  series(extremeValueAtRiskMeasure, { level: 0.95, tailShare: 0.2 }),
  series(extremeValueAtRiskMeasure, { level: 0.95, threshold: 0.01 }),
  series(extremeShortfallMeasure, { level: 0.95, tailShare: 0.2, sign: 'return' }),
  series(maximumDrawdownMeasure, { compounded: true }),
  series(maximumDrawdownMeasure, { compounded: true, peakFrom: 'first-period', sign: 'return' }),
  series(maximumDrawdownMeasure, { compounded: false }),
  series(maximumDrawdownMeasure, { compounded: false, peaks: 'since-start', peakFrom: 'first-period' }),
  series(averageDrawdownMeasure, { compounded: true }),
  series(ulcerIndexMeasure, { compounded: true }),
  series(ulcerIndexMeasure, { compounded: false, peakFrom: 'first-period' }),
  series(drawdownAtRiskMeasure, { level, compounded: true }),
  series(drawdownAtRiskMeasure, { level, compounded: false, quantile: 'order-statistic' }),
  series(conditionalDrawdownAtRiskMeasure, { level, compounded: true }),
  series(entropicDrawdownAtRiskMeasure, { level, compounded: true }, 'numbers'),
  series(annualReturnMeasure, { periodsPerYear: 12 }),
  series(sharpeRatioMeasure, year),
  series(sharpeRatioMeasure, { ...year, mean: 'geometric', ddof: 0, riskFreePerPeriod: 0.001 }),
  series(sortinoRatioMeasure, year),
  series(sortinoRatioMeasure, { ...year, denominator: 'shortfalls', requiredPerPeriod: 0.001 }),
  series(calmarRatioMeasure, { periodsPerYear: 12 }),
  series(omegaRatioMeasure, { thresholdPerPeriod: 0.001 }),
  series(omegaRatioMeasure, { thresholdPerYear: 0.1, ...year }),
  series(tailRatioMeasure, { tail: 0.1 }),
  series(kellyFractionMeasure, { fraction: 0.5 }),
  series(giniMeanDifferenceMeasure, {}),
  series(semiVarianceMeasure, {}),
  series(semiVarianceMeasure, { below: 0.001, ddof: 0 }),
  pair(betaMeasure, {}),
  pair(alphaMeasure, { ...year, annualisation: 'simple', riskFreePerPeriod: 0.001 }),
  pair(alphaMeasure, { periodsPerYear: 12, annualisation: 'compounded' }),
  series(probabilisticSharpeMeasure, { benchmarkPerPeriod: 0.01 }),
  series(deflatedSharpeMeasure, { trials: 10, trialVariance: 0.001 }),
];

/** Returns of about 1 % with a fat tail, those of a benchmark that they partly follow, or bars. */
export const randomColumns = (kind: MeasureCase['kind'], length: number, seed: number): Columns => {
  const random = seededRandom(seed);
  const move = (): number => 0.01 * random.normal() * (random.uniform() < 0.1 ? 2 : 1) + 0.0005;
  if (kind === 'series') return [Array.from({ length }, move)];
  if (kind === 'pair') {
    const benchmark = Array.from({ length }, move);
    return [benchmark.map((value) => 0.7 * value + 0.5 * move()), benchmark];
  }
  let price = 100;
  const bars = Array.from({ length }, () => {
    const open = price * (1 + 0.1 * move());
    const close = open * (1 + move());
    const high = Math.max(open, close) * (1 + Math.abs(move()));
    const low = Math.min(open, close) / (1 + Math.abs(move()));
    price = close;
    return [open, high, low, close] as const;
  });
  return [0, 1, 2, 3].map((field) => bars.map((values) => values[field] as number));
};

export const rowsOf = (columns: Columns): number[][] =>
  (columns[0] ?? []).map((_, index) => columns.map((column) => column[index] as number));

/** The windows to try a case with; `undefined` leaves the option out. */
export const windowsOf = ({ windows }: MeasureCase, numbers: readonly number[]): readonly (object | undefined)[] => [
  ...(windows === 'none' ? [] : numbers.map((window) => ({ window }))),
  ...(windows === 'numbers' ? [] : [undefined]),
];
