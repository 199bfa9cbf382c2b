import { describe, expect, it } from 'vitest';
import { QuantumOptionsError } from './errors';
import { type Random, seededRandom } from './seeded-random';

const draw = (random: Random, count: number, next: (random: Random) => number = (one) => one.uniform()): number[] =>
  Array.from({ length: count }, () => next(random));

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const correlation = (a: readonly number[], b: readonly number[]): number =>
  12 * mean(a.map((value, index) => (value - 0.5) * ((b[index] as number) - 0.5)));

describe('a seed', () => {
  it('gives the same numbers on every platform', () => {
    expect(draw(seededRandom(7), 3)).toEqual(draw(seededRandom(7), 3));
    expect(draw(seededRandom(7), 4, (one) => one.integer(1_000_000))).toEqual([49009, 114858, 398905, 512822]);
    expect(seededRandom(7).normal()).toBe(-2.502308750697433);
  });

  it('is told from its neighbours, its negative, and those that differ above 32 bits', () => {
    const seeds = [
      0,
      1,
      -1,
      2,
      2 ** 31,
      2 ** 32,
      2 ** 32 + 1,
      -(2 ** 32),
      2 ** 40,
      Number.MAX_SAFE_INTEGER,
      Number.MIN_SAFE_INTEGER,
    ];
    expect(new Set(seeds.map((seed) => seededRandom(seed).uniform())).size).toBe(seeds.length);
  });

  it.each([0.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY, '7', undefined])('is not %s', (seed) => {
    expect(() => seededRandom(seed as number)).toThrow(QuantumOptionsError);
    expect(() => seededRandom(seed as number)).toThrow(`seed was ${String(seed)}`);
  });
});

describe('uniform', () => {
  const values = draw(seededRandom(1), 200_000);

  it('stays in [0, 1) with 53 bits', () => {
    expect(Math.min(...values.slice(0, 100_000))).toBeGreaterThanOrEqual(0);
    expect(values.every((value) => value < 1 && Number.isInteger(value * 2 ** 53))).toBe(true);
    expect(values.some((value) => !Number.isInteger(value * 2 ** 52))).toBe(true);
  });

  it('is even: 100 boxes, chi-square within five deviations', () => {
    const boxes = new Array<number>(100).fill(0);
    for (const value of values) boxes[Math.floor(value * 100)]! += 1;
    const chi = boxes.reduce((sum, count) => sum + (count - 2_000) ** 2 / 2_000, 0);
    expect(Math.abs(chi - 99)).toBeLessThan(5 * Math.sqrt(2 * 99));
  });

  it('does not follow itself', () => {
    for (const lag of [1, 2, 7]) expect(Math.abs(correlation(values.slice(lag), values))).toBeLessThan(0.012);
  });
});

describe('integer', () => {
  it('stays below its limit and reaches every value', () => {
    const random = seededRandom(3);
    expect(new Set(draw(random, 1_000, (one) => one.integer(7)))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
    expect(draw(random, 10, (one) => one.integer(1))).toEqual(new Array(10).fill(0));
    expect(random.integer(Number.MAX_SAFE_INTEGER)).toBeLessThan(Number.MAX_SAFE_INTEGER);
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])('refuses a limit of %d', (limit) => {
    expect(() => seededRandom(1).integer(limit)).toThrow(`limit was ${limit}`);
  });
});

it('normal numbers have mean 0, variance 1, no skew and kurtosis 3', () => {
  const values = draw(seededRandom(2), 200_000, (one) => one.normal());
  const moment = (power: number) => mean(values.map((value) => value ** power));
  expect(Math.abs(moment(1))).toBeLessThan(0.012);
  expect(Math.abs(moment(2) - 1)).toBeLessThan(0.016);
  expect(Math.abs(moment(3))).toBeLessThan(0.03);
  expect(Math.abs(moment(4) - 3)).toBeLessThan(0.12);
});

describe('split', () => {
  it('does not depend on what its parent has drawn', () => {
    const fresh = draw(seededRandom(5).split('a'), 3);
    const parent = seededRandom(5);
    draw(parent, 10);
    expect(draw(parent.split('a'), 3)).toEqual(fresh);
  });

  it('does not draw from its parent', () => {
    const parent = seededRandom(5);
    parent.split('a').uniform();
    expect(draw(parent, 3)).toEqual(draw(seededRandom(5), 3));
  });

  it('gives each name and each seed numbers of its own', () => {
    const streams = [1, 2].flatMap((seed) =>
      ['a', 'b', 'ab', 'ba', ''].map((name) => draw(seededRandom(seed).split(name), 20_000)),
    );
    const all = [draw(seededRandom(1), 20_000), ...streams, draw(seededRandom(1).split('a').split('a'), 20_000)];
    expect(new Set(all.map(([first]) => first)).size).toBe(all.length);
    all.forEach((a, index) => {
      for (const b of all.slice(index + 1)) expect(Math.abs(correlation(a, b))).toBeLessThan(0.05);
    });
  });
});
