/** What must hold between measures and under changes of the series, whatever the returns are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import type { Measured, SeriesMeasure } from './definition/measured';
import { giniMeanDifferenceMeasure } from './dispersion/gini-mean-difference-measure';
import { semiVarianceMeasure } from './dispersion/semi-variance-measure';
import { averageDrawdownMeasure } from './drawdown/average-drawdown-measure';
import { conditionalDrawdownAtRiskMeasure } from './drawdown/conditional-drawdown-at-risk-measure';
import { drawdownAtRiskMeasure } from './drawdown/drawdown-at-risk-measure';
import { entropicDrawdownAtRiskMeasure } from './drawdown/entropic-drawdown-at-risk-measure';
import { maximumDrawdownMeasure } from './drawdown/maximum-drawdown-measure';
import { ulcerIndexMeasure } from './drawdown/ulcer-index-measure';
import { sharpeRatioMeasure } from './ratios/sharpe-ratio-measure';
import { conditionalValueAtRiskMeasure } from './tail/conditional-value-at-risk-measure';
import { cornishFisherValueAtRiskMeasure } from './tail/cornish-fisher-value-at-risk-measure';
import { entropicValueAtRiskMeasure } from './tail/entropic-value-at-risk-measure';
import { historicalValueAtRiskMeasure } from './tail/historical-value-at-risk-measure';
import { normalValueAtRiskMeasure } from './tail/normal-value-at-risk-measure';
import { volatilityMeasure } from './volatility/volatility-measure';

const oneReturn = fc.double({ min: -0.5, max: 0.5, noNaN: true });
const returnsOf = (minLength: number) => fc.array(oneReturn, { minLength, maxLength: 80 });
const level = fc.double({ min: 0.5, max: 0.99, noNaN: true });
const scale = fc.double({ min: 0.01, max: 100, noNaN: true });

const number = ({ value }: Measured): number => {
  expect(value).toBeDefined();
  return value as number;
};

const orderStatistic = { quantile: 'order-statistic' } as const;
/** The measures of loss, each with the definition under which the identity holds. */
const losses: readonly ((returns: readonly number[], confidence: number) => number)[] = [
  (returns, confidence) => number(historicalValueAtRiskMeasure.of(returns, { level: confidence })),
  (returns, confidence) => number(historicalValueAtRiskMeasure.of(returns, { level: confidence, ...orderStatistic })),
  (returns, confidence) => number(conditionalValueAtRiskMeasure.of(returns, { level: confidence })),
  (returns, confidence) => number(entropicValueAtRiskMeasure.of(returns, { level: confidence })),
  (returns, confidence) => number(normalValueAtRiskMeasure.of(returns, { level: confidence })),
];

describe('losses', () => {
  it('value at risk ≤ conditional ≤ entropic ≤ worst loss', () => {
    fc.assert(
      fc.property(returnsOf(1), level, (returns, confidence) => {
        const [, value = 0, conditional = 0, entropic = 0] = losses
          .slice(0, 4)
          .map((loss) => loss(returns, confidence));
        expect(value).toBeLessThanOrEqual(conditional + 1e-12);
        expect(conditional).toBeLessThanOrEqual(entropic + 1e-9);
        expect(entropic).toBeLessThanOrEqual(-Math.min(...returns) + 1e-12);
        const plain = { level: confidence, tail: 'mean' } as const;
        expect(number(conditionalValueAtRiskMeasure.of(returns, plain))).toBeGreaterThanOrEqual(
          number(historicalValueAtRiskMeasure.of(returns, { level: confidence })) - 1e-12,
        );
      }),
      profile(150, 20_000),
    );
  });

  it('are positively homogeneous and move with a translation', () => {
    fc.assert(
      fc.property(returnsOf(2), level, scale, oneReturn, (returns, confidence, factor, shift) => {
        for (const loss of losses) {
          const base = loss(returns, confidence);
          const scaled = loss(
            returns.map((value) => value * factor),
            confidence,
          );
          expect(Math.abs(scaled - base * factor)).toBeLessThanOrEqual(1e-8 * factor);
          expect(
            loss(
              returns.map((value) => value + shift),
              confidence,
            ),
          ).toBeCloseTo(base - shift, 8);
        }
      }),
      profile(150, 20_000),
    );
  });

  it('conditional and entropic value at risk are subadditive', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(oneReturn, oneReturn), { minLength: 1, maxLength: 60 }),
        level,
        (pairs, confidence) => {
          for (const loss of losses.slice(2, 4)) {
            const together = loss(
              pairs.map(([a, b]) => a + b),
              confidence,
            );
            const apart =
              loss(
                pairs.map(([a]) => a),
                confidence,
              ) +
              loss(
                pairs.map(([, b]) => b),
                confidence,
              );
            expect(together).toBeLessThanOrEqual(apart + 1e-9);
          }
        },
      ),
      profile(150, 20_000),
    );
  });

  it('value at risk is not: two bonds that rarely and never together default', () => {
    const defaultsIn = (from: number) =>
      Array.from({ length: 100 }, (_, period) => (period >= from && period < from + 4 ? -1 : 0.02));
    const [a, b] = [defaultsIn(0), defaultsIn(4)];
    const both = a.map((value, period) => value + (b[period] as number));
    for (const loss of losses.slice(0, 2)) {
      expect(loss(a, 0.95)).toBe(-0.02);
      expect(loss(both, 0.95)).toBeGreaterThan(0.9);
    }
    const conditional = losses[2] as (typeof losses)[0];
    expect(conditional(both, 0.95)).toBeLessThanOrEqual(conditional(a, 0.95) + conditional(b, 0.95));
  });

  it('on few returns the plain mean of the tail is not the conditional value at risk', () => {
    const returns = [-0.1, -0.04, 0.01, 0.02];
    const conditional = (tail: 'fractional' | 'mean') =>
      number(conditionalValueAtRiskMeasure.of(returns, { level: 0.7, tail, quantile: 'lower' }));
    expect([conditional('mean'), conditional('fractional').toFixed(12)]).toEqual([0.1, '0.090000000000']);
  });

  it('a rarer event is never a smaller loss where the Cornish-Fisher expansion gives a figure', () => {
    fc.assert(
      fc.property(returnsOf(4), level, level, fc.constantFrom('to-level', 'whole-line'), (returns, a, b, domain) => {
        const at = (confidence: number) =>
          cornishFisherValueAtRiskMeasure.of(returns, { level: confidence, domain: domain as 'to-level' }).value;
        const [low, high] = [at(Math.min(a, b)), at(Math.max(a, b))];
        if (low !== undefined && high !== undefined) expect(low).toBeLessThanOrEqual(high + 1e-9);
      }),
      profile(300, 20_000),
    );
  });
});

describe('dispersion', () => {
  it('volatility, Gini difference and semi-variance ignore a translation and scale with the returns', () => {
    fc.assert(
      fc.property(returnsOf(3), scale, oneReturn, (returns, factor, shift) => {
        const powers: readonly (readonly [(values: readonly number[]) => number, number])[] = [
          [(values) => number(volatilityMeasure.of(values, { periodsPerYear: 1 })), 1],
          [(values) => number(giniMeanDifferenceMeasure.of(values, {})), 1],
          [(values) => number(semiVarianceMeasure.of(values, {})), 2],
        ];
        for (const [dispersion, power] of powers) {
          const base = dispersion(returns);
          expect(dispersion(returns.map((value) => value + shift))).toBeCloseTo(base, 9);
          expect(dispersion(returns.map((value) => value * factor)) / factor ** power).toBeCloseTo(base, 9);
        }
      }),
      profile(100, 10_000),
    );
  });

  it('the Sharpe ratio ignores scale', () => {
    fc.assert(
      fc.property(returnsOf(5), scale, (returns, factor) => {
        fc.pre(number(volatilityMeasure.of(returns, { periodsPerYear: 1 })) > 1e-3);
        const ratio = (values: readonly number[]) => number(sharpeRatioMeasure.of(values, { periodsPerYear: 365 }));
        expect(ratio(returns.map((value) => value * factor))).toBeCloseTo(ratio(returns), 7);
      }),
      profile(100, 10_000),
    );
  });
});

describe('drawdowns', () => {
  it('average ≤ Ulcer ≤ maximum, and at risk ≤ conditional ≤ entropic ≤ maximum', () => {
    fc.assert(
      fc.property(returnsOf(1), fc.boolean(), level, (returns, compounded, confidence) => {
        const of = <Options>(measure: SeriesMeasure<Options>, more: object = {}): number =>
          number(measure.of(returns, { compounded, ...more } as Options));
        const deepest = of(maximumDrawdownMeasure);
        expect(of(averageDrawdownMeasure)).toBeLessThanOrEqual(of(ulcerIndexMeasure) + 1e-12);
        expect(of(ulcerIndexMeasure)).toBeLessThanOrEqual(deepest + 1e-12);
        const conditional = of(conditionalDrawdownAtRiskMeasure, { level: confidence });
        const entropic = of(entropicDrawdownAtRiskMeasure, { level: confidence });
        expect(of(drawdownAtRiskMeasure, { level: confidence, ...orderStatistic })).toBeLessThanOrEqual(
          conditional + 1e-12,
        );
        expect(conditional).toBeLessThanOrEqual(entropic + 1e-9);
        expect(entropic).toBeLessThanOrEqual(deepest + 1e-12);
        if (compounded) expect(deepest).toBeLessThanOrEqual(1);
      }),
      profile(150, 20_000),
    );
  });

  it('the maximum does not change when the price is scaled; uncompounded it may exceed 1', () => {
    const prices = fc.array(fc.double({ min: 0.1, max: 1000, noNaN: true }), { minLength: 2, maxLength: 80 });
    fc.assert(
      fc.property(prices, scale, (values, factor) => {
        const deepest = (path: readonly number[]) =>
          number(maximumDrawdownMeasure.of(path, { compounded: true, returns: 'simple' }));
        expect(deepest(values.map((value) => value * factor))).toBeCloseTo(deepest(values), 10);
      }),
      profile(100, 10_000),
    );
    expect(maximumDrawdownMeasure.of([1, -0.75, -0.75], { compounded: false }).value).toBe(1.5);
  });
});
