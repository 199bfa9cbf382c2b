import { describe, expect, it } from 'vitest';
import { seededRandom } from '../seeded-random';
import { profileSeed, share } from '../testing-profile.test-helper';
import { convexShares, lotShares, sharesValue, type WeighingInput } from './weigh';

const made = (seed: number, size: number, changes: Partial<WeighingInput> = {}): WeighingInput => {
  const random = seededRandom(seed);
  const loadings = Array.from({ length: size }, () => 0.02 + 0.01 * random.normal());
  const own = Array.from({ length: size }, () => 0.0004 + 0.001 * random.uniform());
  return {
    assets: Array.from({ length: size }, (_, index) => `asset${index}`),
    means: Array.from({ length: size }, () => 0.001 * random.normal()),
    covariance: loadings.map((a, i) => loadings.map((b, j) => a * b + (i === j ? own[i]! : 0))),
    riskAversion: 3,
    trading: undefined,
    soldBefore: 0,
    ...changes,
  };
};

const randomHeld = (input: WeighingInput, seed: number): Record<string, number> => {
  const random = seededRandom(seed);
  const parts = input.assets.map(() => random.uniform());
  const sum = parts.reduce((a, b) => a + b, 0);
  return Object.fromEntries(input.assets.map((asset, index) => [asset, parts[index]! / sum]));
};

const turnover = (input: WeighingInput, shares: ArrayLike<number>): number =>
  input.assets.reduce(
    (sum, asset, i) => sum + Math.abs(shares[i]! - (input.trading?.held[asset] ?? 0)),
    input.soldBefore,
  );

describe('convexShares', () => {
  it('holds two assets as the closed form says', () => {
    const input = made(1, 2, {
      means: [0, 0],
      covariance: [
        [0.04, 0.01],
        [0.01, 0.09],
      ],
    });
    // w₁ = (σ₂² − σ₁₂) / (σ₁² + σ₂² − 2 σ₁₂)
    const [first, second] = convexShares(input, { minimum: 0, maximum: 1 });
    expect(first).toBeCloseTo(0.08 / 0.11, 6);
    expect(first! + second!).toBeCloseTo(1, 12);
  });

  it('is better than every allowed neighbour and every corner that random draws find', () => {
    const random = seededRandom(profileSeed());
    for (let trial = 0; trial < share(12, 400); trial++) {
      const size = 2 + random.integer(6);
      const bare = made(random.integer(2 ** 31), size, { riskAversion: trial % 4 === 0 ? 0 : 3 });
      const held = randomHeld(bare, random.integer(2 ** 31));
      const limit = trial % 3 === 0 ? 0.4 : undefined;
      const input = trial % 2 === 0 ? bare : { ...bare, trading: { held, penalty: 0.0005 * random.uniform(), limit } };
      const bounds = { minimum: limit === undefined ? 0.05 : 0, maximum: limit === undefined ? 0.6 : 1 };
      const shares = convexShares(input, bounds);
      expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      for (const one of shares) {
        expect(one).toBeGreaterThanOrEqual(bounds.minimum);
        expect(one).toBeLessThanOrEqual(bounds.maximum);
      }
      const isLimited = trial % 2 === 1 && limit !== undefined;
      if (isLimited) expect(turnover(input, shares)).toBeLessThanOrEqual(limit + 1e-8);
      const value = sharesValue(input, shares);
      for (let draw = 0; draw < 200; draw++) {
        const [from, to] = [random.integer(size), random.integer(size)];
        const moved = shares.slice();
        const step = 0.2 * random.uniform();
        moved[from]! -= step;
        moved[to]! += step;
        if (from === to || moved[from]! < bounds.minimum || moved[to]! > bounds.maximum) continue;
        if (isLimited && turnover(input, moved) > limit) continue;
        expect(sharesValue(input, moved)).toBeGreaterThan(value - 1e-8);
      }
    }
  });

  it('counts what is sold of other assets against the limit', () => {
    const bare = made(11, 4);
    const held = Object.fromEntries(Object.entries(randomHeld(bare, 3)).map(([asset, one]) => [asset, 0.8 * one]));
    for (const limit of [0.4, 0.5, 0.7]) {
      const input = { ...bare, soldBefore: 0.2, trading: { held, penalty: 0, limit } };
      const shares = convexShares(input, { minimum: 0, maximum: 1 });
      expect(turnover(input, shares)).toBeCloseTo(limit, 7);
    }
    const tight = { ...bare, soldBefore: 0.2, trading: { held, penalty: 0, limit: 0.39 } };
    expect(() => convexShares(tight, { minimum: 0, maximum: 1 })).toThrow('no point keeps all limits');
  });

  it('trades less where trading costs more, and nothing where it costs much', () => {
    const bare = made(7, 5);
    const held = randomHeld(bare, 8);
    const traded = [0, 0.0002, 0.001, 1].map((penalty) => {
      const input = { ...bare, trading: { held, penalty, limit: 2 } };
      return turnover(input, convexShares(input, { minimum: 0, maximum: 1 }));
    });
    expect(traded).toEqual([...traded].sort((a, b) => b - a));
    expect(traded[0]).toBeGreaterThan(0.1);
    expect(traded[3]).toBeLessThan(1e-6);
  });

  it('says when no shares keep all limits', () => {
    expect(() => convexShares(made(1, 3), { minimum: 0.4, maximum: 1 })).toThrow(
      'convexShares: no point keeps all limits',
    );
  });
});

describe('lotShares', () => {
  it('is the best of all portfolios of lots, and near the convex one', () => {
    const input = made(3, 3);
    const found = lotShares(input, 0.1)!;
    expect(found.isProven).toBe(true);
    let least = Number.POSITIVE_INFINITY;
    for (let a = 1; a <= 8; a++) {
      for (let b = 1; a + b <= 9; b++)
        least = Math.min(least, sharesValue(input, [0.1 * a, 0.1 * b, 0.1 * (10 - a - b)]));
    }
    expect(sharesValue(input, found.shares)).toBe(least);
    expect(sharesValue(input, convexShares(input, { minimum: 0.1, maximum: 1 }))).toBeLessThanOrEqual(least + 1e-9);
  });

  it('moves lots between pairs where there are too many portfolios, which it does not call proven', () => {
    const input = made(5, 8);
    const found = lotShares(input, 0.01)!;
    expect(found.isProven).toBe(false);
    for (const one of found.shares) expect(Math.abs(100 * one - Math.round(100 * one))).toBeLessThan(1e-9);
    expect(found.shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    const convex = sharesValue(input, convexShares(input, { minimum: 0.01, maximum: 1 }));
    const equal = sharesValue(input, new Float64Array(8).fill(1 / 8));
    expect(sharesValue(input, found.shares) - convex).toBeLessThan(0.02 * (equal - convex));
  });

  it('keeps a turnover limit, or says that nothing does', () => {
    const bare = made(3, 3);
    const held = { asset0: 0.5, asset1: 0.3, asset2: 0.2 };
    const within = (limit: number) => lotShares({ ...bare, trading: { held, penalty: 0, limit } }, 0.1);
    expect(Array.from(within(0)!.shares, (one) => one.toFixed(1))).toEqual(['0.5', '0.3', '0.2']);
    expect(turnover({ ...bare, trading: { held, penalty: 0, limit: 1 } }, within(0.2)!.shares)).toBeLessThanOrEqual(
      0.2 + 1e-9,
    );
    expect(lotShares({ ...bare, trading: { held: { asset0: 1 }, penalty: 0, limit: 0.1 } }, 0.1)).toBeUndefined();
  });
});
