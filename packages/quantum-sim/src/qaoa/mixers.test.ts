import { describe, expect, it } from 'vitest';
import { circuit } from '../circuit/circuit';
import { pauliSum } from '../measurement/pauli-sum';
import { createQubo } from '../problem/qubo';
import { seededRandom } from '../seeded-random';
import { largestDifference } from '../state-vector/reference-state.test-helper';
import { simulate } from '../state-vector/simulator';
import { createQaoaKernels } from './create-qaoa-kernels';
import { dickeCircuit } from './dicke-circuit';
import type { FullMixer } from './full-mixer';
import { pauliMixer } from './pauli-mixer';
import { qaoaAnsatz } from './qaoa-ansatz';
import { qaoaCircuit } from './qaoa-circuit';
import { type QaoaState, statesIn } from './qaoa-kernels';
import { randomAngles, randomQubo } from './random-cost.test-helper';
import { relaxedBits } from './relaxed-bits';
import { startMixer } from './start-mixer';
import { warmStartMixer } from './warm-start-mixer';
import { weightStates } from './weight-states';
import { xMixer } from './x-mixer';
import { xyMixer } from './xy-mixer';

const chances = [0.1, 0.9, 0.5, 0.3, 1, 0];

/** Every mixer for n qubits. */
const mixers: [string, (size: number) => FullMixer][] = [
  ['x', xMixer],
  ['ring xy', (size) => xyMixer(size, { weight: size >> 1 })],
  ['parity xy', (size) => xyMixer(size, { weight: 1, order: 'parity' })],
  ['complete xy', (size) => xyMixer(size, { weight: size - 1, order: 'complete' })],
  ['grover', (size) => startMixer(size)],
  ['grover of a weight', (size) => startMixer(size, { weight: size >> 1 })],
  ['warm start', (size) => warmStartMixer({ probabilities: chances.slice(0, size), epsilon: 0.05 })],
  [
    'pauli',
    (size) =>
      pauliMixer(size, {
        terms: pauliSum(
          [
            [0.7, 'X0 Y1'],
            [-0.4, `Z0 Y${size - 1}`],
            [1.2, 'Z1'],
            [0.3, `X1 X${size - 1}`],
            [0.5, 'Y0'],
          ].filter(([, text]) => size > 2 || !/Z0 Y1|X1 X1/.test(text as string)) as [number, string][],
        ),
      }),
  ],
];

describe.each(mixers)('the mixer %s', (_, make) => {
  it.each([2, 3, 4, 6])('on %d qubits gives what its circuit gives', (size) => {
    const random = seededRandom(size);
    const cost = randomQubo(size, random);
    const mixer = make(size);
    const angles = randomAngles(2, random);
    const [gamma1, gamma2, beta1, beta2] = angles as [number, number, number, number];
    const state = simulate(qaoaCircuit({ cost, layers: 2, mixer }), { parameters: { gamma1, gamma2, beta1, beta2 } });
    expect(largestDifference(qaoaAnsatz({ cost, mixer, scaling: 'raw' }).stateAt(angles), state)).toBeLessThan(1e-12);
  });

  it('has the gradient of finite differences', () => {
    const random = seededRandom(9);
    const ansatz = qaoaAnsatz({ cost: randomQubo(5, random), mixer: make(5) });
    const angles = randomAngles(3, random);
    const gradient = new Float64Array(6);
    ansatz.valueAndGradientAt(angles, gradient);
    angles.forEach((angle, index) => {
      const at = (step: number) => ansatz.valueAt(angles.with(index, angle + step));
      const slope = (8 * (at(1e-4) - at(-1e-4)) - (at(2e-4) - at(-2e-4))) / 12e-4;
      expect(Math.abs((gradient[index] as number) - slope)).toBeLessThan(1e-9);
    });
  });

  it('is taken back from both states as they were', () => {
    for (const size of [2, 3, 4, 5]) {
      const mixer = make(size);
      const random = seededRandom(size);
      const states = statesIn(createQaoaKernels(size, 2, {}), size, 2);
      for (const { re, im } of states) {
        for (let x = 0; x < re.length; x++) [re[x], im[x]] = [random.normal(), random.normal()];
      }
      const before = states.map(({ re, im }) => ({ re: re.slice(), im: im.slice() }));
      for (const beta of [0.4, -1.3, 2.9]) {
        for (const state of states) mixer.apply(state, beta);
        expect(largestDifference(states[0] as QaoaState, before[0] as QaoaState)).toBeGreaterThan(1e-3);
        mixer.unapply(states[0] as QaoaState, states[1] as QaoaState, beta);
        states.forEach((state, index) => {
          expect(largestDifference(state, before[index] as QaoaState)).toBeLessThan(1e-13);
        });
      }
    }
  });

  it('starts from a high state of its generator: the value falls with small angles of opposite signs', () => {
    const ansatz = qaoaAnsatz({ cost: randomQubo(5, seededRandom(3)), mixer: make(5) });
    if (ansatz.mixer.name === 'pauli') return;
    expect(ansatz.valueAt([0.1, -0.1])).toBeLessThan(ansatz.valueAt([0, 0]));
    expect(ansatz.valueAt([0.1, 0.1])).toBeGreaterThan(ansatz.valueAt([0, 0]));
  });
});

describe('the Dicke state', () => {
  it('has equal amplitudes on the bit strings of its weight alone', () => {
    for (let size = 1; size <= 6; size++) {
      for (let weight = 0; weight <= size; weight++) {
        const { re, im } = simulate(dickeCircuit(circuit(size), size, weight));
        const states = weightStates(size, weight);
        const expected = Array.from(re, (_, x) => (states.includes(x) ? 1 / Math.sqrt(states.length) : 0));
        expect(largestDifference({ re, im }, { re: expected, im: expected.map(() => 0) })).toBeLessThan(1e-14);
      }
    }
  });
});

describe('the relaxed solution', () => {
  it('makes a start below the mean of all bit strings', () => {
    const qubo = randomQubo(8, seededRandom(6));
    const probabilities = relaxedBits(qubo);
    const cold = qaoaAnsatz({ cost: qubo });
    const warm = qaoaAnsatz({ cost: qubo, mixer: warmStartMixer({ probabilities }) });
    expect(warm.energyAt([0, 0])).toBeLessThan(cold.energyAt([0, 0]) - cold.deviation / 2);
  });

  it('is exact where nothing couples', () => {
    const qubo = createQubo({ names: ['a', 'b'], linear: [2, -3] });
    expect(Array.from(relaxedBits(qubo))).toEqual([0, 1]);
  });

  it('takes the least shift that makes the function convex', () => {
    // With μ = 2 it is 2(a + b)² − 4a − 3b, least at (1, 0); with a larger shift it would be inside.
    const qubo = createQubo({ names: ['a', 'b'], linear: [-2, -1], couplings: [['a', 'b', 4]] });
    const [a, b] = relaxedBits(qubo) as unknown as [number, number];
    expect(a).toBeCloseTo(1, 9);
    expect(b).toBeCloseTo(0, 9);
  });

  it('is the stationary point of the shifted function', () => {
    // f = 4ab − 2a − 2b has lowest eigenvalue −4, so μ = 2: 2a² − 4a + 4ab …, which is least on a + b = 1.
    const qubo = createQubo({ names: ['a', 'b'], linear: [-2, -2], couplings: [['a', 'b', 4]] });
    const [a, b] = relaxedBits(qubo) as unknown as [number, number];
    expect(a + b).toBeCloseTo(1, 10);
  });
});

it.each([
  ['weight was 4', () => xyMixer(3, { weight: 4 })],
  ["order was 'star'", () => xyMixer(3, { weight: 1, order: 'star' as never })],
  ['qubitCount was 0', () => xMixer(0)],
  ['weight was -1', () => startMixer(3, { weight: -1 })],
  ['probabilities[1] was 2', () => warmStartMixer({ probabilities: [0, 2] })],
  ['epsilon was 0.6', () => warmStartMixer({ probabilities: [0], epsilon: 0.6 })],
  ['there were 0 terms', () => pauliMixer(2, { terms: [] })],
  [
    'the cost has 3 variables, the mixer 2',
    () => qaoaAnsatz({ cost: randomQubo(3, seededRandom(1)), mixer: xMixer(2) }),
  ],
])('refuses: %s', (message, act) => {
  expect(act).toThrow(message);
});
