import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { liquidityCheck } from './liquidity-check';
import type { LiquidityFacts } from './liquidity-facts';
import { liquidityRules } from './liquidity-rules';

const deep: Required<LiquidityFacts> = {
  spreadFraction: 0.0002,
  depthAmount: 900_000,
  dailyVolumeAmount: 5e7,
  marketCapAmount: 1e9,
  idleBarsFraction: 0,
  orderAmount: 10_000,
};
const score = (facts: LiquidityFacts) => liquidityCheck(facts, { minimumScore: 50 }).score;

describe('liquidityCheck', () => {
  it('has weights that add up to 1', () => {
    expect(liquidityRules.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it.each<[string, Partial<LiquidityFacts>, number]>([
    ['a deep market', {}, 100],
    ['a spread of 0.1 %', { spreadFraction: 0.001 }, 100],
    ['a spread half way to 1 %', { spreadFraction: 0.0055 }, 87.5],
    ['a spread of 1 %', { spreadFraction: 0.01 }, 75],
    ['depth of twenty orders', { depthAmount: 200_000 }, 100],
    ['depth of one order', { depthAmount: 10_000 }, 70],
    ['depth half way', { depthAmount: 105_000 }, 85],
    ['a volume of twenty orders', { dailyVolumeAmount: 200_000, marketCapAmount: 4e6 }, 80],
    ['a volume that is made up', { dailyVolumeAmount: 2e9 }, 85],
    ['a volume of half of everything', { dailyVolumeAmount: 5e8 }, 100],
    ['a market that is dead', { marketCapAmount: 5e11 }, 85],
    ['bars without trades', { idleBarsFraction: 0.2 }, 90],
    ['an order as large as the market', { orderAmount: 1e9 }, 50],
  ])('%s', (_, facts, expected) => {
    expect(score({ ...deep, ...facts })).toBeCloseTo(expected, 9);
  });

  it('takes what is not known, or no figure, for the worst', () => {
    expect(score({})).toBe(0);
    for (const { name, weight } of liquidityRules) expect([name, weight]).toEqual([name, expect.any(Number)]);
    const { spreadFraction: _, ...rest } = deep;
    expect(score(rest)).toBe(75);
    for (const broken of [Number.NaN, -1, Infinity, null]) {
      expect(score({ ...deep, spreadFraction: broken as number })).toBe(75);
      expect(score({ ...deep, depthAmount: broken as number })).toBe(70);
      // Without a size of orders neither depth nor volume says anything.
      expect(score({ ...deep, orderAmount: broken as number })).toBe(50);
    }
    expect(score({ ...deep, orderAmount: 0 })).toBe(50);
  });

  it('is enough at the minimum', () => {
    const facts = { ...deep, depthAmount: 10_000 };
    expect(liquidityCheck(facts, { minimumScore: 70 }).isEnough).toBe(true);
    expect(liquidityCheck(facts, { minimumScore: 70.0001 }).isEnough).toBe(false);
    expect(() => liquidityCheck(facts, {} as never)).toThrow('minimumScore was undefined');
    expect(() => liquidityCheck(facts, { minimumScore: 101 })).toThrow('minimumScore was 101');
  });

  it('a worse figure never makes a better score', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(part, part, part, (spread, depth, idle) => {
        const better = {
          ...deep,
          spreadFraction: spread / 2,
          depthAmount: 1e5 + depth * 1e5,
          idleBarsFraction: idle / 2,
        };
        const worse = { ...deep, spreadFraction: spread, depthAmount: depth * 1e5, idleBarsFraction: idle };
        expect(score(worse)).toBeLessThanOrEqual(score(better));
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('says what it saw', () => {
    const { reasons } = liquidityCheck({ ...deep, spreadFraction: 0.02, idleBarsFraction: 0.1 }, { minimumScore: 50 });
    expect(reasons.map(({ rule, evidence }) => `${rule}: ${evidence}`)).toEqual([
      'spread: bid and ask are 2 % apart',
      'idle-bars: 10 % of its bars are without a trade',
    ]);
  });
});
