import { describe, expect, it } from 'vitest';
import { parameter } from '../circuit/angle';
import { type Circuit, circuit } from '../circuit/circuit';
import { seededRandom } from '../seeded-random';
import { randomCircuit } from '../state-vector/reference-state.test-helper';
import { type CircuitSvgOptions, circuitSvg } from './circuit-svg';
import { labelsOf, overlaps, rectanglesOf, sizeOf } from './svg-geometry.test-helper';

const busy = (seed: number): Circuit =>
  circuit(5)
    .add(randomCircuit(5, 120, seededRandom(seed)))
    .rx(parameter('a_rather_long_name').times(0.123), 2)
    .measure(0)
    .when([0, 1, 2], 5, circuit(5).x(3))
    .when(1, 1, circuit(5).x(4), circuit(5).u(1, 2, 3, 0))
    .measureAll();

const drawn = (seed: number, options: CircuitSvgOptions = {}): string =>
  circuitSvg(busy(seed), { theme: 'light', ...options });

describe('a circuit as SVG', () => {
  it.each([1, 2, 3])('has boxes that do not overlap, inside the page (%d)', (seed) => {
    for (const width of [400, 960]) {
      const text = drawn(seed, { width });
      const boxes = rectanglesOf(text, 'box');
      const page = sizeOf(text);
      expect(boxes.length).toBeGreaterThan(80);
      expect(overlaps(boxes)).toEqual([]);
      for (const { left, right, top, bottom } of boxes) {
        expect(left).toBeGreaterThan(0);
        expect(top).toBeGreaterThan(0);
        expect(right).toBeLessThan(page.width);
        expect(bottom).toBeLessThan(page.height);
      }
    }
  });

  it.each([4, 5])('has labels that overlap neither each other nor a strange box (%d)', (seed) => {
    const text = drawn(seed);
    const labels = labelsOf(text);
    const boxes = rectanglesOf(text, 'box');
    expect(overlaps(labels)).toEqual([]);
    for (const label of labels) {
      const touched = boxes.filter((box) => overlaps([box, label]).length > 0);
      expect(touched.length).toBeLessThanOrEqual(1);
      // A label that touches a box stands inside it.
      for (const box of touched) expect(box.left <= label.left && label.right <= box.right).toBe(true);
    }
  });

  it('has no wire through a box of another qubit in a column', () => {
    const text = circuitSvg(circuit(4).rzz(1, 0, 3).h(1).h(2), { theme: 'light' });
    const boxes = rectanglesOf(text, 'box');
    const lines = [...text.matchAll(/class="s0 thick none" d="M([\d.]+) ([\d.]+)V([\d.]+)"/g)];
    expect(lines.length).toBe(1);
    const [x, from, to] = lines[0]!.slice(1).map(Number) as [number, number, number];
    const between = boxes.filter(({ left, right, top, bottom }) => left < x && x < right && top > from && bottom < to);
    expect(between).toEqual([]);
  });

  it('escapes every label', () => {
    const evil = `</text><script>alert("1")</script>&'\u0000\ud800`;
    const text = circuitSvg(circuit(1).x(0), { qubitLabels: [evil] });
    expect(text).not.toContain('<script>');
    expect(text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of these may be left
    expect(text).not.toMatch(/[\u0000-\u0008]/);
  });

  it('has colours for light and dark, or for one of them', () => {
    expect(circuitSvg(circuit(1))).toContain('@media (prefers-color-scheme:dark)');
    expect(drawn(1, { theme: 'dark' })).not.toContain('@media');
    expect(drawn(1, { theme: 'dark' })).toContain('.sigmax-dark .page{fill:#181c22}');
  });

  it('has no number that is none', () => {
    for (const of of [circuit(1), circuit(2, 0).gphase(1), busy(9)]) {
      expect(circuitSvg(of)).not.toMatch(/NaN|undefined|Infinity|\[object/);
    }
  });

  it('refuses a width that is none', () => {
    expect(() => circuitSvg(circuit(1), { width: Number.NaN })).toThrow(/width was NaN/);
  });
});
