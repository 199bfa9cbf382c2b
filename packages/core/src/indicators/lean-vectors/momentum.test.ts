import {
  cci,
  connorsRsi,
  coppockCurve,
  deMarker,
  derivativeOscillator,
  detrendedPriceOscillator,
  fisherTransform,
  kst,
  macd,
  medianPrice,
  momentum,
  roc,
  stochastic,
  stochasticRsi,
  trix,
  ultimateOscillator,
  waveTrend,
} from '../index';
import { describeVectors, mapped, single, type Vector } from './lean-table.test-helper';

const percent = (value: number) => 100 * value;

const kstOptions = { rates: [5, 10, 15, 25], averages: [5, 5, 5, 10] } as const;

describeVectors('momentum', [
  { file: 'spy_coppock_curve.csv', column: 'CoppockCurve', compute: ({ close }) => coppockCurve.batch(close) },
  { file: 'spy_with_StochRSI.csv', column: 'k', skip: 31, compute: ({ close }) => stochasticRsi.batch(close).k },
  { file: 'spy_with_StochRSI.csv', column: 'd', compute: ({ close }) => stochasticRsi.batch(close).d },
  { file: 'spy_rocr.txt', column: 'ROCR_5', compute: ({ close }) => mapped(roc.batch(close, 5), (value) => 1 + value) },
  { file: 'spy_with_kst.csv', column: 'kst', skip: 42, compute: ({ close }) => kst.batch(close, kstOptions).kst },
  { file: 'spy_with_kst.csv', column: 'signal', compute: ({ close }) => kst.batch(close, kstOptions).signal },
  { file: 'spy_trix.txt', column: 'TRIX_5', compute: ({ close }) => mapped(trix.batch(close, 5), percent) },
  { file: 'spy_ultosc.txt', column: 'ULTOSC_7_14_28', compute: (bars) => ultimateOscillator.batch(bars) },
  { file: 'spy_crsi.csv', column: 'crsi', compute: ({ close }) => connorsRsi.batch(close) },
  { file: 'spy_dpo.csv', column: 'DPO', compute: ({ close }) => detrendedPriceOscillator.batch(close, 21) },
  { file: 'spy_do.csv', column: 'DO', compute: ({ close }) => derivativeOscillator.batch(close) },
  { file: 'eurusd60_dem.txt', column: 'DeM', compute: (bars) => deMarker.batch(bars, 14) },
  { file: 'spy_wto.csv', column: 'WT1', skip: 41, compute: (bars) => waveTrend.batch(bars).value },
  { file: 'spy_wto.csv', column: 'WT2', compute: (bars) => waveTrend.batch(bars).signal },
  {
    // The table has older prices behind it than its first; after 60 bars 0.67 ** 60 of the difference is left.
    file: 'spy_with_fisher.txt',
    column: 'Fisher Transform 10',
    skip: 70,
    compute: (bars) => fisherTransform.batch(medianPrice.batch(bars).values, 10),
  },
  // The columns have five decimals, and the histogram is the difference of the other two after rounding.
  ...(['MACD', 'Signal', 'Histogram'] as const).map(
    (column): Vector => ({
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
    file: 'spy_with_roc50.txt',
    column: 'Rate of Change 50',
    slack: 2 * single,
    compute: ({ close }) => momentum.batch(close, 50),
  },
  {
    file: 'spy_with_rocp50.txt',
    column: 'Rate of Change % 50',
    slack: 2 * 100 * 2 ** -24,
    compute: ({ close }) => mapped(roc.batch(close, 50), percent),
  },
  // A place is 100 · (close − low) / (high − low), and the ranges of 12 bars are 2.5 and more.
  {
    file: 'spy_with_stoch12k3.txt',
    column: 'Stochastics 12 %K 3',
    slack: (100 * single) / 2.5,
    compute: (bars) => stochastic.batch(bars, { period: 12, smoothK: 3, smoothD: 1 }).k,
  },
  {
    file: 'spy_with_stoch12k3.txt',
    column: '%D 5',
    slack: (100 * single) / 2.5,
    compute: (bars) => stochastic.batch(bars, { period: 12, smoothK: 3, smoothD: 5 }).d,
  },
  // The price minus its mean is divided by 0.015 mean deviations, which are 0.3 and more.
  {
    file: 'spy_with_cci.txt',
    column: 'Commodity Channel Index (CCI) 14',
    slack: single / (0.015 * 0.3),
    compute: (bars) => cci.batch(bars, 14),
  },
]);
