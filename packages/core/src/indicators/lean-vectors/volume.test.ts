import { accumulationDistribution, chaikinMoneyFlow, easeOfMovement, moneyFlowIndex, obv, vwap } from '../index';
import { describeVectors, single } from './lean-table.test-helper';

describeVectors('volume', [
  { file: 'spy_ad.txt', column: 'AD', compute: (bars) => accumulationDistribution.batch(bars) },
  {
    // The last row has the volume of a day that had not ended when its value was taken.
    file: 'spy_cmf.txt',
    column: 'CMF_20',
    skip: 19,
    end: 299,
    compute: (bars) => chaikinMoneyFlow.batch(bars, 20),
  },
  { file: 'spy_emv.txt', column: 'EMV', compute: (bars) => easeOfMovement.batch(bars, { period: 1 }) },
  // The volumes have seven digits, of which a share of them has as many.
  {
    file: 'spy_mfi.txt',
    column: 'Money Flow Index 20',
    slack: 100 * 5e-8,
    compute: (bars) => moneyFlowIndex.batch(bars, 20),
  },
  // Computed in single precision.
  { file: 'spy_with_vwap.txt', column: 'Moving VWAP 50', slack: single, compute: (bars) => vwap.batch(bars, 50) },
  // The volumes have seven digits: 500 of them, each off by up to 50.
  {
    file: 'spy_with_obv.txt',
    column: 'OBV',
    slack: 50 * Math.sqrt(500),
    startsLate: true,
    compute: (bars) => obv.batch(bars),
  },
]);
