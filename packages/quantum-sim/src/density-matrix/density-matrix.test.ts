import { describe, expect, it } from 'vitest';
import { parameter } from '../circuit/angle';
import { type Circuit, circuit } from '../circuit/circuit';
import { flatten } from '../circuit/flatten';
import { entriesOf, pauliProduct } from '../gates/dense-oracle.test-helper';
import { gateQubitCount } from '../gates/gate';
import { gateMatrix } from '../gates/gate-matrix';
import { standardGates } from '../gates/standard-gates';
import { expectation } from '../measurement/expectation';
import { pauliSum } from '../measurement/pauli-sum';
import { amplitudeDamping } from '../noise/amplitude-damping';
import { depolarizing } from '../noise/depolarizing';
import { noiseModel } from '../noise/noise-model';
import { phaseDamping } from '../noise/phase-damping';
import { thermalRelaxation } from '../noise/thermal-relaxation';
import { seededRandom } from '../seeded-random';
import { randomCircuit } from '../state-vector/reference-state.test-helper';
import { simulate } from '../state-vector/simulator';
import { profileSeed, share } from '../testing-profile.test-helper';
import {
  type Dense,
  denseDifference,
  denseGate,
  denseOf,
  ground,
  mapped,
  multiplied,
  type Pair,
} from './dense-density.test-helper';
import { densityMatrixBytes } from './density-bytes';
import { DensityMatrix } from './density-matrix';
import { simulateDensityMatrix } from './simulate-density-matrix';

const names = Object.keys(standardGates) as (keyof typeof standardGates)[];
const angles = [0.7, -1.9, 2.6, 0.4];

/** A start in which no two entries are alike. */
const mixed = (n: number): Circuit => {
  let start = circuit(n);
  for (let qubit = 0; qubit < n; qubit++) start = start.u(0.9 + 0.31 * qubit, 0.4 - 0.7 * qubit, 1.1, qubit);
  for (let qubit = 1; qubit < n; qubit++) start = start.cx(qubit - 1, qubit);
  return start;
};

const dense = (of: Circuit, channelAfter?: { readonly name: string; readonly operators: readonly Dense[] }): Dense => {
  let rho = ground(of.qubitCount);
  for (const operation of flatten(of)) {
    if (operation.kind !== 'gate') continue;
    const { gate, qubits } = operation;
    const values = operation.angles as readonly number[];
    if (qubits.length > 0) rho = mapped(rho, [denseGate(gate.name, values)], qubits);
    if (channelAfter?.name !== gate.name) continue;
    for (const qubit of qubits) rho = mapped(rho, channelAfter.operators, [qubit]);
  }
  return rho;
};

const denseOperators = (channel: ReturnType<typeof amplitudeDamping>): Dense[] =>
  channel.operators.map(({ size, re, im }) =>
    Array.from({ length: size }, (_, row) =>
      Array.from({ length: size }, (__, column): Pair => [re[row * size + column]!, im[row * size + column]!]),
    ),
  );

describe.each(names)('%s', (name) => {
  const gate = standardGates[name];
  const used = angles.slice(0, gate.base.angleCount);

  it('is the dense matrix from both sides', () => {
    const n = Math.max(2, gateQubitCount(gate));
    const orders =
      n === 3
        ? [
            [0, 1, 2],
            [2, 0, 1],
          ]
        : [
            [0, 1],
            [1, 0],
          ];
    for (const order of orders) {
      const qubits = order.slice(0, gateQubitCount(gate));
      const found = denseOf(simulateDensityMatrix(mixed(n).apply(gate, qubits, ...used)));
      const start = dense(mixed(n));
      const expected = qubits.length === 0 ? start : mapped(start, [denseGate(name, used)], qubits);
      expect(denseDifference(found, expected)).toBeLessThan(3e-15);
      expect(gateMatrix(gate, used).size).toBe(2 ** gateQubitCount(gate));
    }
  });
});

describe('a circuit', () => {
  it('without noise is |ψ⟩⟨ψ|', () => {
    const random = seededRandom(profileSeed());
    for (let trial = 0; trial < share(6, 60); trial++) {
      const n = 1 + random.integer(5);
      const gates = randomCircuit(n, 40, random);
      const { re, im } = simulate(gates);
      const matrix = simulateDensityMatrix(gates);
      for (let row = 0; row < matrix.size; row++) {
        for (let column = 0; column < matrix.size; column++) {
          const [x, y] = matrix.entry(row, column);
          expect(x).toBeCloseTo(re[row]! * re[column]! + im[row]! * im[column]!, 13);
          expect(y).toBeCloseTo(im[row]! * re[column]! - re[row]! * im[column]!, 13);
        }
      }
      expect(matrix.purity()).toBeCloseTo(1, 12);
    }
  });

  it('with noise after a gate is what whole matrices give', () => {
    const random = seededRandom(profileSeed());
    for (let trial = 0; trial < share(6, 60); trial++) {
      const gates = randomCircuit(3, 25, random);
      const name = names[random.integer(names.length)]!;
      const channel = trial % 2 === 0 ? amplitudeDamping(0.3, 0.2) : phaseDamping(0.4);
      const noise = noiseModel({ rules: [{ on: name, channel }] });
      const found = denseOf(simulateDensityMatrix(gates, { noise }));
      expect(denseDifference(found, dense(gates, { name, operators: denseOperators(channel) }))).toBeLessThan(1e-13);
    }
  });

  it('takes parameters', () => {
    const turn = circuit(1).rx(parameter('a').times(2), 0);
    const matrix = simulateDensityMatrix(turn, { parameters: { a: 0.4 } });
    expect(matrix.probability(1)).toBeCloseTo(Math.sin(0.4) ** 2, 14);
    expect(() => simulateDensityMatrix(turn)).toThrow('there were 0 values for 1 parameters');
  });

  it('has the same entries with both kinds of kernels, and is near in single precision', () => {
    const noise = noiseModel({ rules: [{ channel: depolarizing(0.03) }, { channel: amplitudeDamping(0.05) }] });
    const gates = randomCircuit(4, 60, seededRandom(5));
    const [first, second, single] = [
      { implementation: 'webassembly' as const },
      { implementation: 'typescript' as const },
      { precision: 'f32' as const },
    ].map((options) => denseOf(simulateDensityMatrix(gates, { noise, ...options })));
    expect(denseDifference(first!, second!)).toBe(0);
    expect(denseDifference(first!, single!)).toBeLessThan(1e-6);
  });

  it('has these bits on every platform', () => {
    const noise = noiseModel({ rules: [{ channel: thermalRelaxation({ t1: 90, t2: 70, time: 3 }) }] });
    const { re, im } = simulateDensityMatrix(randomCircuit(4, 60, seededRandom(5)), { noise });
    let hash = 0x811c9dc5;
    const bits = new DataView(new ArrayBuffer(8));
    for (const plane of [re, im]) {
      for (const value of plane) {
        bits.setFloat64(0, value + 0);
        for (let byte = 0; byte < 8; byte++) hash = Math.imul(hash ^ bits.getUint8(byte), 0x01000193);
      }
    }
    expect((hash >>> 0).toString(16)).toMatchInlineSnapshot(`"6defe298"`);
  });
});

describe('closed forms', () => {
  it('a depolarised Bell state: fidelity 1 − 3p/4, ⟨ZZ⟩ = ⟨XX⟩ = 1 − p, ⟨YY⟩ = −(1 − p), purity', () => {
    const observable = (text: string) => pauliSum([[1, text]]);
    for (const p of [0, 0.1, 0.5, 1]) {
      const noise = noiseModel({ rules: [{ on: 'cx', channel: depolarizing(p, 2) }] });
      const bell = simulateDensityMatrix(circuit(2).h(0).cx(0, 1), { noise });
      expect(bell.expectation(observable('Z0 Z1'))).toBeCloseTo(1 - p, 14);
      expect(bell.expectation(observable('X0 X1'))).toBeCloseTo(1 - p, 14);
      expect(bell.expectation(observable('Y0 Y1'))).toBeCloseTo(p - 1, 14);
      const f = 1 - (3 * p) / 4;
      expect(bell.purity()).toBeCloseTo(f * f + ((1 - f) * (1 - f)) / 3, 14);
      const kept = bell.partialTrace([1]);
      expect(kept.probabilities()[0]).toBeCloseTo(0.5, 14);
    }
  });

  it('T1 and T2 decay step by step as e^(−t/T1) and e^(−t/T2)', () => {
    const noise = noiseModel({ rules: [{ on: 'id', channel: thermalRelaxation({ t1: 80, t2: 60, time: 5 }) }] });
    for (const steps of [1, 4, 20]) {
      const idle = circuit(1).id(...Array.from({ length: steps }, () => 0));
      const excited = simulateDensityMatrix(circuit(1).x(0).add(idle), { noise });
      expect(excited.probability(1)).toBeCloseTo(Math.exp((-5 * steps) / 80), 13);
      const tilted = simulateDensityMatrix(circuit(1).h(0).add(idle), { noise });
      expect(tilted.expectation(pauliSum([[1, 'X0']]))).toBeCloseTo(Math.exp((-5 * steps) / 60), 13);
    }
  });
});

describe('a density matrix', () => {
  const noise = noiseModel({ rules: [{ channel: amplitudeDamping(0.1) }, { on: 'h', channel: phaseDamping(0.2) }] });

  it('has the expectations Tr(ρP) of whole matrices', () => {
    const matrix = simulateDensityMatrix(randomCircuit(3, 20, seededRandom(2)), { noise });
    const rho = denseOf(matrix);
    for (const letters of ['XII', 'IYI', 'IIZ', 'XYZ', 'YYY', 'ZXY', 'YIY', 'III']) {
      const entries = entriesOf(pauliProduct(letters));
      const product = multiplied(
        rho,
        Array.from({ length: 8 }, (_, row) => entries.slice(8 * row, 8 * row + 8)),
      );
      const trace = product.reduce((sum, row, index) => sum + row[index]![0], 0);
      const text = [...letters].map((letter, index) => (letter === 'I' ? '' : `${letter}${2 - index}`)).join(' ');
      expect(matrix.expectation(pauliSum([[1.5, text]]))).toBeCloseTo(1.5 * trace, 13);
    }
  });

  it('agrees with the state vector on pure states', () => {
    const gates = randomCircuit(4, 40, seededRandom(8));
    const energy = pauliSum([
      [0.7, 'X0'],
      [-1.2, 'Z1 Z3'],
      [0.4, 'Y0 Y2'],
      [2, 'X1 Y2 Z3'],
      [0.25, ''],
    ]);
    expect(simulateDensityMatrix(gates).expectation(energy)).toBeCloseTo(expectation(simulate(gates), energy), 12);
  });

  it('traces out', () => {
    const matrix = simulateDensityMatrix(randomCircuit(4, 40, seededRandom(3)), { noise });
    const kept = matrix.partialTrace([3, 1]);
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column < 4; column++) {
        let [re, im] = [0, 0];
        for (const rest of [0, 1, 4, 5]) {
          const place = (index: number) => ((index & 1) << 3) | (((index >> 1) & 1) << 1) | rest;
          const [x, y] = matrix.entry(place(row), place(column));
          re += x;
          im += y;
        }
        expect(kept.entry(row, column)[0]).toBeCloseTo(re, 14);
        expect(kept.entry(row, column)[1]).toBeCloseTo(im, 14);
      }
    }
    expect(kept.trace()).toBeCloseTo(1, 13);
  });

  it('is Hermitian with trace 1 and purity below 1', () => {
    const matrix = simulateDensityMatrix(randomCircuit(4, 80, seededRandom(4)), { noise });
    for (let row = 0; row < 16; row++) {
      for (let column = 0; column < 16; column++) {
        const [a, b] = [matrix.entry(row, column), matrix.entry(column, row)];
        expect(a[0]).toBeCloseTo(b[0], 14);
        expect(a[1]).toBeCloseTo(-b[1], 14);
      }
    }
    expect(matrix.trace()).toBeCloseTo(1, 12);
    expect(matrix.purity()).toBeLessThan(1);
    expect(matrix.purity()).toBeGreaterThan(1 / 16);
    expect(Array.from(matrix.probabilities()).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });
});

describe('a mistake', () => {
  it.each([
    ['DensityMatrix: qubitCount was 0', () => new DensityMatrix(0)],
    ['DensityMatrix: qubitCount was NaN', () => new DensityMatrix(Number.NaN)],
    [
      'A density matrix of 14 qubits in f64 needs 4,295,098,368 bytes; the limit is 2,148,532,224',
      () => simulateDensityMatrix(circuit(14)),
    ],
    [
      'A density matrix of 3 qubits in f64 needs 132,096 bytes; the limit is NaN',
      () => new DensityMatrix(3, { maximumBytes: Number.NaN }),
    ],
    ['entry: row was 4. Pass a whole number from 0 to 3.', () => new DensityMatrix(2).entry(4, 0)],
    ['entry: column was -1', () => new DensityMatrix(2).entry(0, -1)],
    ['partialTrace: qubit was 2', () => new DensityMatrix(2).partialTrace([2])],
    ['partialTrace: qubit 1 was given twice', () => new DensityMatrix(2).partialTrace([1, 1])],
    ['DensityMatrix: qubitCount was 0', () => new DensityMatrix(2).partialTrace([])],
    ['acts on qubit 2, the state has 2 qubits', () => new DensityMatrix(2).expectation(pauliSum([[1, 'X2']]))],
    [
      'noise: depolarizing acts on 2 qubits, h on 1',
      () =>
        simulateDensityMatrix(circuit(2).h(0), {
          noise: noiseModel({ rules: [{ on: 'h', channel: depolarizing(0.1, 2) }] }),
        }),
    ],
  ])('%s', (message, act) => {
    expect(act).toThrow(message);
  });

  it('13 qubits are allowed and take 1 GiB', () => {
    expect(densityMatrixBytes(13)).toBe(16 * (4 ** 13 + 2 ** 13));
  });
});
