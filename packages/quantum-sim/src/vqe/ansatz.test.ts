import { describe, expect, it } from 'vitest';
import { circuit } from '../circuit/circuit';
import { flatten } from '../circuit/flatten';
import { seededRandom } from '../seeded-random';
import { simulate } from '../state-vector/simulator';
import { type Entanglement, entangledPairs, entanglements } from './entangled-pairs';
import { excitationPreserving } from './excitation-preserving';
import { pauliTwoDesign } from './pauli-two-design';
import { efficientSu2, realAmplitudes, twoLocal } from './two-local';

const textOf = (of: ReturnType<typeof realAmplitudes>): string[] =>
  flatten(of).map((operation) =>
    operation.kind === 'gate' ? `${operation.gate.name} ${operation.qubits.join()}` : operation.kind,
  );

describe('the pairs of a layer', () => {
  it.each([
    [
      'full',
      [
        [0, 1],
        [0, 2],
        [0, 3],
        [1, 2],
        [1, 3],
        [2, 3],
      ],
    ],
    [
      'linear',
      [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
    ],
    [
      'reverse-linear',
      [
        [2, 3],
        [1, 2],
        [0, 1],
      ],
    ],
    [
      'circular',
      [
        [3, 0],
        [0, 1],
        [1, 2],
        [2, 3],
      ],
    ],
    [
      'sca',
      [
        [3, 0],
        [0, 1],
        [1, 2],
        [2, 3],
      ],
    ],
    [
      'pairwise',
      [
        [0, 1],
        [2, 3],
        [1, 2],
      ],
    ],
  ] as [Entanglement, number[][]][])('%s of four qubits', (entanglement, pairs) => {
    expect(entangledPairs(entanglement, 4)).toEqual(pairs);
  });

  it('shift and turn in sca, layer by layer', () => {
    expect(entangledPairs('sca', 4, 1)).toEqual([
      [3, 2],
      [0, 3],
      [1, 0],
      [2, 1],
    ]);
    expect(entangledPairs('sca', 4, 2)).toEqual([
      [1, 2],
      [2, 3],
      [3, 0],
      [0, 1],
    ]);
    expect(entangledPairs('sca', 4, 4)).toEqual(entangledPairs('sca', 4, 0));
  });

  it('are one of two qubits and none of one', () => {
    for (const entanglement of entanglements) {
      expect(entangledPairs(entanglement, 2)).toEqual([[0, 1]]);
      expect(entangledPairs(entanglement, 1)).toEqual([]);
    }
  });
});

describe('an ansatz', () => {
  it('is rotations, pairs and rotations', () => {
    const ansatz = realAmplitudes(3, { repetitions: 1, entanglement: 'linear', prefix: 'a' });
    expect(textOf(ansatz)).toEqual(['ry 0', 'ry 1', 'ry 2', 'cx 0,1', 'cx 1,2', 'ry 0', 'ry 1', 'ry 2']);
    expect(ansatz.parameterNames).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'a5']);
    expect(textOf(realAmplitudes(2, { repetitions: 1, skipFinalRotations: true }))).toEqual(['ry 0', 'ry 1', 'cx 0,1']);
    expect(efficientSu2(4).parameterNames).toHaveLength(2 * 4 * 4);
  });

  it('takes gates without parameters too', () => {
    const ansatz = twoLocal(2, {
      rotations: ['h', 'rz'],
      entanglers: ['cz', 'rxx'],
      repetitions: 1,
      start: circuit(2).x(1),
    });
    expect(textOf(ansatz)).toEqual([
      'x 1',
      ...['h 0', 'h 1', 'rz 0', 'rz 1'],
      ...['cz 0,1', 'rxx 0,1'],
      ...['h 0', 'h 1', 'rz 0', 'rz 1'],
    ]);
    expect(ansatz.parameterNames).toHaveLength(5);
  });

  it('of real amplitudes stays real', () => {
    const random = seededRandom(1);
    const ansatz = realAmplitudes(4);
    const { im } = simulate(ansatz, { parameters: ansatz.parameterNames.map(() => random.normal()) });
    expect(Math.max(...im.map(Math.abs))).toBe(0);
  });

  it.each(['iswap', 'fsim'] as const)('that preserves excitations does, with %s', (mode) => {
    const random = seededRandom(2);
    const ansatz = excitationPreserving(4, { mode, entanglement: 'full', start: circuit(4).x(1, 2) });
    const state = simulate(ansatz, { parameters: ansatz.parameterNames.map(() => random.normal()) });
    const two = [3, 5, 6, 9, 10, 12];
    expect(two.reduce((sum, x) => sum + state.probability(x), 0)).toBeCloseTo(1, 13);
    expect(two.filter((x) => state.probability(x) > 1e-3).length).toBeGreaterThan(3);
  });

  it('of random axes depends on its seed alone', () => {
    const names = textOf(pauliTwoDesign(4, { seed: 1, repetitions: 2 }));
    expect(textOf(pauliTwoDesign(4, { seed: 1, repetitions: 2 }))).toEqual(names);
    expect(textOf(pauliTwoDesign(4, { seed: 2, repetitions: 2 }))).not.toEqual(names);
    expect(names.slice(0, 4)).toEqual(['ry 0', 'ry 1', 'ry 2', 'ry 3']);
    expect(names.slice(8, 11)).toEqual(['cz 0,1', 'cz 2,3', 'cz 1,2']);
  });

  it.each([
    ["entanglement was 'star'", () => realAmplitudes(2, { entanglement: 'star' as never })],
    ["rotations was 'cx'", () => twoLocal(2, { rotations: ['cx' as never], entanglers: [] })],
    ["entanglers was 'rx'", () => twoLocal(2, { rotations: [], entanglers: ['rx' as never] })],
    ["mode was 'swap'", () => excitationPreserving(2, { mode: 'swap' as never })],
    ['The start has 3 qubits, the ansatz 2', () => realAmplitudes(2, { start: circuit(3) })],
    ['repetitions was -1', () => realAmplitudes(2, { repetitions: -1 })],
    ["option 'reps'", () => realAmplitudes(2, { reps: 1 } as never)],
  ])('refuses: %s', (message, act) => {
    expect(act).toThrow(message);
  });
});
