import { describe, expect, test } from 'vitest';
import { type BarSeries, barAt } from '../market/bar-series';
import { marketDigest } from '../market/market-digest';
import { simulatedBars, simulatedMarket } from './market-simulator';
import type { SimulatedMarketOptions } from './simulated-market-options';

const [btc, eth, other] = ['demo:BTC/USDT', 'demo:ETH/USDT', 'demo:XYZ/USDT'] as const;
const options: SimulatedMarketOptions = { seed: 7, instruments: [btc, eth], bars: 1_000 };
const first = (more: Partial<SimulatedMarketOptions>) => simulatedMarket({ ...options, ...more })[0] as BarSeries;

describe('the same seed is the same market', () => {
  test('bit for bit, and on every engine', () => {
    expect(marketDigest(simulatedMarket(options))).toBe(marketDigest(simulatedMarket(options)));
    expect(marketDigest(simulatedMarket(options))).toBe(
      '0fc608d28b4c292ef6f1dbe0ccde0e0491bfd52323deef4b788a5ea53823356e',
    );
  });

  test('another seed is another market', () => {
    const digests = [7, 8, -7, 2 ** 40 + 7].map((seed) => marketDigest(simulatedMarket({ ...options, seed })));
    expect(new Set(digests).size).toBe(4);
  });

  test('a longer market starts with the same bars', () => {
    const [short, long] = [first({}), first({ bars: 2_000 })];
    for (const field of ['timeMs', 'open', 'high', 'low', 'close', 'volume'] as const) {
      expect(long[field].slice(0, 1_000)).toEqual(short[field]);
    }
  });

  test('adding, removing or reordering instruments leaves the others as they were', () => {
    const alone = first({ instruments: [btc] });
    expect(first({})).toEqual(alone);
    expect(simulatedMarket({ ...options, instruments: [other, eth, btc] })[2]).toEqual(alone);
    expect(first({ profiles: { [eth]: { price: 9, annualVolatility: 2 } } })).toEqual(alone);
  });

  test('with residual correlation, an instrument added at the end does so too', () => {
    const two = simulatedMarket({
      ...options,
      residualCorrelation: [
        [1, 0.5],
        [0.5, 1],
      ],
    });
    const three = simulatedMarket({
      ...options,
      instruments: [btc, eth, other],
      residualCorrelation: [
        [1, 0.5, 0.2],
        [0.5, 1, 0.3],
        [0.2, 0.3, 1],
      ],
    });
    expect(three.slice(0, 2)).toEqual(two);
  });

  test('bars one by one are the bars of the series, at every iteration anew', () => {
    const series = simulatedMarket(options);
    const bars = simulatedBars(options);
    const expected = Array.from({ length: 2_000 }, (_, index) =>
      barAt(series[index % 2] as BarSeries, Math.floor(index / 2)),
    );
    expect([...bars]).toEqual(expected);
    expect([...bars].length).toBe(2_000);
  });
});

describe('bars', () => {
  test('say that they are made up, and from which seed', () => {
    expect(first({}).isSimulated).toBe(true);
    expect(first({}).source).toBe('simulated market, seed 7 (made-up prices, not real data)');
  });

  test('start at the price of the profile, on the open of startMs, and follow without gaps', () => {
    const bars = first({
      timeframe: '15m',
      startMs: 1_600_000_200_000,
      profiles: { [btc]: { price: 123.456, priceStep: 0.05 } },
    });
    expect(bars.open[0]).toBe(123.45);
    expect(bars.timeMs[0]).toBe(1_600_000_200_000 + 900_000);
    for (let index = 1; index < bars.length; index++) {
      expect(bars.timeMs[index]).toBe((bars.timeMs[index - 1] as number) + 900_000);
      expect(bars.open[index]).toBe(bars.close[index - 1]);
    }
  });

  test.each([0.01, 0.05, 0.25, 5, 0.00000001])('prices are decimals of step %d', (priceStep) => {
    const price = priceStep * 1_000;
    const { high, low, close } = first({ profiles: { [btc]: { price, priceStep } } });
    for (const value of [...high, ...low, ...close]) {
      expect(value).toBe(Number((Math.round(value / priceStep) * priceStep).toFixed(8)));
    }
  });

  test('a price of one step never falls to 0', () => {
    const profile = { price: 0.01, priceStep: 0.01, annualVolatility: 3, annualDrift: -3 };
    const { low, close } = first({ bars: 8_760, profiles: { [btc]: profile } });
    expect([Math.min(...low), close[8_759]]).toEqual([0.01, 0.01]);
  });

  test('drift raises the price by what it says', () => {
    const [flat, rising] = [first({ bars: 8_760 }), first({ bars: 8_760, profiles: { [btc]: { annualDrift: 1 } } })];
    expect(Math.log((rising.close[8_759] as number) / (flat.close[8_759] as number))).toBeCloseTo(1, 6);
  });
});

describe('wrong options', () => {
  test.each<[string, object, RegExp]>([
    ['seed', { seed: 1.5 }, /seed was 1.5/],
    ['no seed', { seed: undefined }, /seed was undefined/],
    ['no instruments', { instruments: [] }, /at least one id/],
    ['an id twice', { instruments: [btc, btc] }, /every id once/],
    ['an id that is none', { instruments: ['BTC'] }, /instrument id was "BTC"/],
    ['no bars', { bars: 0 }, /bars was 0/],
    [
      'more bars than memory',
      { bars: 30_000_000, timeframe: '1s' },
      /60000000|30000000 for 2 instruments.*simulatedBars/,
    ],
    ['too long a time', { bars: 80_000, timeframe: '1d' }, /80000, at 1d more than 200 years/],
    ['timeframe', { timeframe: '1M' }, /timeframe was "1M"/],
    ['start', { startMs: -1 }, /startMs was -1/],
    ['correlation', { correlation: 1 }, /correlation was 1/],
    ['unknown option', { vol: 1 }, /vol/],
    ['profile of a stranger', { profiles: { [other]: {} } }, /"demo:XYZ\/USDT", which is not among/],
    ['unknown part of a profile', { profiles: { [btc]: { volatility: 1 } } }, /volatility/],
    ['price', { profiles: { [btc]: { price: -1 } } }, /profiles\.demo:BTC\/USDT\.price was -1/],
    ['price step that is no decimal', { profiles: { [btc]: { priceStep: 1 / 3 } } }, /decimal step/],
    ['price below its step', { profiles: { [btc]: { price: 1, priceStep: 5 } } }, /price 1 at price step 5/],
    ['residual correlation', { residualCorrelation: [[1]] }, /1 rows of 1.*Give 2 rows/],
  ])('%s', (_, more, message) => {
    const failing = () => simulatedMarket({ ...options, ...more } as SimulatedMarketOptions);
    expect(failing).toThrow(message);
    expect(failing).toThrow(expect.objectContaining({ name: 'InvalidOptionsError' }));
  });

  test('of simulatedBars throw at the call', () => {
    expect(() => simulatedBars({ ...options, bars: -1 })).toThrow(/simulatedBars: bars was -1/);
  });
});
