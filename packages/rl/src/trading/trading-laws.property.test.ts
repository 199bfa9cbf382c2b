import { type BarSeries, perpetualInstrument, seededRandom } from '@sigmax/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

describe('perpetuals', () => {
  const margin = { initialMarginRate: 0.2, maintenanceMarginRate: 0.1, liquidationFeeRate: 0.01 };
  const instruments = [perpetualInstrument('demo:BTC/USDT', margin)];
  const funding = { rate: 0.0003, everyMs: 8 * 3_600_000 };
  const actions = { type: 'levels', weights: [-4, -1, 0, 1, 4] } as const;
  const make = (market: BarSeries, costs: Parameters<typeof backtesterOf>[0]) =>
    environmentOf({ market, actions, ruin: 0.2, backtester: backtesterOf({ instruments, funding, ...costs }) });

  it('equity changes by what is held times what prices do, less fees and funding; ruin ends the episode', () => {
    let ruined = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        const market = randomWalkMarket({ seed, bars: 240, volatility: 0.05 });
        const environment = make(market, { slippage: 0 });
        const random = seededRandom(seed);
        const start = environment.reset(seed).info;
        const equity = [start.equity as number];
        let sum = 0;
        let last: ReturnType<typeof environment.step> | undefined;
        for (let isOver = false; !isOver; isOver = last.truncated || last.terminated) {
          last = environment.step(random.integer(5));
          sum += last.reward;
          equity.push(last.info.equity as number);
        }
        const result = environment.finish();
        if (last?.terminated === true) ruined += 1;
        expect(last?.terminated).toBe((equity.at(-1) as number) <= 2_000);
        expect(sum).toBeCloseTo(Math.log((equity.at(-1) as number) / (equity[0] as number)), 6);
        const offset = start.barIndex as number;
        let held = 0;
        for (let bar = 1; bar < equity.length; bar++) {
          const at = offset + bar;
          const close = market.close[at] as number;
          let expected = (equity[bar - 1] as number) + held * (close - (market.close[at - 1] as number));
          for (const { timeMs, side, quantity, price, fee } of result.fills) {
            if (timeMs !== market.timeMs[at]) continue;
            const signed = side === 'buy' ? quantity : -quantity;
            expected += signed * (close - price) - fee;
            held += signed;
          }
          if ((market.timeMs[at] as number) % funding.everyMs === 0) expected -= held * close * funding.rate;
          // What the venue takes over at the end leaves nothing.
          if (last?.terminated === true && bar === equity.length - 1) expected = Math.max(expected, 0);
          expect(Math.abs((equity[bar] as number) - expected)).toBeLessThan(1e-3);
        }
      }),
      runs,
    );
    expect(ruined).toBeGreaterThan(2);
  });

  it('one that is short earns what prices fall', () => {
    const falling = randomWalkMarket({ seed: 3, bars: 140, volatility: 0.02 });
    const { open, high, low, close, length } = falling;
    const down = (column: Float64Array) => column.map((price, index) => (price * (2 * length - index)) / (2 * length));
    const market = { ...falling, open: down(open), high: down(high), low: down(low), close: down(close) };
    const last = (action: number) => {
      const environment = make(market, { fee: 0, slippage: 0, funding: 'none' });
      const begun = environment.reset(1).info;
      let after = environment.step(action);
      while (!after.truncated && !after.terminated) after = environment.step(action);
      const change = (market.close.at(-1) as number) / (market.close[begun.barIndex as number] as number) - 1;
      return { growth: (after.info.equity as number) / 10_000 - 1, change };
    };
    const { growth, change } = last(1);
    expect(change).toBeLessThan(-0.1);
    expect(growth).toBeGreaterThan(0.05);
    expect(last(3).growth).toBeLessThan(-0.1);
  });
});
