import { barSeries } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { scaling, walk } from './trading.test-helper';
import { featureLimit, featureRows, tradingFeatureNames } from './trading-features';

const plain = featureRows(walk, scaling, undefined, []);
const row = (index: number, table = plain) => [...table.rows.subarray(index * table.width, (index + 1) * table.width)];

/** Exponential averages as the textbook has them: the mean of the first n, then n + 1 in the denominator. */
const exponentialAverage = (values: readonly number[], period: number): number[] => {
  const averages: number[] = [];
  values.forEach((value, index) => {
    const before = averages[index - 1];
    const first = values.slice(0, period).reduce((sum, one) => sum + one, 0) / period;
    averages.push(
      index < period - 1
        ? Number.NaN
        : index === period - 1
          ? first
          : (before as number) + (value - (before as number)) * (2 / (period + 1)),
    );
  });
  return averages;
};

describe('featureRows', () => {
  it('has seven features, and the account’s places empty', () => {
    expect(tradingFeatureNames).toHaveLength(7);
    expect(plain.width).toBe(7);
    expect(row(100).slice(4)).toEqual([0, 0, 0]);
  });

  it('agrees with the formulas written out', () => {
    for (const index of [60, 133, 399]) {
      const closes = [...walk.close.subarray(0, index + 1)];
      const at = closes.at(-1) as number;
      expect(row(index)[0]).toBeCloseTo(Math.log(at / (closes.at(-2) as number)) / scaling.price, 10);
      const window = [...walk.volume.subarray(index - 49, index + 1)];
      const usual = window.reduce((sum, volume) => sum + volume, 0) / 50;
      const unusual = Math.log((1 + (window.at(-1) as number)) / (1 + usual));
      expect(row(index)[1]).toBeCloseTo(unusual / scaling.volume, 9);
      let [gain, loss] = [0, 0];
      closes.slice(1).forEach((close, place) => {
        const change = close - (closes[place] as number);
        const kept = place < 14 ? 1 : 13 / 14;
        gain = gain * kept + Math.max(change, 0) / 14;
        loss = loss * kept + Math.max(-change, 0) / 14;
      });
      expect(row(index)[2]).toBeCloseTo(((100 * gain) / (gain + loss) - 50) / 50, 9);
      // Libraries begin the fast average at different bars; by now that is below 0.005 of a deviation.
      const fast = exponentialAverage(closes, 12);
      const slow = exponentialAverage(closes, 26);
      const line = fast.map((value, place) => value - (slow[place] as number)).slice(25);
      const histogram = (line.at(-1) as number) - (exponentialAverage(line, 9).at(-1) as number);
      expect(row(index)[3]).toBeCloseTo(histogram / at / scaling.macd, 2);
    }
  });

  it('waits for the slowest feature and clips the largest', () => {
    const late = {
      name: 'late',
      column: ({ length }: { length: number }) =>
        Array.from({ length }, (_, index) => (index < 120 ? undefined : index === 200 ? 1e6 : 1)),
    };
    const table = featureRows(walk, scaling, undefined, [late]);
    expect([plain.firstKnown, table.firstKnown]).toEqual([49, 120]);
    expect(row(200, table)[7]).toBe(featureLimit);
  });

  it('a change of price unit changes nothing', () => {
    const times = (column: Float64Array) => column.map((price) => price * 1024);
    const { open, high, low, close } = walk;
    const scaled = barSeries({ ...walk, open: times(open), high: times(high), low: times(low), close: times(close) });
    expect(featureRows(scaled, scaling, undefined, []).rows).toEqual(plain.rows);
  });
});
