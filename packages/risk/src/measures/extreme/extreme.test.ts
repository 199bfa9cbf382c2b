import { seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { nelderMead } from '../nelder-mead.test-helper';
import { extremeShortfallMeasure } from './extreme-shortfall-measure';
import { extremeValueAtRiskMeasure } from './extreme-value-at-risk-measure';
import { fitByLikelihood, fitByMoments, paretoLogLikelihood } from './fit-pareto';
import { paretoShortfall, paretoValueAtRisk } from './pareto-tail';

const mixed = [1, 10, -4, 2, 3, 2, 1, -10].map((value) => value / 100);
const negative = [0, -6, -7, -1, -9, -2, -6, -8, -5].map((value) => value / 100);

/** Excesses at even probabilities: their fit is close to the distribution itself. */
const paretoExcesses = (scale: number, shape: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => (scale * (((index + 0.5) / count) ** -shape - 1)) / shape);

const moments = (excesses: readonly number[]) => {
  const descending = excesses.toSorted((a, b) => b - a);
  const into = { scale: Number.NaN, shape: Number.NaN };
  const rankedSum = descending.reduce((total, excess, place) => total + place * excess, 0);
  const sum = descending.reduce((total, excess) => total + excess, 0);
  return fitByMoments(descending.length, sum, rankedSum, into) ? into : undefined;
};

describe('empyrical gpd_risk_estimates at 1 %', () => {
  // It counts losses instead of periods, and fits the losses from the threshold on instead of their excess over it.
  it.each([
    ['mixed', mixed, 0.1, [0.10001255835838491, 1.5657360018514067e-6, 0.4912526273742347, 0.59126595492541179]],
    [
      'negative',
      negative,
      0.05,
      [0.068353586736348199, 9.4304947982121171e-7, 0.34511639904932639, 0.41347032855617882],
    ],
  ] as const)(
    '%s: its figures follow from its fit, and its fit from where its search stops',
    (_, returns, threshold, printed) => {
      const [scale, shape, valueAtRisk, shortfall] = printed;
      const losses = returns.filter((value) => value < 0).map((value) => -value);
      const beyond = losses.filter((loss) => loss >= threshold);
      const tail = { threshold, scale, shape, exceedances: beyond.length, periods: losses.length };
      // empyrical writes x^(−ξ) − 1, which loses ten digits at these shapes; ours keeps them.
      expect(paretoValueAtRisk(tail, 0.99)).toBeCloseTo(valueAtRisk, 10);
      expect(paretoShortfall(tail, 0.99)).toBeCloseTo(shortfall, 10);
      const share = (losses.length / beyond.length) * 0.01;
      const asPrinted = threshold + (scale / shape) * (share ** -shape - 1);
      expect(Math.abs(asPrinted - valueAtRisk)).toBeLessThanOrEqual(1e-12);
      expect(
        Math.abs(asPrinted / (1 - shape) + (scale - shape * threshold) / (1 - shape) - shortfall),
      ).toBeLessThanOrEqual(1e-12);
      const found = nelderMead(
        ([s, k]) =>
          s >= 0 && k / s >= 0 && k !== 0 ? -paretoLogLikelihood(beyond, { scale: s, shape: k }) : Number.MAX_VALUE,
        [1, 1],
      );
      expect(found[0]).toBeCloseTo(scale, 8);
      expect(found[1]).toBeCloseTo(shape, 9);
    },
  );
});

describe('fits', () => {
  it.each([0.4, 0.15, -0.2])('both find a shape of %d', (shape) => {
    const excesses = paretoExcesses(0.02, shape, 5_000);
    const byMoments = moments(excesses);
    const byLikelihood = fitByLikelihood(excesses);
    for (const found of [byMoments, byLikelihood]) {
      expect(found?.shape).toBeCloseTo(shape, 1);
      expect(Math.abs((found?.scale ?? 0) / 0.02 - 1)).toBeLessThan(0.02);
    }
  });

  it('the likelihood is highest there', () => {
    const excesses = paretoExcesses(0.02, 0.3, 200);
    const found = fitByLikelihood(excesses);
    const best = paretoLogLikelihood(excesses, found ?? { scale: 1, shape: 0 });
    for (const scale of [0.99, 0.9999, 1, 1.0001, 1.01]) {
      for (const shape of [-0.02, -1e-4, 0, 1e-4, 0.02]) {
        const other = { scale: (found?.scale ?? 0) * scale, shape: (found?.shape ?? 0) + shape };
        expect(paretoLogLikelihood(excesses, other)).toBeLessThanOrEqual(best + 1e-9);
      }
    }
    expect(paretoLogLikelihood([1, 2], { scale: 1, shape: 0 })).toBeCloseTo(-3, 12);
    expect(paretoLogLikelihood([1, 2], { scale: 1, shape: 1e-9 })).toBeCloseTo(-3, 7);
    expect(paretoLogLikelihood([3], { scale: 1, shape: -0.5 })).toBe(-Infinity);
    expect(paretoLogLikelihood([3], { scale: 0, shape: 0.5 })).toBe(-Infinity);
  });

  it('find nothing in too few or in equal excesses', () => {
    for (const excesses of [[], [0.1], [0.1, 0.1, 0.1], [0, 0]]) {
      expect(moments(excesses)).toBeUndefined();
      expect(fitByLikelihood(excesses)).toBeUndefined();
    }
  });
});

describe('the tail', () => {
  it('has the normal limit of an exponential tail at shape 0', () => {
    const tail = { threshold: 0.1, scale: 0.02, exceedances: 10, periods: 100 };
    const exponential = paretoValueAtRisk({ ...tail, shape: 0 }, 0.99);
    expect(exponential).toBeCloseTo(0.1 + 0.02 * Math.log(10), 14);
    expect(paretoValueAtRisk({ ...tail, shape: 1e-12 }, 0.99)).toBeCloseTo(exponential as number, 12);
    expect(paretoShortfall({ ...tail, shape: 0 }, 0.99)).toBeCloseTo((exponential as number) + 0.02, 14);
  });

  it('knows nothing of what lies below its threshold, and no mean from a shape of 1 on', () => {
    const tail = { threshold: 0.1, scale: 0.02, shape: 1, exceedances: 10, periods: 100 };
    expect(paretoValueAtRisk(tail, 0.9)).toBeCloseTo(0.1, 12);
    expect(paretoValueAtRisk(tail, 0.89)).toBeUndefined();
    expect(paretoShortfall(tail, 0.95)).toBeUndefined();
  });

  it('is read from returns whose tail is known', () => {
    // Losses of a Pareto tail beyond 2 % in a tenth of the periods, gains otherwise.
    const random = seededRandom(3);
    const returns = Array.from({ length: 20_000 }, () =>
      random.uniform() < 0.1 ? -0.02 - (0.01 * (random.uniform() ** -0.25 - 1)) / 0.25 : 0.01 * random.uniform(),
    );
    const exact = 0.02 + (0.01 / 0.25) * (0.01 ** -0.25 - 1);
    for (const fit of ['probability-weighted-moments', 'maximum-likelihood'] as const) {
      for (const where of [{ threshold: 0.02 }, { tailShare: 0.08 }]) {
        const options = { level: 0.999, fit, ...where };
        expect(Math.abs((extremeValueAtRiskMeasure.of(returns, options).value ?? 0) / exact - 1)).toBeLessThan(0.1);
        expect(extremeShortfallMeasure.of(returns, options).value).toBeGreaterThan(exact);
      }
    }
  });

  it('asks for exactly one way to begin', () => {
    const both = { level: 0.99, threshold: 0.1, tailShare: 0.1 };
    expect(() => extremeValueAtRiskMeasure.of(mixed, both)).toThrow('expected either threshold or tailShare');
    expect(() => extremeValueAtRiskMeasure({ level: 0.99 } as never)).toThrow('expected either threshold or tailShare');
    const likelihood = { level: 0.99, threshold: 0.1, fit: 'maximum-likelihood' } as const;
    expect(() => extremeShortfallMeasure(likelihood)).toThrow(/has no running form.*extremeShortfallMeasure\.of/);
  });
});
