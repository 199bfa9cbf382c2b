import { cornishFisherQuantile } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { bentQuantile } from './cornish-fisher-domain';
import { cornishFisherValueAtRiskMeasure } from './cornish-fisher-value-at-risk-measure';

const z = -1.6448536269514726;
const isInside = (skewness: number, excessKurtosis: number): boolean =>
  bentQuantile(z, { skewness, excessKurtosis }, 'whole-line', 'refuse') !== undefined;

/** The slope of the bent quantile, written from the expansion. */
const slope = (x: number, s: number, k: number): number =>
  1 + (x * s) / 3 + ((3 * x * x - 3) * k) / 24 - ((6 * x * x - 5) * s * s) / 36;

describe('the domain of the Cornish-Fisher expansion', () => {
  it('is that of Maillard 2012: kurtosis below 8 without skewness, skewness up to 6 (√2 − 1)', () => {
    expect([isInside(0, -0.01), isInside(0, 0), isInside(0, 7.99), isInside(0, 8)]).toEqual([false, true, true, false]);
    const largest = 6 * (Math.SQRT2 - 1);
    const anyKurtosis = (skewness: number): boolean =>
      Array.from({ length: 20_000 }, (_, index) => index / 1_000).some((kurtosis) => isInside(skewness, kurtosis));
    expect([anyKurtosis(largest - 0.01), anyKurtosis(largest + 0.01)]).toEqual([true, false]);
    expect([anyKurtosis(-largest + 0.01), anyKurtosis(-largest - 0.01)]).toEqual([true, false]);
  });

  it('is where the slope is above 0 everywhere', () => {
    for (let s = -2.9; s <= 2.9; s += 0.29) {
      for (let k = -2.05; k <= 12; k += 0.7) {
        const falls = Array.from({ length: 40_001 }, (_, index) => slope((index - 20_000) / 100, s, k)).some(
          (x) => x <= 0,
        );
        expect(isInside(s, k), `${s}, ${k}`).toBe(!falls);
      }
    }
  });

  it('clamps onto its edge: just inside there is a figure, just outside there is none', () => {
    const shape = { skewness: -2, excessKurtosis: 30 };
    for (const domain of ['whole-line', 'to-level'] as const) {
      expect(bentQuantile(z, shape, domain, 'refuse')).toBeUndefined();
      const clamped = bentQuantile(z, shape, domain, 'clamp') as number;
      const at = (factor: number) =>
        bentQuantile(z, { skewness: -2 * factor, excessKurtosis: 30 * factor }, domain, 'refuse');
      let edge = 0;
      while (at(edge + 1e-4) !== undefined) edge += 1e-4;
      expect(edge).toBeGreaterThan(0.01);
      expect(clamped).toBeCloseTo(at(edge) as number, 3);
    }
    expect(bentQuantile(z, { skewness: 1, excessKurtosis: -1 }, 'whole-line', 'clamp')).toBeCloseTo(z, 10);
  });

  it('leaves a shape inside alone', () => {
    const shape = { skewness: -0.5, excessKurtosis: 2 };
    expect(bentQuantile(z, shape, 'whole-line', 'clamp')).toBe(cornishFisherQuantile(z, shape));
  });

  it('is asked for by name, and in the definition', () => {
    const mixed = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
    const measure = (domain: 'to-level' | 'whole-line') =>
      cornishFisherValueAtRiskMeasure.of(mixed, { level: 0.95, domain });
    expect(measure('to-level').value).toBeDefined();
    // Their kurtosis is too small for their skewness: far out the expansion falls, though not up to this level.
    expect(measure('whole-line').value).toBeUndefined();
    expect(measure('whole-line').definition).toMatchObject({
      domain: 'whole-line',
      outside: 'refuse',
      kurtosis: 'excess',
    });
  });
});
