import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { bollinger, linearRegression, sma, vwap, wma, zScore } from './index';
import { mean } from './test-support';

/** Prices near 1e9 that move by about 1 and, now and then, jump far away and back. */
const length = 1_000_000;
const random = seededRandom(20);
const prices = Float64Array.from({ length }, (_, index) => (index % 9_973 === 0 ? 1e12 : 1e9) + random.normal());
const period = 50;

/** Calls `check` with windows that have a million updates behind them: those right after a jump has left, and the last. */
const atTheEnd = (check: (index: number, window: number[]) => void): void => {
  const afterJump = 100 * 9_973 + period;
  for (let index = afterJump; index < length; index++) {
    if (index === afterJump + 120) index = length - 120;
    check(index, Array.from(prices.subarray(index + 1 - period, index + 1)));
  }
};

const expectRelative = (actual: number | undefined, expected: number): void => {
  expect(Math.abs((actual as number) - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
};

describe('after a million updates on a large offset, a rolling result equals a fresh one', () => {
  it('sma, wma and vwap', () => {
    const simple = sma.batch(prices, period);
    const weighted = wma.batch(prices, period);
    const volume = Float64Array.from(prices, (price) => price % 7);
    const columns = { open: prices, high: prices, low: prices, close: prices, volume, length };
    const turnover = vwap.batch(columns, period);
    atTheEnd((index, window) => {
      // Differences to the first price are exact, so that the check itself does not round.
      const origin = window[0] as number;
      const rest = window.map((price) => price - origin);
      expectRelative(simple.at(index), origin + mean(rest));
      expectRelative(
        weighted.at(index),
        origin + rest.reduce((sum, price, place) => sum + (place + 1) * price, 0) / 1_275,
      );
      const weights = Array.from(volume.subarray(index + 1 - period, index + 1));
      const sum = weights.reduce((total, weight) => total + weight, 0);
      expectRelative(
        turnover.at(index),
        origin + rest.reduce((total, price, place) => total + price * (weights[place] as number), 0) / sum,
      );
    });
  });

  it('bollinger, zScore and linearRegression, to the scale of the deviation and not only of the price', () => {
    const bands = bollinger.batch(prices, { period, deviations: 1 });
    const scores = zScore.batch(prices, period);
    const lines = linearRegression.batch(prices, period);
    atTheEnd((index, window) => {
      const origin = window[0] as number;
      const rest = window.map((price) => price - origin);
      const average = mean(rest);
      const deviation = Math.sqrt(mean(rest.map((price) => (price - average) ** 2)));
      expect(deviation).toBeLessThan(2);
      expectRelative(bands.upper.at(index), origin + average + deviation);
      const score = ((rest.at(-1) as number) - average) / deviation;
      expect(Math.abs((scores.at(index) as number) - score)).toBeLessThanOrEqual(1e-9);
      const slope = rest.reduce((sum, price, place) => sum + (place - 24.5) * (price - average), 0) / 10_412.5;
      expect(Math.abs((lines.slope.at(index) as number) - slope)).toBeLessThanOrEqual(1e-9);
    });
  });
});
