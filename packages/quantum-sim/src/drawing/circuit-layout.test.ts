import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parameter } from '../circuit/angle';
import { circuit } from '../circuit/circuit';
import { operationCount } from '../circuit/operation-count';
import { controlled } from '../gates/controlled-gate';
import { pauliRotation } from '../gates/custom-gates';
import { standardGates } from '../gates/standard-gates';
import { seededRandom } from '../seeded-random';
import { randomCircuit } from '../state-vector/reference-state.test-helper';
import { angleLabel } from './angle-label';
import { circuitLayout, type LayoutOperation } from './circuit-layout';

const rows = ({ targets, controls }: LayoutOperation): [number, number] => {
  const all = [...targets, ...controls];
  return [Math.min(...all), Math.max(...all)];
};

describe('a layout', () => {
  it('puts operations side by side where their rows are free', () => {
    const { columns } = circuitLayout(circuit(3).h(0).h(2).cx(0, 2).x(1).z(0));
    expect(columns.map((column) => column.map(({ label }) => label))).toEqual([['H', 'H'], ['X'], ['X', 'Z']]);
  });

  it('says of each operation what it acts on', () => {
    const of = circuit(3, 2)
      .apply(controlled(standardGates.rzz), [2, 0, 1], parameter('theta').times(2).plus(-1))
      .swap(0, 1)
      .measure(1, 0)
      .reset(2)
      .barrier(0, 2)
      .when([0, 1], 2, circuit(3, 2).ry(0.5, 0), circuit(3, 2).z(1));
    const { columns, bitCount } = circuitLayout(of);
    const plain = { angles: [], controls: [], conditions: [] };
    const asked = { bits: [0, 1], value: 2 };
    expect(bitCount).toBe(2);
    expect(columns.flat()).toEqual([
      { ...plain, kind: 'gate', label: 'RZZ', angles: ['2·theta−1'], targets: [0, 1], controls: [2] },
      { ...plain, kind: 'swap', label: 'SWAP', targets: [0, 1] },
      { ...plain, kind: 'measure', label: 'M', targets: [1], bit: 0 },
      { ...plain, kind: 'reset', label: '|0⟩', targets: [2] },
      { ...plain, kind: 'barrier', label: '', targets: [0, 2] },
      {
        ...plain,
        kind: 'gate',
        label: 'RY',
        angles: ['0.5'],
        targets: [0],
        conditions: [{ ...asked, isNegated: false }],
      },
      { ...plain, kind: 'gate', label: 'Z', targets: [1], conditions: [{ ...asked, isNegated: true }] },
    ]);
  });

  it('is plain data, which a viewer can be sent', () => {
    const layout = circuitLayout(randomCircuit(4, 60, seededRandom(1)).add(circuit(4).measureAll()));
    expect(JSON.parse(JSON.stringify(layout))).toEqual(layout);
  });

  it('writes circuits inside out, or draws each as a box', () => {
    const step = circuit(2).h(0).cx(0, 1);
    const of = circuit(3).add(step.repeat(3), [2, 0]).x(1);
    expect(circuitLayout(of).columns.flat().length).toBe(7);
    const { columns } = circuitLayout(of, { isExpanded: false });
    expect(columns.flat().map(({ kind, label, targets }) => [kind, label, targets])).toEqual([
      ['circuit', 'circuit', [2, 0]],
      ['gate', 'X', [1]],
    ]);
    expect(circuitLayout(step.repeat(3), { isExpanded: false }).columns[0]![0]!.label).toBe('circuit ×3');
  });

  it('keeps phases of the whole state beside the columns, and those under a control in them', () => {
    const { columns, globalPhases } = circuitLayout(
      circuit(2)
        .gphase(Math.PI / 8)
        .x(0)
        .gphase(parameter('a')),
    );
    expect([columns.length, globalPhases]).toEqual([1, ['π/8', 'a']]);
    const { gphase } = standardGates;
    const [[one]] = circuitLayout(circuit(2).apply(controlled(gphase, 2), [0, 1], 1)).columns as [[LayoutOperation]];
    expect([one.label, one.targets, one.controls]).toEqual(['P', [1], [0]]);
  });

  it('refuses more than it can draw', () => {
    expect(() => circuitLayout(circuit(1).x(0).repeat(1_000_000_000))).toThrow(/has 1000000000 operations/);
    expect(operationCount(circuit(1).x(0).repeat(5), false)).toBe(1);
  });

  it('never puts two operations on one place, and keeps the order on each qubit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 60 }), fc.nat(), (qubits, gates, seed) => {
        const random = seededRandom(seed);
        let of = circuit(qubits).add(randomCircuit(qubits, gates, random));
        for (let count = random.integer(5); count > 0; count--) of = of.measure(random.integer(qubits)).reset(0);
        const { columns } = circuitLayout(of);
        for (const column of columns) {
          const used = column
            .map(
              (operation) =>
                [rows(operation)[0], operation.bit === undefined ? rows(operation)[1] : qubits - 1] as const,
            )
            .sort(([a], [b]) => a - b);
          used.forEach(([first], index) => {
            if (index > 0) expect(first).toBeGreaterThan(used[index - 1]![1]);
          });
        }
        const drawn = Array.from(
          { length: qubits },
          (_, qubit) =>
            columns.flat().filter(({ targets, controls }) => targets.includes(qubit) || controls.includes(qubit))
              .length,
        );
        const again = circuitLayout(of).columns.flat().length;
        expect(again).toBe(columns.flat().length);
        expect(drawn.every((count) => count <= again)).toBe(true);
        expect(columns.every((column) => column.length > 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a label of an angle', () => {
  it.each([
    [Math.PI, 'π'],
    [-Math.PI / 2, '−π/2'],
    [(3 * Math.PI) / 4, '3π/4'],
    [0, '0'],
    [0.123456, '0.1235'],
    [-1e-9, '−1e−9'],
    [parameter('a').times(-1), '−a'],
    [parameter('a').times(Math.PI).plus(parameter('b')), 'π·a+b'],
    [parameter('a').plus(parameter('a').times(-1)), '0'],
  ])('%s', (angle, label) => {
    expect(angleLabel(angle)).toBe(label);
  });

  it('names the rotation by a product', () => {
    const { columns } = circuitLayout(circuit(3).apply(pauliRotation('XYZ'), [0, 1, 2], 1));
    expect(columns[0]![0]!.label).toBe('RXYZ');
  });
});
