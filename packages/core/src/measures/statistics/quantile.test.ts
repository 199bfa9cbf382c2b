import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile, quantileOfSorted, sorted, tailCount } from './quantile';

describe('quantile', () => {
  it('reads the empyrical cut-offs', () => {
    const values = [1, 81, 82, 83, 84, 85];
    expect(quantile(values, 0.1, 'linear')).toBeCloseTo(41, 12);
    expect(quantile(values, 0.2, 'linear')).toBeCloseTo(81, 12);
    expect(quantile(values, 0.3, 'linear')).toBeCloseTo(81.5, 12);
  });

  it('reads the same series in four ways', () => {
    const values = [5, 1, 4, 2, 3, 6, 7, 8, 9, 10];
    expect(quantile(values, 0.25, 'linear')).toBe(3.25);
    expect(quantile(values, 0.25, 'lower')).toBe(3);
    expect(quantile(values, 0.25, 'higher')).toBe(4);
    expect(quantile(values, 0.25, 'order-statistic')).toBe(3);
    expect(quantile(values, 0.2, 'order-statistic')).toBe(2);
  });

  it('counts a tail without the rounding error of 1 − 0.95', () => {
    expect((1 - 0.95) * 100).toBeGreaterThan(5);
    expect(tailCount(1 - 0.95, 100)).toBe(5);
    expect(tailCount(0.05, 101)).toBe(6);
    expect(tailCount(1 - 0.99, 8312)).toBe(84);
  });

  it('sorts numbers as numbers and leaves the input alone', () => {
    const values = [10, 9, 1];
    expect([...sorted(values)]).toEqual([1, 9, 10]);
    expect(values).toEqual([10, 9, 1]);
  });

  it('is undefined for nothing and refuses NaN and odd probabilities', () => {
    expect(quantile([], 0.5, 'linear')).toBeUndefined();
    expect(() => quantile([Number.NaN], 0.5, 'linear')).toThrow();
    expect(() => quantile([1], 0, 'linear')).toThrow();
  });

  it('rises with the probability and stays inside the series', () => {
    const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    const methods = fc.constantFrom('linear', 'lower', 'higher', 'order-statistic' as const);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1 }),
        probability,
        probability,
        methods,
        (values, p, q, method) => {
          const order = sorted(values);
          const [low, high] = p < q ? [p, q] : [q, p];
          const [a, b] = [
            quantileOfSorted(order, low, method) as number,
            quantileOfSorted(order, high, method) as number,
          ];
          expect(a).toBeLessThanOrEqual(b);
          expect(a).toBeGreaterThanOrEqual(order[0] as number);
          expect(b).toBeLessThanOrEqual(order.at(-1) as number);
        },
      ),
    );
  });
});
