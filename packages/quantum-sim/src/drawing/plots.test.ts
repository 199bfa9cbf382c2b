import { describe, expect, it } from 'vitest';
import { circuit } from '../circuit/circuit';
import { expectation } from '../measurement/expectation';
import { pauliSum } from '../measurement/pauli-sum';
import { seededRandom } from '../seeded-random';
import { randomCircuit } from '../state-vector/reference-state.test-helper';
import { simulate } from '../state-vector/simulator';
import { axisTicks, roundUp } from './axis-ticks';
import { blochSphereSvg } from './bloch-sphere-svg';
import { blochVector } from './bloch-vector';
import { convergenceSvg } from './convergence-svg';
import { distributionSvg } from './distribution-svg';
import { labelsOf, overlaps, sizeOf } from './svg-geometry.test-helper';
import { thinOut } from './thin-out';

const expectTidy = (text: string): void => {
  const labels = labelsOf(text);
  const { width, height } = sizeOf(text);
  expect(overlaps(labels)).toEqual([]);
  for (const { left, right, top, bottom } of labels) {
    expect(left >= 0 && right <= width && top >= 0 && bottom <= height).toBe(true);
  }
  expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
};

describe('a distribution', () => {
  it('has the shares of the most probable outcomes, and of the rest together', () => {
    const text = distributionSvg({ '00': 5, '01': 1, '10': 3, '11': 1 }, { maximumBars: 2, title: 'Four' });
    expect(labelsOf(text).map(({ name }) => name)).toEqual(['Four', '00', '50 %', '10', '30 %', '2 others', '20 %']);
    expectTidy(text);
  });

  it('draws bars as long as their shares', () => {
    const text = distributionSvg({ a: 4, b: 2, c: 1, d: 0 });
    const lengths = [...text.matchAll(/class="f0" x="[\d.]+" y="[\d.]+" width="([\d.]+)"/g)].map(([, length]) =>
      Number(length),
    );
    expect(lengths.map((length) => length / lengths[0]!)).toEqual(
      [1, 0.5, 0.25, 0].map((share) => expect.closeTo(share, 4)),
    );
  });

  it('shortens and escapes long labels', () => {
    const text = distributionSvg(
      { [`<&>${'w'.repeat(100)}`]: 1, [`${'x'.repeat(60)}`]: 2 },
      { width: 900, theme: 'light' },
    );
    expect(text).toContain('&lt;&amp;&gt;');
    expectTidy(text);
  });

  it.each([[{}], [{ a: -1 }], [{ a: Number.NaN }], [{ a: 0 }]])('refuses %j', (weights) => {
    expect(() => distributionSvg(weights)).toThrow(/distributionSvg: .* was/);
  });

  it('refuses sizes that are none', () => {
    expect(() => distributionSvg({ a: 1 }, { maximumBars: 0 })).toThrow(/maximumBars was 0/);
    expect(() => distributionSvg({ a: 1 }, { width: 50 })).toThrow(/width was 50/);
  });
});

describe('Bloch vectors', () => {
  it('are the expectations of X, Y and Z', () => {
    const of = randomCircuit(4, 40, seededRandom(8));
    const state = simulate(of);
    for (let qubit = 0; qubit < 4; qubit++) {
      const { x, y, z } = blochVector(state, qubit);
      const [wantedX, wantedY, wantedZ] = ['X', 'Y', 'Z'].map((letter) =>
        expectation(state, pauliSum([[1, `${letter}${qubit}`]])),
      );
      expect(x).toBeCloseTo(wantedX!, 13);
      expect(y).toBeCloseTo(wantedY!, 13);
      expect(z).toBeCloseTo(wantedZ!, 13);
    }
  });

  it('refuses a qubit that is not there', () => {
    expect(() => blochVector(simulate(circuit(2)), 2)).toThrow(/qubit was 2/);
    expect(() => blochVector(simulate(circuit(2)), -1)).toThrow(/qubit was -1/);
  });

  it('stand in spheres beside each other', () => {
    const vectors = Array.from({ length: 6 }, (_, index) => ({ x: 0, y: index / 6, z: -0.5 }));
    expectTidy(blochSphereSvg(vectors, { labels: ['<BTC>', 'a longer label that needs more room than a sphere'] }));
    expect(blochSphereSvg(vectors, { labels: ['<BTC>'] })).toContain('&lt;BTC&gt;');
  });

  it('are broken lines where they point away', () => {
    expect(blochSphereSvg([{ x: 1, y: 0, z: 0 }])).not.toContain('class="s0 thick dash"');
    expect(blochSphereSvg([{ x: -1, y: 0, z: 0 }])).toContain('class="s0 thick dash"');
  });

  it('are not longer than 1, and not without number', () => {
    expect(() => blochSphereSvg([{ x: 1, y: 1, z: 0 }])).toThrow(/the length of vector 0 was 1\.41/);
    expect(() => blochSphereSvg([{ x: Number.NaN, y: 1, z: 0 }])).toThrow(/was NaN/);
    expect(() => blochSphereSvg([])).toThrow(/the number of vectors was 0/);
    expect(() => blochSphereSvg([{ x: 0, y: 0, z: 1 }], { spheresPerRow: 0 })).toThrow(/spheresPerRow was 0/);
  });
});

describe('convergence', () => {
  const values = Array.from({ length: 5000 }, (_, step) => -1 + 1 / (1 + step / 50));

  it('has lines, references, keys and axes that do not overlap', () => {
    const names = ['SPSA', 'L-BFGS with adjoint gradients', 'Nelder–Mead', 'COBYLA', 'Adam', '<b>', 'seven', 'eight'];
    const text = convergenceSvg(
      names.map((name) => ({ name, values })),
      {
        title: 'Energies & errors',
        valueLabel: 'energy',
        references: [
          { name: 'exact', value: -1.1 },
          { name: 'uniform', value: 0.2 },
        ],
      },
    );
    expectTidy(text);
    expect(text).toContain('&lt;b&gt;');
    expect(text.length).toBeLessThan(250_000);
  });

  it.each([[[3]], [[0, 0, 0]], [[1e-12, 2e-12]], [[-1e15, 1e15, 5]], [[1, 2]]])('draws %j', (few) => {
    expectTidy(convergenceSvg([{ name: 'a', values: few }]));
  });

  it('puts the lowest value on its place', () => {
    const text = convergenceSvg([{ name: 'a', values: [0, 10, 5] }], { width: 640, height: 340 });
    const [, path] = /class="s0 thick none" d="(M[^"]*L[^"]*)"/.exec(text)!;
    const points = path!
      .split(/[ML]/)
      .slice(1)
      .map((pair) => pair.split(' ').map(Number));
    expect(points[0]![1]! - points[1]![1]!).toBeCloseTo(2 * (points[2]![1]! - points[1]![1]!), 1);
    expect(points[1]![0]! - points[0]![0]!).toBeCloseTo(points[2]![0]! - points[1]![0]!, 1);
  });

  it('refuses what has no place on it', () => {
    expect(() => convergenceSvg([])).toThrow(/number of series was 0/);
    expect(() => convergenceSvg([{ name: 'a', values: [] }])).toThrow(/length of a was 0/);
    expect(() => convergenceSvg([{ name: 'a', values: [1, Number.NaN] }])).toThrow(/a\[1\] was NaN/);
    const references = [{ name: 'r', value: Number.POSITIVE_INFINITY }];
    expect(() => convergenceSvg([{ name: 'a', values: [1] }], { references })).toThrow(/reference was Infinity/);
    expect(() => convergenceSvg([{ name: 'a', values: [1] }], { width: 10 })).toThrow(/size was 10 × 340/);
  });
});

describe('axes', () => {
  it.each([
    [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [-1.1, 0.3, 5, [-1.5, -1, -0.5, 0, 0.5]],
    [3, 3, 4, [2.5, 3, 3.5]],
    [0, 100, 4, [0, 50, 100]],
  ])('from %d to %d', (low, high, count, ticks) => {
    expect(axisTicks(low, high, count)).toEqual(ticks);
  });

  it('round up to 1, 2 and 5', () => {
    expect([0.11, 0.2, 3, 7, 1000, 1001].map(roundUp)).toEqual([0.2, 0.2, 5, 10, 1000, 2000]);
  });

  it('keep extremes when points are left out', () => {
    const random = seededRandom(2);
    const values = Array.from({ length: 10_000 }, () => random.normal());
    const kept = thinOut(values, 200);
    expect(kept.length).toBeLessThanOrEqual(200);
    expect(kept[0]).toBe(0);
    expect(kept.at(-1)).toBe(9999);
    const seen = kept.map((place) => values[place]!);
    expect([Math.min(...seen), Math.max(...seen)]).toEqual([Math.min(...values), Math.max(...values)]);
  });
});
