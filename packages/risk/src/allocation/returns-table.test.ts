import { DataError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { failureOf } from './made-up.test-helper';
import { checkReturns, returnsTable } from './returns-table';

describe('checkReturns', () => {
  it('puts columns in the order of ids', () => {
    const { ids, columns, rows } = checkReturns({ b: [1, 2], a: Float64Array.of(3, 4) }, 'test', 2);
    expect([ids, rows]).toEqual([['b', 'a'], 2]);
    expect(columns[1]?.[0]).toBe(3);
  });

  it('names the instrument, the row and the value of what is broken', () => {
    const broken = (table: Record<string, number[]>) => failureOf(() => checkReturns(table, 'ledoitWolf', 3));
    expect(broken({ a: [1, 2, 3], b: [1, Number.NaN, 3] }).message).toContain('returns["b"][1] was NaN');
    expect(broken({ a: [1, 2, -Infinity] }).code).toBe('NOT_FINITE');
    // A hole in an array is no 0.
    expect(broken({ a: [1, undefined as never, 3] }).message).toContain('returns["a"][1] was undefined');
    expect(broken({ a: [1, 2, 3], b: [1, 2] }).message).toContain('returns["b"] has 2 rows and "a" has 3');
    expect(broken({ a: [1, 2] }).message).toBe(
      'ledoitWolf: returns has 2 rows and at least 3 are needed. Take a longer window.',
    );
    expect(broken({}).code).toBe('NO_INSTRUMENTS');
    expect(() => checkReturns({}, 'test', 1)).toThrow(DataError);
  });
});

describe('returnsTable', () => {
  it('gives simple returns by id', () => {
    expect(returnsTable({ a: [100, 110, 99], b: [1, 1, 2] })).toEqual({
      a: Float64Array.of(110 / 100 - 1, 99 / 110 - 1),
      b: Float64Array.of(0, 1),
    });
  });

  it('refuses a price that is none', () => {
    expect(failureOf(() => returnsTable({ a: [1, 0] })).message).toContain('prices["a"][1] was 0');
    expect(failureOf(() => returnsTable({ a: [1] })).code).toBe('TOO_FEW_RETURNS');
  });
});
