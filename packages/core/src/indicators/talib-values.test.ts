import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Column } from './column';
import type { BarColumns } from './define-indicator';
import {
  accelerationBands,
  accumulationDistribution,
  adx,
  adxr,
  aroon,
  atr,
  balanceOfPower,
  bollinger,
  cci,
  chaikinOscillator,
  dema,
  directionalIndex,
  donchian,
  ema,
  kama,
  linearRegression,
  medianPrice,
  midpoint,
  momentum,
  moneyFlowIndex,
  natr,
  obv,
  parabolicSar,
  ppo,
  roc,
  rollingBeta,
  rollingCorrelation,
  rollingMax,
  rollingMin,
  rollingStandardDeviation,
  rollingVariance,
  rsi,
  sma,
  stochastic,
  stochasticRsi,
  t3,
  tema,
  timeSeriesForecast,
  trima,
  trix,
  trueRange,
  typicalPrice,
  ultimateOscillator,
  weightedClose,
  williamsR,
  wma,
} from './index';
import type { Values } from './printed-values';
import { valuesOf } from './test-support';

interface Case {
  readonly function: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly outputs: readonly { readonly begin: number; readonly first: number[]; readonly last: number[] }[];
}

interface Recorded {
  readonly library: string;
  readonly series: Readonly<Record<'open' | 'high' | 'low' | 'close' | 'volume', readonly number[]>>;
  readonly cases: readonly Case[];
}

const recorded: Recorded = JSON.parse(
  readFileSync(new URL('./__fixtures__/talib-values.json', import.meta.url), 'utf8'),
);
const [open, high, low, close, volume] = (['open', 'high', 'low', 'close', 'volume'] as const).map((field) =>
  Float64Array.from(recorded.series[field]),
) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
const bars: BarColumns = { open, high, low, close, volume, length: close.length };

const changed = (column: Column, change: (value: number) => number): Values =>
  valuesOf(column).map((value) => (value === undefined ? undefined : change(value)));
const percent = (column: Column): Values => changed(column, (value) => 100 * value);
const returns = (prices: Float64Array) => prices.map((price, index) => price / (prices[index - 1] ?? price) - 1);

/** Bars without the first, which TA-Lib's true range leaves out; the second opens without a gap, so its range is the same. */
const later: BarColumns = {
  open: open.subarray(1),
  high: high.subarray(1),
  low: low.subarray(1),
  close: close.subarray(1),
  volume: volume.subarray(1),
  length: close.length - 1,
};
const afterFirst = (values: Values): Values => [undefined, ...values];

/** What each function of TA-Lib is called here, output by output. */
const ours: Readonly<Record<string, (period: number) => readonly (Column | Values)[]>> = {
  ACCBANDS: (period) => {
    const { upper, middle, lower } = accelerationBands.batch(bars, { period });
    return [upper, middle, lower];
  },
  AD: () => [accumulationDistribution.batch(bars)],
  ADOSC: () => [chaikinOscillator.batch(bars)],
  ADX: (period) => [adx.batch(bars, period).adx],
  ADXR: (period) => [adxr.batch(bars, period)],
  AROON: (period) => {
    const { up, down } = aroon.batch(bars, period);
    return [down, up];
  },
  AROONOSC: (period) => [aroon.batch(bars, period).oscillator],
  ATR: (period) => [afterFirst(valuesOf(atr.batch(later, period)))],
  BBANDS: (period) => {
    const { upper, middle, lower } = bollinger.batch(close, { period });
    return [upper, middle, lower];
  },
  // TA-Lib makes the returns itself, which takes one more price.
  BETA: (period) => {
    const betas = valuesOf(rollingBeta.batch({ x: returns(high), y: returns(low) }, period));
    return [betas.map((value, index) => (index < period ? undefined : value))];
  },
  BOP: () => [balanceOfPower.batch(bars)],
  CCI: (period) => [cci.batch(bars, period)],
  // Smoothed as the relative strength index is, and not the sums of T. S. Chande.
  CMO: (period) => [changed(rsi.batch(close, period), (value) => 2 * value - 100)],
  CORREL: (period) => [rollingCorrelation.batch({ x: high, y: low }, period)],
  DEMA: (period) => [dema.batch(close, period)],
  DX: (period) => [directionalIndex.batch(bars, period).dx],
  EMA: (period) => [ema.batch(close, period)],
  KAMA: (period) => [kama.batch(close, { period })],
  LINEARREG: (period) => [linearRegression.batch(close, period).value],
  LINEARREG_SLOPE: (period) => [linearRegression.batch(close, period).slope],
  MAX: (period) => [rollingMax.batch(close, period)],
  MEDPRICE: () => [medianPrice.batch(bars)],
  MFI: (period) => [moneyFlowIndex.batch(bars, period)],
  MIDPOINT: (period) => [midpoint.batch(close, period)],
  MIDPRICE: (period) => [donchian.batch(bars, period).middle],
  MIN: (period) => [rollingMin.batch(close, period)],
  MINUS_DI: (period) => [directionalIndex.batch(bars, period).minusDi],
  MOM: (period) => [momentum.batch(close, period)],
  NATR: (period) => [afterFirst(percent(natr.batch(later, period)))],
  OBV: () => [obv.batch(bars)],
  PLUS_DI: (period) => [directionalIndex.batch(bars, period).plusDi],
  PPO: () => [ppo.batch(close, { signal: 1 }).ppo],
  ROCP: (period) => [roc.batch(close, period)],
  RSI: (period) => [rsi.batch(close, period)],
  SAR: () => [parabolicSar.batch(bars).value],
  SMA: (period) => [sma.batch(close, period)],
  STDDEV: (period) => [rollingStandardDeviation.batch(close, period)],
  STOCH: () => {
    const { k, d } = stochastic.batch(bars, { period: 5, smoothK: 3, smoothD: 3 });
    return [k, d];
  },
  STOCHRSI: (rsiPeriod) => {
    const { k, d } = stochasticRsi.batch(close, { rsiPeriod, period: 5, smoothK: 1, smoothD: 3 });
    return [k, d];
  },
  T3: (period) => [t3.batch(close, { period, volumeFactor: 0.7 })],
  TEMA: (period) => [tema.batch(close, period)],
  TRANGE: () => [afterFirst(valuesOf(trueRange.batch(later)))],
  TRIMA: (period) => [trima.batch(close, period)],
  TRIX: (period) => [percent(trix.batch(close, period))],
  TSF: (period) => [timeSeriesForecast.batch(close, period)],
  TYPPRICE: () => [typicalPrice.batch(bars)],
  ULTOSC: () => [ultimateOscillator.batch(bars)],
  VAR: (period) => [rollingVariance.batch(close, period)],
  WCLPRICE: () => [weightedClose.batch(bars)],
  WILLR: (period) => [williamsR.batch(bars, period)],
  WMA: (period) => [wma.batch(close, period)],
};

const nameOf = ({ function: name, parameters }: Case) => `${name} ${Object.values(parameters).join(' ')}`.trim();

describe(`values of ${recorded.library}`, () => {
  it.each(recorded.cases.map((recordedCase) => [nameOf(recordedCase), recordedCase] as const))(
    '%s',
    (_, recordedCase) => {
      const computed = ours[recordedCase.function]?.(recordedCase.parameters.timeperiod ?? 0) ?? [];
      expect(computed).toHaveLength(recordedCase.outputs.length);
      recordedCase.outputs.forEach(({ begin, first, last }, place) => {
        const column = computed[place] as Column | Values;
        const values = 'valid' in column ? valuesOf(column) : column;
        expect(values.findIndex((value) => value !== undefined)).toBe(begin);
        const expected = [...first, ...last];
        const scale = Math.max(...expected.map(Math.abs));
        [...values.slice(begin, begin + first.length), ...values.slice(-last.length)].forEach((value, index) => {
          expect(Math.abs((value as number) - (expected[index] as number))).toBeLessThanOrEqual(1e-9 * scale);
        });
      });
    },
  );
});
