import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recipes } from './catalogue/catalogue';
import { measureSettings } from './catalogue/settings';
import { MeasureSubject } from './catalogue/subject';
import { averageDrawdown, currentDrawdown, maximumDrawdown, painIndex, ulcerIndex } from './drawdown/depth';
import { drawdowns, drawdownsOfPath } from './drawdown/drawdowns';
import { drawdownEpisodes, timeUnderWater } from './drawdown/episodes';
import { conditionalDrawdownAtRisk, drawdownAtRisk, entropicDrawdownAtRisk } from './drawdown/tail';
import { omegaRatio } from './ratios/omega-ratio';
import { sharpeRatio } from './ratios/sharpe-ratio';
import { downsideRisk } from './ratios/sortino-ratio';
import { annualVolatility } from './ratios/volatility';
import { totalReturn } from './returns/growth';
import { simpleReturns, wealthIndex } from './returns/returns';
import { conditionalValueAtRisk } from './tail/conditional-value-at-risk';
import { entropicValueAtRisk } from './tail/entropic-value-at-risk';
import { gaussianValueAtRisk } from './tail/parametric-value-at-risk';
import { valueAtRisk } from './tail/value-at-risk';

const oneReturn = fc.double({ min: -0.5, max: 0.5, noNaN: true });
const returnsOf = (minLength: number) => fc.array(oneReturn, { minLength, maxLength: 80 });
const level = fc.double({ min: 0.5, max: 0.99, noNaN: true });
const scale = fc.double({ min: 0.01, max: 100, noNaN: true });
const year = { periodsPerYear: 365 };
const number = (value: number | undefined): number => {
  expect(value).toBeDefined();
  return value as number;
};

describe('tail risk', () => {
  it('value at risk ≤ expected shortfall ≤ entropic value at risk ≤ worst loss', () => {
    fc.assert(
      fc.property(returnsOf(1), level, (returns, confidence) => {
        const options = { level: confidence };
        const order = number(valueAtRisk(returns, { ...options, method: 'order-statistic' }));
        const shortfall = number(conditionalValueAtRisk(returns, options));
        const entropic = number(entropicValueAtRisk(returns, options));
        expect(order).toBeLessThanOrEqual(shortfall + 1e-12);
        expect(number(valueAtRisk(returns, options))).toBeLessThanOrEqual(
          number(conditionalValueAtRisk(returns, { ...options, tail: 'mean' })) + 1e-12,
        );
        expect(shortfall).toBeLessThanOrEqual(entropic + 1e-9);
        expect(entropic).toBeLessThanOrEqual(-Math.min(...returns) + 1e-12);
      }),
    );
  });

  it('is positively homogeneous and moves with a translation', () => {
    fc.assert(
      fc.property(returnsOf(2), level, scale, oneReturn, (returns, confidence, factor, shift) => {
        const options = { level: confidence };
        for (const measure of [valueAtRisk, conditionalValueAtRisk, entropicValueAtRisk, gaussianValueAtRisk]) {
          const base = number(measure(returns, options));
          expect(
            number(
              measure(
                returns.map((value) => value * factor),
                options,
              ),
            ),
          ).toBeCloseTo(base * factor, 7);
          expect(
            number(
              measure(
                returns.map((value) => value + shift),
                options,
              ),
            ),
          ).toBeCloseTo(base - shift, 8);
        }
      }),
    );
  });

  it('expected shortfall is subadditive', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(oneReturn, oneReturn), { minLength: 1, maxLength: 60 }),
        level,
        (pairs, confidence) => {
          const risk = (values: number[]) => number(conditionalValueAtRisk(values, { level: confidence }));
          const together = risk(pairs.map(([a, b]) => a + b));
          expect(together).toBeLessThanOrEqual(risk(pairs.map(([a]) => a)) + risk(pairs.map(([, b]) => b)) + 1e-10);
        },
      ),
    );
  });

  it('value at risk is not: two rare losses that never meet', () => {
    const a = Array.from({ length: 100 }, (_, index) => (index < 4 ? -1 : 0));
    const b = Array.from({ length: 100 }, (_, index) => (index >= 4 && index < 8 ? -1 : 0));
    const risk = (values: number[]) => number(valueAtRisk(values, { level: 0.95, method: 'order-statistic' }));
    expect([risk(a), risk(b)]).toEqual([0, 0]);
    expect(risk(a.map((value, index) => value + (b[index] as number)))).toBe(1);
  });

  it('does not depend on the order of the returns', () => {
    fc.assert(
      fc.property(returnsOf(2), level, (returns, confidence) => {
        const reversed = returns.slice().reverse();
        for (const measure of [valueAtRisk, conditionalValueAtRisk]) {
          expect(measure(reversed, { level: confidence })).toBeCloseTo(
            number(measure(returns, { level: confidence })),
            12,
          );
        }
      }),
    );
  });
});

describe('drawdown', () => {
  const prices = fc.array(fc.double({ min: 0.1, max: 1000, noNaN: true }), { minLength: 2, maxLength: 80 });

  it('does not change when prices are scaled', () => {
    fc.assert(
      fc.property(prices, scale, (values, factor) => {
        const deepest = (path: number[]) =>
          number(maximumDrawdown(drawdowns(simpleReturns(path), { compounded: true })));
        expect(deepest(values.map((value) => value * factor))).toBeCloseTo(deepest(values), 10);
      }),
    );
  });

  it('orders its figures: mean ≤ root mean square ≤ deepest, drawdown at risk ≤ conditional ≤ entropic ≤ deepest', () => {
    fc.assert(
      fc.property(returnsOf(1), fc.boolean(), level, (returns, compounded, confidence) => {
        const falls = drawdowns(returns, { compounded });
        const deepest = number(maximumDrawdown(falls));
        expect(number(painIndex(falls))).toBeLessThanOrEqual(number(ulcerIndex(falls)) + 1e-12);
        expect(number(ulcerIndex(falls))).toBeLessThanOrEqual(deepest + 1e-12);
        const conditional = number(conditionalDrawdownAtRisk(falls, { level: confidence }));
        expect(number(drawdownAtRisk(falls, { level: confidence, method: 'order-statistic' }))).toBeLessThanOrEqual(
          conditional + 1e-12,
        );
        const entropic = number(entropicDrawdownAtRisk(falls, { level: confidence }));
        expect(conditional).toBeLessThanOrEqual(entropic + 1e-9);
        expect(entropic).toBeLessThanOrEqual(deepest + 1e-12);
        if (compounded) expect(deepest).toBeLessThanOrEqual(1);
        expect(number(currentDrawdown(falls))).toBeLessThanOrEqual(deepest);
      }),
    );
  });

  it('is the same from returns as from the path of wealth', () => {
    fc.assert(
      fc.property(returnsOf(1), (returns) => {
        const fromPath = drawdownsOfPath(wealthIndex(returns), 1, true);
        expect(fromPath.depths).toEqual(drawdowns(returns, { compounded: true }).depths);
      }),
    );
  });

  it('splits into episodes that cover exactly the time under water', () => {
    fc.assert(
      fc.property(returnsOf(1), (returns) => {
        const falls = drawdowns(returns, { compounded: true });
        const episodes = drawdownEpisodes(falls);
        const wet = episodes.reduce(
          (total, { periods, recoveryIndex }) => total + periods - (recoveryIndex === undefined ? 0 : 1),
          0,
        );
        expect(wet / returns.length).toBeCloseTo(number(timeUnderWater(falls)), 12);
        expect(Math.max(0, ...episodes.map(({ depth }) => depth))).toBe(maximumDrawdown(falls));
        for (const { peakIndex, troughIndex, recoveryIndex } of episodes) {
          expect(peakIndex).toBeLessThan(troughIndex);
          if (recoveryIndex !== undefined) expect(troughIndex).toBeLessThan(recoveryIndex);
        }
        if (episodes.length > 0)
          expect(number(averageDrawdown(falls, { over: 'episodes' }))).toBeLessThanOrEqual(
            number(maximumDrawdown(falls)) + 1e-12,
          );
      }),
    );
  });
});

describe('ratios', () => {
  it('Sharpe does not change when returns and the risk-free rate move together, nor when both are scaled', () => {
    fc.assert(
      fc.property(returnsOf(5), oneReturn, scale, (returns, shift, factor) => {
        const spread = number(annualVolatility(returns, year));
        fc.pre(spread > 1e-3);
        const base = number(sharpeRatio(returns, year));
        const moved = sharpeRatio(
          returns.map((value) => value + shift),
          { ...year, riskFreePerPeriod: shift },
        );
        expect(number(moved) - base).toBeCloseTo(0, 5);
        expect(
          number(
            sharpeRatio(
              returns.map((value) => value * factor),
              year,
            ),
          ),
        ).toBeCloseTo(base, 7);
      }),
    );
  });

  it('downside risk and Omega move against the return that is asked for', () => {
    fc.assert(
      fc.property(returnsOf(2), oneReturn, oneReturn, (returns, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(number(downsideRisk(returns, { ...year, requiredPerPeriod: low }))).toBeLessThanOrEqual(
          number(downsideRisk(returns, { ...year, requiredPerPeriod: high })) + 1e-12,
        );
        const generous = omegaRatio(returns, { thresholdPerPeriod: low });
        const strict = omegaRatio(returns, { thresholdPerPeriod: high });
        if (generous !== undefined && strict !== undefined) expect(strict).toBeLessThanOrEqual(generous + 1e-9);
      }),
    );
  });

  it('total return of a path is its last price over its first, minus 1', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 1000, noNaN: true }), { minLength: 2, maxLength: 50 }),
        (prices) => {
          const expected = (prices.at(-1) as number) / (prices[0] as number) - 1;
          expect(number(totalReturn(simpleReturns(prices))) / (1 + expected)).toBeCloseTo(expected / (1 + expected), 9);
        },
      ),
    );
  });
});

describe('every measure of the catalogue', () => {
  it('is a finite number or undefined for any returns', () => {
    const any = fc.array(fc.oneof(oneReturn, fc.constantFrom(0, -1, 1, 1e-17, -0.999999)), { maxLength: 30 });
    fc.assert(
      fc.property(any, any, (returns, other) => {
        const performance = (values: number[]) => ({
          timeMs: Float64Array.from({ length: returns.length + 1 }, (_, index) => index * 3_600_000),
          wealth: Float64Array.of(1, ...wealthIndex(values)),
          returns: Float64Array.from(values),
          periodMs: 3_600_000,
          periodsPerYear: 8760,
          netDeposits: 0,
          unpricedMoves: [],
        });
        const benchmark = performance(Array.from(returns, (_, index) => other[index] ?? 0));
        const subject = new MeasureSubject(measureSettings({}, 'test'), performance(returns), benchmark, undefined);
        for (const { id, compute } of recipes) {
          const value = compute(subject);
          if (value !== undefined) expect(Number.isFinite(value), `${id} of [${returns}]`).toBe(true);
        }
      }),
    );
  });
});
