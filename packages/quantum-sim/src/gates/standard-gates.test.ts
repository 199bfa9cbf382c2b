import { describe, expect, it } from 'vitest';
import { unitarityError, zeroMatrix } from './complex-matrix';
import { denseGates, entriesOf } from './dense-oracle.test-helper';
import { type Gate, gateQubitCount } from './gate';
import { gateMatrix } from './gate-matrix';
import { standardGates } from './standard-gates';

const names = Object.keys(standardGates) as (keyof typeof standardGates)[];
const anglesOf = (gate: Gate): number[] => [0.7, -1.9, 2.6, 0.4].slice(0, gate.base.angleCount);

const entries = (gate: Gate, angles: number[]): [number, number][] => {
  const { re, im } = gateMatrix(gate, angles);
  return Array.from(re, (value, at) => [value, im[at]!]);
};

const distance = (a: readonly (readonly [number, number])[], b: readonly (readonly [number, number])[]): number =>
  Math.max(...a.map(([re, im], at) => Math.hypot(re - b[at]![0], im - b[at]![1])));

it('there is an oracle for every gate', () => {
  expect(Object.keys(denseGates).sort()).toEqual([...names].sort());
});

describe.each(names)('%s', (name) => {
  const gate: Gate = standardGates[name];
  const angles = anglesOf(gate);

  it('is named after itself', () => {
    expect(gate.name).toBe(name);
  });

  it('is the matrix that Pauli matrices, projectors and power series give', () => {
    const expected = entriesOf(denseGates[name]!(...angles));
    expect(entries(gate, angles)).toHaveLength(expected.length);
    expect(distance(entries(gate, angles), expected)).toBeLessThan(2e-15);
    expect(unitarityError(gateMatrix(gate, angles))).toBeLessThan(2e-15);
  });

  it('has an inverse', () => {
    const arithmetic = {
      negate: (angle: number) => -angle,
      add: (angle: number, constant: number) => angle + constant,
      constant: (value: number) => value,
    };
    const qubits = Array.from({ length: gate.base.qubitCount }, (_, index) => index);
    const inverse = gate.base.inverse(qubits, angles, arithmetic);
    const forward = entriesOf(denseGates[name]!(...angles));
    const size = 2 ** gate.base.qubitCount;
    const matrix = gateMatrix({ name: '', controlCount: 0, base: inverse.base }, [...inverse.angles]);
    const isSwapped = inverse.qubits[0] === 1;
    const swapped = (index: number): number => (isSwapped ? ((index & 1) << 1) | (index >> 1) : index);
    const controls = 2 ** gate.controlCount - 1;
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        // The adjoint of the lowest block, where all controls are 1.
        const full = size << gate.controlCount;
        const at = ((column << gate.controlCount) | controls) * full + ((row << gate.controlCount) | controls);
        const own = swapped(row) * size + swapped(column);
        expect(matrix.re[own]).toBeCloseTo(forward[at]![0], 14);
        expect(matrix.im[own]).toBeCloseTo(-forward[at]![1], 14);
      }
    }
  });

  it('keeps its structure and has the derivatives of its differences', () => {
    const { base } = gate;
    const size = 2 ** base.qubitCount;
    const at = (values: number[]) => {
      const out = zeroMatrix(size);
      out.re.fill(9);
      base.writeMatrix(out, values);
      return out;
    };
    const { re, im } = at(angles);
    for (let entry = 0; entry < size * size; entry++) {
      const isOff = entry % (size + 1) !== 0;
      if (base.structure === 'diagonal' && isOff) expect([re[entry], im[entry]]).toEqual([0, 0]);
      if (base.structure === 'permutation') expect([0, 1]).toContain(re[entry]);
    }
    expect(base.shiftRules).toHaveLength(base.angleCount);
    angles.forEach((angle, index) => {
      const step = 1e-5;
      const up = at(angles.with(index, angle + step));
      const down = at(angles.with(index, angle - step));
      const derivative = zeroMatrix(size);
      derivative.im.fill(9);
      base.writeDerivative(derivative, angles, index);
      for (let entry = 0; entry < size * size; entry++) {
        expect(derivative.re[entry]).toBeCloseTo((up.re[entry]! - down.re[entry]!) / (2 * step), 9);
        expect(derivative.im[entry]).toBeCloseTo((up.im[entry]! - down.im[entry]!) / (2 * step), 9);
      }
    });
  });

  it('has as many qubits as its matrix', () => {
    expect(gateMatrix(gate, angles).size).toBe(2 ** gateQubitCount(gate));
  });
});
