/**
 * What Qiskit Aer documents of noise, readout and conditions, as probabilities: the cases and figures of its reference tests
 * (Qiskit/qiskit-aer, test/terra/reference: ref_pauli_noise, ref_readout_noise, ref_kraus_noise, ref_conditionals, ref_reset;
 * Apache-2.0), and the formulas of its standard errors. The engines that draw are asked too.
 */
import { describe, expect, it } from 'vitest';
import { type Circuit, circuit } from '../circuit/circuit';
import { densityMatrixDistribution } from '../density-matrix/density-matrix-distribution';
import { runMatrixProductStateShots } from '../matrix-product-state/run-matrix-product-state-shots';
import { runStabilizerShots } from '../stabilizer/run-stabilizer-shots';
import { amplitudeDamping } from './amplitude-damping';
import { channelGate } from './channel-gate';
import { depolarizing } from './depolarizing';
import { krausChannel } from './kraus-channel';
import { type NoiseModel, noiseModel } from './noise-model';
import { pauliChannel } from './pauli-channel';
import { runNoisyShots } from './run-noisy-shots';
import { superoperator } from './superoperator';
import { thermalRelaxation } from './thermal-relaxation';

interface Case {
  readonly what: string;
  readonly made: Circuit;
  readonly noise?: NoiseModel;
  /** By reading, the first is 0. */
  readonly probabilities: readonly number[];
}

const x = (probability: number) => pauliChannel({ X: probability });
const rule = (on: string, probability: number, qubits?: readonly number[]): NoiseModel =>
  noiseModel({ rules: [{ on, channel: x(probability), ...(qubits === undefined ? {} : { qubits }) }] });
const readout = { oneGivenZero: 0.1, zeroGivenOne: 0.3 };
const idle = circuit(2).id(0, 1).measureAll();
const asked = (value: number) => circuit(2).when([0, 1], value, circuit(2).x(0, 1)).measureAll();
const bell = circuit(2).h(0).cx(0, 1).measureAll();
const quarter = [9 / 16, 3 / 16, 3 / 16, 1 / 16];

const cases: readonly Case[] = [
  { what: 'a flip after every id', made: idle, noise: rule('id', 1), probabilities: [0, 0, 0, 1] },
  { what: 'a flip after a quarter of ids', made: idle, noise: rule('id', 0.25), probabilities: quarter },
  { what: 'a flip after every id on qubit 1', made: idle, noise: rule('id', 1, [1]), probabilities: [0, 0, 1, 0] },
  {
    what: 'a flip after a quarter of ids on qubit 0',
    made: idle,
    noise: rule('id', 0.25, [0]),
    probabilities: [0.75, 0.25, 0, 0],
  },
  {
    what: 'noise of a gate that a condition left out',
    made: asked(1),
    noise: rule('x', 0.5),
    probabilities: [1, 0, 0, 0],
  },
  {
    what: 'noise of a gate that a condition let through',
    made: asked(0),
    noise: rule('x', 0.5),
    probabilities: [0.25, 0.25, 0.25, 0.25],
  },
  {
    what: 'a flip before a quarter of measurements',
    made: circuit(2).measureAll(),
    noise: rule('measure', 0.25),
    probabilities: quarter,
  },
  {
    what: 'a flip before a quarter of measurements of qubit 1',
    made: circuit(2).measureAll(),
    noise: rule('measure', 0.25, [1]),
    probabilities: [0.75, 0, 0.25, 0],
  },
  {
    what: 'a flip after a quarter of resets',
    made: circuit(2).reset(0, 1).measureAll(),
    noise: rule('reset', 0.25),
    probabilities: quarter,
  },
  {
    what: 'a flip after a quarter of resets of qubit 1',
    made: circuit(2).reset(0, 1).measureAll(),
    noise: rule('reset', 0.25, [1]),
    probabilities: [0.75, 0, 0.25, 0],
  },
  {
    what: 'readout of qubit 0 of a Bell state',
    made: bell,
    noise: noiseModel({ readout: [{ qubits: [0], error: readout }] }),
    probabilities: [0.45, 0.05, 0.15, 0.35],
  },
  {
    what: 'readout of qubit 1 of a Bell state',
    made: bell,
    noise: noiseModel({ readout: [{ qubits: [1], error: readout }] }),
    probabilities: [0.45, 0.15, 0.05, 0.35],
  },
  {
    what: 'readout of both qubits of a Bell state',
    made: bell,
    noise: noiseModel({ readout: [{ error: readout }] }),
    probabilities: [0.5 * (0.81 + 0.09), 0.5 * (0.09 + 0.21), 0.5 * (0.09 + 0.21), 0.5 * (0.01 + 0.49)],
  },
  {
    what: 'a reset of one qubit of a Bell state',
    made: circuit(2).h(0).cx(0, 1).reset(0).measureAll(),
    probabilities: [0.5, 0, 0.5, 0],
  },
  {
    what: 'a reset of what was turned',
    made: circuit(2).h(0, 1).reset(0, 1).measureAll(),
    probabilities: [1, 0, 0, 0],
  },
];

/** A register of two bits is set to `held` by a qubit that is flipped and flipped back, then x is asked of `value`. */
const conditional = (held: number, value: number): Circuit => {
  let made = circuit(1, 3).x(0);
  for (const bit of [0, 1]) if ((held >> bit) & 1) made = made.measure(0, bit + 1);
  return made.x(0).when([1, 2], value, circuit(1, 0).x(0)).measure(0, 0);
};

const conditionals: readonly Case[] = [0, 1, 2, 3].flatMap((value) =>
  [0, 1, 2, 3].map((held): Case => {
    const reading = 2 * held + (held === value ? 1 : 0);
    return {
      what: `x where two bits read ${value} and they hold ${held}`,
      made: conditional(held, value),
      probabilities: Array.from({ length: 8 }, (_, index) => (index === reading ? 1 : 0)),
    };
  }),
);

const keyOf = (reading: number, made: Circuit): string => reading.toString(2).padStart(made.bitCount, '0');

describe.each([...cases, ...conditionals].map((one) => [one.what, one] as const))(
  '%s',
  (_, { made, noise, probabilities }) => {
    const options = noise === undefined ? {} : { noise };

    it('has the probabilities that Aer states', () => {
      const found = densityMatrixDistribution(made, options);
      probabilities.forEach((probability, reading) => {
        expect(found[keyOf(reading, made)] ?? 0).toBeCloseTo(probability, 13);
      });
    });

    it.each([
      ['trajectories', runNoisyShots],
      ['stabilisers', runStabilizerShots],
      ['matrix product states', runMatrixProductStateShots],
    ] as const)('is drawn so by %s', (__, run) => {
      const shots = 1_000;
      const { counts } = run(made, { shots, seed: 11, ...options });
      probabilities.forEach((p, reading) => {
        const distance = Math.abs((counts[keyOf(reading, made)] ?? 0) - shots * p);
        expect(distance).toBeLessThanOrEqual(5 * Math.sqrt(shots * p * (1 - p)));
      });
    });
  },
);

it('30 times amplitude damping with γ = 0.75 and a quarter excited leaves a quarter excited', () => {
  const made = circuit(1).x(0).add(circuit(1).id(0).repeat(30), [0], []).measure(0);
  const noise = noiseModel({ rules: [{ on: 'id', channel: amplitudeDamping(0.75, 0.25) }] });
  expect(densityMatrixDistribution(made, { noise })['1']).toBeCloseTo(0.25, 13);
});

it('a conditional gate may be written as a channel', () => {
  const flip = channelGate(
    krausChannel([
      [
        [0, 1],
        [1, 0],
      ],
    ]),
  );
  const made = circuit(1, 2)
    .x(0)
    .measure(0, 1)
    .when(1, 1, circuit(1, 0).apply(flip, [0]))
    .measure(0, 0);
  expect(densityMatrixDistribution(made)).toEqual({ '10': 1 });
});

it.each([
  [10, 8, 0],
  [10, 10, 0.3],
  [10, 15, 0.2],
  [10, 20, 0],
])(
  'thermal relaxation with T1 = %d, T2 = %d, p = %d has the Choi matrix that Aer states',
  (t1, t2, excitedPopulation) => {
    const time = 3;
    const { re } = superoperator(thermalRelaxation({ t1, t2, time, excitedPopulation }));
    const reset = 1 - Math.exp(-time / t1);
    expect([re[0], re[3], re[12], re[15]]).toEqual([
      expect.closeTo(1 - excitedPopulation * reset, 14),
      expect.closeTo((1 - excitedPopulation) * reset, 14),
      expect.closeTo(excitedPopulation * reset, 14),
      expect.closeTo(1 - (1 - excitedPopulation) * reset, 14),
    ]);
    expect([re[5], re[10]]).toEqual([
      expect.closeTo(Math.exp(-time / t2), 14),
      expect.closeTo(Math.exp(-time / t2), 14),
    ]);
  },
);

it('depolarizing gives each other product of Pauli matrices p/4^k and the identity the rest', () => {
  const [identity, ...others] = depolarizing(0.32, 2).operators.map(
    ({ re, im }) => re[0]! ** 2 + im[0]! ** 2 || undefined,
  );
  expect(identity).toBeCloseTo(1 - (0.32 * 15) / 16, 14);
  expect(others.filter((weight) => weight !== undefined)).toEqual([0, 1, 2].map(() => expect.closeTo(0.02, 14)));
});
