import { from, lastValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { DataError, InvalidOptionsError } from '../errors';
import type { BarSeries } from '../market/bar-series';
import type { Column } from './column';
import type { Indicator, IndicatorColumns, RunningIndicator, RunningNumber } from './define-indicator';
import {
  accelerationBands,
  acceleratorOscillator,
  accumulationDistribution,
  adx,
  adxr,
  alma,
  anchoredVwap,
  aroon,
  atr,
  awesomeOscillator,
  balanceOfPower,
  bollinger,
  bollingerPercentB,
  bollingerWidth,
  cci,
  chaikinMoneyFlow,
  chaikinOscillator,
  chaikinVolatility,
  chandeKrollStop,
  chandeMomentumOscillator,
  choppinessIndex,
  connorsRsi,
  coppockCurve,
  deMarker,
  dema,
  derivativeOscillator,
  detrendedPriceOscillator,
  directionalIndex,
  donchian,
  easeOfMovement,
  ema,
  fisherTransform,
  forceIndex,
  historicalVolatility,
  hma,
  ichimoku,
  kama,
  keltner,
  klingerOscillator,
  kst,
  linearRegression,
  macd,
  massIndex,
  mcGinleyDynamic,
  medianPrice,
  midpoint,
  momentum,
  moneyFlowIndex,
  natr,
  negativeVolumeIndex,
  obv,
  parabolicSar,
  percentRank,
  pivotPoints,
  positiveVolumeIndex,
  ppo,
  priceVolumeTrend,
  pvo,
  qstick,
  relativeVigorIndex,
  rma,
  roc,
  rollingBeta,
  rollingCorrelation,
  rollingCovariance,
  rollingMax,
  rollingMin,
  rollingStandardDeviation,
  rollingUlcerIndex,
  rollingVariance,
  rsi,
  sessionVwap,
  sma,
  stochastic,
  stochasticRsi,
  superTrend,
  t3,
  tema,
  timeSeriesForecast,
  trima,
  trix,
  trueRange,
  trueStrengthIndex,
  typicalPrice,
  ultimateOscillator,
  verticalHorizontalFilter,
  vidya,
  volumeOscillator,
  vortex,
  vwap,
  vwma,
  waveTrend,
  weightedClose,
  williamsAccumulationDistribution,
  williamsR,
  wma,
  zlema,
  zScore,
} from './index';
import { bandFields } from './price-bands';
import { barsOf, randomSeries } from './test-support';

/** One indicator with its parameters, over bars; those that take numbers read the close. */
interface Case {
  readonly name: string;
  readonly warmUp: number;
  /** What the indicator reads of an input: fields of a bar, or the number itself under the name it has in errors. */
  readonly reads: readonly string[];
  /** The output for bars without any movement: prices of 100 and volumes of 1. */
  readonly flat: unknown;
  inputs(series: BarSeries): readonly unknown[];
  start(): RunningIndicator<unknown, unknown>;
  batch(series: BarSeries): Column | Readonly<Record<string, Column>>;
  operate(inputs: readonly unknown[]): Promise<readonly unknown[]>;
  /** The three forms, each with these parameters. */
  forms(...parameters: readonly unknown[]): readonly (() => unknown)[];
}

const caseOf = <Parameters extends readonly unknown[], Input, Output>(
  indicator: Indicator<Parameters, Input, Output>,
  parameters: Parameters,
  warmUp: number,
  reads: readonly string[],
  flat: unknown,
): Case => {
  const takesNumbers = reads[0] === 'price' || reads[0] === 'value';
  const takesPairs = reads[0] === 'x';
  const columns = (series: BarSeries) => {
    const pair = { x: series.close, y: series.open };
    return (takesNumbers ? series.close : takesPairs ? pair : series) as unknown as IndicatorColumns<Input>;
  };
  const inputs = (series: BarSeries) => {
    if (takesNumbers) return Array.from(series.close);
    return takesPairs ? Array.from(series.close, (x, index) => ({ x, y: series.open[index] })) : barsOf(series);
  };
  const forms = (...given: Parameters) => [
    () => indicator(...given),
    () => indicator.batch(columns(randomSeries(3, 0)), ...given),
    () => indicator.operator(...given),
  ];
  return {
    name: `${indicator.name}(${parameters.map((value) => JSON.stringify(value)).join()})`,
    warmUp,
    reads,
    flat,
    inputs,
    start: () => indicator(...parameters) as RunningIndicator<unknown, unknown>,
    batch: (series) => indicator.batch(columns(series), ...parameters) as Column | Record<string, Column>,
    operate: (inputs) => lastValueFrom(from(inputs as Input[]).pipe(indicator.operator(...parameters), toArray())),
    forms: forms as unknown as Case['forms'],
  };
};

const range = ['high', 'low', 'close'];
const bands = (middle: number) => Object.fromEntries(bandFields.map((field) => [field, middle]));

/** Every indicator, twice: with everyday parameters and with the smallest. */
const cases: readonly Case[] = [
  caseOf(sma, [20], 20, ['price'], 100),
  caseOf(sma, [1], 1, ['price'], 100),
  caseOf(ema, [12], 12, ['price'], 100),
  caseOf(ema, [1], 1, ['price'], 100),
  caseOf(wma, [20], 20, ['price'], 100),
  caseOf(wma, [1], 1, ['price'], 100),
  caseOf(hma, [20], 23, ['price'], 100),
  caseOf(hma, [2], 2, ['price'], 100),
  caseOf(dema, [20], 39, ['price'], 100),
  caseOf(dema, [1], 1, ['price'], 100),
  caseOf(tema, [20], 58, ['price'], 100),
  caseOf(tema, [1], 1, ['price'], 100),
  caseOf(t3, [{ period: 5 }], 25, ['price'], 100),
  caseOf(t3, [{ period: 1, volumeFactor: 0 }], 1, ['price'], 100),
  caseOf(trima, [20], 20, ['price'], 100),
  caseOf(trima, [1], 1, ['price'], 100),
  caseOf(rma, [14], 14, ['price'], 100),
  caseOf(rma, [1], 1, ['price'], 100),
  caseOf(zlema, [20], 29, ['price'], 100),
  caseOf(zlema, [1], 1, ['price'], 100),
  caseOf(kama, [], 11, ['price'], 100),
  caseOf(kama, [{ period: 1, fast: 1, slow: 1 }], 2, ['price'], 100),
  caseOf(vidya, [{ period: 9 }], 10, ['price'], 100),
  caseOf(vidya, [{ period: 1, smoothing: 'wilder' }], 2, ['price'], 100),
  caseOf(alma, [], 9, ['price'], 100),
  caseOf(alma, [{ period: 1, offset: 0, sigma: 0.1 }], 1, ['price'], 100),
  caseOf(mcGinleyDynamic, [14], 14, ['price'], 100),
  caseOf(mcGinleyDynamic, [1], 1, ['price'], 100),
  caseOf(vwma, [20], 20, ['close', 'volume'], 100),
  caseOf(vwma, [1], 1, ['close', 'volume'], 100),
  caseOf(rsi, [14], 15, ['price'], 50),
  caseOf(rsi, [1], 2, ['price'], 50),
  caseOf(macd, [], 34, ['price'], { macd: 0, signal: 0, histogram: 0 }),
  caseOf(macd, [{ fast: 1, slow: 2, signal: 1 }], 2, ['price'], { macd: 0, signal: 0, histogram: 0 }),
  caseOf(bollinger, [], 20, ['price'], bands(100)),
  caseOf(bollinger, [{ period: 1, deviations: 0 }], 1, ['price'], bands(100)),
  caseOf(atr, [14], 14, range, 0),
  caseOf(atr, [1], 1, range, 0),
  caseOf(adx, [14], 28, range, { adx: 0, plusDi: 0, minusDi: 0 }),
  caseOf(adx, [1], 2, range, { adx: 0, plusDi: 0, minusDi: 0 }),
  caseOf(stochastic, [], 18, range, { k: 50, d: 50 }),
  caseOf(stochastic, [{ period: 1, smoothK: 1, smoothD: 1 }], 1, range, { k: 50, d: 50 }),
  caseOf(cci, [20], 20, range, 0),
  caseOf(cci, [1], 1, range, 0),
  caseOf(obv, [], 1, ['close', 'volume'], 1),
  caseOf(vwap, [20], 20, ['open', ...range, 'volume'], 100),
  caseOf(vwap, [1], 1, ['open', ...range, 'volume'], 100),
  caseOf(donchian, [20], 20, ['high', 'low'], bands(100)),
  caseOf(donchian, [1], 1, ['high', 'low'], bands(100)),
  caseOf(keltner, [], 20, range, bands(100)),
  caseOf(keltner, [{ period: 1, multiplier: 0 }], 1, range, bands(100)),
  caseOf(superTrend, [], 10, range, { value: 100, direction: -1 }),
  caseOf(superTrend, [{ period: 1, multiplier: 0 }], 1, range, { value: 100, direction: -1 }),
  caseOf(roc, [12], 13, ['price'], 0),
  caseOf(roc, [1], 2, ['price'], 0),
  caseOf(momentum, [10], 11, ['price'], 0),
  caseOf(momentum, [1], 2, ['price'], 0),
  caseOf(chandeMomentumOscillator, [14], 15, ['price'], 0),
  caseOf(chandeMomentumOscillator, [1], 2, ['price'], 0),
  caseOf(williamsR, [14], 14, range, -50),
  caseOf(williamsR, [1], 1, range, -50),
  caseOf(ultimateOscillator, [], 29, range, 50),
  caseOf(ultimateOscillator, [{ short: 1, medium: 1, long: 1 }], 2, range, 50),
  caseOf(stochasticRsi, [], 32, ['price'], { k: 50, d: 50 }),
  caseOf(stochasticRsi, [{ rsiPeriod: 1, period: 1, smoothK: 1, smoothD: 1 }], 2, ['price'], { k: 50, d: 50 }),
  caseOf(trueStrengthIndex, [], 38, ['price'], 0),
  caseOf(trueStrengthIndex, [{ long: 1, short: 1 }], 2, ['price'], 0),
  caseOf(awesomeOscillator, [], 34, ['high', 'low'], 0),
  caseOf(awesomeOscillator, [{ fast: 1, slow: 2 }], 2, ['high', 'low'], 0),
  caseOf(acceleratorOscillator, [], 38, ['high', 'low'], 0),
  caseOf(acceleratorOscillator, [{ fast: 1, slow: 2, signal: 1 }], 2, ['high', 'low'], 0),
  caseOf(detrendedPriceOscillator, [21], 21, ['price'], 0),
  caseOf(detrendedPriceOscillator, [1], 2, ['price'], 0),
  caseOf(ppo, [], 34, ['price'], { ppo: 0, signal: 0, histogram: 0 }),
  caseOf(ppo, [{ fast: 1, slow: 2, signal: 1 }], 2, ['price'], { ppo: 0, signal: 0, histogram: 0 }),
  caseOf(trix, [15], 44, ['price'], 0),
  caseOf(trix, [1], 2, ['price'], 0),
  // Without movement both strengths are in the middle, and no earlier change was smaller.
  caseOf(connorsRsi, [], 102, ['price'], 100 / 3),
  caseOf(connorsRsi, [{ pricePeriod: 3, streakPeriod: 1, rankPeriod: 1 }], 4, ['price'], 100 / 3),
  caseOf(fisherTransform, [10], 10, ['price'], 0),
  caseOf(fisherTransform, [1], 1, ['price'], 0),
  caseOf(relativeVigorIndex, [10], 16, ['open', ...range], { value: 0, signal: 0 }),
  caseOf(relativeVigorIndex, [1], 7, ['open', ...range], { value: 0, signal: 0 }),
  caseOf(kst, [], 53, ['price'], { kst: 0, signal: 0 }),
  caseOf(kst, [{ rates: [1, 1, 1, 1], averages: [1, 1, 1, 1], signal: 1 }], 2, ['price'], { kst: 0, signal: 0 }),
  caseOf(coppockCurve, [], 24, ['price'], 0),
  caseOf(coppockCurve, [{ long: 1, short: 1, average: 1 }], 2, ['price'], 0),
  caseOf(qstick, [8], 8, ['open', 'close'], 0),
  caseOf(qstick, [1], 1, ['open', 'close'], 0),
  caseOf(balanceOfPower, [], 1, ['open', ...range], 0),
  caseOf(deMarker, [14], 14, ['high', 'low'], 0.5),
  caseOf(deMarker, [1], 1, ['high', 'low'], 0.5),
  caseOf(waveTrend, [], 42, range, { value: 0, signal: 0 }),
  caseOf(waveTrend, [{ channel: 1, average: 1, signal: 1 }], 1, range, { value: 0, signal: 0 }),
  caseOf(derivativeOscillator, [], 29, ['price'], 0),
  caseOf(derivativeOscillator, [{ rsiPeriod: 1, first: 1, second: 1, signal: 1 }], 2, ['price'], 0),
  caseOf(aroon, [14], 15, ['high', 'low'], { up: 100, down: 100, oscillator: 0 }),
  caseOf(aroon, [1], 2, ['high', 'low'], { up: 100, down: 100, oscillator: 0 }),
  caseOf(parabolicSar, [], 2, ['high', 'low'], expect.objectContaining({ value: 100 })),
  caseOf(parabolicSar, [{ step: 1, maximum: 1 }], 2, ['high', 'low'], expect.objectContaining({ value: 100 })),
  caseOf(ichimoku, [], 78, ['high', 'low'], { conversion: 100, base: 100, spanA: 100, spanB: 100 }),
  caseOf(ichimoku, [{ conversion: 1, base: 1, span: 1, displacement: 1 }], 2, ['high', 'low'], {
    conversion: 100,
    base: 100,
    spanA: 100,
    spanB: 100,
  }),
  caseOf(choppinessIndex, [14], 14, range, undefined),
  caseOf(choppinessIndex, [2], 2, range, undefined),
  caseOf(directionalIndex, [14], 15, range, { dx: 0, plusDi: 0, minusDi: 0 }),
  caseOf(directionalIndex, [1], 2, range, { dx: 0, plusDi: 0, minusDi: 0 }),
  caseOf(adxr, [14], 41, range, 0),
  caseOf(adxr, [1], 2, range, 0),
  caseOf(vortex, [14], 15, range, undefined),
  caseOf(vortex, [1], 2, range, undefined),
  caseOf(massIndex, [], 41, ['high', 'low'], 25),
  caseOf(massIndex, [{ average: 1, period: 1 }], 1, ['high', 'low'], 1),
  caseOf(verticalHorizontalFilter, [28], 29, ['price'], undefined),
  caseOf(verticalHorizontalFilter, [1], 2, ['price'], undefined),
  caseOf(chandeKrollStop, [], 18, range, { short: 100, long: 100 }),
  caseOf(chandeKrollStop, [{ period: 1, multiplier: 0, stopPeriod: 1 }], 1, range, { short: 100, long: 100 }),
  caseOf(pivotPoints, [], 1, range, {
    pivot: 100,
    resistance1: 100,
    resistance2: 100,
    resistance3: 100,
    support1: 100,
    support2: 100,
    support3: 100,
  }),
  caseOf(trueRange, [], 1, range, 0),
  caseOf(natr, [14], 14, range, 0),
  caseOf(natr, [1], 1, range, 0),
  caseOf(historicalVolatility, [{ period: 20, periodsPerYear: 365 }], 21, ['price'], 0),
  caseOf(historicalVolatility, [{ period: 2, periodsPerYear: 1 }], 3, ['price'], 0),
  caseOf(chaikinVolatility, [], 20, ['high', 'low'], undefined),
  caseOf(chaikinVolatility, [{ average: 1, change: 1 }], 2, ['high', 'low'], undefined),
  caseOf(rollingUlcerIndex, [14], 27, ['price'], 0),
  caseOf(rollingUlcerIndex, [1], 1, ['price'], 0),
  caseOf(bollingerWidth, [], 20, ['price'], 0),
  caseOf(bollingerWidth, [{ period: 1, deviations: 0 }], 1, ['price'], 0),
  caseOf(bollingerPercentB, [], 20, ['price'], undefined),
  caseOf(bollingerPercentB, [{ period: 2, deviations: 1 }], 2, ['price'], undefined),
  caseOf(accelerationBands, [], 20, range, bands(100)),
  caseOf(accelerationBands, [{ period: 1, width: 0 }], 1, range, bands(100)),
  caseOf(accumulationDistribution, [], 1, [...range, 'volume'], 0),
  caseOf(chaikinOscillator, [], 10, [...range, 'volume'], 0),
  caseOf(chaikinOscillator, [{ fast: 1, slow: 2 }], 2, [...range, 'volume'], 0),
  caseOf(chaikinMoneyFlow, [20], 20, [...range, 'volume'], 0),
  caseOf(chaikinMoneyFlow, [1], 1, [...range, 'volume'], 0),
  caseOf(moneyFlowIndex, [14], 15, [...range, 'volume'], 50),
  caseOf(moneyFlowIndex, [1], 2, [...range, 'volume'], 50),
  caseOf(easeOfMovement, [], 15, ['high', 'low', 'volume'], 0),
  caseOf(easeOfMovement, [{ period: 1, volumeUnit: 1 }], 2, ['high', 'low', 'volume'], 0),
  caseOf(forceIndex, [13], 14, ['close', 'volume'], 0),
  caseOf(forceIndex, [1], 2, ['close', 'volume'], 0),
  caseOf(negativeVolumeIndex, [], 1, ['close', 'volume'], 1000),
  caseOf(positiveVolumeIndex, [], 1, ['close', 'volume'], 1000),
  caseOf(priceVolumeTrend, [], 2, ['close', 'volume'], 0),
  caseOf(klingerOscillator, [], 68, [...range, 'volume'], { value: 0, signal: 0 }),
  caseOf(klingerOscillator, [{ fast: 1, slow: 2, signal: 1 }], 3, [...range, 'volume'], { value: 0, signal: 0 }),
  caseOf(volumeOscillator, [], 10, ['volume'], 0),
  caseOf(volumeOscillator, [{ fast: 1, slow: 2 }], 2, ['volume'], 0),
  caseOf(pvo, [], 34, ['volume'], { pvo: 0, signal: 0, histogram: 0 }),
  caseOf(pvo, [{ fast: 1, slow: 2, signal: 1 }], 2, ['volume'], { pvo: 0, signal: 0, histogram: 0 }),
  caseOf(williamsAccumulationDistribution, [], 2, range, 0),
  caseOf(anchoredVwap, [], 1, ['open', ...range, 'volume'], 100),
  caseOf(sessionVwap, [], 1, ['timeMs', 'open', ...range, 'volume'], 100),
  caseOf(sessionVwap, [{ sessionMs: 60_000, offsetMs: -7 }], 1, ['timeMs', 'open', ...range, 'volume'], 100),
  caseOf(typicalPrice, [], 1, range, 100),
  caseOf(medianPrice, [], 1, ['high', 'low'], 100),
  caseOf(weightedClose, [], 1, range, 100),
  caseOf(midpoint, [14], 14, ['price'], 100),
  caseOf(midpoint, [1], 1, ['price'], 100),
  caseOf(rollingVariance, [20], 20, ['value'], 0),
  caseOf(rollingVariance, [1], 1, ['value'], 0),
  caseOf(rollingStandardDeviation, [20], 20, ['value'], 0),
  caseOf(rollingStandardDeviation, [1], 1, ['value'], 0),
  caseOf(rollingCovariance, [20], 20, ['x', 'y'], 0),
  caseOf(rollingCovariance, [1], 1, ['x', 'y'], 0),
  caseOf(rollingCorrelation, [20], 20, ['x', 'y'], undefined),
  caseOf(rollingCorrelation, [2], 2, ['x', 'y'], undefined),
  caseOf(rollingBeta, [20], 20, ['x', 'y'], undefined),
  caseOf(rollingBeta, [2], 2, ['x', 'y'], undefined),
  caseOf(percentRank, [50], 51, ['value'], 0),
  caseOf(percentRank, [1], 2, ['value'], 0),
  caseOf(timeSeriesForecast, [14], 14, ['value'], 100),
  caseOf(timeSeriesForecast, [2], 2, ['value'], 100),
  caseOf(zScore, [20], 20, ['value'], undefined),
  caseOf(zScore, [2], 2, ['value'], undefined),
  caseOf(linearRegression, [14], 14, ['value'], { value: 100, slope: 0 }),
  caseOf(linearRegression, [2], 2, ['value'], { value: 100, slope: 0 }),
  caseOf(rollingMin, [20], 20, ['value'], 100),
  caseOf(rollingMin, [1], 1, ['value'], 100),
  caseOf(rollingMax, [20], 20, ['value'], 100),
  caseOf(rollingMax, [1], 1, ['value'], 100),
];

/** Indicators without parameters. */
const takesNone = [
  'accumulationDistribution',
  'anchoredVwap',
  'balanceOfPower',
  'medianPrice',
  'negativeVolumeIndex',
  'obv',
  'pivotPoints',
  'positiveVolumeIndex',
  'priceVolumeTrend',
  'trueRange',
  'typicalPrice',
  'weightedClose',
  'williamsAccumulationDistribution',
];

/** Where a column of bars stands for what an indicator calls otherwise. */
const columnOf: Readonly<Record<string, string>> = { price: 'close', value: 'close', x: 'close', y: 'open' };

const run = (indicator: RunningIndicator<unknown, unknown>, inputs: readonly unknown[]): unknown[] =>
  inputs.map((input) => indicator.next(input));

/** The outputs that columns stand for. */
const outputsOf = (batch: Column | Readonly<Record<string, Column>>, length: number): unknown[] =>
  Array.from({ length }, (_, index) => {
    if (typeof batch.at === 'function') return (batch as Column).at(index);
    const fields = Object.entries(batch as Readonly<Record<string, Column>>);
    const output = Object.fromEntries(fields.map(([field, column]) => [field, column.at(index)]));
    return Object.values(output).every((value) => value === undefined) ? undefined : output;
  });

const numbersOf = (output: unknown): readonly unknown[] =>
  typeof output === 'object' && output !== null ? Object.values(output) : [output];

/** A series with one column, or all prices, replaced. */
const withPrices = (series: BarSeries, price: (index: number) => number, volume?: number): BarSeries => {
  const column = Float64Array.from({ length: series.length }, (_, index) => price(index));
  const same = { open: column, high: column, low: column, close: column };
  return { ...series, ...same, volume: volume === undefined ? series.volume : series.volume.map(() => volume) };
};

/** The first bars of a series. */
const headOf = ({ open, high, low, close, volume, timeMs, ...rest }: BarSeries, length: number): BarSeries => {
  const [o, h, l, c, v, t] = [open, high, low, close, volume, timeMs].map((column) => column.slice(0, length));
  return { ...rest, open: o!, high: h!, low: l!, close: c!, volume: v!, timeMs: t!, length };
};

const series = randomSeries(200, 1);

describe.each(cases)('$name', ({ name, warmUp, reads, flat, inputs, start, batch, operate, forms }) => {
  const indicatorName = name.slice(0, name.indexOf('('));

  it.runIf(typeof batch(series).at === 'function')('returns what it is told instead of undefined', () => {
    const [plain, told] = [start(), start() as RunningNumber<unknown>];
    for (const input of inputs(series)) expect(told.next(input, -7)).toBe(plain.next(input) ?? -7);
  });

  it(`is undefined for ${warmUp - 1} inputs and defined for the next`, () => {
    expect(start().warmUp).toBe(warmUp);
    const outputs = run(start(), inputs(series));
    expect(outputs.slice(0, warmUp - 1)).toEqual(Array(warmUp - 1).fill(undefined));
    expect(outputs.slice(warmUp - 1).every((output) => output !== undefined)).toBe(true);
  });

  it('gives the same in its three forms, bit for bit', async () => {
    const streamed = run(start(), inputs(series));
    expect(outputsOf(batch(series), series.length)).toStrictEqual(streamed);
    expect(await operate(inputs(series))).toStrictEqual(streamed);
  });

  it('knows at each moment what it would know if nothing came after it', () => {
    const all = outputsOf(batch(series), series.length);
    for (const length of [0, 1, warmUp - 1, warmUp, warmUp + 1, 137]) {
      expect(outputsOf(batch(headOf(series, length)), length)).toStrictEqual(all.slice(0, length));
    }
  });

  it('starts afresh each time, and shares nothing', () => {
    const [first, second] = [start(), start()];
    const expected = run(start(), inputs(series));
    const interleaved = inputs(series).map((input, index) => {
      if (index % 3 === 0) second.next(inputs(series)[0]);
      return first.next(input);
    });
    expect(interleaved).toStrictEqual(expected);
  });

  it('keeps and changes nothing of an input', () => {
    const reused: Record<string, unknown> = {};
    const indicator = start();
    const outputs = inputs(series).map((input) => {
      if (typeof input === 'number') return indicator.next(input);
      Object.assign(reused, input);
      const output = indicator.next(Object.freeze({ ...reused }));
      Object.assign(reused, { open: 0, high: 0, low: 0, close: 0, volume: 0 });
      return output;
    });
    expect(outputs).toStrictEqual(run(start(), inputs(series)));
  });

  it('has its stated limit without movement', () => {
    const outputs = run(start(), inputs(withPrices(series, () => 100, 1)));
    for (const output of outputs.slice(warmUp - 1)) expect(output).toEqual(flat);
  });

  it('is finite or undefined on any finite prices', () => {
    const jumps = [1e9, 1e-9, 0, -5, 1e100, -1e100, 5e-324, 1, 1, 1, 1e-300];
    for (const extreme of [
      withPrices(series, () => 0.1, 0),
      withPrices(series, () => 1e9, 1e9),
      withPrices(series, () => 1e-9, 1e-9),
      withPrices(series, (index) => (index < 30 ? 1e9 : 1e-9)),
      withPrices(series, (index) => jumps[(index * 7) % jumps.length] as number),
      withPrices(series, (index) => (index % 50 === 0 ? 1e100 : 5e-324), 5e-324),
      randomSeries(200, 2, 1e9),
      randomSeries(200, 3, 1e-9),
      { ...series, volume: series.volume.map((_, index) => (index % 2) * 1e100) },
      // No bar: its high is below its low. The market refuses such bars; arithmetic must stand them.
      { ...series, high: series.low, low: series.high },
      { ...series, high: series.low.map((_, index) => jumps[index % jumps.length] as number) },
    ]) {
      const outputs = run(start(), inputs(extreme));
      expect(outputsOf(batch(extreme), extreme.length)).toStrictEqual(outputs);
      for (const output of outputs) {
        for (const number of numbersOf(output)) {
          if (number !== undefined && !Number.isFinite(number)) expect.fail(`${indicatorName} gave ${String(number)}`);
        }
      }
    }
  });

  it.each(reads)('refuses a %s that it cannot compute with, and goes on as if it had not come', async (field) => {
    const good = inputs(series);
    const indicator = start();
    const outputs = good.map((input, index) => {
      if (index === 5 || index === 120) {
        for (const value of [Number.NaN, Infinity, -Infinity, 1.5e100]) {
          const bad = typeof input === 'number' ? value : { ...(input as object), [field]: value };
          const code = Number.isFinite(value) ? 'TOO_LARGE' : 'NOT_FINITE';
          expect(() => indicator.next(bad)).toThrow(DataError);
          expect(() => indicator.next(bad)).toThrow(
            expect.objectContaining({ code, context: { indicator: indicatorName, field, value } }),
          );
        }
      }
      return indicator.next(input);
    });
    expect(outputs).toStrictEqual(run(start(), good));
    const spoiled = typeof good[3] === 'number' ? Number.NaN : { ...(good[3] as object), [field]: Number.NaN };
    await expect(operate([...good.slice(0, 3), spoiled])).rejects.toMatchObject({ code: 'NOT_FINITE' });
    const column = columnOf[field] ?? field;
    const spoiledColumn = series.close.map((value, index) => (index === 3 ? Number.NaN : value));
    expect(() => batch({ ...series, [column]: spoiledColumn })).toThrow('Found at index 3 of the column.');
  });

  it.skipIf(takesNone.includes(indicatorName))(
    'refuses senseless parameters, where it takes any, in each form before any input',
    () => {
      const isPeriod = typeof JSON.parse(`[${name.slice(name.indexOf('(') + 1, -1)}]`)[0] === 'number';
      const wrong = isPeriod
        ? [0, -1, 1.5, Number.NaN, Infinity, 1e7, '12', null, undefined]
        : [{ period: 0, fast: 0 }, { unknown: 1 }, { period: 1.5, fast: 1.5 }, { period: '3', fast: '3' }, null, 5];
      for (const value of wrong) {
        for (const form of forms(value)) {
          expect(form, String(value)).toThrow(InvalidOptionsError);
          expect(form).toThrow(`${indicatorName}: `);
        }
      }
    },
  );
});

it('covers every indicator that the index exports', async () => {
  const exported = Object.entries(await import('./index'));
  const indicators = exported
    .filter(([, value]) => typeof value === 'function' && 'batch' in value)
    .map(([key]) => key);
  expect([...new Set(cases.map(({ name }) => name.slice(0, name.indexOf('('))))].sort()).toEqual(indicators.sort());
  expect(indicators.length).toBeGreaterThanOrEqual(62);
});
