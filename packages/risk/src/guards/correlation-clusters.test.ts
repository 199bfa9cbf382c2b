import { seededRandom } from '@sigmax/core';
import { bar } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { addBars, type CorrelationOptions, correlation, emptyCorrelations } from './correlation-clusters';

const names = ['BTC', 'ETH', 'SOL', 'DOGE'];
const assets = names.map((asset) => ({ asset, instrumentIds: [`demo:${asset}/USDT`, `other:${asset}/USDT`] }));
const options: CorrelationOptions = { threshold: 0.7, decay: 0.97, minimumBars: 20 };
const barOf = (asset: string, index: number, close: number) =>
  bar({ instrumentId: `demo:${asset}/USDT`, timeMs: (index + 1) * 60_000, close });

/** Returns in which the second asset follows the first, the third and fourth each other, and the pairs do not. */
const returnsAt = (random: ReturnType<typeof seededRandom>) => {
  const [first, second] = [random.normal(), random.normal()];
  const near = (common: number) => 0.01 * (0.95 * common + 0.312 * random.normal());
  return [near(first), near(first), near(second), near(second)];
};

const run = (bars: number, given = options, state = emptyCorrelations()) => {
  const random = seededRandom(5);
  const price = names.map(() => 100);
  const returns: number[][] = [];
  for (let index = 0; index < bars; index++) {
    const step = returnsAt(random);
    if (index > 0) returns.push(step);
    step.forEach((value, place) => {
      if (index > 0) price[place] = (price[place] as number) * (1 + value);
    });
    addBars(
      state,
      names.map((asset, place) => barOf(asset, index, price[place] as number)),
      assets,
      given,
    );
  }
  return { state, returns };
};

describe('correlation', () => {
  it('is what the weighted sums over all returns say', () => {
    const { state, returns } = run(300);
    const weighted = (one: number, other: number) =>
      returns.reduce(
        (sum, step, index) =>
          sum + 0.97 ** (returns.length - 1 - index) * (step[one] as number) * (step[other] as number),
        0,
      );
    for (let one = 0; one < 4; one++) {
      for (let other = 0; other < 4; other++) {
        if (one === other) continue;
        const expected = weighted(one, other) / Math.sqrt(weighted(one, one) * weighted(other, other));
        expect(correlation(state, one, other)).toBeCloseTo(expected, 12);
      }
    }
  });

  it('is 1 for a copy and −1 for a mirror', () => {
    const state = emptyCorrelations();
    const two = assets.slice(0, 2);
    let [price, copy] = [100, 100];
    for (const [index, value] of [0, 0.1, -0.2, 0.05].entries()) {
      price *= 1 + value;
      copy *= 1 - value;
      addBars(state, [barOf('BTC', index, price), barOf('ETH', index, copy)], two, options);
    }
    expect(correlation(state, 0, 1)).toBeCloseTo(-1, 12);
    expect(state.count[1]).toBe(3);
  });

  it('leaves out returns that do not cover the same time', () => {
    const state = emptyCorrelations();
    const two = assets.slice(0, 2);
    addBars(state, [barOf('BTC', 0, 100), barOf('ETH', 0, 100)], two, options);
    addBars(state, [barOf('BTC', 1, 101)], two, options);
    addBars(state, [barOf('BTC', 2, 102), barOf('ETH', 2, 99)], two, options);
    expect(state.count[1]).toBe(0);
    addBars(state, [barOf('BTC', 3, 103), barOf('ETH', 3, 98)], two, options);
    expect(state.count[1]).toBe(1);
    expect(state.count[2]).toBe(1);
  });

  it('takes no bar of another instrument, and none that is broken', () => {
    const state = emptyCorrelations();
    const two = assets.slice(0, 2);
    addBars(state, [barOf('BTC', 0, 100), barOf('ETH', 0, 100)], two, options);
    for (const close of [Number.NaN, Infinity, 0, -1]) {
      addBars(state, [barOf('BTC', 1, close), bar({ instrumentId: 'other:ETH/USDT', close: 5 })], two, options);
    }
    expect(state.close).toEqual([100, 100]);
    expect(state.product).toEqual([0, 0, 0, 0]);
  });
});

describe('clusters', () => {
  it('are one until enough is known', () => {
    expect(run(20).state.cluster).toEqual([0, 0, 0, 0]);
    expect(run(21).state.cluster).toEqual([0, 0, 2, 2]);
  });

  it('hold what moves together', () => {
    expect(run(300).state.cluster).toEqual([0, 0, 2, 2]);
    expect(run(300, { ...options, threshold: 0.99 }).state.cluster).toEqual([0, 1, 2, 3]);
    expect(run(300, { ...options, threshold: -0.99 }).state.cluster).toEqual([0, 0, 0, 0]);
  });

  it('hold what is connected through another', () => {
    const { state } = run(300);
    // The second now moves with the third, and so the first does.
    state.product[1 * 4 + 2] = state.square[1 * 4 + 2] as number;
    state.square[2 * 4 + 1] = state.square[1 * 4 + 2] as number;
    addBars(state, [barOf('BTC', 900, 100)], assets, options);
    expect(state.cluster).toEqual([0, 0, 0, 0]);
  });

  it('hold an asset whose price does not move', () => {
    const state = emptyCorrelations();
    const random = seededRandom(3);
    for (let index = 0; index < 50; index++) {
      const prices = [100 + random.uniform(), 100 + random.uniform(), 100];
      const bars = prices.map((price, place) => barOf(names[place] as string, index, price));
      addBars(state, bars, assets.slice(0, 3), options);
    }
    expect(correlation(state, 0, 2)).toBeNaN();
    expect(new Set(state.cluster).size).toBe(1);
  });

  it('begin anew with other assets', () => {
    const { state } = run(300);
    addBars(state, [barOf('BTC', 301, 100)], assets.slice(0, 2), options);
    expect(state.cluster).toEqual([0, 0]);
    expect(state.count).toEqual([0, 0, 0, 0]);
    const again = run(300).state;
    addBars(again, [barOf('BTC', 301, 100)], [...assets].reverse(), options);
    expect(again.cluster).toEqual([0, 0, 0, 0]);
  });
});
