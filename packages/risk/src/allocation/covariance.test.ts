import { describe, expect, it } from 'vitest';
import { checkCovariance, checkSymmetric, requireDeviations } from './covariance';
import { sampleCovariance } from './index';
import { failureOf, idsOf, madeUpReturns } from './made-up.test-helper';

const ids = idsOf(2);
const check = (matrix: number[][], names: readonly string[] = ids) =>
  failureOf(() => checkCovariance({ ids: names, matrix }, 'test'));

describe('checkCovariance', () => {
  it('takes a covariance, a singular one and one without variance', () => {
    expect([
      ...checkCovariance(
        {
          ids,
          matrix: [
            [1, 0.5],
            [0.5, 2],
          ],
        },
        'test',
      ).matrix,
    ]).toEqual([1, 0.5, 0.5, 2]);
    expect(
      check([
        [1, 2],
        [2, 4],
      ]).code,
    ).toBe('none');
    expect(
      check([
        [1, 0],
        [0, 0],
      ]).code,
    ).toBe('none');
    // Three rows for ten instruments: eight eigenvalues are 0 but for rounding.
    const short = sampleCovariance(madeUpReturns(4, 10, 3));
    expect(() => checkCovariance(short, 'test')).not.toThrow();
  });

  it('names the smallest eigenvalue of what is none', () => {
    const failure = check([
      [1, 2],
      [2, 1],
    ]);
    expect(failure).toMatchObject({ name: 'AllocationError', code: 'NOT_POSITIVE_SEMIDEFINITE' });
    expect(failure.message).toContain('eigenvalue -1');
    expect(failure.message).toContain('nearestCovariance');
    expect(
      check([
        [1, 0],
        [0, -0.1],
      ]).message,
    ).toContain('eigenvalue -0.1');
    // Without a variance there is no covariance.
    expect(
      check([
        [0, 0.1],
        [0.1, 1],
      ]).code,
    ).toBe('NOT_POSITIVE_SEMIDEFINITE');
  });

  it('judges by correlation, so units do not matter', () => {
    expect(
      check([
        [1e-12, 2e-12],
        [2e-12, 1e-12],
      ]).code,
    ).toBe('NOT_POSITIVE_SEMIDEFINITE');
    expect(
      check([
        [1e-12, 0],
        [0, 1e6],
      ]).code,
    ).toBe('none');
  });

  it('refuses wrong shapes, holes and asymmetry, by name', () => {
    expect(check([[1, 0]]).message).toBe(
      'test: matrix has 1 rows of 2 for 2 ids. Give one row and one column for each id.',
    );
    expect(check([[1, 0], [0]]).code).toBe('INVALID_SHAPE');
    expect(
      check([
        [1, Number.NaN],
        [0, 1],
      ]).message,
    ).toContain('matrix[0][1] was NaN');
    expect(
      check([
        [1, Infinity],
        [0, 1],
      ]).code,
    ).toBe('NOT_FINITE');
    expect(
      check([
        [1, 0.2],
        [0.1, 1],
      ]).message,
    ).toContain('matrix[1][0] was 0.1 and matrix[0][1] was 0.2');
    expect(
      check(
        [
          [1, 0],
          [0, 1],
        ],
        ['a', 'a'],
      ).message,
    ).toContain('ids names "a" twice');
    expect(check([], []).message).toContain('ids was empty');
  });

  it('takes asymmetry of rounding, and evens it out', () => {
    const { matrix } = checkSymmetric(
      {
        ids,
        matrix: [
          [1, 0.5],
          [0.5 + 1e-12, 1],
        ],
      },
      'test',
    );
    expect(matrix[1]).toBe(matrix[2]);
  });
});

it('requireDeviations names what does not move', () => {
  const checked = checkCovariance(
    {
      ids,
      matrix: [
        [4, 0],
        [0, 0],
      ],
    },
    'test',
  );
  expect(failureOf(() => requireDeviations(checked, 'test')).message).toContain('the variance of "demo:A1/USDT" was 0');
});
