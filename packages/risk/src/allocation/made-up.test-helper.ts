import { readFileSync } from 'node:fs';
import { seededRandom } from '@sigmax/core';
import fc from 'fast-check';
import type { Covariance } from './covariance';
import type { ReturnsTable } from './returns-table';

export const idsOf = (count: number): string[] => Array.from({ length: count }, (_, place) => `demo:A${place}/USDT`);

/** Returns with one common factor and some noise of each instrument's own, as coins have. */
export const madeUpReturns = (seed: number, instruments: number, rows: number): Record<string, number[]> => {
  const random = seededRandom(seed);
  const market = Array.from({ length: rows }, () => random.normal() * 0.03);
  return Object.fromEntries(
    idsOf(instruments).map((id) => {
      const [beta, own, drift] = [random.uniform() * 2, 0.005 + random.uniform() * 0.04, random.normal() * 0.002];
      return [id, market.map((common) => beta * common + own * random.normal() + drift)];
    }),
  );
};

export interface MadeUp {
  readonly seed: number;
  readonly instruments: number;
  readonly rows: number;
}

/** What a random market is made from; fewer rows than instruments are among them. */
export const madeUp = (instruments: { readonly min: number; readonly max: number }): fc.Arbitrary<MadeUp> =>
  fc.record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    instruments: fc.integer(instruments),
    rows: fc.integer({ min: 2, max: 80 }),
  });

export const lossOf = (returns: ReturnsTable, weights: Readonly<Record<string, number>>): number[] => {
  const ids = Object.keys(returns);
  const rows = returns[ids[0] as string]?.length ?? 0;
  return Array.from({ length: rows }, (_, row) =>
    ids.reduce((sum, id) => sum + (weights[id] ?? 0) * (returns[id]?.[row] as number), 0),
  );
};

/** Random weights that sum to 1, many of them near 0. */
export const randomWeights = (seed: number, ids: readonly string[]): Record<string, number> => {
  const random = seededRandom(seed);
  const parts = ids.map(() => random.uniform() ** 4);
  const sum = parts.reduce((a, b) => a + b);
  return Object.fromEntries(ids.map((id, place) => [id, (parts[place] as number) / sum]));
};

/** The ids in another order, and the matrix with them. */
export const permuted = ({ ids, matrix }: Covariance, seed: number): Covariance => {
  const random = seededRandom(seed);
  const order = ids.map((_, place) => [random.uniform(), place] as const).sort(([a], [b]) => a - b);
  return {
    ids: order.map(([, place]) => ids[place] as string),
    matrix: order.map(([, row]) => order.map(([, column]) => matrix[row]?.[column] as number)),
  };
};

export const sumOf = (weights: Readonly<Record<string, number>>): number =>
  Object.values(weights).reduce((sum, weight) => sum + weight, 0);

type Listed = Readonly<Record<string, number>>;

/** Numbers of other packages, with their versions; written by `__fixtures__/make-vectors.py`. */
interface Vectors {
  readonly ids: readonly string[];
  readonly returns: Readonly<Record<string, readonly number[]>>;
  readonly matrices: Readonly<Record<string, { readonly matrix: number[][]; readonly shrinkage?: number }>>;
  readonly weights: Readonly<Record<string, { readonly by: string; readonly weights: Listed }>>;
  readonly bayesStein: { readonly means: readonly number[]; readonly shrinkage: number };
  readonly forest: Covariance;
  readonly hierarchical: Readonly<Record<string, Listed>>;
  readonly blackLitterman: { equilibrium: readonly number[]; means: readonly number[]; matrix: number[][] };
}

export const vectors = JSON.parse(
  readFileSync(new URL('./__fixtures__/vectors.json', import.meta.url), 'utf8'),
) as Vectors;

/** Largest difference of two records of numbers. */
export const differenceOf = (a: Listed, b: Listed): number =>
  Math.max(...[...new Set([...Object.keys(a), ...Object.keys(b)])].map((id) => Math.abs((a[id] ?? 0) - (b[id] ?? 0))));

export const matrixDifference = (a: readonly ArrayLike<number>[], b: readonly (readonly number[])[]): number =>
  Math.max(...b.flatMap((row, i) => row.map((value, j) => Math.abs(value - (a[i]?.[j] as number)))));

/** The code of the error that is thrown, and its message. */
export const failureOf = (
  run: () => unknown,
): { readonly code: string; readonly message: string; readonly name: string } => {
  try {
    run();
  } catch (error) {
    const { code, message, name } = error as { code: string; message: string; name: string };
    return { code, message, name };
  }
  return { code: 'none', message: 'nothing was thrown', name: 'none' };
};
