import { aroon, chandeKrollStop, choppinessIndex, ichimoku, parabolicSar, superTrend } from '../index';
import { describeVectors } from './lean-table.test-helper';

describeVectors('trend', [
  {
    file: 'dwac_supertrend.txt',
    column: 'Super',
    zeroIsUnknown: true,
    compute: (bars) => superTrend.batch(bars).value,
  },
  { file: 'spy_sarext.txt', column: 'SAR', compute: (bars) => parabolicSar.batch(bars).value },
  {
    file: 'spy_aroon_oscillator.txt',
    column: 'Aroon Oscillator 14',
    // Computed in single precision.
    slack: 100 * 2 ** -24,
    compute: (bars) => aroon.batch(bars, 14).oscillator,
  },
  { file: 'spy_with_chop.csv', column: 'CHOP14', compute: (bars) => choppinessIndex.batch(bars, 14) },
  {
    file: 'spy_with_ChandeKrollStop.csv',
    column: 'short_stop',
    compute: (bars) => chandeKrollStop.batch(bars, { period: 5, multiplier: 2, stopPeriod: 3 }).short,
  },
  {
    file: 'spy_with_ChandeKrollStop.csv',
    column: 'long_stop',
    compute: (bars) => chandeKrollStop.batch(bars, { period: 5, multiplier: 2, stopPeriod: 3 }).long,
  },
  { file: 'spy_with_ichimoku.csv', column: 'Tenkan', skip: 77, compute: (bars) => ichimoku.batch(bars).conversion },
  { file: 'spy_with_ichimoku.csv', column: 'Kijun', skip: 77, compute: (bars) => ichimoku.batch(bars).base },
  { file: 'spy_with_ichimoku.csv', column: 'Senkou A', skip: 77, compute: (bars) => ichimoku.batch(bars).spanA },
  { file: 'spy_with_ichimoku.csv', column: 'Senkou B', skip: 77, compute: (bars) => ichimoku.batch(bars).spanB },
]);
