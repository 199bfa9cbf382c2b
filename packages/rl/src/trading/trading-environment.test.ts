import {
  type BarSeries,
  createBot,
  defineStrategy,
  InvalidOptionsError,
  seededRandom,
  simulatedBroker,
  sliceBars,
  target,
} from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { checkEnvironment } from '../environments/checker/check-environment';
import { vectorEnvironment } from '../environments/vector-environment';
import { randomWalkMarket } from './known-answer-markets';
import { backtesterOf, environmentOf, scaling, walk } from './trading.test-helper';
import { fitTradingScaling } from './trading-scaling';

const other = randomWalkMarket({ seed: 12, bars: 400, volatility: 0.02, instrumentId: 'demo:ETH/USDT' });
const pair = [walk, other];
const id = walk.instrumentId;

/** The same prices, but for bar `index`. */
const crashed = (series: BarSeries, from: number, factor: number): BarSeries => {
  const part = (column: Float64Array) => column.map((price, index) => (index >= from ? price * factor : price));
  return {
    ...series,
    open: part(series.open),
    high: part(series.high),
    low: part(series.low),
    close: part(series.close),
  };
};

describe('tradingEnvironment', () => {
  it.each([
    ['levels', {}],
    ['hold, buy, sell', { actions: { type: 'hold-buy-sell', weight: 0.8 } }],
    ['target weight', { actions: { type: 'target-weight', low: 0, high: 1 } }],
    ['random starts', { isRandomStart: true, episodeBars: 30 }],
    ['two instruments', { market: pair }],
    ['two target weights', { market: pair, actions: { type: 'target-weight', low: 0, high: 1 } }],
  ] as const)('is a sound environment: %s', (_, options) => {
    expect(checkEnvironment(() => environmentOf(options), { seed: 2 })).toEqual([]);
  });

  it('gives the digest and the equity of bot.backtest for the same decisions', () => {
    const environment = environmentOf({ episodeBars: 200 });
    const random = seededRandom(8);
    const first = environment.reset(1).info.barIndex as number;
    const actions: number[] = [];
    const equities = [10_000];
    for (let isOver = false; !isOver; ) {
      const action = random.integer(3);
      actions.push(action);
      const after = environment.step(action);
      equities.push(after.info.equity as number);
      isOver = after.truncated;
    }
    const result = environment.finish();
    // Independent of the environment: weights by hand; the last bar is held.
    const scripted = defineStrategy({
      name: 'policy',
      start: () => {
        let place = 0;
        return () => {
          const action = actions[place++];
          return action === undefined ? { type: 'hold' } : target(id, action / 2);
        };
      },
    });
    const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
    const expected = createBot({ strategy: scripted(), cash: { USDT: 10_000 } }).backtest({
      market: sliceBars(walk, first, first + 201),
      broker,
    });
    expect(expected.fillCount).toBeGreaterThan(50);
    expect(result.digest).toBe(expected.digest);
    expect(equities).toEqual([...expected.equity]);
  });

  it('fills at the open of the next bar, with the fee', () => {
    const environment = environmentOf({ backtester: backtesterOf({ slippage: 0 }) });
    environment.reset(1);
    environment.step(1);
    const [fill] = environment.finish().fills;
    const first = environmentOf().reset(1).info.barIndex as number;
    expect(fill?.price).toBeCloseTo(walk.open[first + 1] as number, 6);
    expect(fill?.fee).toBeGreaterThan(0);
  });

  it('shows position and profit of the account', () => {
    const environment = environmentOf({ backtester: backtesterOf({ fee: 0, slippage: 0 }) });
    const start = environment.reset(1);
    expect([start.observation[5], start.observation[6]]).toEqual([0, 0]);
    const { observation, info } = environment.step(1);
    const change = (walk.close[info.barIndex as number] as number) / (walk.open[info.barIndex as number] as number) - 1;
    expect(observation[5]).toBeCloseTo(0.5, 1);
    expect(Math.sign(observation[6] as number)).toBe(Math.sign(change));
    expect(environment.featureNames[5]).toBe(`position ${id}`);
  });

  it('terminates at ruin and truncates at the end of the data', () => {
    const market = crashed(walk, 100, 0.3);
    const ruined = environmentOf({ market, ruin: 0.5 });
    ruined.reset(1);
    let after = ruined.step(2);
    while (!after.terminated && !after.truncated) after = ruined.step(2);
    expect([after.terminated, after.truncated, after.info.barIndex]).toEqual([true, false, 100]);
    expect(after.reward).toBeLessThan(-0.9);
    expect(() => ruined.step(0)).toThrow(expect.objectContaining({ code: 'EPISODE_OVER' }));
    const idle = environmentOf({ market, ruin: 0.5 });
    idle.reset(1);
    after = idle.step(0);
    while (!after.terminated && !after.truncated) after = idle.step(0);
    expect([after.terminated, after.truncated, after.info.barIndex]).toEqual([false, true, 399]);
  });

  it('random starts differ by seed, repeat for one, and stay inside', () => {
    const environment = environmentOf({ isRandomStart: true, episodeBars: 50 });
    const startOf = (seed?: number) => environment.reset(seed).info.barIndex as number;
    expect(startOf(4)).toBe(startOf(4));
    const starts = Array.from({ length: 200 }, () => startOf());
    expect(new Set(starts).size).toBeGreaterThan(100);
    expect(Math.max(...starts)).toBeLessThanOrEqual(349);
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(49);
  });

  it('several instruments share the money', () => {
    const environment = environmentOf({ market: pair, actions: { type: 'target-weight', low: 0, high: 1 } });
    environment.reset(1);
    const { observation } = environment.step(Float64Array.of(1, 1));
    expect(observation).toHaveLength(14);
    expect(observation[5]).toBeCloseTo(0.5, 1);
    expect(observation[12]).toBeCloseTo(0.5, 1);
  });

  it('sentiment and extra features stand in their places', () => {
    const extra = {
      name: 'weekday',
      column: ({ length }: BarSeries) => Float64Array.from({ length }, (_, index) => index % 7),
    };
    const environment = environmentOf({
      features: [extra],
      sentiment: ({ length }) => new Float64Array(length).fill(0.25),
    });
    const { observation, info } = environment.reset(1);
    expect([observation[4], observation[7]]).toEqual([0.25, (info.barIndex as number) % 7]);
    expect(environment.featureNames.at(-1)).toBe(`weekday ${id}`);
    const bad = { name: 'bad', column: ({ length }: BarSeries) => new Float64Array(length).fill(Number.NaN) };
    expect(() => environmentOf({ features: [bad] })).toThrow(/Feature bad/);
  });

  it('stacks in a vector environment', () => {
    const vector = vectorEnvironment([1, 2].map(() => environmentOf({ isRandomStart: true, episodeBars: 20 })));
    vector.reset(5);
    let ends = 0;
    for (let step = 0; step < 45; step++) ends += vector.step([2, 0]).truncated[0] as number;
    expect(ends).toBe(2);
  });

  it.each([
    [{ actions: { type: 'levels', weights: [-0.5, 0.5] } }, 'NEEDS_MARGIN'],
    [{ actions: { type: 'target-weight', low: 0, high: 2 } }, 'NEEDS_MARGIN'],
    [{ actions: { type: 'hold-buy-sell', weight: Number.NaN } }, 'INVALID_OPTIONS'],
    [{ ruin: 1 }, 'INVALID_OPTIONS'],
    [{ episodeBars: 400 }, 'TOO_FEW_BARS'],
    [{ market: [] }, 'EMPTY_MARKET'],
    [{ market: [walk, sliceBars(other, 0, 300)] }, 'MISALIGNED'],
    [{ scaling: { ...scaling, price: 0 } }, 'INVALID_OPTIONS'],
    [{ fees: 0 }, 'INVALID_OPTIONS'],
    [{ backtester: {} }, 'INVALID_OPTIONS'],
  ])('refuses %j', (options, code) => {
    expect(() => environmentOf(options as never)).toThrow(expect.objectContaining({ code }));
  });

  it('scaling needs bars with all features', () => {
    expect(() => fitTradingScaling(walk, { to: 40 })).toThrow(InvalidOptionsError);
  });
});
