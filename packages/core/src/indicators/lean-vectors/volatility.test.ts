import {
  accelerationBands,
  atr,
  bollinger,
  bollingerPercentB,
  bollingerWidth,
  donchian,
  keltner,
  rollingMax,
  rollingMin,
  timeSeriesForecast,
  trueRange,
} from '../index';
import { describeVectors, mapped, single, type Vector } from './lean-table.test-helper';

const percent = (value: number) => 100 * value;

describeVectors('volatility and statistics', [
  { file: 'spy_midprice.txt', column: 'MIDPRICE_5', compute: (bars) => donchian.batch(bars, 5).middle },
  { file: 'spy_max.txt', column: 'MAX_5', compute: ({ close }) => rollingMax.batch(close, 5) },
  { file: 'spy_min.txt', column: 'MIN_5', compute: ({ close }) => rollingMin.batch(close, 5) },
  { file: 'spy_atr_wilder.txt', column: 'Average True Range 14', compute: (bars) => atr.batch(bars, 14) },
  { file: 'spy_tr.txt', column: 'TR', startsLate: true, compute: (bars) => trueRange.batch(bars) },
  {
    file: 'spy_tsf.csv',
    column: 'tsf',
    zeroIsUnknown: true,
    compute: ({ close }) => timeSeriesForecast.batch(close, 5),
  },
  ...(['Upper', 'Middle', 'Lower'] as const).map(
    (band): Vector => ({
      file: 'spy_acceleration_bands_20_4.txt',
      column: `${band}Band`,
      // Computed in single precision, of prices up to 248.
      slack: 2 * 2 ** -24 * 248,
      compute: (bars) =>
        accelerationBands.batch(bars)[band === 'Upper' ? 'upper' : band === 'Middle' ? 'middle' : 'lower'],
    }),
  ),
  // From here on the tables have seven digits or less and were computed in single precision.
  ...(
    [
      ['Moving Average 20', 'middle', 0],
      ['Bollinger Bands® 20 2 Top', 'upper', single],
      ['Bollinger Bands® 20 2 Bottom', 'lower', single],
    ] as const
  ).map(
    ([column, band, slack]): Vector => ({
      file: 'spy_bollinger_bands.txt',
      column,
      slack,
      compute: ({ close }) => bollinger.batch(close)[band],
    }),
  ),
  // Computed from bands of four decimals, over a middle above 146.
  {
    file: 'spy_bollinger_bands.txt',
    column: 'BandWidth',
    slack: (100 * 2 * 0.00005) / 146,
    compute: ({ close }) => mapped(bollingerWidth.batch(close), percent),
  },
  {
    file: 'spy_bollinger_bands.txt',
    // The bands have a width above 1.4.
    column: '%B',
    slack: (3 * single) / 1.4,
    compute: ({ close }) => bollingerPercentB.batch(close),
  },
  ...(
    [
      ['Middle Band', 'middle', single],
      ['Keltner Channels 20 Top', 'upper', 2 * single],
      ['Keltner Channels 20 Bottom', 'lower', 2 * single],
    ] as const
  ).map(
    ([column, band, slack]): Vector => ({
      file: 'spy_with_keltner.csv',
      column,
      slack,
      compute: (bars) => keltner.batch(bars, { period: 20, multiplier: 1.5 })[band],
    }),
  ),
]);
