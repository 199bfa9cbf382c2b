import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../../testing-profile.test-helper';
import { fixedFractionSize, fractionalKellyWeight, tailRiskWeight, volatilityTargetWeight } from '../index';
import { failureOf } from '../made-up.test-helper';

describe('fixedFractionSize', () => {
  const options = {
    equity: 10_000,
    riskFraction: 0.01,
    entryPrice: 100,
    stopPrice: 95,
    costRate: 0.001,
    maximumWeight: 1,
  };

  it('loses exactly its fraction at the stop, costs of both sides included', () => {
    const { quantity, riskFraction } = fixedFractionSize(options);
    const loss = quantity * (100 - 95) + 0.001 * quantity * (100 + 95);
    expect(loss).toBeCloseTo(100, 10);
    expect(riskFraction).toBeCloseTo(0.01, 14);
  });

  it('never risks or weighs more than its limits, long and short', () => {
    const price = fc.double({ min: 1e-4, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(
        price,
        price,
        fc.double({ min: 1e-4, max: 0.2, noNaN: true }),
        fc.double({ min: 0.01, max: 3, noNaN: true }),
        (entryPrice, stopPrice, fraction, maximumWeight) => {
          if (entryPrice === stopPrice) return;
          const size = fixedFractionSize({ ...options, entryPrice, stopPrice, riskFraction: fraction, maximumWeight });
          expect(Math.sign(size.quantity)).toBe(stopPrice < entryPrice ? 1 : -1);
          expect(size.riskFraction).toBeLessThanOrEqual(fraction * (1 + 1e-12));
          expect(Math.abs(size.weight)).toBeLessThanOrEqual(maximumWeight * (1 + 1e-12));
        },
      ),
      profile(200, 10_000),
    );
  });

  it('has no default for money, and needs a distance', () => {
    expect(failureOf(() => fixedFractionSize({ ...options, stopPrice: 100 })).message).toContain('stopPrice was 100');
    for (const field of Object.keys(options)) {
      const failure = failureOf(() => fixedFractionSize({ ...options, [field]: undefined }));
      expect(failure.message).toContain(`${field} was undefined`);
      expect(failureOf(() => fixedFractionSize({ ...options, [field]: Number.NaN })).code).toBe('INVALID_OPTIONS');
    }
  });
});

describe('volatilityTargetWeight', () => {
  it('is target / volatility up to its maximum', () => {
    expect(volatilityTargetWeight({ volatility: 0.5, target: 0.1, maximum: 2 })).toBe(0.2);
    expect(volatilityTargetWeight({ volatility: 0.01, target: 0.1, maximum: 2 })).toBe(2);
    expect(failureOf(() => volatilityTargetWeight({ volatility: 0, target: 0.1, maximum: 2 })).message).toContain(
      'volatility was 0',
    );
    expect(failureOf(() => volatilityTargetWeight({ volatility: 1, target: 0.1 } as never)).message).toContain(
      'maximum was undefined',
    );
  });
});

describe('fractionalKellyWeight', () => {
  const whole = { fraction: 1, maximum: 10 };

  it('is 1/3 for p 0.6 and b 1.5', () => {
    expect(fractionalKellyWeight({ ...whole, winRate: 0.6, payoffRatio: 1.5 })).toBeCloseTo(1 / 3, 14);
    expect(fractionalKellyWeight({ fraction: 0.5, maximum: 10, winRate: 0.6, payoffRatio: 1.5 })).toBeCloseTo(
      1 / 6,
      14,
    );
    expect(fractionalKellyWeight({ fraction: 1, maximum: 0.25, winRate: 0.6, payoffRatio: 1.5 })).toBe(0.25);
  });

  it('grows fastest: no other bet has a higher expected logarithm', () => {
    const growth = (f: number) => 0.6 * Math.log(1 + 1.5 * f) + 0.4 * Math.log(1 - f);
    const best = growth(fractionalKellyWeight({ ...whole, winRate: 0.6, payoffRatio: 1.5 }));
    for (let f = 0; f < 0.99; f += 0.01) expect(growth(f)).toBeLessThanOrEqual(best);
  });

  it('is μ / σ² for returns', () => {
    expect(fractionalKellyWeight({ ...whole, mean: 0.002, variance: 0.001 })).toBe(2);
    expect(fractionalKellyWeight({ fraction: 0.25, maximum: 10, mean: 0.002, variance: 0.001 })).toBe(0.5);
  });

  it('is 0 with the odds against it', () => {
    expect(fractionalKellyWeight({ ...whole, winRate: 0.3, payoffRatio: 1 })).toBe(0);
    expect(fractionalKellyWeight({ ...whole, mean: -0.01, variance: 1 })).toBe(0);
  });

  it('refuses a mixture, a gap, and more than all of it', () => {
    const mixed = { ...whole, mean: 0.1, variance: 1, winRate: 0.5 } as never;
    expect(failureOf(() => fractionalKellyWeight(mixed)).message).toContain('winRate was 0.5: no such option');
    expect(failureOf(() => fractionalKellyWeight({ ...whole, mean: Number.NaN, variance: 1 })).message).toContain(
      'mean was NaN',
    );
    expect(failureOf(() => fractionalKellyWeight({ ...whole, fraction: 2, mean: 1, variance: 1 })).message).toContain(
      'fraction was 2',
    );
    expect(
      failureOf(() => fractionalKellyWeight({ fraction: 1, winRate: 0.6, payoffRatio: 1 } as never)).message,
    ).toContain('maximum was undefined');
  });
});

describe('tailRiskWeight', () => {
  it('is limit / CVaR up to its maximum', () => {
    const returns = [0.1, -0.5, -0.3, 0.8];
    expect(tailRiskWeight(returns, { level: 0.5, limit: 0.1, maximum: 1 })).toBeCloseTo(0.25, 14);
    expect(tailRiskWeight(returns, { level: 0.5, limit: 0.9, maximum: 1 })).toBe(1);
    expect(tailRiskWeight([0.1, 0.2], { level: 0.5, limit: 0.1, maximum: 0.7 })).toBe(0.7);
    expect(failureOf(() => tailRiskWeight([0.1], { level: 0.5, limit: 0.1, maximum: 1 })).code).toBe('TOO_FEW_RETURNS');
    expect(failureOf(() => tailRiskWeight([0.1, Number.NaN], { level: 0.5, limit: 0.1, maximum: 1 })).code).toBe(
      'NOT_FINITE',
    );
    expect(failureOf(() => tailRiskWeight([0.1, 0.2], { level: 0.5 } as never)).message).toContain(
      'limit was undefined',
    );
  });
});
