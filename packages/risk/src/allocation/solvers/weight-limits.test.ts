import { describe, expect, it } from 'vitest';
import { meanVariance, minimumVariance, type WeightLimits } from '../index';
import { failureOf, sumOf } from '../made-up.test-helper';

const ids = ['demo:BTC/USDT', 'demo:ETH/USDT', 'demo:SOL/USDT'];
const covariance = {
  ids,
  matrix: [
    [0.04, 0.01, 0.01],
    [0.01, 0.09, 0.02],
    [0.01, 0.02, 0.16],
  ],
};
const under = (limits: WeightLimits) => minimumVariance(covariance, limits);
const failure = (limits: WeightLimits) => failureOf(() => under(limits));
const [btc, eth, sol] = ids as [string, string, string];

describe('limits on weights', () => {
  it('are kept, those of one instrument and those of groups', () => {
    const weights = under({
      maximum: { [btc]: 0.5 },
      minimum: { [sol]: 0.2 },
      groups: [
        { name: 'layer 1', ids: [eth, sol], maximum: 0.45 },
        { name: 'large', ids: [btc, eth], minimum: 0.6 },
      ],
      budget: 0.9,
    });
    expect(sumOf(weights)).toBeCloseTo(0.9, 14);
    expect(weights[btc]).toBeCloseTo(0.5, 14);
    expect(weights[sol]).toBe(0.2);
    expect((weights[eth] as number) + (weights[sol] as number)).toBeLessThanOrEqual(0.45 + 1e-14);
  });

  it('allow short positions only when they say so', () => {
    const matrix = [
      [0.04, 0.06, 0],
      [0.06, 0.16, 0],
      [0, 0, 0.09],
    ];
    const one = { ids, matrix };
    expect(minimumVariance(one)[eth]).toBe(0);
    expect(minimumVariance(one, { minimum: -0.5 })[eth]).toBeLessThan(-0.1);
    expect(minimumVariance(one, { minimum: { [eth]: -0.05 } })[eth]).toBe(-0.05);
  });

  it('that contradict each other are named, with their values', () => {
    expect(failure({ maximum: 0.3 })).toMatchObject({ name: 'AllocationError', code: 'LIMITS_CONTRADICT' });
    expect(failure({ maximum: 0.3 }).message).toBe(
      'minimumVariance: these limits cannot hold together: budget 1; maximum 0.3 of "demo:BTC/USDT"; ' +
        'maximum 0.3 of "demo:ETH/USDT"; maximum 0.3 of "demo:SOL/USDT". Loosen or drop one of them.',
    );
    const groups = [{ name: 'large', ids: [btc, eth], minimum: 0.7, maximum: 0.9 }];
    expect(failure({ groups, minimum: { [sol]: 0.4 } }).message).toContain(
      'budget 1; minimum 0.4 of "demo:SOL/USDT"; group "large" minimum 0.7.',
    );
    expect(failure({ minimum: 0.4 }).message).toContain('minimum 0.4 of "demo:SOL/USDT"');
  });

  it('that make no sense are refused', () => {
    expect(failure({ minimum: 0.3, maximum: 0.2 })).toMatchObject({
      name: 'InvalidOptionsError',
      code: 'BOUNDS_CROSS',
    });
    expect(failure({ minimum: 0.3, maximum: { [eth]: 0.2 } }).message).toContain(
      'minimum of "demo:ETH/USDT" was 0.3 and its maximum 0.2',
    );
    expect(failure({ maximum: { 'demo:XRP/USDT': 0.2 } }).message).toBe(
      'minimumVariance: maximum names "demo:XRP/USDT", which is not among the instruments. Use one of demo:BTC/USDT, demo:ETH/USDT, demo:SOL/USDT.',
    );
    expect(failure({ groups: [{ name: 'other', ids: ['x'], maximum: 1 }] }).message).toContain(
      'groups "other" names "x"',
    );
    expect(failure({ maximum: Number.NaN }).message).toContain('maximum was NaN: expected a finite number');
    expect(failure({ maximum: { [btc]: Infinity } }).code).toBe('INVALID_OPTIONS');
    expect(failure({ budget: 0 }).message).toContain('budget was 0');
    expect(failure({ maximums: 0.5 } as never).message).toContain('maximums was 0.5: no such option');
  });
});

describe('turnover', () => {
  const means = { [btc]: 0.01, [eth]: 0.02, [sol]: 0.05 };
  const from = { [btc]: 0.5, [eth]: 0.5 };
  const distance = (weights: Readonly<Record<string, number>>) =>
    ids.reduce((sum, id) => sum + Math.abs((weights[id] as number) - (from[id] ?? 0)), 0);

  it('stays within its limit, and 0 changes nothing', () => {
    const free = minimumVariance(covariance);
    expect(distance(free)).toBeGreaterThan(0.4);
    const limited = minimumVariance(covariance, { turnover: { from, limit: 0.2 } });
    expect(distance(limited)).toBeCloseTo(0.2, 12);
    const still = minimumVariance(covariance, { turnover: { from, limit: 0 } });
    for (const id of ids) expect(still[id]).toBeCloseTo(from[id] ?? 0, 12);
    // A limit that is wide enough is none.
    const wide = minimumVariance(covariance, { turnover: { from, limit: 2 } });
    for (const id of ids) expect(wide[id]).toBeCloseTo(free[id] as number, 9);
  });

  it('trades less the more it costs, and not at all when it costs more than it brings', () => {
    const traded = [0, 0.002, 0.01, 0.5].map((costRate) =>
      distance(meanVariance(covariance, { means, riskAversion: 1, turnover: { from, costRate } })),
    );
    for (const [place, one] of traded.entries()) {
      if (place > 0) expect(one).toBeLessThanOrEqual((traded[place - 1] as number) + 1e-12);
    }
    expect(traded[0]).toBeGreaterThan(traded[2] as number);
    expect(traded[3]).toBeLessThan(1e-10);
  });

  it('counts costs against a target return', () => {
    const costRate = { [sol]: 0.02 };
    const net = meanVariance(covariance, { means, targetReturn: 0.018, turnover: { from, costRate } });
    const gross = Object.entries(net).reduce((sum, [id, weight]) => sum + weight * (means[id] as number), 0);
    expect(gross - 0.02 * (net[sol] as number)).toBeCloseTo(0.018, 10);
    // They count there only: where the target does not bind, what is found is the minimum of variance.
    const turnover = { from: { [sol]: 1 }, costRate: 0.01 };
    const slack = meanVariance(covariance, { means, targetReturn: -1, turnover });
    const least = minimumVariance(covariance);
    for (const id of ids) expect(slack[id]).toBeCloseTo(least[id] as number, 9);
  });

  it('that cannot reach the limits is named', () => {
    const told = failureOf(() =>
      minimumVariance(covariance, { maximum: { [btc]: 0.2 }, turnover: { from, limit: 0.1 } }),
    );
    expect(told.code).toBe('LIMITS_CONTRADICT');
    expect(told.message).toContain('turnover.limit 0.1');
    expect(told.message).toContain('maximum 0.2 of "demo:BTC/USDT"');
    expect(failureOf(() => minimumVariance(covariance, { turnover: { from: { x: 1 } } })).message).toContain(
      'turnover.from names "x"',
    );
    expect(failureOf(() => minimumVariance(covariance, { turnover: { from, limit: -1 } })).message).toContain(
      'turnover.limit was -1',
    );
  });
});
