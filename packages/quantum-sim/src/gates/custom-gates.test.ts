import { complex } from 'mathjs';
import { describe, expect, it } from 'vitest';
import type { CircuitError } from '../errors';
import { controlled } from './controlled-gate';
import { diagonal, pauliRotation, unitary } from './custom-gates';
import { entriesOf, exponentialOf, pauliProduct } from './dense-oracle.test-helper';
import { gateMatrix } from './gate-matrix';
import { standardGates } from './standard-gates';

const noArithmetic = { negate: (a: number) => -a, add: (a: number, b: number) => a + b, constant: (a: number) => a };

describe('unitary', () => {
  const root = Math.SQRT1_2;
  const rows = [
    [root, [0, root]],
    [[0, root], root],
  ] as const;

  it('has its own matrix, and the adjoint as its inverse', () => {
    const gate = unitary(rows);
    expect(Array.from(gateMatrix(gate).im)).toEqual([0, root, root, 0]);
    const { base } = gate.base.inverse([0], [], noArithmetic);
    expect(Array.from(gateMatrix({ name: '', controlCount: 0, base }).im)).toEqual([0, -root, -root, 0]);
    expect(gate.base).toMatchObject({ qubitCount: 1, angleCount: 0, structure: 'general' });
  });

  it.each([
    ['NOT_SQUARE', [[1, 0], [0]]],
    ['INVALID_GATE_SIZE', [[1]]],
    [
      'INVALID_GATE_SIZE',
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    ],
    [
      'NOT_UNITARY',
      [
        [1, 0],
        [0, 1.1],
      ],
    ],
    [
      'NOT_UNITARY',
      [
        [1, 0],
        [0, Number.NaN],
      ],
    ],
  ])('refuses %s', (code, wrong) => {
    expect(() => unitary(wrong)).toThrow(expect.objectContaining({ code }) as CircuitError);
  });
});

describe('diagonal', () => {
  it('has the phases, and the opposite ones as its inverse', () => {
    const gate = diagonal([0, Math.PI / 2, Math.PI, 0]);
    expect(gate.base.structure).toBe('diagonal');
    const { re, im } = gateMatrix(gate);
    expect([re[0], im[5], re[10], re[15]]).toEqual([1, 1, -1, 1]);
    const { base } = gate.base.inverse([0, 1], [], noArithmetic);
    expect(gateMatrix({ name: '', controlCount: 0, base }).im[5]).toBe(-1);
  });

  it('refuses other lengths and phases', () => {
    expect(() => diagonal([1, 2, 3])).toThrow('size was 3');
    expect(() => diagonal([1, Number.NaN])).toThrow('phase 1 was NaN');
  });
});

describe('pauliRotation', () => {
  it.each(['X', 'Y', 'Z', 'I', 'XY', 'YZ', 'ZZ', 'YYX', 'IZY', 'XIYZ'])('of %s is the power series', (paulis) => {
    // The oracle has the letter of qubit 0 last.
    const reversed = [...paulis].reverse().join('');
    const expected = entriesOf(exponentialOf(complex(0, -0.65), pauliProduct(reversed)));
    const { re, im } = gateMatrix(pauliRotation(paulis), [1.3]);
    expected.forEach(([expectedRe, expectedIm], at) => {
      expect(re[at]).toBeCloseTo(expectedRe, 14);
      expect(im[at]).toBeCloseTo(expectedIm, 14);
    });
  });

  it('refuses other letters', () => {
    for (const paulis of ['', 'A', 'XYZXYZ', 'x'])
      expect(() => pauliRotation(paulis)).toThrow('pauliRotation: paulis was');
  });
});

describe('controlled', () => {
  it('names what it makes, and adds to controls that are there', () => {
    const { x, cx, swap, u, gphase } = standardGates;
    expect([x, cx].map((gate) => controlled(gate, 2).name)).toEqual(['ccx', 'mcx']);
    expect([swap, u].map((gate) => controlled(gate).name)).toEqual(['cswap', 'cu']);
    expect(controlled(gphase)).toMatchObject({ name: 'p', controlCount: 0 });
    expect(controlled(gphase, 3)).toMatchObject({ name: 'ccp', controlCount: 2 });
    expect(controlled(x, 0)).toBe(x);
  });

  it.each([-1, 1.5, 31, Number.NaN])('refuses %d controls', (count) => {
    expect(() => controlled(standardGates.x, count)).toThrow(`count was ${count}`);
  });
});
