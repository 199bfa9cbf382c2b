import { expect, it } from 'vitest';
import { adjointOf, type ComplexMatrix, matrixOf, multiplyInto, zeroMatrix } from '../gates/complex-matrix';
import { standardGates } from '../gates/standard-gates';
import { planOf } from '../plan/plan';
import { seededRandom } from '../seeded-random';
import { randomCircuit } from '../state-vector/reference-state.test-helper';
import { simulate } from '../state-vector/simulator';
import { krausWeights } from './kraus-weights';
import { matrixGate } from './matrix-gate';

const effectOf = (operator: ComplexMatrix): ComplexMatrix => {
  const out = zeroMatrix(operator.size);
  multiplyInto(out, adjointOf(operator), operator);
  return out;
};

/** Any matrix, none of whose entries is like another. */
const operator = (size: number, seed: number): ComplexMatrix => {
  const random = seededRandom(seed);
  return matrixOf(
    Array.from({ length: size }, () => Array.from({ length: size }, () => [random.normal(), random.normal()] as const)),
  );
};

it.each([[[0]], [[3]], [[0, 2]], [[3, 1]]])('on qubits %j they are the norms of what the operators leave', (qubits) => {
  const operators = [1, 2, 3].map((seed) => operator(2 ** qubits.length, seed));
  const state = simulate(randomCircuit(4, 40, seededRandom(6)));
  const found = krausWeights(state, qubits, operators.map(effectOf));
  operators.forEach((matrix, index) => {
    const left = simulate(randomCircuit(4, 40, seededRandom(6)));
    planOf([{ kind: 'gate', gate: matrixGate('k', matrix), qubits, angles: [] }], 4, []).run(left.kernels);
    expect(found[index]).toBeCloseTo(left.squaredNorm(), 11);
  });
});

it('a matrix gate has its matrix and leaves the gates of the package alone', () => {
  const gate = matrixGate(
    'twice',
    matrixOf([
      [2, 0],
      [0, 2],
    ]),
  );
  expect([gate.base.qubitCount, gate.base.angleCount, gate.name]).toEqual([1, 0, 'twice']);
  expect(standardGates.x.base.name).toBe('x');
});
