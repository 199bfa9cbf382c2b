import { describe, expect, it } from 'vitest';
import { normalDensity, normalProbability, normalQuantile } from './normal';

describe('normal', () => {
  it('agrees with scipy.stats.norm', () => {
    expect(normalProbability(-1)).toBeCloseTo(0.15865525393145707, 15);
    expect(normalProbability(3)).toBeCloseTo(0.9986501019683699, 15);
    expect(normalProbability(-10) / 7.619853024160527e-24).toBeCloseTo(1, 12);
    expect(normalProbability(0)).toBe(0.5);
    expect(normalQuantile(0.05)).toBeCloseTo(-1.6448536269514726, 12);
    expect(normalQuantile(1e-12)).toBeCloseTo(-7.034483825301131, 12);
    expect(normalDensity(0)).toBeCloseTo(0.3989422804014327, 15);
  });

  it('is symmetric, rises and joins its two halves without a step', () => {
    let before = 0;
    for (let x = -9; x <= 9; x += 0.125) {
      const value = normalProbability(x);
      expect(value).toBeGreaterThanOrEqual(before);
      expect(value + normalProbability(-x)).toBeCloseTo(1, 14);
      before = value;
    }
    expect(normalProbability(2.5 + 1e-9) - normalProbability(2.5)).toBeLessThan(1e-10);
  });

  it('inverts', () => {
    for (const p of [1e-9, 0.001, 0.025, 0.3, 0.5, 0.9, 0.9999])
      expect(normalProbability(normalQuantile(p))).toBeCloseTo(p, 13);
    expect([normalProbability(-50), normalProbability(50)]).toEqual([0, 1]);
  });

  it('refuses what is no number and no probability', () => {
    for (const p of [0, 1, -0.1, Number.NaN]) expect(() => normalQuantile(p)).toThrow(`normalQuantile: p was ${p}.`);
    expect(() => normalProbability(Number.NaN)).toThrow('normalProbability: x was NaN.');
  });
});
