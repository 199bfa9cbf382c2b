import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { portfolioSelection } from '../problem/portfolio-selection';
import { quboValue } from '../problem/qubo';
import { randomQubo } from '../problem/random-qubo.test-helper';
import { factorModel } from '../problem/reference-portfolios.test-helper';
import { branchAndBound } from './branch-and-bound';
import { exactSelection } from './exact-selection';
import { convexBound, convexityOf, pairBound } from './lower-bound';

const shapes = fc
  .array(
    fc
      .integer({ min: 1, max: 5 })
      .chain((count) => fc.integer({ min: 0, max: count }).map((choose) => ({ count, choose }))),
    { minLength: 1, maxLength: 3 },
  )
  .map((sectors) => {
    let next = 0;
    return sectors.map(({ count, choose }) => {
      next += count;
      return { assets: Array.from({ length: count }, (_, index) => `x${next - count + index}`), choose };
    });
  });

it('finds the exact optimum, and proves it', () => {
  fc.assert(
    fc.property(shapes, fc.nat(1e6), (sectors, seed) => {
      const qubo = randomQubo(
        sectors.reduce((sum, { assets }) => sum + assets.length, 0),
        seed,
      );
      const found = branchAndBound({ qubo, sectors });
      const exact = exactSelection({ qubo, sectors });
      expect(found.value).toBeCloseTo(exact.minimum, 10);
      expect(found.isOptimal).toBe(true);
      expect(found.lowerBound).toBe(found.value);
    }),
  );
});

it('no bound is above the minimum', () => {
  fc.assert(
    fc.property(shapes, fc.nat(1e6), (sectors, seed) => {
      const size = sectors.reduce((sum, { assets }) => sum + assets.length, 0);
      const qubo = randomQubo(size, seed);
      const open = sectors.map(({ assets, choose }) => ({
        members: assets.map((name) => Number(name.slice(1))),
        choose,
      }));
      const all = Array.from({ length: size }, (_, index) => index);
      const minimum = exactSelection({ qubo, sectors }).minimum - qubo.constant;
      expect(pairBound(qubo, qubo.linear, open)).toBeLessThanOrEqual(minimum + 1e-9);
      const convex = convexBound(qubo, qubo.linear, open, convexityOf(qubo, all), Number.POSITIVE_INFINITY);
      expect(convex).toBeLessThanOrEqual(minimum + 1e-9);
    }),
  );
});

it('bounds are the value itself where only one selection is left', () => {
  const qubo = randomQubo(7, 12);
  const open = [
    { members: [0, 1, 2, 3], choose: 4 },
    { members: [4, 5, 6], choose: 0 },
  ];
  const value = quboValue(qubo, [1, 1, 1, 1, 0, 0, 0]) - qubo.constant;
  expect(pairBound(qubo, qubo.linear, open)).toBeCloseTo(value, 12);
  const convexity = convexityOf(qubo, [0, 1, 2, 3, 4, 5, 6]);
  expect(convexBound(qubo, qubo.linear, open, convexity, Number.POSITIVE_INFINITY)).toBeCloseTo(value, 12);
});

describe('on a portfolio of 30 choose 5', () => {
  const problem = portfolioSelection(factorModel(30, 5, 1, 4));

  it('proves the optimum with far fewer nodes than there are selections', () => {
    const found = branchAndBound(problem);
    const exact = exactSelection(problem);
    expect(found.isOptimal).toBe(true);
    expect(found.selected).toEqual(exact.best[0]!.assets);
    expect(found.nodes).toBeLessThan(exact.count / 50);
  });

  it('says how far it may be off when it has to stop', () => {
    const { isOptimal, lowerBound, value, nodes } = branchAndBound(problem, { maximumNodes: 5 });
    const exact = exactSelection(problem).minimum;
    expect(isOptimal).toBe(false);
    expect(lowerBound).toBeLessThanOrEqual(exact);
    expect(value).toBeGreaterThanOrEqual(exact - 1e-12);
    expect(nodes).toBeLessThan(100);
  });
});

it('refuses what is out of range', () => {
  const problem = portfolioSelection(factorModel(4, 2, 1));
  expect(() => branchAndBound(problem, { maximumNodes: 0 })).toThrow('maximumNodes was 0');
  expect(() => branchAndBound(problem, { tolerance: 2 })).toThrow('tolerance was 2');
});
