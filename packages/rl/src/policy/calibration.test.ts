import { seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { choiceProbabilities } from './choice-probabilities';
import { fitTemperature } from './fit-temperature';
import { inputDistance, inputStatistics } from './input-distance';

describe('choiceProbabilities', () => {
  it('is the softmax of each component, with exact zeros where a mask forbids', () => {
    const logits = [1, 2, 3, -1, 0.5];
    const softmax = (values: number[]) =>
      values.map((one) => Math.exp(one) / values.reduce((sum, other) => sum + Math.exp(other), 0));
    const expected = [...softmax([0.5, 1, 1.5]), ...softmax([-0.5, 0.25])];
    choiceProbabilities(logits, [3, 2], 2, undefined).forEach((one, index) => {
      expect(one).toBeCloseTo(expected[index] as number, 14);
    });
    expect(choiceProbabilities(logits, [3, 2], 1, Uint8Array.of(1, 0, 0, 1, 1)).slice(0, 3)).toEqual([1, 0, 0]);
    expect(choiceProbabilities([1e30, -1e30], [2], 1, undefined)[0]).toBe(1);
  });
});

describe('fitTemperature', () => {
  const random = seededRandom(6);
  /** Labels that are drawn with probabilities softmax(logits / truth). */
  const drawn = (truth: number, rows: number) => {
    const logits = Array.from({ length: rows }, () => [0, 1, 2].map(() => 3 * random.normal()));
    const labels = logits.map((row) => {
      const [one = 0, two = 0] = choiceProbabilities(row, [3], truth, undefined);
      const place = random.uniform();
      return place < one ? 0 : place < one + two ? 1 : 2;
    });
    return { logits, labels };
  };

  it.each([0.5, 1, 2.5])('finds the temperature %f that labels were drawn with', (truth) => {
    const { logits, labels } = drawn(truth, 8_000);
    expect(fitTemperature(logits, labels) / truth).toBeCloseTo(1, 1);
  });

  it('is the least of the mean −ln p, by brute force', () => {
    const { logits, labels } = drawn(1.7, 300);
    const loss = (temperature: number) =>
      logits.reduce(
        (sum, row, index) =>
          sum - Math.log(choiceProbabilities(row, [3], temperature, undefined)[labels[index] as number] as number),
        0,
      );
    const best = fitTemperature(logits, labels);
    for (let factor = 0.5; factor < 2; factor += 0.01)
      expect(loss(best)).toBeLessThanOrEqual(loss(best * factor) + 1e-9);
  });

  it('has the closed form of two choices', () => {
    // p = 3/4 at the odds e^(2/T) = 3.
    expect(
      fitTemperature(
        Array.from({ length: 4 }, () => [2, 0]),
        [0, 0, 0, 1],
      ),
    ).toBeCloseTo(2 / Math.log(3), 8);
  });

  it('stays between its bounds, and refuses labels that are none', () => {
    expect(fitTemperature([[1, 0]], [0])).toBeCloseTo(0.05, 12);
    expect(fitTemperature([[1, 0]], [1])).toBeCloseTo(20, 12);
    const wrong: (readonly [number[][], number[]])[] = [
      [[], []],
      [[[1, 0]], []],
      [[[1, 0]], [2]],
      [[[1, 0]], [0.5]],
    ];
    for (const [logits, labels] of wrong) {
      expect(() => fitTemperature(logits, labels)).toThrow(expect.objectContaining({ code: 'INVALID_LABELS' }));
    }
  });
});

describe('inputDistance', () => {
  it('is the greatest deviation, and not finite when a number is not', () => {
    const statistics = inputStatistics([
      [0, 10],
      [2, 10],
      [4, 10],
    ]);
    expect(statistics).toEqual({ mean: [2, 10], variance: [8 / 3, 0] });
    expect(inputDistance(statistics, [2, 10])).toBe(0);
    expect(inputDistance(statistics, [2, 10.1])).toBeCloseTo(2, 9);
    expect(inputDistance(statistics, [2 + 3 * Math.sqrt(8 / 3 + 0.0025), 10])).toBeCloseTo(3, 9);
    for (const bad of [
      [Number.NaN, 10],
      [2, Number.NaN],
    ])
      expect(inputDistance(statistics, bad)).toBeNaN();
    expect(inputDistance(statistics, [Infinity, 10])).toBe(Infinity);
  });
});
