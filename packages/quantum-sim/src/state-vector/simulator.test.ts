import { describe, expect, it } from 'vitest';
import { parameter } from '../circuit/angle';
import { type Circuit, circuit } from '../circuit/circuit';
import { controlled } from '../gates/controlled-gate';
import { diagonal, pauliRotation, unitary } from '../gates/custom-gates';
import { applyDense, denseGates } from '../gates/dense-oracle.test-helper';
import { type Gate, gateQubitCount } from '../gates/gate';
import { standardGates } from '../gates/standard-gates';
import { seededRandom } from '../seeded-random';
import { largestDifference, randomCircuit, referenceState } from './reference-state.test-helper';
import { simulate, simulator } from './simulator';

const angles = [0.7, -1.9, 2.6, 0.4];

/** Every way to choose `count` of `n` qubits in order. */
const orders = (n: number, count: number): number[][] =>
  count === 0
    ? [[]]
    : orders(n, count - 1).flatMap((start) =>
        Array.from({ length: n }, (_, qubit) => qubit)
          .filter((qubit) => !start.includes(qubit))
          .map((qubit) => [...start, qubit]),
      );

/** A start in which no two amplitudes are alike. */
const mixed = (n: number): Circuit => {
  let start = circuit(n);
  for (let qubit = 0; qubit < n; qubit++) start = start.u(0.9 + 0.31 * qubit, 0.4 - 0.7 * qubit, 1.1, qubit);
  for (let qubit = 1; qubit < n; qubit++) start = start.cx(qubit - 1, qubit);
  return start.barrier();
};

describe.each(Object.entries(standardGates) as [string, Gate][])('%s', (name, gate) => {
  const used = angles.slice(0, gate.base.angleCount);
  const dense = denseGates[name]!(...used);

  it('is the dense matrix on every choice and order of qubits, up to five', () => {
    for (let n = Math.max(1, gateQubitCount(gate)); n <= 5; n++) {
      const start = simulate(mixed(n));
      for (const qubits of orders(n, gateQubitCount(gate))) {
        const expected = applyDense(dense, qubits, start);
        const state = simulate(mixed(n).apply(gate, qubits, ...used));
        expect(largestDifference(state, expected)).toBeLessThan(3e-15);
      }
    }
  });
});

describe('a circuit', () => {
  it.each([1, 2, 3, 5, 8])('of random gates on %d qubits is what one gate after another gives', (n) => {
    for (let seed = 0; seed < 12; seed++) {
      const random = randomCircuit(n, 60, seededRandom(seed).split(`${n}`));
      const state = simulate(random);
      expect(largestDifference(state, referenceState(random))).toBeLessThan(1e-14);
      expect(Math.abs(state.squaredNorm() - 1)).toBeLessThan(1e-13);
    }
  });

  it.each([14, 15])('of random gates on %d qubits, in blocks, is too', (n) => {
    for (let seed = 0; seed < 2; seed++) {
      const random = randomCircuit(n, 60, seededRandom(seed).split(`${n}`));
      const state = simulate(random);
      expect(largestDifference(state, referenceState(random))).toBeLessThan(1e-14);
      expect(Math.abs(state.squaredNorm() - 1)).toBeLessThan(1e-12);
    }
  });

  it.each([4, 14])('on %d qubits has the same amplitudes with both kinds of kernels', (n) => {
    const random = randomCircuit(n, 80, seededRandom(9));
    const [first, second] = (['webassembly', 'typescript'] as const).map((implementation) => {
      const state = simulate(random, { implementation });
      expect(state.kernels.name).toBe(implementation);
      return state;
    });
    expect(largestDifference(first!, second!)).toBe(0);
  });

  it('in single precision is near', () => {
    for (const n of [1, 2, 5, 14]) {
      const random = randomCircuit(n, 60, seededRandom(n));
      const state = simulate(random, { precision: 'f32' });
      expect(state.precision).toBe('f32');
      expect(largestDifference(state, referenceState(random))).toBeLessThan(2e-6);
    }
  });

  it('of custom and of many times controlled gates is too', () => {
    const root = Math.SQRT1_2;
    const complexHadamard = unitary([
      [root, [0, root]],
      [[0, root], root],
    ]);
    const custom = mixed(6)
      .apply(pauliRotation('XZYI'), [4, 1, 3, 0], 0.8)
      .apply(pauliRotation('YXYZX'), [0, 1, 2, 3, 5], -0.6)
      .apply(diagonal([0.1, 0.2, 0.3, -0.4, 0.5, 0.6, 0.7, 0.8]), [5, 0, 3])
      .apply(controlled(complexHadamard, 3), [5, 1, 2, 0])
      .apply(controlled(standardGates.iswap, 2), [0, 4, 5, 2])
      .apply(controlled(standardGates.ecr), [3, 5, 0])
      .apply(controlled(diagonal([1, 2])), [2, 4])
      .mcx([0, 1, 2, 3, 4], 5)
      .mcp(0.7, [5, 3, 1], 0)
      .swap(0, 5)
      .swap(5, 2)
      .gphase(0.3)
      .ry(0.3, 0, 5, 2);
    expect(largestDifference(simulate(custom), referenceState(custom))).toBeLessThan(3e-15);
  });

  it('runs again with other parameters, from |0…0⟩ each time', () => {
    const [a, b] = [parameter('a'), parameter('b')];
    const rotations = circuit(3).h(0).rzz(a, 0, 1).rx(b.times(2), 1).cp(a.minus(b), 0, 2).ry(a.plus(1), 2).rz(b, 2);
    const prepared = simulator(rotations);
    expect(prepared.parameterNames).toEqual(['a', 'b']);
    for (const values of [
      { a: 0.3, b: 1 },
      { a: -2, b: 0 },
    ]) {
      const expected = referenceState(rotations, values);
      expect(largestDifference(prepared.run(values), expected)).toBeLessThan(3e-15);
      expect(largestDifference(prepared.run([values.a, values.b]), expected)).toBeLessThan(3e-15);
    }
    expect(prepared.run([1, 2])).toBe(prepared.state);
  });
});

describe('a mistake', () => {
  const one = circuit(1).rx(parameter('a'), 0);
  it.each([
    ['parameter a was undefined', () => simulate(one, { parameters: {} })],
    ['parameter a was NaN', () => simulate(one, { parameters: [Number.NaN] })],
    ['there were 2 values for 1 parameters', () => simulate(one, { parameters: [1, 2] })],
    ['b is no parameter of the circuit', () => simulate(one, { parameters: { a: 1, b: 2 } })],
    ['the circuit has a measure operation', () => simulate(circuit(1).measure(0))],
    [
      'A state vector of 28 qubits in f64 needs 4,295,098,368 bytes; the limit is 2,148,532,224',
      () => simulate(circuit(28)),
    ],
    ['A state vector of 60 qubits', () => simulate(circuit(60).h(59))],
    ['A state vector of 10 qubits in f64 needs 147,456 bytes', () => simulate(circuit(10), { maximumBytes: 100_000 })],
  ])('%s', (message, act) => {
    expect(act).toThrow(message);
  });
});
