import { from } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createBot } from '../kernel/bot';
import { simulatedBars, simulatedMarket } from '../simulation/market-simulator';
import { simulatedBroker } from '../simulation/simulated-broker';
import { hold } from '../strategy/decision';
import { defineStrategy } from '../strategy/define-strategy';
import { labelOf, storedSeries } from './market';

const options = { seed: 7, instruments: ['demo:BTC/USDT'], bars: 20 } as const;
const idle = defineStrategy({ name: 'idle', start: () => () => hold });
const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });

describe('storedSeries', () => {
  it('finds one series, several, and none in a sequence', () => {
    const [series] = simulatedMarket(options);
    expect(storedSeries(series)).toEqual([series]);
    expect(storedSeries([series])).toEqual([series]);
    for (const other of [simulatedBars(options), [], [1], undefined]) expect(storedSeries(other)).toBeUndefined();
  });
});

describe('a sequence of bars', () => {
  it('that says that it is made up is labelled so in the result', () => {
    const market = simulatedBars(options);
    const [kept] = createBot({ strategy: idle(), cash: { USDT: 1 } }).backtest({ market, broker }).market;
    expect(kept).toMatchObject({
      isSimulated: true,
      source: 'simulated market, seed 7 (made-up prices, not real data)',
    });
  });

  it('that says nothing is a stream of real ones', () => {
    expect(labelOf(from([]))).toEqual({ source: 'stream', isSimulated: false });
    expect(labelOf({ source: 7, isSimulated: 'yes' })).toEqual({ source: 'stream', isSimulated: false });
    expect(labelOf(undefined)).toEqual({ source: 'stream', isSimulated: false });
  });
});
