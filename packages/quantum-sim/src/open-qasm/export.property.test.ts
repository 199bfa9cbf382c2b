import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parameter } from '../circuit/angle';
import { type Circuit, circuit } from '../circuit/circuit';
import { flatten } from '../circuit/flatten';
import { controlled } from '../gates/controlled-gate';
import { diagonal, pauliRotation, unitary } from '../gates/custom-gates';
import { type Gate, gateQubitCount } from '../gates/gate';
import { gateMatrix } from '../gates/gate-matrix';
import { type StandardGateName, standardGates } from '../gates/standard-gates';
import { type Random, seededRandom } from '../seeded-random';
import { randomCircuit } from '../state-vector/reference-state.test-helper';
import { exportOpenQasm2 } from './export-open-qasm-2';
import { exportOpenQasm3 } from './export-open-qasm-3';
import { importOpenQasm } from './import-open-qasm';
import { unitaryDifference } from './unitary-difference.test-helper';

const exporters = [
  ['OpenQASM 2', exportOpenQasm2, 'phase'],
  ['OpenQASM 3', exportOpenQasm3, 'exact'],
] as const;

const read = (text: string): Circuit => importOpenQasm(text).circuit;

const shuffled = (count: number, random: Random): number[] => {
  const list = Array.from({ length: count }, (_, index) => index);
  for (let at = count - 1; at > 0; at--) {
    const other = random.integer(at + 1);
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
  return list;
};

/** A unitary matrix of a random circuit. */
const randomUnitary = (qubits: number, random: Random): Gate => {
  let columns: [number, number][][] = [];
  const of = randomCircuit(qubits, 12, random);
  for (let column = 0; column < 2 ** qubits; column++) {
    let start = circuit(qubits);
    for (let qubit = 0; qubit < qubits; qubit++) if ((column >> qubit) & 1) start = start.x(qubit);
    columns = [...columns, unitaryDifference.columnOf(start.add(of))];
  }
  return unitary(columns[0]!.map((_, row) => columns.map((column) => column[row]!)));
};

describe.each(exporters)('%s', (_, write, kind) => {
  const worst = (of: Circuit, back: Circuit): number => unitaryDifference.of(of, back, kind);

  it.each(Object.keys(standardGates) as StandardGateName[])('has %s, alone and with one to three controls', (name) => {
    for (const count of [0, 1, 2, 3]) {
      const gate = controlled(standardGates[name], count);
      const qubits = gateQubitCount(gate);
      const angles = [0.7, -1.9, 2.6, 0.4].slice(0, gate.base.angleCount);
      const order = shuffled(qubits, seededRandom(count));
      const one = circuit(Math.max(qubits, 1)).apply(gate, order, ...angles);
      expect(worst(one, read(write(one)))).toBeLessThan(2e-14);
    }
  });

  it.each([1, 2, 3, 4])('has a unitary matrix and a diagonal one of %d qubits, with a control too', (qubits) => {
    const random = seededRandom(qubits);
    const phases = Array.from({ length: 2 ** qubits }, () => 3 * random.normal());
    for (const gate of [randomUnitary(qubits, random), diagonal(phases), controlled(diagonal(phases))]) {
      const one = circuit(gateQubitCount(gate)).apply(gate, shuffled(gateQubitCount(gate), random));
      expect(worst(one, read(write(one)))).toBeLessThan(3e-13);
    }
    const gate = controlled(randomUnitary(Math.min(qubits, 2), random));
    const one = circuit(gateQubitCount(gate)).apply(gate, shuffled(gateQubitCount(gate), random));
    expect(worst(one, read(write(one)))).toBeLessThan(3e-13);
  });

  it.each(['X', 'Y', 'II', 'IZ', 'XYZ', 'ZIYX'])('has the rotation by %s', (letters) => {
    const one = circuit(5).apply(pauliRotation(letters), [4, 0, 2, 1].slice(0, letters.length), 0.9);
    expect(worst(one, read(write(one)))).toBeLessThan(1e-14);
  });

  it.each([4, 5, 6])('has gates with %d controls', (count) => {
    const qubits = Array.from({ length: count + 1 }, (_, qubit) => (qubit * (count + 2)) % (count + 1));
    for (const [name, ...angles] of [['x'], ['h'], ['p', 0.7], ['rz', -0.4], ['u', 0.3, 1.1, -2]] as const) {
      const one = circuit(count + 1).apply(controlled(standardGates[name], count), qubits, ...angles);
      expect(worst(one, read(write(one)))).toBeLessThan(1e-12);
    }
  });

  it.each([10, 13])('has x with %d controls', (count) => {
    const controls = Array.from({ length: count }, (_, qubit) => qubit);
    const one = circuit(count + 1).mcx(controls, count);
    const back = read(write(one));
    expect(back.qubitCount).toBe(count + 1);
    for (const ones of [controls, controls.slice(1), [...controls, count], controls.slice(0, -1)]) {
      expect(unitaryDifference.ofState(one, back, kind, circuit(count + 1).x(...ones))).toBeLessThan(1e-11);
    }
  });

  it('gives back random circuits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 25 }), fc.nat(), (qubits, gates, seed) => {
        const random = seededRandom(seed);
        const inner = randomCircuit(qubits, gates, random);
        const of = circuit(qubits).add(inner).add(inner.repeat(2), shuffled(qubits, random)).add(inner.inverse());
        expect(worst(of, read(write(of)))).toBeLessThan(1e-12);
      }),
      { numRuns: 60 },
    );
  });

  it('writes the same text again after reading it', () => {
    const of = randomCircuit(3, 40, seededRandom(5));
    const once = write(of);
    const twice = write(read(once));
    expect(unitaryDifference.of(read(once), read(twice), 'exact')).toBeLessThan(1e-12);
  });
});

describe('what both languages have', () => {
  /** Gates that qelib1.inc and stdgates.inc share with us. */
  const shared = `x y z h s sdg t tdg sx p rx ry rz cx cy cz cp crx cry crz ch swap ccx cswap cu id u1`.split(
    ' ',
  ) as StandardGateName[];

  it.each(exporters)('%s gives back operation by operation, angles to the last bit', (_, write) => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = seededRandom(seed);
        let of = circuit(4, 5);
        for (let count = 0; count < 20; count++) {
          const gate = standardGates[shared[random.integer(shared.length)]!];
          const angles = Array.from({ length: gate.base.angleCount }, () =>
            random.integer(2) === 0
              ? random.normal() * 10 ** (random.integer(40) - 20)
              : (random.integer(40) * Math.PI) / 8,
          );
          of = of.apply(gate, shuffled(4, random).slice(0, gateQubitCount(gate)), ...angles);
          const kind = random.integer(12);
          if (kind === 0) of = of.barrier(...shuffled(4, random).slice(0, 2));
          if (kind === 1) of = of.measure(random.integer(4), random.integer(5));
          if (kind === 2) of = of.reset(random.integer(4));
          if (kind === 3) of = of.when([1, 2], random.integer(4), circuit(4, 5).x(0));
          if (kind === 5) of = of.when([1, 2], random.integer(4), circuit(4, 5).measure(1, 4));
          if (kind === 4) of = of.when(4, 1, circuit(4, 5).ry(0.3, 2));
        }
        expect(flatten(read(write(of)))).toEqual(flatten(of));
      }),
      { numRuns: 60 },
    );
  });

  it('OpenQASM 3 gives back conditions in conditions, with what else happens', () => {
    const grow = (random: Random, depth: number): Circuit => {
      let of = circuit(3, 4);
      for (let count = 1 + random.integer(4); count > 0; count--) {
        const kind = random.integer(depth > 2 ? 3 : 5);
        if (kind === 0) of = of.rx(random.normal(), random.integer(3));
        if (kind === 1) of = of.measure(random.integer(3), random.integer(4));
        if (kind === 2) of = of.reset(random.integer(3));
        const bits = shuffled(4, random).slice(0, 1 + random.integer(4));
        const value = random.integer(2 ** bits.length);
        if (kind === 3) of = of.when(bits, value, grow(random, depth + 1));
        if (kind === 4) of = of.when(bits, value, grow(random, depth + 1), grow(random, depth + 1));
      }
      return of;
    };
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const of = grow(seededRandom(seed), 0);
        expect(flatten(read(exportOpenQasm3(of)))).toEqual(flatten(of));
      }),
      { numRuns: 100 },
    );
  });

  it('OpenQASM 2 says what it cannot say', () => {
    const [one, two] = [circuit(2, 3).x(0), circuit(2, 3).measure(0, 1).x(1)];
    const cases: [Circuit, RegExp][] = [
      [circuit(2, 3).when([0, 2], 1, one), /asks the bits 0, 2/],
      [circuit(2, 3).when([0, 1], 1, one).when([1, 2], 1, one), /asks the bits 1, 2/],
      [circuit(2, 3).when([0, 1], 1, one, one), /several bits has an else/],
      [circuit(2, 3).when(1, 1, two), /measures into its own bits/],
      [circuit(2, 3).when(0, 1, circuit(2, 3).when(0, 1, one)), /a condition stands in another/],
      [circuit(2).rx(parameter('a'), 0), /parameter a has no value/],
      [circuit(1).x(0).repeat(2_000_000), /more than 1000000 operations/],
    ];
    for (const [of, message] of cases) expect(() => exportOpenQasm2(of)).toThrow(message);
    expect(() => exportOpenQasm3(circuit(1).rx(parameter('pi'), 0))).toThrow(/parameter pi has a name/);
    expect(() => exportOpenQasm3(circuit(1).rx(parameter('a'), 0).rx(parameter('a[1]'), 0))).toThrow(
      /another parameter/,
    );
  });

  it('OpenQASM 2 gives one bit an else', () => {
    const of = circuit(2, 2).measure(0, 1).when(1, 1, circuit(2, 2).x(0), circuit(2, 2).h(1));
    const expected = circuit(2, 2).measure(0, 1).when(1, 1, circuit(2, 2).x(0)).when(1, 0, circuit(2, 2).h(1));
    expect(flatten(read(exportOpenQasm2(of)))).toEqual(flatten(expected));
  });

  it('is the matrix that the gate has, so that a definition in the text says the truth', () => {
    const matrix = gateMatrix(standardGates.iswap);
    expect(Array.from(matrix.im)).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  });
});
