import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Circuit } from '../circuit/circuit';
import { circuit } from '../circuit/circuit';
import type { Threads } from '../kernels/threads';
import { seededRandom } from '../seeded-random';
import { randomCircuit } from '../state-vector/reference-state.test-helper';
import { simulate, simulator } from '../state-vector/simulator';
import { startThreads } from './start-threads';

let threads: Threads;

beforeAll(async () => {
  threads = await startThreads({ count: 2 });
});

afterAll(() => threads.dispose());

const firstDifference = (one: Circuit, options: { readonly precision: 'f64' | 'f32' }): number => {
  const alone = simulate(one, options);
  const shared = simulate(one, { ...options, threads });
  expect(shared.kernels.team?.parts.length).toBe(8);
  const isOther = (plane: 're' | 'im') => alone[plane].findIndex((value, index) => value !== shared[plane][index]);
  return Math.max(isOther('re'), isOther('im'));
};

it.each([
  ['f64', 16],
  ['f64', 17],
  ['f32', 17],
] as const)('states in %s of %d qubits have the bits of one thread', (precision, qubits) => {
  const random = seededRandom(qubits);
  expect(firstDifference(randomCircuit(qubits, 150, random), { precision })).toBe(-1);
  // More calls for each block than a part can write down at once, and more than it ever can.
  let long = circuit(qubits);
  for (let gate = 0; gate < 700; gate++) long = long.ry(random.normal(), gate % 13).cx(gate % 13, (gate + 5) % 13);
  expect(firstDifference(long, { precision })).toBe(-1);
  // Dense matrices with qubit 0, which keep old values beside.
  let dense = circuit(qubits);
  for (let gate = 0; gate < 40; gate++) dense = dense.rxx(random.normal(), 0, 1 + (gate % 12)).ry(0.3 + gate, 0);
  expect(firstDifference(dense, { precision })).toBe(-1);
  const qubit = qubits - 1;
  let high = circuit(qubits).h(qubit, 0);
  for (let gate = 0; gate < 9; gate++) high = high.rx(0.1 + gate, qubit - (gate % 3)).cx(qubit - (gate % 3), gate);
  expect(firstDifference(high, { precision })).toBe(-1);
});

it('a simulator runs again with other parameters, and after dispose', async () => {
  const own = await startThreads({ count: 3 });
  const one = randomCircuit(16, 60, seededRandom(3));
  const prepared = simulator(one, { threads: own });
  const before = prepared.run().probabilities();
  expect(prepared.run().probabilities()).toEqual(before);
  await own.dispose();
  expect(prepared.run().probabilities()).toEqual(before);
  expect(simulate(one).probabilities()).toEqual(before);
});

it('small states stay on one thread', () => {
  expect(simulate(circuit(15).h(0), { threads }).kernels.team).toBeUndefined();
});
