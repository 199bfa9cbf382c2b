import { describe, expect, it } from 'vitest';
import { barAt } from '../market/bar-series';
import type { Quote } from '../market/quote';
import { marketRegime } from '../regime/market-regime';
import { simulatedMarket } from '../simulation/market-simulator';
import { featureEngine } from './feature-engine';
import { featureValue } from './feature-frame';

const [btc, eth] = simulatedMarket({ seed: 2, instruments: ['demo:BTC/USDT', 'demo:ETH/USDT'], bars: 700 });
const bars = Array.from({ length: btc.length }, (_, index) => [barAt(btc, index), barAt(eth, index)]).flat();
const quote: Quote = {
  type: 'quote',
  instrumentId: 'demo:BTC/USDT',
  timeMs: 0,
  bid: 1,
  bidQuantity: 1,
  ask: 2,
  askQuantity: 1,
};

describe('the feature regimeBits', () => {
  it('is what marketRegime says of each instrument, whatever the window', () => {
    for (const windowMs of [1, 500, 1e12]) {
      const running = featureEngine({ features: [{ name: 'regimeBits' }], windowMs }).start();
      const values = bars.map((bar) => featureValue(running.next(bar), 'regimeBits'));
      for (const [place, series] of [btc, eth].entries()) {
        const { bits } = marketRegime.batch(series);
        const mine = values.filter((_, index) => index % 2 === place);
        expect(mine).toStrictEqual(mine.map((_, index) => bits.at(index)));
        expect(new Set(mine).size).toBeGreaterThan(3);
      }
    }
  });

  it('takes the options of marketRegime, and has them in its schema', () => {
    const options = { trendPeriod: 5, shortPeriod: 3, longPeriod: 12, jumpPeriod: 2, trend: { enter: 1, exit: 0.5 } };
    const engine = featureEngine({ features: [{ name: 'regimeBits', ...options }] });
    const { bits } = marketRegime.batch(btc, options);
    const table = engine.batch(bars.filter(({ instrumentId }) => instrumentId === btc.instrumentId));
    expect(Array.from(table.isKnown)).toEqual(Array.from({ length: 700 }, (_, index) => (index < 14 ? 0 : 1)));
    expect(Array.from(table.values)).toEqual(Array.from({ length: 700 }, (_, index) => bits.at(index) ?? 0));
    const hashOf = (choice: object) => featureEngine({ features: [{ name: 'regimeBits', ...choice }] }).schemaHash;
    expect(hashOf({ trend: { enter: 2, exit: 1 } })).toBe(hashOf({}));
    expect(hashOf({ trend: { enter: 2, exit: 0.9 } })).not.toBe(hashOf({}));
    expect(hashOf({ minimumBars: 7 })).not.toBe(hashOf({}));
  });

  it('stays between bars and is not known without them', () => {
    const running = featureEngine({ features: [{ name: 'regimeBits' }] }).start();
    expect(featureValue(running.next(quote), 'regimeBits')).toBeUndefined();
    const mine = bars.filter(({ instrumentId }) => instrumentId === btc.instrumentId).slice(0, 300);
    const [last] = mine.map((bar) => featureValue(running.next(bar), 'regimeBits')).slice(-1);
    expect(last).toBeGreaterThan(0);
    const later = { ...quote, timeMs: (mine.at(-1)?.timeMs ?? 0) + 1e9 };
    expect(featureValue(running.next(later), 'regimeBits')).toBe(last);
  });

  it('refuses options that marketRegime refuses, and its bare name', () => {
    const engine = (choice: unknown) => () => featureEngine({ features: [choice as never] });
    expect(engine({ name: 'regimeBits', longPeriod: 3 })).toThrow(/featureEngine, regimeBits: .*shortPeriod below/);
    expect(engine({ name: 'regimeBits', threshold: 3 })).toThrow(/threshold/);
    expect(engine('regimeBits')).toThrow(/feature was "regimeBits"/);
  });
});
