import { expect, it } from 'vitest';
import { circuit } from '../circuit/circuit';
import { seededRandom } from '../seeded-random';
import { largestDifference, randomCircuit } from '../state-vector/reference-state.test-helper';
import { simulate } from '../state-vector/simulator';
import { applyPauliSum } from './apply-pauli-sum';
import { pauliSum } from './pauli-sum';

const planes = (size: number) => ({ re: new Float64Array(size).fill(7), im: new Float64Array(size).fill(7) });

it('of one product is the circuit of its gates', () => {
  const start = randomCircuit(3, 30, seededRandom(1));
  const out = planes(8);
  applyPauliSum(pauliSum([[1, 'X0 Y1 Z2']]), simulate(start), out);
  expect(largestDifference(out, simulate(start.x(0).y(1).z(2)))).toBeLessThan(1e-15);
});

it('adds up', () => {
  const out = planes(4);
  applyPauliSum(
    pauliSum([
      [2, 'X0'],
      [-3, 'Y1'],
      [0.5, ''],
    ]),
    simulate(circuit(2)),
    out,
  );
  expect([Array.from(out.re), Array.from(out.im)]).toEqual([
    [0.5, 2, 0, 0],
    [0, 0, -3, 0],
  ]);
});
