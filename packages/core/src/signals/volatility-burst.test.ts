import { from, lastValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { barAt } from '../market/bar-series';
import type { Trade } from '../market/trade';
import { seededRandom } from '../random';
import { simulatedMarket } from '../simulation/market-simulator';
import { volatilityBurst } from './volatility-burst';

const trade = (timeMs: number, price: number, instrumentId = 'demo:BTC/USDT'): Trade => ({
  type: 'trade',
  instrumentId,
  timeMs,
  id: `${timeMs}`,
  price,
  quantity: 1,
  side: undefined,
});

/** The deviation of the window read afresh. */
const deviation = (trades: readonly Trade[], windowMs: number): number | undefined => {
  const nowMs = (trades.at(-1) as Trade).timeMs;
  const prices = trades.filter(({ timeMs }) => timeMs > nowMs - windowMs).map(({ price }) => price);
  const returns = prices.slice(1).map((price, index) => Math.log(price / (prices[index] as number)));
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
  const squares = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return returns.length < 2 ? undefined : Math.sqrt(squares / returns.length);
};

describe('volatilityBurst', () => {
  it('fires where the window read afresh crosses the threshold, armed again below its share', () => {
    const random = seededRandom(11);
    let price = 100;
    let timeMs = 0;
    const trades = Array.from({ length: 3_000 }, (_, index) => {
      price *= 1 + random.normal() * (index % 500 < 60 ? 0.01 : 0.001);
      timeMs += random.integer(900);
      return trade(timeMs, price);
    });
    const expected: [number, number][] = [];
    let isArmed = true;
    for (let index = 0; index < trades.length; index++) {
      const value = deviation(trades.slice(Math.max(0, index - 200), index + 1), 5_000);
      if (value === undefined) continue;
      if (value <= 0.004) isArmed = true;
      if (!isArmed || !(value > 0.005)) continue;
      isArmed = false;
      expected.push([(trades[index] as Trade).timeMs, value]);
    }
    const signals = volatilityBurst.batch(trades, { threshold: 0.005 });
    expect(expected.length).toBeGreaterThan(5);
    expect(signals.map((signal) => signal.timeMs)).toEqual(expected.map(([at]) => at));
    for (const [place, signal] of signals.entries()) {
      const value = (expected[place] as [number, number])[1];
      expect(signal.value).toBeCloseTo(value, 12);
      expect(signal.confidence).toBeCloseTo(1 - 0.005 / value, 9);
    }
  });

  it('finds the same in its three forms, and keeps instruments apart', async () => {
    const [btc, eth] = simulatedMarket({ seed: 3, instruments: ['demo:BTC/USDT', 'demo:ETH/USDT'], bars: 2_000 });
    const bars = Array.from({ length: btc.length }, (_, index) => [barAt(btc, index), barAt(eth, index)]).flat();
    const options = { threshold: 0.01, windowMs: 86_400_000, minimumReturns: 20 };
    const batch = volatilityBurst.batch(bars, options);
    const running = volatilityBurst.start(options);
    expect(bars.flatMap((bar) => running.next(bar))).toEqual(batch);
    expect(await lastValueFrom(from(bars).pipe(volatilityBurst(options), toArray()))).toEqual(batch);
    const alone = bars.filter(({ instrumentId }) => instrumentId === 'demo:ETH/USDT');
    expect(volatilityBurst.batch(alone, options)).toEqual(
      batch.filter(({ instrumentId }) => instrumentId === 'demo:ETH/USDT'),
    );
    expect(batch.length).toBeGreaterThan(3);
  });

  it('takes the middle of a quote', () => {
    const quote = (timeMs: number, middle: number) =>
      ({
        type: 'quote',
        instrumentId: 'demo:BTC/USDT',
        timeMs,
        bid: middle - 1,
        ask: middle + 1,
        bidQuantity: 1,
        askQuantity: 1,
      }) as const;
    const prices = [100, 100, 103];
    const ofQuotes = volatilityBurst.batch(
      prices.map((price, at) => quote(at, price)),
      { threshold: 0.01 },
    );
    expect(ofQuotes).toEqual(
      volatilityBurst.batch(
        prices.map((price, at) => trade(at, price)),
        { threshold: 0.01 },
      ),
    );
    expect(ofQuotes).toHaveLength(1);
  });

  it('refuses what it cannot use and leaves its state', () => {
    const running = volatilityBurst.start({ threshold: 0.01 });
    running.next(trade(10, 100));
    expect(() => running.next(trade(9, 100))).toThrow(/time 9 came after 10/);
    expect(() => running.next(trade(11, Number.NaN))).toThrow(/price was NaN/);
    expect(() => running.next(trade(Number.NaN, 1))).toThrow(/time was NaN/);
    expect(running.next(trade(12, 100))).toEqual([]);
    expect(running.next(trade(13, 110))).toHaveLength(1);
    expect(() => volatilityBurst({} as never)).toThrow(/threshold was undefined/);
  });
});
