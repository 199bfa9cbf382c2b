import { describe, expect, it } from 'vitest';
import { parameter } from '../circuit/angle';
import { type Circuit, circuit } from '../circuit/circuit';
import { densityMatrixDistribution } from '../density-matrix/density-matrix-distribution';
import { controlled } from '../gates/controlled-gate';
import { unitary } from '../gates/custom-gates';
import { gateQubitCount } from '../gates/gate';
import { standardGates } from '../gates/standard-gates';
import { pauliSum } from '../measurement/pauli-sum';
import { amplitudeDamping } from '../noise/amplitude-damping';
import { depolarizing } from '../noise/depolarizing';
import { bitFlip } from '../noise/flips';
import { krausChannel } from '../noise/kraus-channel';
import { noiseModel } from '../noise/noise-model';
import { pauliChannel } from '../noise/pauli-channel';
import { seededRandom } from '../seeded-random';
import { countBits, parityBelow } from './bit-words';
import { gateSteps } from './gate-steps';
import { cliffordGates } from './random-clifford.test-helper';
import { runStabilizerShots } from './run-stabilizer-shots';
import { simulateStabilizer } from './simulate-stabilizer';
import { StabilizerState, stabilizerBytes } from './stabilizer-state';

const chain = (qubitCount: number): Circuit => {
  let built = circuit(qubitCount).h(0);
  for (let qubit = 1; qubit < qubitCount; qubit++) built = built.cx(qubit - 1, qubit);
  return built;
};

describe('1,000 qubits', () => {
  it('in a GHZ state have its stabilisers', () => {
    const state = simulateStabilizer(chain(1_000));
    const everyX = Array.from({ length: 1_000 }, (_, qubit) => `X${qubit}`).join(' ');
    const observable = (text: string) => pauliSum([[1, text]]);
    expect(state.expectation(observable(everyX))).toBe(1);
    expect(state.expectation(observable('Z0 Z999'))).toBe(1);
    expect(state.expectation(observable('Z3 Z400 Z401'))).toBe(0);
    // i^1000 of the Ys and the signs of pairs of Z: X…X times 500 pairs.
    expect(state.expectation(observable(everyX.replaceAll('X', 'Y')))).toBe(1);
    expect(state.expectation(observable(everyX.replace('X0 X1 ', 'Y0 Y1 ')))).toBe(-1);
  });

  it('in a GHZ state read all 0 or all 1, as often as a coin', () => {
    const { counts } = runStabilizerShots(chain(1_000).measureAll(), { shots: 400, seed: 1 });
    const [zeros, ones] = [counts['0'.repeat(1_000)]!, counts['1'.repeat(1_000)]!];
    expect(zeros + ones).toBe(400);
    expect(Math.abs(zeros - 200)).toBeLessThan(5 * Math.sqrt(100));
  });

  it('measured one by one agree with the first', () => {
    const state = simulateStabilizer(chain(1_000));
    const random = seededRandom(3);
    const first = state.measure(500, random);
    for (let qubit = 0; qubit < 1_000; qubit += 37) expect(state.decided(qubit)).toBe(first);
  });
});

describe('a state', () => {
  it('of the gates of textbooks has the stabilisers of textbooks', () => {
    expect(simulateStabilizer(circuit(2)).stabilizers()).toEqual(['+IZ', '+ZI']);
    expect(simulateStabilizer(circuit(1).x(0)).stabilizers()).toEqual(['-Z']);
    expect(simulateStabilizer(circuit(1).h(0).s(0)).stabilizers()).toEqual(['+Y']);
    expect(simulateStabilizer(circuit(1).h(0).sdg(0)).stabilizers()).toEqual(['-Y']);
    expect(simulateStabilizer(circuit(1).sx(0)).stabilizers()).toEqual(['-Y']);
    expect(simulateStabilizer(chain(3)).stabilizers()).toEqual(['+XXX', '+IZZ', '+ZZI']);
  });

  it('keeps its product of code stabilisers through rounds of measuring and correcting', () => {
    // The five-qubit code (Laflamme and others 1996): XZZXI and its shifts.
    const generators = ['X0 Z1 Z2 X3', 'X1 Z2 Z3 X4', 'X0 X2 Z3 Z4', 'Z0 X1 X3 Z4'];
    let encode = circuit(6, 4);
    generators.forEach((text, bit) => {
      encode = encode.reset(5).h(5);
      for (const factor of text.split(' '))
        encode = encode.apply(factor[0] === 'X' ? 'cx' : 'cz', [5, Number(factor[1])]);
      encode = encode.h(5).measure(5, bit);
    });
    const { counts } = runStabilizerShots(encode, { shots: 400, seed: 5 });
    // Each of the 16 syndromes is as likely; a second round reads the same.
    expect(Object.keys(counts)).toHaveLength(16);
    const twice = circuit(6, 8).add(encode, undefined, [0, 1, 2, 3]).add(encode, undefined, [4, 5, 6, 7]);
    for (const text of Object.keys(runStabilizerShots(twice, { shots: 50, seed: 6 }).counts)) {
      expect(text.slice(0, 4)).toBe(text.slice(4));
    }
  });

  it('takes angles from parameters, and copies', () => {
    const turn = circuit(1).rx(parameter('a').times(2), 0);
    expect(simulateStabilizer(turn, { parameters: { a: Math.PI / 4 } }).stabilizers()).toEqual(['-Y']);
    const copy = new StabilizerState(3);
    copy.copyFrom(simulateStabilizer(chain(3)));
    expect(copy.stabilizers()).toEqual(['+XXX', '+IZZ', '+ZZI']);
  });
});

describe('a gate', () => {
  it('is a Clifford gate where textbooks say so, at each quarter or half turn', () => {
    for (const [gate, step] of cliffordGates) {
      for (const times of [-3, -1, 0, 1, 2, 5]) {
        const angles = Array.from({ length: gate.base.angleCount }, (_, index) => step * (times + index));
        expect(gateSteps(gate, angles), `${gate.name} ${angles}`).toBeDefined();
      }
    }
  });

  it.each([
    ['t', []],
    ['tdg', []],
    ['ch', []],
    ['cs', []],
    ['csdg', []],
    ['csx', []],
    ['ccx', []],
    ['ccz', []],
    ['cswap', []],
    ['rz', [Math.PI / 4]],
    ['rz', [Math.PI / 2 + 1e-8]],
    ['p', [1]],
    ['cp', [Math.PI / 2]],
    ['crx', [Math.PI / 2]],
    ['u', [Math.PI / 2, 0.1, 0]],
    ['rxx', [Math.PI / 4]],
    ['xx_plus_yy', [Math.PI / 2, 0]],
  ] as const)('%s(%j) is none, and named', (name, angles) => {
    const gate = standardGates[name];
    const qubits = [2, 0, 1].slice(0, gateQubitCount(gate));
    const made = circuit(3)
      .h(0)
      .cx(0, 1)
      .apply(gate, qubits, ...angles)
      .t(0);
    expect(() => simulateStabilizer(made)).toThrow(
      expect.objectContaining({
        name: 'CircuitError',
        code: 'NOT_CLIFFORD',
        message: expect.stringContaining(`stabilizer: operation 2, ${name} on qubit`),
        context: { place: 2, name, qubits },
      }),
    );
  });

  it('within 1e-9 of a Clifford gate is taken for it', () => {
    expect(
      simulateStabilizer(
        circuit(1)
          .h(0)
          .rz(Math.PI / 2 + 1e-10, 0),
      ).stabilizers(),
    ).toEqual(['+Y']);
  });

  it('of a matrix is looked at too', () => {
    const gate = unitary([
      [0, [0, -1]],
      [[0, 1], 0],
    ]);
    expect(simulateStabilizer(circuit(1).apply(gate, [0])).stabilizers()).toEqual(['-Z']);
    const state = new StabilizerState(2);
    expect(() => state.apply(standardGates.t, [1])).toThrow('stabilizer: t on qubit 1 is no Clifford operation');
    expect(() => state.apply(standardGates.cx, [1, 1])).toThrow('cx: qubit 1 was given twice');
    expect(() => state.apply(standardGates.cx, [1])).toThrow('cx: was given 1 qubits and 0 angles');
    expect(() => state.apply(standardGates.rz, [1])).toThrow('rz: was given 1 qubits and 0 angles');
  });

  it('on more than five qubits is not looked at', () => {
    const wide = controlled(standardGates.z, 5);
    expect(() => simulateStabilizer(circuit(6).apply(wide, [0, 1, 2, 3, 4, 5]))).toThrow('operation 0, mcz on qubits');
  });
});

describe('noise', () => {
  const noise = noiseModel({
    rules: [
      { on: 'cx', channel: depolarizing(0.2, 2) },
      { on: 'h', channel: pauliChannel({ Y: 0.1, Z: 0.2 }) },
      { on: 'measure', channel: bitFlip(0.05) },
    ],
    readout: [{ error: { oneGivenZero: 0.02, zeroGivenOne: 0.1 } }],
  });

  it('of Pauli matrices reads as the density matrix says', () => {
    const made = chain(3).measure(1).when(1, 1, circuit(3).x(2)).h(0).measureAll();
    const shots = 20_000;
    const expected = densityMatrixDistribution(made, { noise });
    const { counts } = runStabilizerShots(made, { shots, seed: 2, noise });
    for (const [text, p] of Object.entries(expected)) {
      expect(Math.abs((counts[text] ?? 0) - shots * p), text).toBeLessThan(5 * Math.sqrt(shots * p * (1 - p)));
    }
  });

  it('of readout alone keeps the short way', () => {
    const only = noiseModel({ readout: [{ error: { oneGivenZero: 0.1, zeroGivenOne: 0 } }] });
    const { counts } = runStabilizerShots(circuit(2).x(0).measureAll(), { shots: 10_000, seed: 2, noise: only });
    expect(Math.abs(counts['11']! - 1_000)).toBeLessThan(5 * Math.sqrt(900));
    expect(counts['01']! + counts['11']!).toBe(10_000);
  });

  it('that is no mixture of Clifford gates is named', () => {
    const damped = noiseModel({ rules: [{ on: 'x', channel: amplitudeDamping(0.1) }] });
    expect(() => runStabilizerShots(circuit(2).h(0).x(1), { shots: 1, seed: 1, noise: damped })).toThrow(
      'stabilizer: operation 2, amplitudeDamping on qubit 1, is no Clifford operation',
    );
    const root = Math.SQRT1_2;
    const turned = krausChannel(
      [
        [
          [1, 0],
          [0, [root, root]],
        ],
      ],
      'turn',
    );
    expect(() =>
      runStabilizerShots(circuit(1).x(0), { shots: 1, seed: 1, noise: noiseModel({ rules: [{ channel: turned }] }) }),
    ).toThrow('operation 1, turn on qubit 0');
  });
});

describe('shots', () => {
  const made = circuit(3).h(0).cx(0, 1).measure(1).when(1, 1, circuit(3).h(2)).reset(0).h(0).measureAll();

  it('follow from their seed', () => {
    const once = runStabilizerShots(made, { shots: 300, seed: 1 });
    expect(runStabilizerShots(made, { shots: 300, seed: 1 })).toEqual(once);
    expect(runStabilizerShots(made, { shots: 300, seed: 2 })).not.toEqual(once);
  });

  it('give these counts on every platform', () => {
    expect(runStabilizerShots(made, { shots: 500, seed: 42 }).counts).toMatchInlineSnapshot(`
      {
        "000": 113,
        "001": 130,
        "010": 67,
        "011": 68,
        "110": 63,
        "111": 59,
      }
    `);
    const pair = circuit(3).h(0, 1).cz(0, 1).h(1).cx(1, 2).measureAll();
    expect(runStabilizerShots(pair, { shots: 500, seed: 42 }).counts).toMatchInlineSnapshot(`
      {
        "000": 245,
        "111": 255,
      }
    `);
  });

  it('name a gate behind measurements by its place in the circuit', () => {
    const late = circuit(2).h(0).measure(0).when(0, 1, circuit(2).x(1).t(1)).h(1);
    expect(() => runStabilizerShots(late, { shots: 1, seed: 1 })).toThrow('operation 4, t on qubit 1');
  });
});

describe('a mistake', () => {
  it.each([
    ['StabilizerState: qubitCount was 0', () => new StabilizerState(0)],
    ['StabilizerState: qubitCount was NaN', () => new StabilizerState(Number.NaN)],
    ['A tableau of 100000 qubits needs 5,000,025,000 bytes', () => new StabilizerState(100_000)],
    [
      'A tableau of 10 qubits needs 168 bytes; the limit is 100',
      () => simulateStabilizer(circuit(10), { maximumBytes: 100 }),
    ],
    [
      'A tableau of 10 qubits needs 168 bytes; the limit is 32 bytes',
      () => runStabilizerShots(circuit(10).reset(0), { shots: 1, seed: 1, maximumBytes: 200 }),
    ],
    ['simulateStabilizer: the circuit has a measure operation', () => simulateStabilizer(circuit(1).measure(0))],
    ['runStabilizerShots: shots was NaN', () => runStabilizerShots(circuit(1), { shots: Number.NaN, seed: 1 })],
    ['seed was NaN', () => runStabilizerShots(circuit(1), { shots: 1, seed: Number.NaN })],
    ['expectation: qubit was 3', () => new StabilizerState(2).expectation(pauliSum([[1, 'X3']]))],
    ['measure: qubit was 2', () => new StabilizerState(2).measure(2, seededRandom(1))],
    ['decided: qubit was -1', () => new StabilizerState(2).decided(-1)],
    ['there were 0 values for 1 parameters', () => simulateStabilizer(circuit(1).rx(parameter('a'), 0))],
  ])('%s', (message, act) => {
    expect(act).toThrow(message);
  });

  it('65,536 qubits are allowed', () => {
    expect(stabilizerBytes(2 ** 16)).toBeLessThan(2 ** 31 + 2 ** 20);
  });
});

it('bits of words are counted', () => {
  for (const word of [0, 1, -1, 0x55555555, -2147483648, 0x12345678]) {
    const bits = Array.from({ length: 32 }, (_, bit) => (word >>> bit) & 1);
    expect(countBits(word)).toBe(bits.reduce((a, b) => a + b, 0));
    const below = bits.map((_, bit) => bits.slice(0, bit).reduce((a, b) => a ^ b, 0));
    expect(Array.from({ length: 32 }, (_, bit) => (parityBelow(word) >>> bit) & 1)).toEqual(below);
  }
});
