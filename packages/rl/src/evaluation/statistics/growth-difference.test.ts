import { seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { growthDifference } from './growth-difference';

const normals = (seed: number, length: number, mean: number): Float64Array => {
  const random = seededRandom(seed);
  return Float64Array.from({ length }, () => mean + 0.01 * random.normal());
};

const options = (seed: number, more = {}) => ({ periodsPerYear: 1, random: seededRandom(seed), ...more });

describe('growthDifference', () => {
  it('is the textbook interval of a mean for one seed of independent differences', () => {
    const differences = normals(1, 1_000, 0.001);
    const { value, low, high } = growthDifference([[differences]], options(2, { blockLength: 1, resamples: 4_000 }));
    const mean = differences.reduce((sum, one) => sum + one, 0) / 1_000;
    const width = (1.96 * 0.01) / Math.sqrt(1_000);
    expect(value).toBeCloseTo(mean, 12);
    expect(Math.abs(low - (mean - width))).toBeLessThan(6e-5);
    expect(Math.abs(high - (mean + width))).toBeLessThan(6e-5);
  });

  it('weighs folds by their length and counts a year', () => {
    const { value } = growthDifference(
      [[Array(30).fill(1), Array(30).fill(2)], [Array(10).fill(4)]],
      options(1, { periodsPerYear: 100 }),
    );
    expect(value).toBeCloseTo((100 * (30 * 1.5 + 10 * 4)) / 40, 9);
  });

  it('widens when seeds differ, and with blocks when neighbours move together', () => {
    const width = (folds: Float64Array[][], more = {}) => {
      const { low, high } = growthDifference(folds, options(3, more));
      return high - low;
    };
    const base = normals(4, 200, 0);
    const apart = [-0.01, 0.01].map((shift) => base.map((one) => one + shift));
    expect(width([apart])).toBeGreaterThan(2 * width([[base, base]]));
    const random = seededRandom(11);
    let level = 0;
    const waves = Float64Array.from({ length: 2_000 }, () => (level = 0.95 * level + 0.01 * random.normal()));
    expect(width([[waves]], { blockLength: 50 })).toBeGreaterThan(2 * width([[waves]], { blockLength: 1 }));
  });

  it('holds the true difference about as often as it says', () => {
    let held = 0;
    for (let seed = 0; seed < 200; seed++) {
      const seeds = [0, 1].map((place) => normals(1_000 + 2 * seed + place, 150, 0.002));
      const { low, high } = growthDifference([seeds], options(seed, { resamples: 200, level: 0.9 }));
      if (low <= 0.002 && high >= 0.002) held++;
    }
    // Seeds and time are drawn apart, so the interval is wider than the two would need: 0.9 or more.
    expect(held / 200).toBeGreaterThan(0.86);
  });
});
