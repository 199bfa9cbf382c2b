import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Column } from './column';
import type { BarColumns } from './define-indicator';
import {
  alma,
  atr,
  bollinger,
  cci,
  donchian,
  ema,
  kama,
  keltner,
  linearRegression,
  macd,
  mcGinleyDynamic,
  obv,
  roc,
  rollingMax,
  rollingMin,
  rsi,
  sma,
  stochastic,
  superTrend,
  t3,
  tema,
  vidya,
  vwap,
  vwma,
  wma,
  zlema,
} from './index';
import { alignedEnd, type Cells, isKnown, numbersOf, type Values, worstExcess } from './printed-values';
import { valuesOf } from './test-support';

const folder = fileURLToPath(new URL('../../../../../shared/data/vectors/lean_indicators/', import.meta.url));
const isHere = existsSync(folder);
const reason = isHere ? '' : ' (skipped: ../shared/data/vectors is not beside the repository)';

const table = (file: string) => {
  const text = gunzipSync(readFileSync(`${folder}${file}.gz`)).toString();
  const [head = '', ...rows] = text.trim().split(/\r?\n/);
  const names = head.split(',').map((name) => name.trim());
  const cells = (name: string): Cells => rows.map((row) => row.split(',')[names.indexOf(name)]?.trim() ?? '');
  const column = (name: string) => numbersOf(cells(names.includes(name) ? name : name.toLowerCase()));
  const bars: BarColumns = {
    length: rows.length,
    open: column('Open'),
    high: column('High'),
    low: column('Low'),
    close: column('Close'),
    volume: column('Volume'),
  };
  return { cells, bars };
};

interface Vector {
  readonly what: string;
  readonly file: string;
  readonly column: string;
  readonly compute: (bars: BarColumns) => Column | Values;
  /** What the table is off beyond its last digit. Defaults to nothing. */
  readonly slack?: number;
  /** The table writes 0 for what it does not know yet. */
  readonly zeroIsUnknown?: true;
  /** The table leaves out values that the indicator has. */
  readonly startsLate?: true;
}

/** What single precision, in which some of the tables were computed, is off at the highest price in them. */
const single = 2 ** -24 * 212;

const band = ({ close }: BarColumns) => bollinger.batch(close, { period: 20, deviations: 2 });
const channel = (bars: BarColumns) => keltner.batch(bars, { period: 20, multiplier: 1.5 });
const mapped = (column: Column, change: (value: number, index: number) => number): Values =>
  valuesOf(column).map((value, index) => (value === undefined ? undefined : change(value, index)));
const known = (column: Column): number[] => valuesOf(column).filter((value) => value !== undefined);

/** Stochastic of the relative strength index, made of four of our indicators. */
const stochasticRsi = ({ close, length }: BarColumns, passes: number): Values => {
  const strength = known(rsi.batch(close, 14));
  const [highest, lowest] = [known(rollingMax.batch(strength, 14)), known(rollingMin.batch(strength, 14))];
  let values = highest.map((high, place) => {
    const low = lowest[place] as number;
    return (100 * ((strength[place + 13] as number) - low)) / (high - low);
  });
  for (let pass = 0; pass < passes; pass++) values = known(sma.batch(values, 3));
  return alignedEnd(values, length, undefined);
};

/** Coppock curve: weighted average of two rates of change in percent. */
const coppock = ({ close, length }: BarColumns): Values => {
  const short = known(roc.batch(close, 11)).slice(3);
  const sums = known(roc.batch(close, 14)).map((long, place) => 100 * (long + (short[place] as number)));
  return alignedEnd(known(wma.batch(sums, 10)), length, undefined);
};

const vectors: readonly Vector[] = [
  { what: 'sma 21', file: 'spy_dpo.csv', column: 'Sma(21)', compute: ({ close }) => sma.batch(close, 21) },
  { what: 'ema 14', file: 'spy_ema.csv', column: 'EMA14', compute: ({ close }) => ema.batch(close, 14) },
  { what: 'tema 5', file: 'spy_tema.txt', column: 'TEMA_5', compute: ({ close }) => tema.batch(close, 5) },
  { what: 't3 5', file: 'spy_t3.txt', column: 'T3_5', compute: ({ close }) => t3.batch(close, { period: 5 }) },
  { what: 'kama 5', file: 'spy_kama.txt', column: 'KAMA_5', compute: ({ close }) => kama.batch(close, { period: 5 }) },
  { what: 'zlema 5', file: 'spy_with_zlema.csv', column: 'ZLEMA5', compute: ({ close }) => zlema.batch(close, 5) },
  { what: 'vwma 20', file: 'spy_with_vwma.csv', column: 'VWMA20', compute: (bars) => vwma.batch(bars, 20) },
  { what: 'alma 9', file: 'spy_alma.txt', column: 'ALMA', compute: ({ close }) => alma.batch(close) },
  {
    what: 'vidya 9',
    file: 'spy_vidya.txt',
    column: 'VIDYA_9',
    compute: ({ close }) => vidya.batch(close, { period: 9, smoothing: 'wilder' }),
    zeroIsUnknown: true,
  },
  {
    what: 'mcGinleyDynamic 14',
    file: 'spy_with_McGinleyDynamic.csv',
    column: 'McGinleyDynamic14',
    compute: ({ close }) => mcGinleyDynamic.batch(close, 14),
  },
  { what: 'wma 10 of roc', file: 'spy_coppock_curve.csv', column: 'CoppockCurve', compute: coppock },
  { what: 'rsi 14', file: 'spy_with_StochRSI.csv', column: 'k', compute: (bars) => stochasticRsi(bars, 1) },
  { what: 'rsi 14 and sma', file: 'spy_with_StochRSI.csv', column: 'd', compute: (bars) => stochasticRsi(bars, 2) },
  {
    what: 'donchian middle',
    file: 'spy_midprice.txt',
    column: 'MIDPRICE_5',
    compute: (bars) => donchian.batch(bars, 5).middle,
  },
  { what: 'rollingMax', file: 'spy_max.txt', column: 'MAX_5', compute: ({ close }) => rollingMax.batch(close, 5) },
  { what: 'rollingMin', file: 'spy_min.txt', column: 'MIN_5', compute: ({ close }) => rollingMin.batch(close, 5) },
  {
    what: 'atr 14',
    file: 'spy_atr_wilder.txt',
    column: 'Average True Range 14',
    compute: (bars) => atr.batch(bars, 14),
  },
  {
    what: 'superTrend',
    file: 'dwac_supertrend.txt',
    column: 'Super',
    compute: (bars) => superTrend.batch(bars).value,
    zeroIsUnknown: true,
  },
  {
    what: 'roc 5',
    file: 'spy_rocr.txt',
    column: 'ROCR_5',
    compute: ({ close }) => mapped(roc.batch(close, 5), (value) => 1 + value),
  },
  {
    what: 'linearRegression',
    file: 'spy_tsf.csv',
    column: 'tsf',
    zeroIsUnknown: true,
    compute: ({ close }) => {
      const { value, slope } = linearRegression.batch(close, 5);
      return mapped(value, (newest, index) => newest + slope.values[index]!);
    },
  },
  // The columns have five decimals, and the histogram is the difference of the other two after rounding.
  ...(['MACD', 'Signal', 'Histogram'] as const).map(
    (column): Vector => ({
      what: 'macd',
      file: 'spy_with_macd.txt',
      column,
      slack: 1e-5,
      startsLate: true,
      compute: ({ close }) =>
        macd.batch(close)[column === 'MACD' ? 'macd' : column === 'Signal' ? 'signal' : 'histogram'],
    }),
  ),
  // From here on the tables have seven digits and were computed in single precision.
  {
    what: 'bollinger middle',
    file: 'spy_bollinger_bands.txt',
    column: 'Moving Average 20',
    compute: (bars) => band(bars).middle,
  },
  {
    what: 'bollinger upper',
    file: 'spy_bollinger_bands.txt',
    column: 'Bollinger Bands® 20 2 Top',
    compute: (bars) => band(bars).upper,
    slack: single,
  },
  {
    what: 'bollinger lower',
    file: 'spy_bollinger_bands.txt',
    column: 'Bollinger Bands® 20 2 Bottom',
    compute: (bars) => band(bars).lower,
    slack: single,
  },
  {
    what: 'keltner middle',
    file: 'spy_with_keltner.csv',
    column: 'Middle Band',
    compute: (bars) => channel(bars).middle,
    slack: single,
  },
  {
    what: 'keltner upper',
    file: 'spy_with_keltner.csv',
    column: 'Keltner Channels 20 Top',
    compute: (bars) => channel(bars).upper,
    slack: 2 * single,
  },
  {
    what: 'keltner lower',
    file: 'spy_with_keltner.csv',
    column: 'Keltner Channels 20 Bottom',
    compute: (bars) => channel(bars).lower,
    slack: 2 * single,
  },
  {
    what: 'vwap 50',
    file: 'spy_with_vwap.txt',
    column: 'Moving VWAP 50',
    compute: (bars) => vwap.batch(bars, 50),
    slack: single,
  },
  {
    what: 'roc 50',
    file: 'spy_with_rocp50.txt',
    column: 'Rate of Change % 50',
    slack: 2 * 100 * 2 ** -24,
    compute: ({ close }) => mapped(roc.batch(close, 50), (value) => 100 * value),
  },
  // A place is 100 · (close − low) / (high − low), and the ranges of 12 bars are 2.5 and more.
  {
    what: 'stochastic k',
    file: 'spy_with_stoch12k3.txt',
    column: 'Stochastics 12 %K 3',
    slack: (100 * single) / 2.5,
    compute: (bars) => stochastic.batch(bars, { period: 12, smoothK: 3, smoothD: 1 }).k,
  },
  {
    what: 'stochastic d',
    file: 'spy_with_stoch12k3.txt',
    column: '%D 5',
    slack: (100 * single) / 2.5,
    compute: (bars) => stochastic.batch(bars, { period: 12, smoothK: 3, smoothD: 5 }).d,
  },
  // The price minus its mean is divided by 0.015 mean deviations, which are 0.3 and more.
  {
    what: 'cci 14',
    file: 'spy_with_cci.txt',
    column: 'Commodity Channel Index (CCI) 14',
    slack: single / (0.015 * 0.3),
    compute: (bars) => cci.batch(bars, 14),
  },
  // The volumes have seven digits too: 500 of them, each off by up to 50.
  {
    what: 'obv',
    file: 'spy_with_obv.txt',
    column: 'OBV',
    compute: (bars) => obv.batch(bars),
    slack: 50 * Math.sqrt(500),
    startsLate: true,
  },
];

describe.skipIf(!isHere)(`reference tables of QuantConnect LEAN${reason}`, () => {
  it.each(vectors)('$what: $file, $column', ({ file, column, compute, slack = 0, zeroIsUnknown, startsLate }) => {
    const { cells, bars } = table(file);
    const computed = compute(bars);
    const actual = 'valid' in computed ? valuesOf(computed) : computed;
    const shown = cells(column).map((cell) => (zeroIsUnknown && Number(cell) === 0 ? '' : cell));
    expect(shown.filter(isKnown).length).toBeGreaterThan(60);
    expect(worstExcess(actual, shown)).toBeLessThanOrEqual(slack);
    if (startsLate) return;
    expect(actual.findIndex((value) => value !== undefined)).toBe(shown.findIndex(isKnown));
  });
});
