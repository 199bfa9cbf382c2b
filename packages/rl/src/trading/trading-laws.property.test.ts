import { type BarSeries, seededRandom } from '@sigmax/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { randomWalkMarket } from './known-answer-markets';
import { backtesterOf, environmentOf, scaling } from './trading.test-helper';

const seeds = fc.integer({ min: 1, max: 1_000_000 });
const runs = { numRuns: 25 };

const marketOf = (seed: number) => randomWalkMarket({ seed, bars: 140, volatility: 0.02 });

/** Equity after every step of random actions, and the sum of the rewards. */
const played = (
  seed: number,
  market: BarSeries,
  costs: Parameters<typeof backtesterOf>[0],
  actionOf?: () => number,
) => {
  const environment = environmentOf({ market, backtester: backtesterOf(costs), scaling, ruin: 0 });
  const random = seededRandom(seed);
  const equity = [environment.reset(seed).info.equity as number];
  let sum = 0;
  for (let isOver = false; !isOver; ) {
    const { reward, info, truncated, terminated } = environment.step(actionOf?.() ?? random.integer(3));
    sum += reward;
    equity.push(info.equity as number);
    isOver = truncated || terminated;
  }
  return { equity, sum, result: environment.finish() };
};

it('a policy that stays flat keeps every cent', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      expect(new Set(played(seed, marketOf(seed), {}, () => 0).equity)).toEqual(new Set([10_000]));
    }),
    runs,
  );
});

it('rewards add up to the log growth of equity', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { equity, sum } = played(seed, marketOf(seed), {});
      expect(sum).toBeCloseTo(Math.log((equity.at(-1) as number) / (equity[0] as number)), 10);
    }),
    runs,
  );
});

it('equity changes by what is held times what prices do, less fees', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const market = marketOf(seed);
      const { equity, result } = played(seed, market, { slippage: 0 });
      const offset = market.timeMs.indexOf(result.timeMs[0] as number);
      let held = 0;
      for (let bar = 1; bar < equity.length; bar++) {
        const at = offset + bar;
        let expected =
          (equity[bar - 1] as number) + held * ((market.close[at] as number) - (market.close[at - 1] as number));
        for (const { timeMs, side, quantity, price, fee } of result.fills) {
          if (timeMs !== market.timeMs[at]) continue;
          const signed = side === 'buy' ? quantity : -quantity;
          expected += signed * ((market.close[at] as number) - price) - fee;
          held += signed;
        }
        expect(Math.abs((equity[bar] as number) - expected)).toBeLessThan(1e-4);
      }
    }),
    runs,
  );
});

it('higher fees never leave more to one that holds', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const last = (fee: number) => played(seed, marketOf(seed), { fee }, () => 2).equity.at(-1) as number;
      expect(last(0)).toBeGreaterThan(last(0.001));
      expect(last(0.001)).toBeGreaterThan(last(0.005));
    }),
    runs,
  );
});

it('prices and cash in another unit give the same rewards', () => {
  fc.assert(
    fc.property(seeds, fc.constantFrom(0.25, 4, 16), (seed, factor) => {
      const market = marketOf(seed);
      const times = (column: Float64Array) => column.map((price) => price * factor);
      const { open, high, low, close } = market;
      const scaled = { ...market, open: times(open), high: times(high), low: times(low), close: times(close) };
      const one = played(seed, market, { cash: 10_000 }).sum;
      expect(played(seed, scaled, { cash: 10_000 * factor }).sum).toBeCloseTo(one, 5);
    }),
    runs,
  );
});

it('buying once and holding is the closed form', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const market = marketOf(seed);
      let isFirst = true;
      const once = () => {
        const action = isFirst ? 2 : 0;
        isFirst = false;
        return action;
      };
      const environment = environmentOf({
        market,
        actions: { type: 'hold-buy-sell', weight: 0.5 },
        backtester: backtesterOf({ fee: 0, slippage: 0 }),
        ruin: 0,
      });
      const first = environment.reset(seed).info.barIndex as number;
      let equity = 10_000;
      for (let isOver = false; !isOver; ) {
        const after = environment.step(once() === 2 ? 1 : 0);
        equity = after.info.equity as number;
        isOver = after.truncated;
      }
      const price = (index: number, column: Float64Array) => column[index] as number;
      const quantity = 5_000 / price(first, market.close);
      const expected = 10_000 + quantity * (price(139, market.close) - price(first + 1, market.open));
      expect(Math.abs(equity - expected)).toBeLessThan(1e-3);
    }),
    runs,
  );
});
