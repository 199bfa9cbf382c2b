import { describe, expect, it } from 'vitest';
import { type Circuit, circuit } from '../circuit/circuit';
import { densityMatrixDistribution } from '../density-matrix/density-matrix-distribution';
import { simulateDensityMatrix } from '../density-matrix/simulate-density-matrix';
import { pauliSum } from '../measurement/pauli-sum';
import { seededRandom } from '../seeded-random';
import { randomCircuit } from '../state-vector/reference-state.test-helper';
import { stateBytes } from '../state-vector/state-bytes';
import { profileSeed, share } from '../testing-profile.test-helper';
import { amplitudeDamping } from './amplitude-damping';
import type { Channel } from './channel';
import { channelGate } from './channel-gate';
import { chooseOutcome } from './choose-outcome';
import { depolarizing } from './depolarizing';
import { phaseFlip } from './flips';
import { krausChannel } from './kraus-channel';
import { noiseModel } from './noise-model';
import { noisyExpectation } from './noisy-expectation';
import { pauliChannel } from './pauli-channel';
import { runNoisyShots } from './run-noisy-shots';
import { thermalRelaxation } from './thermal-relaxation';
import { mixtureProbabilities } from './trajectory-program';

const relaxation = thermalRelaxation({ t1: 30, t2: 40, time: 2, excitedPopulation: 0.1 });
const noise = noiseModel({
  rules: [
    { channel: amplitudeDamping(0.05) },
    { channel: depolarizing(0.08, 2) },
    { on: 'h', qubits: [0], channel: relaxation },
    { on: 'measure', channel: phaseFlip(0.1) },
    { on: 'reset', channel: pauliChannel({ X: 0.1, Y: 0.05 }) },
  ],
  readout: [
    { error: { oneGivenZero: 0.02, zeroGivenOne: 0.06 } },
    { qubits: [2], error: { oneGivenZero: 0.1, zeroGivenOne: 0 } },
  ],
});

const energy = pauliSum([
  [0.7, 'X0'],
  [-1.2, 'Z1 Z2'],
  [0.4, 'Y0 Y2'],
  [1.1, 'X1 Y2'],
  [0.5, 'Z0'],
]);

/** Gates, measurements that are asked, resets, and a channel at its place. */
const program = (seed: number): Circuit => {
  const random = seededRandom(seed);
  return randomCircuit(3, 10, random)
    .h(0)
    .cx(0, 1)
    .measure(1)
    .when(1, 1, randomCircuit(3, 4, random), circuit(3).h(2))
    .apply(
      channelGate(
        krausChannel([
          [
            [1, 0],
            [0, 0],
          ],
          [
            [0, 0],
            [0, 1],
          ],
        ]),
      ),
      [2],
    )
    .reset(1)
    .add(randomCircuit(3, 8, random), [0, 1, 2], [])
    .measure(0);
};

describe('the mean of trajectories', () => {
  it.each([1, 2, 3])('lies within five standard errors of the density matrix, seed %d', (seed) => {
    const base = profileSeed() + seed;
    const made = program(base);
    const exact = simulateDensityMatrix(made, { noise }).expectation(energy);
    const { mean, standardError, variance, trajectories } = noisyExpectation(made, energy, {
      trajectories: share(2_000, 20_000),
      seed: base,
      noise,
    });
    expect(Math.abs(mean - exact)).toBeLessThan(5 * standardError);
    expect(standardError).toBeGreaterThan(0);
    expect(standardError).toBeCloseTo(Math.sqrt(variance / trajectories), 15);
  });

  it('has a standard error of the right size', () => {
    const made = program(4);
    const exact = simulateDensityMatrix(made, { noise }).expectation(energy);
    const deviations = Array.from({ length: 40 }, (_, seed) => {
      const { mean, standardError } = noisyExpectation(made, energy, { trajectories: 40, seed, noise });
      return (mean - exact) / standardError;
    });
    const spread = Math.sqrt(deviations.reduce((sum, deviation) => sum + deviation ** 2, 0) / deviations.length);
    expect(spread).toBeGreaterThan(0.7);
    expect(spread).toBeLessThan(1.3);
  });

  it('of a circuit without chance is exact', () => {
    const bell = circuit(2).h(0).cx(0, 1);
    const found = noisyExpectation(bell, pauliSum([[2, 'X0 X1']]), { trajectories: 2, seed: 1 });
    expect(found).toEqual({ mean: expect.closeTo(2, 14), standardError: 0, variance: 0, trajectories: 2 });
  });

  it('has what was measured measured', () => {
    const plus = circuit(1).h(0).measure(0);
    const { mean, standardError } = noisyExpectation(plus, pauliSum([[1, 'X0']]), { trajectories: 50, seed: 1 });
    expect([mean, standardError]).toEqual([expect.closeTo(0, 14), expect.closeTo(0, 14)]);
  });
});

describe('noisy shots', () => {
  it.each([1, 2, 3])('read what the density matrix says, seed %d', (seed) => {
    const base = profileSeed() + seed;
    const made = program(base).measure(2);
    const shots = share(3_000, 30_000);
    const expected = densityMatrixDistribution(made, { noise });
    const { counts } = runNoisyShots(made, { shots, seed: base, noise });
    expect(Object.values(counts).reduce((a, b) => a + b)).toBe(shots);
    for (const [text, p] of Object.entries(expected)) {
      expect(Math.abs((counts[text] ?? 0) - shots * p), text).toBeLessThan(5 * Math.sqrt(shots * p * (1 - p)) + 1);
    }
    for (const text of Object.keys(counts)) expect(expected[text] ?? 0, text).toBeGreaterThan(0);
  });

  it('with readout errors alone come from one state', () => {
    const only = noiseModel({ readout: [{ error: { oneGivenZero: 0.1, zeroGivenOne: 0.3 } }] });
    const made = circuit(2).ry(1.1, 0).cx(0, 1).measureAll();
    const expected = densityMatrixDistribution(made, { noise: only });
    const { counts } = runNoisyShots(made, { shots: 20_000, seed: 3, noise: only });
    for (const [text, p] of Object.entries(expected)) {
      expect(Math.abs(counts[text]! - 20_000 * p)).toBeLessThan(5 * Math.sqrt(20_000 * p * (1 - p)));
    }
  });

  it('follow from their seed, whichever the kernels, and a shot from its number', () => {
    const made = program(9);
    const once = runNoisyShots(made, { shots: 200, seed: 5, noise });
    expect(runNoisyShots(made, { shots: 200, seed: 5, noise })).toEqual(once);
    expect(runNoisyShots(made, { shots: 200, seed: 5, noise, implementation: 'typescript' })).toEqual(once);
    expect(runNoisyShots(made, { shots: 200, seed: 5, noise, maximumBytes: stateBytes(3) })).toEqual(once);
    expect(runNoisyShots(made, { shots: 200, seed: 6, noise })).not.toEqual(once);
    const longer = runNoisyShots(made, { shots: 201, seed: 5, noise }).counts;
    const added = Object.entries(longer).reduce((sum, [text, count]) => sum + count - (once.counts[text] ?? 0), 0);
    expect(added).toBe(1);
    for (const [text, count] of Object.entries(once.counts)) expect(longer[text]).toBeGreaterThanOrEqual(count);
  });

  it('give these counts on every platform', () => {
    expect(runNoisyShots(program(2), { shots: 500, seed: 42, noise }).counts).toMatchInlineSnapshot(`
      {
        "000": 187,
        "001": 84,
        "010": 139,
        "011": 90,
      }
    `);
  });

  it('with nothing to read count the empty reading', () => {
    expect(runNoisyShots(circuit(1, 0).h(0), { shots: 3, seed: 1, noise }).counts).toEqual({ '': 3 });
  });
});

it('channels of unitary matrices are mixtures, those that lose energy are not', () => {
  const probabilities = (channel: Channel) => mixtureProbabilities(channel);
  expect(probabilities(pauliChannel({ X: 0.25 }))).toEqual([expect.closeTo(0.75, 15), expect.closeTo(0.25, 15)]);
  expect(probabilities(depolarizing(1, 2))).toHaveLength(16);
  expect(probabilities(amplitudeDamping(0.1))).toBeUndefined();
  expect(probabilities(relaxation)).toBeUndefined();
});

it('a choice is never one without weight', () => {
  expect(chooseOutcome([0, 1, 0], 0)).toBe(1);
  expect(chooseOutcome([1, 0, 3, 0], 0.999999999999999)).toBe(2);
  expect(chooseOutcome([1, 0, 3], 0.25)).toBe(2);
  expect(chooseOutcome([1, 3], 0.2499999)).toBe(0);
});

describe('a mistake', () => {
  it.each([
    ['runNoisyShots: shots was 0', () => runNoisyShots(circuit(1), { shots: 0, seed: 1 })],
    ['runNoisyShots: shots was NaN', () => runNoisyShots(circuit(1), { shots: Number.NaN, seed: 1 })],
    ['seed was 0.5', () => runNoisyShots(circuit(1), { shots: 1, seed: 0.5 })],
    ['noisyExpectation: trajectories was 1', () => noisyExpectation(circuit(1), energy, { trajectories: 1, seed: 1 })],
    [
      'acts on qubit 1, the state has 1 qubits',
      () => noisyExpectation(circuit(1), energy, { trajectories: 2, seed: 1 }),
    ],
    ['A state vector of 28 qubits', () => runNoisyShots(circuit(28), { shots: 1, seed: 1 })],
  ])('%s', (message, act) => {
    expect(act).toThrow(message);
  });
});
