import { describe, expect, it } from 'vitest';
import { circuit } from '../circuit/circuit';
import { seededRandom } from '../seeded-random';
import { randomCircuit } from '../state-vector/reference-state.test-helper';
import { circuitText } from './circuit-text';

const teleport = circuit(3).h(1).cx(1, 2).cx(0, 1).h(0).measure(0).measure(1).when(1, 1, circuit(3).x(2)).barrier(0, 1);

describe('a circuit as text', () => {
  it('has boxes, controls, lines to the bits and conditions', () => {
    expect(`\n${circuitText(teleport)}`).toMatchInlineSnapshot(`
      "
                              ┌───┐ ┌───┐          ░
       q0: ───────────────●───┤ H ├─┤ M ├──────────░───
                          │   └───┘ └─╥─┘          ░
            ┌───┐       ┌─┴─┐         ║   ┌───┐    ░
       q1: ─┤ H ├───●───┤ X ├─────────╫───┤ M ├────░───
            └───┘   │   └───┘         ║   └─╥─┘    ░
                  ┌─┴─┐               ║     ║    ┌───┐
       q2: ───────┤ X ├───────────────╫─────╫────┤ X ├─
                  └───┘               ║     ║    └─╥─┘
      c: 3/═══════════════════════════╩═════╩══════╩═══
                                      0     1   c[1]=1"
    `);
  });

  it('is ASCII when asked', () => {
    const text = circuitText(teleport.add(randomCircuit(3, 40, seededRandom(3))), {
      isAscii: true,
      qubitLabels: ['λ', 'a\nb', 'c'],
    });
    expect(text).toMatch(/^[\n -~]*$/);
    expect(text.split('\n').filter((line) => line.startsWith('  ?: ')).length).toBeGreaterThan(1);
    expect(text).toContain('a b: -');
    expect(circuitText(circuit(1).sdg(0), { isAscii: true })).toContain('| Sdg |');
  });

  it('goes on below at the width', () => {
    const of = randomCircuit(4, 80, seededRandom(4));
    for (const width of [40, 60, 120]) {
      const lines = circuitText(of, { width }).split('\n');
      expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(width);
    }
    const boxes = (text: string): number => text.split('┤').length;
    expect(boxes(circuitText(of, { width: 40 }))).toBe(boxes(circuitText(of, { width: 1000 })));
  });

  it('draws no wire through a box and no two boxes on one place', () => {
    const text = circuitText(randomCircuit(5, 200, seededRandom(5)), { width: 10_000 });
    const lines = text.split('\n').map((line) => [...line]);
    lines.forEach((line, row) => {
      line.forEach((character, column) => {
        if (character !== '┤') return;
        const inside = line.slice(column + 1, line.indexOf('├', column)).join('');
        expect(inside).toMatch(/^ [^─│┼║╫●]+ $/);
        // The box is whole: corners above and below, as wide as its label.
        const end = column + [...inside].length + 1;
        expect([lines[row - 1]![column], lines[row - 1]![end]]).toEqual(['┌', '┐']);
        expect([lines[row + 1]![column], lines[row + 1]![end]]).toEqual(['└', '┘']);
      });
    });
    expect(text.split('┤').length).toBeGreaterThan(150);
  });

  it('shows an empty circuit, and the phase of the whole', () => {
    expect(circuitText(circuit(2, 0))).toContain('q1: ─');
    expect(circuitText(circuit(1).gphase(Math.PI))).toMatch(/^global phase: π\n/);
  });

  it('refuses a width that is none', () => {
    expect(() => circuitText(circuit(1), { width: 5 })).toThrow(/width was 5/);
  });
});
