import { describe, expect, it } from 'vitest';
import { parameter } from '../circuit/angle';
import { type Circuit, circuit } from '../circuit/circuit';
import { densityMatrixDistribution } from '../density-matrix/density-matrix-distribution';
import { controlled } from '../gates/controlled-gate';
import { pauliRotation } from '../gates/custom-gates';
import { gateQubitCount } from '../gates/gate';
import { standardGates } from '../gates/standard-gates';
import { exactDistribution } from '../measurement/exact-distribution';
import { expectation } from '../measurement/expectation';
import { pauliSum } from '../measurement/pauli-sum';
import { amplitudeDamping } from '../noise/amplitude-damping';
import { channelGate } from '../noise/channel-gate';
import { depolarizing } from '../noise/depolarizing';
import { noiseModel } from '../noise/noise-model';
import { seededRandom } from '../seeded-random';
import { largestDifference, randomCircuit, referenceState } from '../state-vector/reference-state.test-helper';
import { simulate } from '../state-vector/simulator';
import { profileSeed, share } from '../testing-profile.test-helper';
import { applyMatrix } from './apply-matrix';
import { MatrixProductState } from './matrix-product-state';
import { matrixProductStateBytes } from './matrix-product-state-bytes';
import { runMatrixProductStateShots } from './run-matrix-product-state-shots';
import { simulateMatrixProductState } from './simulate-matrix-product-state';
import { SiteChain } from './site-chain';

/** All amplitudes, one by one. */
const amplitudes = (state: MatrixProductState) => {
  const size = 2 ** state.qubitCount;
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  for (let index = 0; index < size; index++) {
    const values = Array.from({ length: state.qubitCount }, (_, qubit) => (index >> qubit) & 1);
    [re[index], im[index]] = state.amplitude(values) as [number, number];
  }
  return { re, im };
};

const overlap = (a: { re: ArrayLike<number>; im: ArrayLike<number> }, b: typeof a): number => {
  let [x, y] = [0, 0];
  for (let at = 0; at < a.re.length; at++) {
    x += a.re[at]! * b.re[at]! + a.im[at]! * b.im[at]!;
    y += a.re[at]! * b.im[at]! - a.im[at]! * b.re[at]!;
  }
  return x * x + y * y;
};

const chain = (qubitCount: number): Circuit => {
  let built = circuit(qubitCount).h(0);
  for (let qubit = 1; qubit < qubitCount; qubit++) built = built.cx(qubit - 1, qubit);
  return built;
};

/** Layers of rotations and couplings of neighbours. */
const layers = (qubitCount: number, depth: number, seed: number): Circuit => {
  const random = seededRandom(seed);
  let built = circuit(qubitCount);
  for (let layer = 0; layer < depth; layer++) {
    for (let qubit = 0; qubit < qubitCount; qubit++) {
      built = built.u(random.normal(), random.normal(), random.normal(), qubit);
    }
    for (let qubit = layer % 2; qubit + 1 < qubitCount; qubit += 2)
      built = built.rzz(random.normal(), qubit, qubit + 1).rxx(random.normal(), qubit, qubit + 1);
  }
  return built;
};

const energy = pauliSum([
  [0.7, 'X0'],
  [-1.2, 'Z1 Z3'],
  [0.4, 'Y0 Y2'],
  [2, 'X1 Y2 Z4'],
  [0.25, ''],
]);

describe.each(Object.entries(standardGates))('%s', (_, gate) => {
  it('is what whole matrices give, on neighbours and far apart, in any order', () => {
    const random = seededRandom(7);
    const angles = [0.7, -1.9, 2.6, 0.4].slice(0, gate.base.angleCount);
    for (const order of [
      [0, 1, 2],
      [4, 0, 2],
      [3, 4, 1],
      [2, 1, 0],
    ]) {
      const made = randomCircuit(5, 15, random).apply(gate, order.slice(0, gateQubitCount(gate)), ...angles);
      expect(largestDifference(amplitudes(simulateMatrixProductState(made)), referenceState(made))).toBeLessThan(2e-14);
    }
  });
});

describe('a matrix product state whose cap is not reached', () => {
  it('has the amplitudes of a state vector, whatever the gates', () => {
    const random = seededRandom(profileSeed());
    for (let trial = 0; trial < share(8, 150); trial++) {
      const n = 1 + random.integer(7);
      const made = randomCircuit(n, 40, random);
      const state = simulateMatrixProductState(made);
      expect(largestDifference(amplitudes(state), simulate(made))).toBeLessThan(1e-12);
      expect(state.truncationError).toBeLessThan(1e-25);
      expect(state.fidelityBound).toBeCloseTo(1, 12);
    }
  });

  it('takes gates on up to six qubits', () => {
    const wide = controlled(standardGates.x, 5);
    const made = circuit(7)
      .h(0, 1, 2, 3, 4, 5, 6)
      .t(0, 3)
      .apply(pauliRotation('XYZZX'), [6, 0, 3, 2, 5], 0.7)
      .rx(0.3, 1, 4)
      .apply(wide, [6, 2, 0, 5, 3, 1])
      .gphase(0.4)
      .swap(0, 6)
      .apply(controlled(standardGates.gphase, 2), [1, 4], 0.9);
    expect(largestDifference(amplitudes(simulateMatrixProductState(made)), simulate(made))).toBeLessThan(1e-13);
  });

  it('has the expectations of a state vector, asked twice and after other questions', () => {
    const random = seededRandom(profileSeed());
    for (let trial = 0; trial < share(5, 60); trial++) {
      const made = randomCircuit(5, 30, random);
      const state = simulateMatrixProductState(made);
      const vector = simulate(made);
      for (let time = 0; time < 2; time++) {
        expect(state.expectation(energy)).toBeCloseTo(expectation(vector, energy), 11);
        for (const qubit of [4, 0, 2]) {
          expect(state.probabilityOfOne(qubit)).toBeCloseTo(vector.probabilityOfOne(qubit), 11);
        }
      }
      expect(largestDifference(amplitudes(state), vector)).toBeLessThan(1e-12);
    }
  });

  it('takes parameters and copies', () => {
    const turn = circuit(2).rx(parameter('a'), 0).cx(0, 1);
    const state = simulateMatrixProductState(turn, { parameters: { a: Math.PI } });
    expect(state.probabilityOfOne(1)).toBeCloseTo(1, 14);
    const copy = new MatrixProductState(2);
    copy.copyFrom(state);
    state.apply(standardGates.x, [1]);
    expect([copy.probabilityOfOne(1), state.probabilityOfOne(1)]).toEqual([
      expect.closeTo(1, 14),
      expect.closeTo(0, 14),
    ]);
  });
});

describe('50 qubits', () => {
  it('in a GHZ state have bonds of 2', () => {
    const state = simulateMatrixProductState(chain(50));
    expect(state.bonds).toEqual(Array.from({ length: 49 }, () => 2));
    const everyX = Array.from({ length: 50 }, (_, qubit) => `X${qubit}`).join(' ');
    expect(state.expectation(pauliSum([[1, everyX]]))).toBeCloseTo(1, 12);
    expect(state.expectation(pauliSum([[1, 'Z3 Z47']]))).toBeCloseTo(1, 12);
    expect(state.expectation(pauliSum([[1, 'Z3']]))).toBeCloseTo(0, 12);
    expect(state.amplitude(new Uint8Array(50).fill(1))[0]).toBeCloseTo(Math.SQRT1_2, 13);
  });

  it('in shallow layers are what their light cones say', () => {
    const made = layers(50, 4, 3);
    const state = simulateMatrixProductState(made);
    expect(state.largestBond).toBeLessThanOrEqual(16);
    expect(state.truncationError).toBeLessThan(1e-24);
    // What happens to qubit 20 in 4 layers depends on qubits 16 to 24, so a cut of 12 qubits gives the same.
    const cut = (from: number) => {
      const random = seededRandom(3);
      let built = circuit(12);
      for (let layer = 0; layer < 4; layer++) {
        for (let qubit = 0; qubit < 50; qubit++) {
          const [a, b, c] = [random.normal(), random.normal(), random.normal()];
          if (qubit >= from && qubit < from + 12) built = built.u(a, b, c, qubit - from);
        }
        for (let qubit = layer % 2; qubit + 1 < 50; qubit += 2) {
          const [a, b] = [random.normal(), random.normal()];
          if (qubit >= from && qubit + 1 < from + 12)
            built = built.rzz(a, qubit - from, qubit + 1 - from).rxx(b, qubit - from, qubit + 1 - from);
        }
      }
      return simulate(built);
    };
    for (const pauli of ['X', 'Y', 'Z']) {
      expect(state.expectation(pauliSum([[1, `${pauli}20`]]))).toBeCloseTo(
        expectation(cut(14), pauliSum([[1, `${pauli}6`]])),
        11,
      );
    }
  });
});

describe('a bond cap', () => {
  it('keeps the bound on the fidelity and reports what it left out', () => {
    const random = seededRandom(profileSeed());
    let isTruncated = 0;
    for (let trial = 0; trial < share(12, 200); trial++) {
      const made = layers(8, 3 + random.integer(3), random.integer(1_000_000));
      const maximumBond = [2, 4, 6, 8][trial % 4]!;
      const state = simulateMatrixProductState(made, { maximumBond });
      const fidelity = overlap(amplitudes(state), simulate(made));
      expect(state.largestBond).toBeLessThanOrEqual(maximumBond);
      expect(fidelity).toBeGreaterThanOrEqual(state.fidelityBound - 1e-12);
      expect(fidelity).toBeLessThanOrEqual(1 + 1e-12);
      if (state.truncationError > 1e-6) isTruncated += 1;
      if (state.truncationError < 1e-20) expect(fidelity).toBeCloseTo(1, 9);
      const norm =
        amplitudes(state).re.reduce((sum, x) => sum + x * x, 0) +
        amplitudes(state).im.reduce((sum, x) => sum + x * x, 0);
      expect(norm).toBeCloseTo(1, 12);
    }
    expect(isTruncated).toBeGreaterThan(0);
  });

  it('of one splitting leaves out the smallest weights: the error is theirs and the fidelity the rest', () => {
    const made = circuit(2).ry(0.6, 0).cx(0, 1);
    const state = simulateMatrixProductState(made, { maximumBond: 1 });
    const weight = Math.sin(0.3) ** 2;
    expect(state.truncationError).toBeCloseTo(weight, 14);
    expect(state.fidelityBound).toBeCloseTo(1 - weight, 14);
    expect(overlap(amplitudes(state), simulate(made))).toBeCloseTo(1 - weight, 13);
  });

  it('and a cutoff leave out what is small although there is room', () => {
    const made = circuit(2).ry(0.02, 0).cx(0, 1);
    expect(simulateMatrixProductState(made).largestBond).toBe(2);
    const state = simulateMatrixProductState(made, { cutoff: 1e-3 });
    expect(state.largestBond).toBe(1);
    expect(state.truncationError).toBeCloseTo(Math.sin(0.01) ** 2, 14);
  });

  it('that leaves out more than a right angle of weights bounds nothing', () => {
    const state = simulateMatrixProductState(layers(10, 8, 1), { maximumBond: 1 });
    expect(state.fidelityBound).toBe(0);
  });
});

describe('shots', () => {
  const expectCounts = (
    counts: Readonly<Record<string, number>>,
    expected: Readonly<Record<string, number>>,
    shots: number,
  ): void => {
    expect(Object.values(counts).reduce((a, b) => a + b)).toBe(shots);
    for (const text of new Set([...Object.keys(counts), ...Object.keys(expected)])) {
      const p = Math.min(1, expected[text] ?? 0);
      expect(Math.abs((counts[text] ?? 0) - shots * p), text).toBeLessThan(5 * Math.sqrt(shots * p * (1 - p)) + 1e-3);
    }
  };
  const noise = noiseModel({
    rules: [
      { on: 'h', channel: amplitudeDamping(0.2) },
      { on: 'cx', channel: depolarizing(0.1, 2) },
    ],
    readout: [{ error: { oneGivenZero: 0.02, zeroGivenOne: 0.1 } }],
  });
  const program = circuit(4)
    .h(0)
    .cx(0, 3)
    .ry(0.7, 1)
    .measure(0)
    .when(0, 1, circuit(4).cx(3, 1), circuit(4).h(2))
    .reset(3)
    .h(3)
    .apply(channelGate(amplitudeDamping(0.3)), [3])
    .cx(3, 1)
    .measure(1)
    .measure(2)
    .measure(3);

  it('at the end of gates follow the exact distribution', () => {
    const made = randomCircuit(4, 30, seededRandom(3)).measureAll();
    const { counts } = runMatrixProductStateShots(made, { shots: 10_000, seed: 1 });
    expectCounts(counts, exactDistribution(made), 10_000);
  });

  it('with measurements, conditions, resets and noise follow the density matrix', () => {
    const shots = share(2_000, 20_000);
    const { counts } = runMatrixProductStateShots(program, { shots, seed: 3, noise });
    expectCounts(counts, densityMatrixDistribution(program, { noise }), shots);
  });

  it('follow from their seed', () => {
    const once = runMatrixProductStateShots(program, { shots: 100, seed: 3, noise });
    expect(runMatrixProductStateShots(program, { shots: 100, seed: 3, noise })).toEqual(once);
    expect(runMatrixProductStateShots(program, { shots: 100, seed: 4, noise })).not.toEqual(once);
    expect(once).toMatchObject({ shots: 100, seed: 3, largestBond: 2 });
  });

  it('give these counts on every platform', () => {
    const made = layers(6, 3, 5).measureAll();
    const { counts, truncationError } = runMatrixProductStateShots(made, { shots: 300, seed: 42, maximumBond: 3 });
    expect(
      Object.entries(counts)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, 8),
    ).toMatchInlineSnapshot(`
      [
        [
          "000000",
          12,
        ],
        [
          "000001",
          11,
        ],
        [
          "000010",
          11,
        ],
        [
          "000011",
          29,
        ],
        [
          "000100",
          5,
        ],
        [
          "000101",
          7,
        ],
        [
          "000110",
          6,
        ],
        [
          "000111",
          32,
        ],
      ]
    `);
    expect(truncationError).toMatchInlineSnapshot(`0.004737865560384182`);
  });

  it('of 50 qubits with readout errors', () => {
    const only = noiseModel({ readout: [{ qubits: [49], error: { oneGivenZero: 1, zeroGivenOne: 1 } }] });
    const { counts } = runMatrixProductStateShots(chain(50).measureAll(), { shots: 60, seed: 1, noise: only });
    expect(Object.keys(counts).sort()).toEqual([`0${'1'.repeat(49)}`, `1${'0'.repeat(49)}`]);
  });
});

it('a chain keeps its norm at its centre, wherever that is', () => {
  const state = SiteChain.ground(4, { maximumBond: 8, cutoff: 0 });
  const turn = {
    size: 4,
    re: Float64Array.of(0.6, 0, 0, -0.8, 0, 1, 0, 0, 0, 0, 1, 0, 0.8, 0, 0, 0.6),
    im: new Float64Array(16),
  };
  for (const at of [1, 0, 2]) state.setBlock(at, 2, applyMatrix(turn, state.block(at, 2)));
  for (const to of [0, 3, 1]) {
    state.moveCentre(to);
    const { re, im } = state.sites[to]!.table;
    expect(re.reduce((sum, x, k) => sum + x * x + im[k]! * im[k]!, 0)).toBeCloseTo(1, 14);
  }
  expect(state.discarded.weight).toBeLessThan(1e-30);
});

describe('a mistake', () => {
  it.each([
    ['MatrixProductState: qubitCount was 0', () => new MatrixProductState(0)],
    ['MatrixProductState: maximumBond was NaN', () => new MatrixProductState(2, { maximumBond: Number.NaN })],
    ['MatrixProductState: maximumBond was 1.5', () => new MatrixProductState(2, { maximumBond: 1.5 })],
    ['MatrixProductState: cutoff was 1', () => new MatrixProductState(2, { cutoff: 1 })],
    ['MatrixProductState: cutoff was NaN', () => new MatrixProductState(2, { cutoff: Number.NaN })],
    [
      'A matrix product state of 200 qubits and bond 1000 may need 5,803,952,768 bytes; the limit is 2,148,532,224',
      () => new MatrixProductState(200, { maximumBond: 1_000 }),
    ],
    [
      'simulateMatrixProductState: the circuit has a measure operation',
      () => simulateMatrixProductState(circuit(1).measure(0)),
    ],
    [
      'matrix product state: mcx acts on 7 qubits',
      () => simulateMatrixProductState(circuit(7).mcx([0, 1, 2, 3, 4, 5], 6)),
    ],
    ['cx: qubit 1 was given twice', () => new MatrixProductState(2).apply(standardGates.cx, [1, 1])],
    [
      'cx: was given 1 qubits and 0 angles. Pass 2 qubits and 0 angles.',
      () => new MatrixProductState(2).apply(standardGates.cx, [1]),
    ],
    ['rz: was given 1 qubits and 0 angles', () => new MatrixProductState(2).apply(standardGates.rz, [1])],
    ['expectation: qubit was 3', () => new MatrixProductState(2).expectation(energy)],
    ['probabilityOfOne: qubit was 2', () => new MatrixProductState(2).probabilityOfOne(2)],
    ['measure: qubit was 2', () => new MatrixProductState(2).measure(2, seededRandom(1))],
    ['values.length was 1', () => new MatrixProductState(2).amplitude([1])],
    ['runMatrixProductStateShots: shots was 0', () => runMatrixProductStateShots(circuit(1), { shots: 0, seed: 1 })],
    ['seed was NaN', () => runMatrixProductStateShots(circuit(1), { shots: 1, seed: Number.NaN })],
  ])('%s', (message, act) => {
    expect(act).toThrow(message);
  });

  it('bytes are those of full bonds', () => {
    expect(matrixProductStateBytes(4, 100)).toBe(32 * (1 * 2 + 2 * 4 + 4 * 2 + 2 * 1));
  });
});
