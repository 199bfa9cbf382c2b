import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kurtosis, mean, momentAbout, skewness, standardDeviation, sum } from './moments';

const mixed = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
const values = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 2, maxLength: 60 });

describe('moments', () => {
  it('sums without losing small terms beside large ones', () => {
    expect(sum([1e16, 1, -1e16])).toBe(1);
    expect(sum(new Float64Array(1_000_000).fill(0.1))).toBe(100_000);
  });

  it('agrees with independently computed values', () => {
    expect(skewness(mixed)).toBeCloseTo(-0.3650572690177865, 12);
    expect(kurtosis(mixed, { convention: 'excess' })).toBeCloseTo(0.11953473165699213, 12);
    expect(kurtosis(mixed, { convention: 'raw' })).toBeCloseTo(3.119534731656992, 12);
    expect(standardDeviation([0.1, -0.5, -0.3, 0.8], 0)).toBeCloseTo(Math.sqrt(0.246875), 14);
  });

  it('says undefined where there is too little, and 0 for a constant series', () => {
    expect(mean([])).toBeUndefined();
    expect(standardDeviation([1], 1)).toBeUndefined();
    expect(standardDeviation(new Array(1000).fill(0.01), 1)).toBe(0);
    expect(skewness([0.1, 0.1, 0.1])).toBeUndefined();
    expect(kurtosis([], { convention: 'raw' })).toBeUndefined();
  });

  it('ddof 1 is ddof 0 times n / (n − 1) in variance', () => {
    fc.assert(
      fc.property(values, (series) => {
        const population = standardDeviation(series, 0) as number;
        const sample = standardDeviation(series, 1) as number;
        expect(sample ** 2 * (series.length - 1)).toBeCloseTo(population ** 2 * series.length, 10);
        expect(momentAbout(series, mean(series) as number, 2)).toBeCloseTo(population ** 2, 12);
      }),
    );
  });
});
