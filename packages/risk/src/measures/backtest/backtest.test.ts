import { DataError, InvalidOptionsError, seededRandom } from '@sigmax/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../../testing-profile.test-helper';
import { binomialProbability } from './binomial-probability';
import { chiSquareTail } from './chi-square-tail';
import { christoffersenTest } from './christoffersen-test';
import { conditionalCoverageTest } from './conditional-coverage-test';
import { exceptionCounts } from './exception-counts';
import { kupiecTest } from './kupiec-test';
import { trafficLight } from './traffic-light';
import { valueAtRiskBacktest } from './value-at-risk-backtest';

const hitsAt = (length: number, at: readonly number[]): number[] =>
  Array.from({ length }, (_, index) => (at.includes(index) ? 1 : 0));
const clustered = exceptionCounts(hitsAt(250, [0, 3, 4, 50, 51, 52, 120, 200, 201]));

/** Equal to 1e-12 of the expected value. */
const expectClose = (actual: number | undefined, expected: number): void => {
  expect(actual).toBeDefined();
  expect(Math.abs((actual as number) - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1e-3, Math.abs(expected)));
};

describe('distributions against SciPy', () => {
  it.each([
    [0.769138364385846, 0.3804837382389539, 0.6807438496117448],
    [12.955491062356028, 0.0003189845082133821, 0.0015372725085065425],
    [3.841458820694124, 0.04999999999999989, 0.1465000644860843],
    [31.6, 1.8942958742746952e-8, 1.3745077279213957e-7],
    [1e-9, 0.999974768674784, 0.9999999995],
    [80, 3.744097384202887e-19, 4.248354255291595e-18],
  ])('chi-square beyond %d', (x, one, two) => {
    expect(Math.abs(chiSquareTail(x, 1) / one - 1)).toBeLessThan(1e-11);
    expect(Math.abs(chiSquareTail(x, 2) / two - 1)).toBeLessThan(1e-12);
  });

  it('all of chi-square lies beyond 0', () => {
    expect([chiSquareTail(0, 1), chiSquareTail(-1e-17, 2)]).toEqual([1, 1]);
  });

  it.each([
    [4, 250, 0.01, 0.8921876269036251],
    [5, 250, 0.01, 0.9588168159301517],
    [9, 250, 0.01, 0.9997498099312595],
    [10, 250, 0.01, 0.999946101370953],
    [60, 1000, 0.05, 0.9329374813666919],
    [120, 100_000, 0.001, 0.9773862691276693],
  ])('binomial, at most %d of %d at %d', (count, trials, p, expected) => {
    expect(binomialProbability(count, trials, p)).toBeCloseTo(expected, 11);
  });

  it('binomial, all of them', () => {
    expect(binomialProbability(5, 5, 0.3)).toBe(1);
    expect(binomialProbability(0, 3, 0.5)).toBeCloseTo(0.125, 14);
  });
});

describe('tests of a value at risk', () => {
  it('agree with SciPy on clustered exceptions', () => {
    expect(clustered).toEqual({
      periods: 250,
      exceptions: 9,
      calmThenCalm: 236,
      calmThenHit: 4,
      hitThenCalm: 5,
      hitThenHit: 4,
    });
    const coverage = kupiecTest(clustered, { level: 0.99 });
    expectClose(coverage.value, 10.229030632597755);
    expectClose(coverage.pValue, 0.0013824730075046687);
    const independence = christoffersenTest(clustered);
    expectClose(independence.value, 17.695331108190686);
    expectClose(independence.pValue, 2.5926217665628433e-5);
    const both = conditionalCoverageTest(clustered, { level: 0.99 });
    expectClose(both.value, 27.92436174078844);
    expectClose(both.pValue, 8.635786416325247e-7);
    expectClose(conditionalCoverageTest(clustered, { level: 0.99, firstPeriod: 'dropped' }).value, 25.473960135336554);
    expectClose(conditionalCoverageTest(clustered, { level: 0.95, firstPeriod: 'dropped' }).value, 19.602059549802632);
  });

  it('have a statistic without exceptions, and with as many as promised', () => {
    const calm = exceptionCounts(hitsAt(100, []));
    expectClose(kupiecTest(calm, { level: 0.95 }).value, 10.258658877510115);
    expect(christoffersenTest(calm)).toMatchObject({ value: 0, pValue: 1 });
    const promised = exceptionCounts(Array.from({ length: 300 }, (_, index) => index % 20 === 0));
    expect(kupiecTest(promised, { level: 0.95 }).value).toBeCloseTo(0, 12);
    expectClose(christoffersenTest(promised).value, 1.4769147180569746);
    expect(kupiecTest({ exceptions: 250, periods: 250 }, { level: 0.99 }).value).toBeCloseTo(-500 * Math.log(0.01), 9);
  });

  it('have none without a period', () => {
    const nothing = exceptionCounts([]);
    expect(kupiecTest(nothing, { level: 0.99 })).toMatchObject({ value: undefined, pValue: undefined });
    expect(conditionalCoverageTest(nothing, { level: 0.99 })).toMatchObject({ value: undefined, pValue: undefined });
    expect(christoffersenTest(exceptionCounts([1]))).toMatchObject({ value: undefined, pValue: undefined });
    expect(trafficLight(nothing, { level: 0.99 })).toMatchObject({ value: undefined, zone: undefined });
  });

  it('turn Basel lights at 5 and 10 of 250', () => {
    const zones = Array.from({ length: 12 }, (_, exceptions) =>
      trafficLight({ exceptions, periods: 250 }, { level: 0.99 }),
    );
    expect(zones.map(({ zone }) => zone?.[0]).join('')).toBe('gggggyyyyyrr');
    expect(zones.map(({ plusFactor }) => plusFactor)).toEqual([0, 0, 0, 0, 0, 0.4, 0.5, 0.65, 0.75, 0.85, 1, 1]);
    expect(trafficLight({ exceptions: 20, periods: 500 }, { level: 0.99 })).toMatchObject({
      zone: 'red',
      plusFactor: undefined,
    });
  });

  it('say how they were defined', () => {
    expect(kupiecTest(clustered, { level: 0.99 }).definition).toEqual({
      measure: 'kupiec-proportion-of-failures',
      unit: 'number',
      level: 0.99,
      distribution: 'chi-square',
      degreesOfFreedom: 1,
    });
    expect(conditionalCoverageTest(clustered, { level: 0.99 }).definition).toMatchObject({ firstPeriod: 'counted' });
  });

  it('refuse what is no count, no exception and no level', () => {
    expect(() => kupiecTest({ exceptions: 3, periods: 2 }, { level: 0.99 })).toThrow(DataError);
    expect(() => trafficLight({ exceptions: 0.5, periods: 2 }, { level: 0.99 })).toThrow(
      'exceptions was 0.5 of 2 periods',
    );
    expect(() => christoffersenTest({ ...clustered, hitThenHit: -1 })).toThrow(DataError);
    expect(() => christoffersenTest({ ...clustered, hitThenHit: Number.NaN })).toThrow(DataError);
    expect(() => exceptionCounts([0, 2])).toThrow('element 1 was 2');
    expect(() => kupiecTest(clustered, { level: 99 })).toThrow(InvalidOptionsError);
  });

  it('reject a right value at risk about as often as they promise', () => {
    const random = seededRandom(8);
    let rejected = 0;
    for (let run = 0; run < 400; run++) {
      const counts = exceptionCounts(Array.from({ length: 1_000 }, () => random.uniform() < 0.05));
      if ((kupiecTest(counts, { level: 0.95 }).pValue as number) < 0.05) rejected += 1;
    }
    expect(rejected / 400).toBeGreaterThan(0.02);
    expect(rejected / 400).toBeLessThan(0.09);
  });
});

describe('the running backtest', () => {
  it('counts a window as if it were all there is', () => {
    const exceptions = fc.array(fc.boolean(), { maxLength: 60 });
    fc.assert(
      fc.property(
        exceptions,
        fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant('all' as const)),
        (hits, window) => {
          const backtest = valueAtRiskBacktest({ level: 0.95, window });
          hits.forEach((hit, index) => {
            expect(backtest.next(hit ? -0.03 : -0.02, 0.02)).toBe(hit);
            const seen = hits.slice(window === 'all' ? 0 : Math.max(0, index + 1 - window), index + 1);
            expect(backtest.verdict().counts).toEqual(exceptionCounts(seen));
          });
        },
      ),
      profile(200, 20_000),
    );
  });

  it('leaves out periods without a forecast, and compares with >', () => {
    const verdict = valueAtRiskBacktest.of([-0.5, -0.02, -0.0201, 0.1], [undefined, 0.02, 0.02, 0.02], { level: 0.95 });
    expect(verdict.counts).toMatchObject({ periods: 3, exceptions: 1, calmThenHit: 1, hitThenCalm: 1 });
    expect(verdict.coverage).toEqual(kupiecTest(verdict.counts, { level: 0.95 }));
    expect(verdict.trafficLight.zone).toBe('yellow');
  });

  it('refuses what cannot be compared', () => {
    const backtest = valueAtRiskBacktest({ level: 0.95 });
    expect(() => backtest.next(Number.NaN, 0.02)).toThrow('return was NaN');
    expect(() => backtest.next(0.01, Number.NaN)).toThrow('valueAtRisk was NaN');
    expect(backtest.verdict().counts.periods).toBe(0);
    expect(() => valueAtRiskBacktest.of([0.1], [], { level: 0.95 })).toThrow('1 returns and 0 values at risk');
    expect(() => valueAtRiskBacktest({ level: 0.95, window: 0 })).toThrow(InvalidOptionsError);
  });
});
