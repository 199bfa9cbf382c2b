import { alma, ema, kama, mcGinleyDynamic, sma, t3, tema, vidya, vwma, zlema } from '../index';
import { describeVectors } from './lean-table.test-helper';

describeVectors('averages', [
  { file: 'spy_dpo.csv', column: 'Sma(21)', compute: ({ close }) => sma.batch(close, 21) },
  { file: 'spy_ema.csv', column: 'EMA14', compute: ({ close }) => ema.batch(close, 14) },
  { file: 'spy_tema.txt', column: 'TEMA_5', compute: ({ close }) => tema.batch(close, 5) },
  { file: 'spy_t3.txt', column: 'T3_5', compute: ({ close }) => t3.batch(close, { period: 5 }) },
  { file: 'spy_kama.txt', column: 'KAMA_5', compute: ({ close }) => kama.batch(close, { period: 5 }) },
  { file: 'spy_with_zlema.csv', column: 'ZLEMA5', compute: ({ close }) => zlema.batch(close, 5) },
  { file: 'spy_with_vwma.csv', column: 'VWMA20', compute: (bars) => vwma.batch(bars, 20) },
  { file: 'spy_alma.txt', column: 'ALMA', compute: ({ close }) => alma.batch(close) },
  {
    file: 'spy_vidya.txt',
    column: 'VIDYA_9',
    zeroIsUnknown: true,
    compute: ({ close }) => vidya.batch(close, { period: 9, smoothing: 'wilder' }),
  },
  {
    file: 'spy_with_McGinleyDynamic.csv',
    column: 'McGinleyDynamic14',
    compute: ({ close }) => mcGinleyDynamic.batch(close, 14),
  },
]);
