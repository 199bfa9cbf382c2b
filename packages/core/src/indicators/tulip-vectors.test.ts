import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Column } from './column';
import type { BarColumns } from './define-indicator';
import {
  accumulationDistribution,
  adx,
  adxr,
  aroon,
  atr,
  bollinger,
  cci,
  chaikinOscillator,
  chaikinVolatility,
  chandeMomentumOscillator,
  detrendedPriceOscillator,
  directionalIndex,
  easeOfMovement,
  ema,
  medianPrice,
  moneyFlowIndex,
  negativeVolumeIndex,
  obv,
  parabolicSar,
  qstick,
  rma,
  roc,
  rollingStandardDeviation,
  rsi,
  sma,
  stochastic,
  timeSeriesForecast,
  trima,
  trueRange,
  typicalPrice,
  ultimateOscillator,
  verticalHorizontalFilter,
  volumeOscillator,
  weightedClose,
  williamsAccumulationDistribution,
  williamsR,
  wma,
} from './index';
import { alignedEnd, type Cells, numbersOf, type Values, worstExcess } from './printed-values';
import { ExponentialMean } from './rolling/exponential-mean';
import { VolumeForce } from './rolling/volume-force';
import { valuesOf } from './test-support';

const file = fileURLToPath(new URL('../../../../../shared/data/vectors/tulip/atoz.txt', import.meta.url));
const isHere = existsSync(file);
const reason = isHere ? '' : ' (skipped: ../shared/data/vectors is not beside the repository)';

/** Inputs and outputs of a case, one list of cells each. */
const cellsOf = (name: string): readonly Cells[] => {
  const lines = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'));
  const start = lines.indexOf(name) + 1;
  return lines.slice(start, lines.indexOf('', start)).map((line) => line.slice(1, -1).split(','));
};

type Field = 'open' | 'high' | 'low' | 'close' | 'volume';

/** The first lists of a case as columns of bars, with 0 for what it does not have, and its outputs. */
const barCase = (name: string, fields: readonly Field[] = ['high', 'low', 'close']) => {
  const lists = cellsOf(name);
  const length = (lists[0] as Cells).length;
  const columns = Object.fromEntries(fields.map((field, place) => [field, numbersOf(lists[place] as Cells)]));
  const empty = new Float64Array(length);
  const bars: BarColumns = { open: empty, high: empty, low: empty, close: empty, volume: empty, ...columns, length };
  return { bars, outputs: lists.slice(fields.length) };
};

/**
 * Copies of the first input before all others: an average that starts from the mean of its first inputs then starts from
 * the first input, as those of Tulip do.
 */
const preceded = (values: Float64Array, count: number): Float64Array =>
  Float64Array.of(...Array<number>(count).fill(values[0] as number), ...values);

const precededBars = ({ open, high, low, close, volume, length }: BarColumns, count: number): BarColumns => {
  const [o, h, l, c, v] = [open, high, low, close, volume].map((column) => preceded(column, count));
  return { open: o!, high: h!, low: l!, close: c!, volume: v!, length: length + count };
};

/** Outputs belong to the last inputs. */
const expectLast = (actual: Values, outputs: Cells | undefined, slack = 0): void => {
  expect(outputs?.length).toBeGreaterThan(1);
  expect(worstExcess(actual, alignedEnd(outputs as Cells, actual.length, ''))).toBeLessThanOrEqual(slack);
};

// Cases that tell nothing of our indicators: dema, tema, trix and mass start their second average from one value of the
// first, macd has weights of 0.15 and 0.075 instead of 2 / 13 and 2 / 27, adx starts a bar earlier, dm is not published.

const percent = (column: Column): Values =>
  valuesOf(column).map((value) => (value === undefined ? value : 100 * value));

describe.skipIf(!isHere)(`cases of Tulip Indicators from S. Achelis, "Technical Analysis from A to Z"${reason}`, () => {
  it.each([
    { name: 'sma 5', indicator: sma, period: 5 },
    { name: 'wma 5', indicator: wma, period: 5 },
    { name: 'rsi 5', indicator: rsi, period: 5 },
    { name: 'trima 5', indicator: trima, period: 5 },
    { name: 'wilders 5', indicator: rma, period: 5 },
    { name: 'cmo 5', indicator: chandeMomentumOscillator, period: 5 },
    { name: 'dpo 6', indicator: detrendedPriceOscillator, period: 6 },
    { name: 'stddev 5', indicator: rollingStandardDeviation, period: 5 },
    { name: 'vhf 5', indicator: verticalHorizontalFilter, period: 5 },
  ])('$name', ({ name, indicator, period }) => {
    const [price = [], expected] = cellsOf(name);
    expectLast(valuesOf(indicator.batch(numbersOf(price), period)), expected);
  });

  it('ema 5, started from the first price', () => {
    const [price = [], expected] = cellsOf('ema 5');
    expectLast(valuesOf(ema.batch(preceded(numbersOf(price), 4), 5)).slice(4), expected);
  });

  it('fosc 5, the distance to the forecast of the price before in percent of the price', () => {
    const [price = [], expected] = cellsOf('fosc 5');
    const prices = numbersOf(price);
    const forecasts = valuesOf(timeSeriesForecast.batch(prices, 5));
    expectLast(
      Array.from(prices, (value, index) => {
        const forecast = forecasts[index - 1];
        return forecast === undefined ? undefined : (100 * (value - forecast)) / value;
      }),
      expected,
    );
  });

  it('rocr 12, the ratio to which roc adds up with 1', () => {
    const [price = [], expected] = cellsOf('rocr 12');
    expectLast(
      valuesOf(roc.batch(numbersOf(price), 12)).map((value) => (value === undefined ? value : 1 + value)),
      expected,
    );
  });

  it('bbands 5 2', () => {
    const [price = [], lower, middle, upper] = cellsOf('bbands 5 2');
    const bands = bollinger.batch(numbersOf(price), { period: 5, deviations: 2 });
    expectLast(valuesOf(bands.lower), lower);
    expectLast(valuesOf(bands.middle), middle);
    expectLast(valuesOf(bands.upper), upper);
  });

  const range: readonly Field[] = ['high', 'low', 'close'];
  it.each<{ name: string; fields: readonly Field[]; compute: (bars: BarColumns) => Column }>([
    { name: 'adosc 3 10', fields: [...range, 'volume'], compute: (bars) => chaikinOscillator.batch(bars) },
    { name: 'atr 4', fields: range, compute: (bars) => atr.batch(bars, 4) },
    { name: 'cci 5', fields: range, compute: (bars) => cci.batch(bars, 5) },
    { name: 'emv', fields: ['high', 'low', 'volume'], compute: (bars) => easeOfMovement.batch(bars, { period: 1 }) },
    { name: 'medprice', fields: ['high', 'low'], compute: (bars) => medianPrice.batch(bars) },
    { name: 'mfi 14', fields: [...range, 'volume'], compute: (bars) => moneyFlowIndex.batch(bars, 14) },
    { name: 'nvi', fields: ['close', 'volume'], compute: (bars) => negativeVolumeIndex.batch(bars) },
    { name: 'qstick 4', fields: ['open', 'close'], compute: (bars) => qstick.batch(bars, 4) },
    { name: 'tr', fields: range, compute: (bars) => trueRange.batch(bars) },
    { name: 'typprice', fields: range, compute: (bars) => typicalPrice.batch(bars) },
    { name: 'ultosc 7 14 28', fields: range, compute: (bars) => ultimateOscillator.batch(bars) },
    { name: 'vosc 2 5', fields: ['volume'], compute: (bars) => volumeOscillator.batch(bars, { fast: 2, slow: 5 }) },
    { name: 'wad', fields: range, compute: (bars) => williamsAccumulationDistribution.batch(bars) },
    { name: 'wcprice', fields: range, compute: (bars) => weightedClose.batch(bars) },
    { name: 'willr 5', fields: range, compute: (bars) => williamsR.batch(bars, 5) },
  ])('$name', ({ name, fields, compute }) => {
    const { bars, outputs } = barCase(name, fields);
    expectLast(valuesOf(compute(bars)), outputs[0]);
  });

  it('ad, of which the table cuts the digits after the third off', () => {
    const { bars, outputs } = barCase('ad', [...range, 'volume']);
    expectLast(valuesOf(accumulationDistribution.batch(bars)), outputs[0], 5e-4);
  });

  it('psar .02 .2, from the first reversal on: the first step is another one there', () => {
    const { bars, outputs } = barCase('psar .02 .2', ['high', 'low']);
    expectLast(valuesOf(parabolicSar.batch(bars).value), outputs[0]?.slice(7));
  });

  it('aroon 5', () => {
    const { bars, outputs } = barCase('aroon 5', ['high', 'low']);
    const { up, down } = aroon.batch(bars, 5);
    expectLast(valuesOf(down), outputs[0]);
    expectLast(valuesOf(up), outputs[1]);
  });

  it('cvi 5 in percent, started from the first range', () => {
    const { bars, outputs } = barCase('cvi 5', ['high', 'low']);
    const options = { average: 5, change: 5 };
    expectLast(percent(chaikinVolatility.batch(precededBars(bars, 4), options)).slice(4 + 5 + 4), outputs[0]);
  });

  it('stoch 5 3 3', () => {
    const { bars, outputs } = barCase('stoch 5 3 3');
    const { k, d } = stochastic.batch(bars, { period: 5, smoothK: 3, smoothD: 3 });
    expectLast(valuesOf(k), outputs[0]);
    expectLast(valuesOf(d), outputs[1]);
  });

  it('obv, which starts from 0 there and from the first volume here', () => {
    const { bars, outputs } = barCase('obv', ['close', 'volume']);
    expectLast(
      valuesOf(obv.batch(bars)).map((value) => (value as number) - (bars.volume[0] as number)),
      outputs[0],
    );
  });

  it('kvo 34 55, of our volume force, with averages that start from the first', () => {
    const { bars, outputs } = barCase('kvo 34 55', [...range, 'volume']);
    const force = new VolumeForce();
    const [fast, slow] = [new ExponentialMean(1, 2 / 35), new ExponentialMean(1, 2 / 56)];
    const values = Array.from(bars.close, (close, index) => {
      const value = force.next(bars.high[index]!, bars.low[index]!, close, bars.volume[index]!);
      return value === undefined ? undefined : fast.next(value)! - slow.next(value)!;
    });
    expectLast(values, outputs[0]);
  });

  it('di 14 and dx 14, from the second value on', () => {
    const {
      bars,
      outputs: [plus = [], minus = []],
    } = barCase('di 14');
    const { dx, plusDi, minusDi } = directionalIndex.batch(bars, 14);
    expectLast(valuesOf(plusDi), plus.slice(1));
    expectLast(valuesOf(minusDi), minus.slice(1));
    expectLast(valuesOf(dx), (cellsOf('dx 14').at(-1) as Cells).slice(1));
  });

  it('dx 14, which adx averages from the second value on, as in TA-Lib; adx 14 there starts with the first', () => {
    const { bars } = barCase('di 14');
    const directional = cellsOf('dx 14').at(-1) as Cells;
    const values = directional.slice(1).map(Number);
    let average = values.slice(0, 14).reduce((sum, value) => sum + value, 0) / 14;
    const expected = values.slice(13).map((value, place) => {
      if (place > 0) average += (value - average) / 14;
      return average;
    });
    const printed = (numbers: readonly number[]) => numbers.map((value) => value.toFixed(4));
    // The average of rounded values is as uncertain as they are.
    expectLast(valuesOf(adx.batch(bars, 14).adx), printed(expected), 5e-5);
    const ratings = expected.slice(13).map((value, place) => (value + expected[place]!) / 2);
    expectLast(valuesOf(adxr.batch(bars, 14)), printed(ratings), 5e-5);
  });

  it('adxr 14, which takes adx from as far back as ours', () => {
    const strengths = (cellsOf('adx 14').at(-1) as Cells).map(Number);
    const ratings = strengths.slice(13).map((value, place) => (value + strengths[place]!) / 2);
    expectLast(ratings, cellsOf('adxr 14').at(-1), 5e-5);
  });
});
