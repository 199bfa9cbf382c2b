import { describe, expect, it } from 'vitest';
import { type Circuit, circuit } from '../circuit/circuit';
import { exactDistribution } from '../measurement/exact-distribution';
import { pauliSum } from '../measurement/pauli-sum';
import { amplitudeDamping } from '../noise/amplitude-damping';
import { depolarizing } from '../noise/depolarizing';
import { bitFlip } from '../noise/flips';
import { noiseModel } from '../noise/noise-model';
import { seededRandom } from '../seeded-random';
import { randomCircuit } from '../state-vector/reference-state.test-helper';
import { densityMatrixBytes } from './density-bytes';
import { densityMatrixDistribution } from './density-matrix-distribution';
import { runDensityMatrixShots } from './run-density-matrix-shots';
import { simulateDensityMatrix } from './simulate-density-matrix';

const expectNear = (found: Readonly<Record<string, number>>, expected: Readonly<Record<string, number>>): void => {
  for (const key of new Set([...Object.keys(found), ...Object.keys(expected)])) {
    expect(found[key] ?? 0, key).toBeCloseTo(expected[key] ?? 0, 12);
  }
};

/** Random gates with measurements, resets and conditions between them. */
const randomProgram = (seed: number): Circuit => {
  const random = seededRandom(seed);
  let built = circuit(3, 3);
  for (let part = 0; part < 5; part++) {
    built = built.add(randomCircuit(3, 6, random), [0, 1, 2], []);
    const [qubit, bit, other] = [random.integer(3), random.integer(3), random.integer(3)];
    const kind = random.integer(4);
    if (kind === 0) built = built.reset(qubit);
    else if (kind === 1) built = built.measure(qubit, bit);
    else {
      const bits = bit === other ? [bit] : [bit, other];
      const inner = circuit(3)
        .h(qubit)
        .measure(qubit, other)
        .cx(qubit, (qubit + 1) % 3);
      built = built.measure(qubit, bit).when(bits, random.integer(2), inner, circuit(3).x(qubit));
    }
  }
  return built.measure(0, random.integer(3)).measure(1, random.integer(3));
};

describe('without noise', () => {
  it('bits read as the state vector says, whatever measures, resets and asks', () => {
    for (let seed = 0; seed < 25; seed++) {
      const program = randomProgram(seed);
      expectNear(densityMatrixDistribution(program), exactDistribution(program));
    }
  });

  it('the averaged state has the populations of measuring it', () => {
    for (let seed = 0; seed < 10; seed++) {
      const program = randomProgram(seed);
      const matrix = simulateDensityMatrix(program);
      const measured = circuit(3, 6).add(program, [0, 1, 2], [3, 4, 5]).measure(0, 0).measure(1, 1).measure(2, 2);
      const expected = new Float64Array(8);
      for (const [text, p] of Object.entries(exactDistribution(measured))) {
        expected[Number.parseInt(text.slice(3), 2)]! += p;
      }
      matrix.probabilities().forEach((p, index) => {
        expect(p).toBeCloseTo(expected[index]!, 12);
      });
      expect(matrix.trace()).toBeCloseTo(1, 12);
    }
  });

  it('a measurement that nobody asks takes the coherence and no memory', () => {
    let long = circuit(1, 1);
    for (let round = 0; round < 200; round++) long = long.h(0).measure(0);
    const matrix = simulateDensityMatrix(long, { maximumBytes: densityMatrixBytes(1) });
    expect(matrix.purity()).toBeCloseTo(0.5, 13);
  });

  it('rounds that ask the same bit again keep two matrices, not 2^rounds', () => {
    let rounds = circuit(2, 1);
    for (let round = 0; round < 40; round++) {
      rounds = rounds.ry(0.9, 0).cx(0, 1).measure(1, 0).when(0, 1, circuit(2).x(0, 1));
    }
    const matrix = simulateDensityMatrix(rounds, { maximumBytes: 131_584 });
    expect(matrix.trace()).toBeCloseTo(1, 12);
    expect(matrix.expectation(pauliSum([[1, 'Z0']]))).toBeCloseTo(1, 12);
    expect(() => simulateDensityMatrix(rounds, { maximumBytes: 131_500 })).toThrow(
      '2 density matrices of 2 qubits, one for each reading of the bits so far, need 131,584 bytes; the limit is 131,500',
    );
  });
});

describe('readout errors', () => {
  const noise = noiseModel({
    readout: [
      { error: { oneGivenZero: 0.1, zeroGivenOne: 0.2 } },
      { qubits: [1], error: { oneGivenZero: 0.3, zeroGivenOne: 0 } },
    ],
  });

  it('change what is read, a named qubit first', () => {
    expectNear(densityMatrixDistribution(circuit(2).x(0).measureAll(), { noise }), {
      '00': 0.2 * 0.7,
      '01': 0.8 * 0.7,
      '10': 0.2 * 0.3,
      '11': 0.8 * 0.3,
    });
  });

  it('are seen by conditions, and do not touch the state', () => {
    const corrected = circuit(2, 1).x(0).measure(0, 0).when(0, 1, circuit(2).x(1)).measure(1, 0);
    const flat = noiseModel({ readout: [{ qubits: [0], error: { oneGivenZero: 0, zeroGivenOne: 0.25 } }] });
    expectNear(densityMatrixDistribution(corrected, { noise: flat }), { '1': 0.75, '0': 0.25 });
    const matrix = simulateDensityMatrix(corrected, { noise: flat });
    expect(matrix.expectation(pauliSum([[1, 'Z0']]))).toBeCloseTo(-1, 14);
    expect(matrix.expectation(pauliSum([[1, 'Z1']]))).toBeCloseTo(0.25 - 0.75, 14);
  });

  it('happen to each reading by itself', () => {
    const twice = circuit(1, 2).x(0).measure(0, 0).measure(0, 1);
    const one = noiseModel({ readout: [{ error: { oneGivenZero: 0, zeroGivenOne: 0.5 } }] });
    expectNear(densityMatrixDistribution(twice, { noise: one }), { '00': 0.25, '01': 0.25, '10': 0.25, '11': 0.25 });
  });
});

describe('noise', () => {
  it('stands before a measurement and behind a reset', () => {
    const rule = (on: string) => noiseModel({ rules: [{ on, channel: bitFlip(0.25) }] });
    const twice = circuit(1, 2).measure(0, 0).measure(0, 1);
    expectNear(densityMatrixDistribution(twice, { noise: rule('measure') }), {
      '00': 0.75 * 0.75,
      '10': 0.75 * 0.25,
      '11': 0.25 * 0.75,
      '01': 0.25 * 0.25,
    });
    const again = circuit(1, 1).x(0).reset(0).measure(0);
    expectNear(densityMatrixDistribution(again, { noise: rule('reset') }), { '0': 0.75, '1': 0.25 });
  });

  it('of named qubits replaces that of all, and rules of one kind add up', () => {
    const noise = noiseModel({
      rules: [
        { on: 'x', channel: bitFlip(0.5) },
        { on: ['x', 'y'], qubits: [1], channel: bitFlip(1) },
        { on: 'cx', qubits: [0, 1], channel: bitFlip(1) },
        { on: 'cx', qubits: [0, 1], channel: bitFlip(1) },
        { channel: depolarizing(0, 2) },
      ],
    });
    expectNear(densityMatrixDistribution(circuit(2).x(0, 1).measureAll(), { noise }), { '00': 0.5, '01': 0.5 });
    expectNear(densityMatrixDistribution(circuit(2).cx(0, 1).measureAll(), { noise }), { '00': 1 });
    expectNear(densityMatrixDistribution(circuit(2).z(0).cx(1, 0).measureAll(), { noise }), { '00': 1 });
  });

  it('happens inside conditions only where they hold', () => {
    const noise = noiseModel({ rules: [{ on: 'z', channel: bitFlip(1) }] });
    const asked = (value: number) => circuit(2, 2).x(0).measure(0).when(0, value, circuit(2).z(1)).measure(1);
    expectNear(densityMatrixDistribution(asked(1), { noise }), { '11': 1 });
    expectNear(densityMatrixDistribution(asked(0), { noise }), { '01': 1 });
  });
});

describe('shots', () => {
  const noise = noiseModel({
    rules: [{ channel: amplitudeDamping(0.1) }],
    readout: [{ error: { oneGivenZero: 0.02, zeroGivenOne: 0.05 } }],
  });
  const program = randomProgram(3);

  it('follow the distribution and their seed', () => {
    const shots = 20_000;
    const expected = densityMatrixDistribution(program, { noise });
    const found = runDensityMatrixShots(program, { shots, seed: 1, noise });
    expect(Object.values(found.counts).reduce((a, b) => a + b)).toBe(shots);
    for (const [text, p] of Object.entries(expected)) {
      expect(Math.abs((found.counts[text] ?? 0) - shots * p)).toBeLessThan(5 * Math.sqrt(shots * p * (1 - p)) + 1);
    }
    expect(runDensityMatrixShots(program, { shots, seed: 1, noise })).toEqual(found);
    expect(runDensityMatrixShots(program, { shots, seed: 2, noise })).not.toEqual(found);
    expect(found).toMatchObject({ shots, seed: 1 });
  });

  it.each([0, 1.5, Number.NaN])('refuse %d', (shots) => {
    expect(() => runDensityMatrixShots(program, { shots, seed: 1 })).toThrow(
      `runDensityMatrixShots: shots was ${shots}`,
    );
  });

  it('refuse a seed that is none', () => {
    expect(() => runDensityMatrixShots(program, { shots: 1, seed: Number.NaN })).toThrow('seed was NaN');
  });
});
