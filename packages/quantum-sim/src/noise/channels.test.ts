import { describe, expect, it } from 'vitest';
import { circuit } from '../circuit/circuit';
import {
  added,
  type Dense,
  dagger,
  denseDifference,
  denseGate,
  denseOf,
  mapped,
  multiplied,
  type Pair,
  real,
  scaled,
} from '../density-matrix/dense-density.test-helper';
import { simulateDensityMatrix } from '../density-matrix/simulate-density-matrix';
import type { ComplexMatrix } from '../gates/complex-matrix';
import { controlled } from '../gates/controlled-gate';
import { standardGates } from '../gates/standard-gates';
import { simulate } from '../state-vector/simulator';
import { amplitudeDamping } from './amplitude-damping';
import { type Channel, completenessError } from './channel';
import { channelGate } from './channel-gate';
import { depolarizing } from './depolarizing';
import { bitFlip, phaseFlip } from './flips';
import { krausChannel } from './kraus-channel';
import { noiseModel } from './noise-model';
import { pauliChannel } from './pauli-channel';
import { phaseDamping } from './phase-damping';
import { readoutError } from './readout-error';
import { superoperator } from './superoperator';
import { thermalRelaxation } from './thermal-relaxation';

const denseOfMatrix = ({ size, re, im }: ComplexMatrix): Dense =>
  Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column): Pair => [re[row * size + column]!, im[row * size + column]!]),
  );

const one = real([
  [1, 0],
  [0, 1],
]);
const kron = (high: Dense, low: Dense): Dense =>
  Array.from({ length: high.length * low.length }, (_, row) =>
    Array.from({ length: high.length * low.length }, (__, column): Pair => {
      const [a, b] = high[Math.floor(row / low.length)]![Math.floor(column / low.length)]!;
      const [c, d] = low[row % low.length]![column % low.length]!;
      return [a * c - b * d, a * d + b * c];
    }),
  );

/** A mixed state of one or two qubits without any symmetry. */
const start = (qubitCount: 1 | 2): Dense => {
  const rho = real([
    [0.7, 0.2],
    [0.2, 0.3],
  ]).map((row, r) => row.map(([x], c): Pair => [x, r === c ? 0 : r < c ? 0.15 : -0.15]));
  const turned = multiplied(multiplied(denseGate('u', [0.4, 1, -0.3]), rho), dagger(denseGate('u', [0.4, 1, -0.3])));
  if (qubitCount === 1) return rho;
  const entangler = denseGate('rxx', [0.6]);
  return multiplied(multiplied(entangler, kron(rho, turned)), dagger(entangler));
};

const act = (channel: Channel, rho: Dense): Dense =>
  mapped(rho, channel.operators.map(denseOfMatrix), channel.qubitCount === 1 ? [0] : [0, 1]);

const conjugated = (gate: Dense, rho: Dense): Dense => multiplied(multiplied(gate, rho), dagger(gate));

const [x, y, z] = ['x', 'y', 'z'].map((name) => denseGate(name)) as [Dense, Dense, Dense];

describe('a channel is its formula', () => {
  const rho = start(1);
  const both = start(2);
  const entry = (row: number, column: number): Pair => rho[row]![column]!;
  it('depolarizing', () => {
    const p = 0.3;
    const expected = added(scaled(1 - p, rho), scaled(p / 2, one));
    expect(denseDifference(act(depolarizing(p), rho), expected)).toBeLessThan(1e-15);
    const whole = added(scaled(1 - p, both), scaled(p / 4, kron(one, one)));
    expect(denseDifference(act(depolarizing(p, 2), both), whole)).toBeLessThan(1e-15);
    expect(denseDifference(act(depolarizing(1, 2), both), scaled(0.25, kron(one, one)))).toBeLessThan(1e-15);
  });

  it('flips', () => {
    const mixed = (gate: Dense) => added(scaled(0.8, rho), scaled(0.2, conjugated(gate, rho)));
    expect(denseDifference(act(bitFlip(0.2), rho), mixed(x))).toBeLessThan(1e-15);
    expect(denseDifference(act(phaseFlip(0.2), rho), mixed(z))).toBeLessThan(1e-15);
    expect(denseDifference(act(pauliChannel({ Y: 0.2 }), rho), mixed(y))).toBeLessThan(1e-15);
  });

  it('Pauli products of two qubits, letter k on qubit k', () => {
    const expected = [
      scaled(0.6, both),
      scaled(0.1, conjugated(kron(y, x), both)),
      scaled(0.3, conjugated(kron(z, one), both)),
    ].reduce(added);
    expect(denseDifference(act(pauliChannel({ XY: 0.1, IZ: 0.3 }), both), expected)).toBeLessThan(1e-15);
    expect(denseDifference(act(pauliChannel({ XY: 0.1, IZ: 0.3, II: 0.2 }), both), expected)).toBeLessThan(1e-15);
  });

  it('amplitude damping, also in warm surroundings', () => {
    const gamma = 0.36;
    const [r00, r11] = [entry(0, 0)[0], entry(1, 1)[0]];
    const [re, im] = entry(0, 1);
    const damped = act(amplitudeDamping(gamma), rho);
    expect(damped[0]![0]![0]).toBeCloseTo(r00 + gamma * r11, 15);
    expect(damped[0]![1]![0]).toBeCloseTo(0.8 * re, 15);
    expect(damped[0]![1]![1]).toBeCloseTo(0.8 * im, 15);
    const warm = act(amplitudeDamping(gamma, 0.25), rho);
    expect(warm[1]![1]![0]).toBeCloseTo(r11 + gamma * (0.25 - r11), 15);
    expect(warm[0]![1]![0]).toBeCloseTo(0.8 * re, 15);
    const still = real([
      [0.75, 0],
      [0, 0.25],
    ]);
    expect(denseDifference(act(amplitudeDamping(gamma, 0.25), still), still)).toBeLessThan(1e-15);
  });

  it('phase damping, the same as a phase flip', () => {
    const damped = act(phaseDamping(0.36), rho);
    expect(damped[0]![0]![0]).toBeCloseTo(entry(0, 0)[0], 15);
    expect(damped[0]![1]![0]).toBeCloseTo(0.8 * entry(0, 1)[0], 15);
    expect(denseDifference(damped, act(phaseFlip((1 - 0.8) / 2), rho))).toBeLessThan(1e-15);
  });

  it.each([
    [50, 30, 0],
    [50, 50, 0],
    [50, 80, 0.1],
    [50, 100, 0.3],
    [Number.POSITIVE_INFINITY, 20, 0],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0],
  ])('thermal relaxation with T1 = %d and T2 = %d', (t1, t2, excitedPopulation) => {
    const time = 12.5;
    const relaxed = act(thermalRelaxation({ t1, t2, time, excitedPopulation }), rho);
    const one = entry(1, 1)[0];
    expect(relaxed[1]![1]![0]).toBeCloseTo(excitedPopulation + (one - excitedPopulation) * Math.exp(-time / t1), 14);
    expect(relaxed[0]![1]![0]).toBeCloseTo(entry(0, 1)[0] * Math.exp(-time / t2), 14);
    expect(relaxed[0]![1]![1]).toBeCloseTo(entry(0, 1)[1] * Math.exp(-time / t2), 14);
  });
});

const complex = scaled(Math.sqrt(0.3), denseGate('u', [0.4, 1, -0.3]));
const other = scaled(Math.sqrt(0.7), denseGate('u', [1.9, 0.2, 2.1]));

const all: readonly Channel[] = [
  krausChannel([complex, other], 'complex'),
  krausChannel([kron(complex, other), kron(other, complex), kron(complex, complex), kron(other, other)], 'complexPair'),
  depolarizing(0.1),
  depolarizing(0.2, 2),
  bitFlip(0.3),
  phaseFlip(1),
  pauliChannel({ X: 0.1, Y: 0.2, Z: 0.3 }),
  amplitudeDamping(0.4, 0.3),
  phaseDamping(0.5),
  thermalRelaxation({ t1: 10, t2: 15, time: 3, excitedPopulation: 0.2 }),
  krausChannel([denseGate('h').map((row) => row.map(([re]) => re))]),
];

describe.each(all.map((channel) => [channel.name, channel] as const))('%s', (_, channel) => {
  it('keeps the trace', () => {
    expect(completenessError(channel.operators, 2 ** channel.qubitCount)).toBeLessThan(1e-15);
  });

  it('is one matrix on the columns of a density matrix', () => {
    const rho = start(channel.qubitCount);
    const columns = rho[0]!.flatMap((__, column) => rho.map((row) => [row[column]!]));
    const expected = act(channel, rho);
    const found = multiplied(denseOfMatrix(superoperator(channel)), columns);
    const shaped = rho.map((row, r) => row.map((__, c) => found[r + rho.length * c]![0]!));
    expect(denseDifference(shaped, expected)).toBeLessThan(1e-15);
  });

  it('stands in a circuit at its place, and only engines that know noise run it', () => {
    const qubits = channel.qubitCount === 1 ? [1] : [2, 0];
    const gate = channelGate(channel);
    const noisy = circuit(3).h(0, 1).cx(1, 2).t(2).apply(gate, qubits).ry(0.3, 1).cx(0, 1);
    const before = denseOf(simulateDensityMatrix(circuit(3).h(0, 1).cx(1, 2).t(2)));
    const afterChannel = mapped(before, channel.operators.map(denseOfMatrix), qubits);
    const turned = mapped(afterChannel, [denseGate('ry', [0.3])], [1]);
    const expected = mapped(turned, [denseGate('cx')], [0, 1]);
    expect(denseDifference(denseOf(simulateDensityMatrix(noisy)), expected)).toBeLessThan(1e-14);
    const refusal = expect.objectContaining({ name: 'CircuitError', code: 'NOT_UNITARY' });
    expect(() => simulate(noisy)).toThrow(refusal);
    expect(() => noisy.inverse()).toThrow(refusal);
    expect(() => simulateDensityMatrix(circuit(4).apply(controlled(gate), [3, ...qubits]))).toThrow(
      expect.objectContaining({ code: 'NOT_CONTROLLABLE' }),
    );
  });
});

describe('a mistake', () => {
  const { NaN: none, POSITIVE_INFINITY: infinity } = Number;
  it.each([
    ['depolarizing: probability was 1.2. Pass a number from 0 to 1.', () => depolarizing(1.2)],
    ['depolarizing: probability was NaN', () => depolarizing(none)],
    ['depolarizing: qubitCount was 3', () => depolarizing(0.1, 3 as 2)],
    ['bitFlip: probability was -0.1', () => bitFlip(-0.1)],
    ['phaseFlip: probability was Infinity', () => phaseFlip(infinity)],
    ['amplitudeDamping: damping was 2', () => amplitudeDamping(2)],
    ['amplitudeDamping: excitedPopulation was NaN', () => amplitudeDamping(0.1, none)],
    ['phaseDamping: damping was -1', () => phaseDamping(-1)],
    ['pauliChannel: paulis was "A"', () => pauliChannel({ A: 0.1 })],
    ['pauliChannel: paulis was "XX"', () => pauliChannel({ X: 0.1, XX: 0.1 })],
    ['pauliChannel: paulis was ""', () => pauliChannel({})],
    ['pauliChannel: the probabilities add up to 1.5', () => pauliChannel({ X: 0.75, Z: 0.75 })],
    ['pauliChannel: X was NaN', () => pauliChannel({ X: none })],
    [
      'thermalRelaxation: t2 was 101 and t1 50. Pass a t2 of at most 2·t1.',
      () => thermalRelaxation({ t1: 50, t2: 101, time: 1 }),
    ],
    ['thermalRelaxation: t1 was NaN', () => thermalRelaxation({ t1: none, t2: 1, time: 1 })],
    ['thermalRelaxation: t2 was 0', () => thermalRelaxation({ t1: 1, t2: 0, time: 1 })],
    ['thermalRelaxation: time was -1', () => thermalRelaxation({ t1: 1, t2: 1, time: -1 })],
    ['thermalRelaxation: time was Infinity', () => thermalRelaxation({ t1: 1, t2: 1, time: infinity })],
    [
      'thermalRelaxation: excitedPopulation was 2',
      () => thermalRelaxation({ t1: 1, t2: 1, time: 1, excitedPopulation: 2 }),
    ],
    ['readoutError: oneGivenZero was 1.01', () => readoutError({ oneGivenZero: 1.01, zeroGivenOne: 0 })],
    ['readoutError: zeroGivenOne was NaN', () => readoutError({ oneGivenZero: 0, zeroGivenOne: none })],
    ['krausChannel: there were 0 operators', () => krausChannel([])],
    [
      'krausChannel: there were 1 operators of 3 rows',
      () =>
        krausChannel([
          real([
            [1, 0, 0],
            [0, 1, 0],
            [0, 0, 1],
          ]).map((row) => row.map(([re]) => re)),
        ]),
    ],
    [
      'krausChannel: operator 1 had 2 rows, and a row of another length',
      () =>
        krausChannel([
          [
            [1, 0],
            [0, 1],
          ],
          [[0], [0]],
        ]),
    ],
    [
      'krausChannel: there were 2 operators of 2, 4 rows',
      () =>
        krausChannel([
          [
            [1, 0],
            [0, 1],
          ],
          [
            [0, 0, 0, 0],
            [0, 0, 0, 0],
            [0, 0, 0, 0],
            [0, 0, 0, 0],
          ],
        ]),
    ],
    [
      'mine: an entry of Σ K†K was 0.0',
      () =>
        krausChannel(
          [
            [
              [1, 0],
              [0, 1.01],
            ],
          ],
          'mine',
        ),
    ],
    [
      'krausChannel: an entry of Σ K†K was NaN',
      () =>
        krausChannel([
          [
            [1, 0],
            [0, none],
          ],
        ]),
    ],
    ['noiseModel: on was "CX"', () => noiseModel({ rules: [{ on: 'CX', channel: bitFlip(0.1) }] })],
    ['noiseModel: on was []', () => noiseModel({ rules: [{ on: [], channel: bitFlip(0.1) }] })],
    ['noiseModel: qubits was [-1]', () => noiseModel({ rules: [{ qubits: [-1], channel: bitFlip(0.1) }] })],
    [
      'noiseModel: qubits was []',
      () => noiseModel({ readout: [{ qubits: [], error: { oneGivenZero: 0, zeroGivenOne: 0 } }] }),
    ],
    [
      'readoutError: oneGivenZero was 7',
      () => noiseModel({ readout: [{ error: { oneGivenZero: 7, zeroGivenOne: 0 } }] }),
    ],
    [
      'bad: an entry of Σ K†K was 1 away',
      () =>
        noiseModel({
          rules: [
            {
              channel: {
                ...bitFlip(0.1),
                name: 'bad',
                operators: [bitFlip(0).operators[0]!, bitFlip(1).operators[0]!],
              },
            },
          ],
        }),
    ],
    [
      'bad: there were 0 operators of no rows for 1 qubits',
      () => channelGate({ name: 'bad', qubitCount: 1, operators: [] }),
    ],
  ])('%s', (message, act) => {
    expect(act).toThrow(message);
    expect(act).toThrow(expect.objectContaining({ name: 'QuantumOptionsError' }));
  });

  it('a tolerance of 1e-9 holds', () => {
    const of = (miss: number) =>
      krausChannel([
        [
          [1, 0],
          [0, Math.sqrt(1 + miss)],
        ],
      ]);
    expect(of(9e-10).operators).toHaveLength(1);
    expect(() => of(2e-9)).toThrow(expect.objectContaining({ code: 'NOT_TRACE_PRESERVING' }));
  });
});

it('every standard gate can be made a channel', () => {
  for (const name of ['x', 'sx', 'cz', 'iswap'] as const) {
    const dense = denseGate(name);
    const channel = krausChannel([dense]);
    expect(channel.qubitCount).toBe(standardGates[name].controlCount + standardGates[name].base.qubitCount);
  }
});
