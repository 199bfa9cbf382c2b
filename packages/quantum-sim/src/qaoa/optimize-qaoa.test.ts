import { describe, expect, it } from 'vitest';
import { maxCut } from '../problem/max-cut';
import { seededRandom } from '../seeded-random';
import type { OptimizerName } from './angle-optimizer';
import { fixedMaxCutAngles } from './fixed-max-cut-angles';
import { type AngleStrategy, optimizeQaoa } from './optimize-qaoa';
import { qaoaAnsatz } from './qaoa-ansatz';
import { randomQubo } from './random-cost.test-helper';

const ring = (size: number) => {
  const nodes = Array.from({ length: size }, (_, index) => `n${index}`);
  return maxCut({ nodes, edges: nodes.map((node, index) => [node, nodes[(index + 1) % size] as string, 1]) });
};

/** A cubic graph by its Hamiltonian cycle and chords (LCF notation). */
const cubic = (size: number, jumps: readonly number[]) => {
  const nodes = Array.from({ length: size }, (_, index) => `n${index}`);
  const pairs = new Set<string>();
  nodes.forEach((_, index) => {
    for (const other of [index + 1, index + (jumps[index % jumps.length] as number)]) {
      const [low, high] = [index, (other + size) % size].sort((a, b) => a - b);
      pairs.add(`${low} ${high}`);
    }
  });
  const edges = [...pairs].map((pair) => {
    const [low, high] = pair.split(' ').map((one) => nodes[Number(one)] as string);
    return [low as string, high as string, 1] as const;
  });
  return { cost: maxCut({ nodes, edges }), edges: edges.length };
};

describe('the ring of disagrees', () => {
  it.each([1, 2, 3, 4])('is cut to (2p + 1) / (2p + 2) with %d layers', (layers) => {
    const size = 2 * layers + 2;
    const ansatz = qaoaAnsatz({ cost: ring(size) });
    const { angles } = optimizeQaoa(ansatz, { layers, seed: 1 });
    expect(Math.abs(-ansatz.energyAt(angles) / size - (2 * layers + 1) / (2 * layers + 2))).toBeLessThan(1e-10);
  });
});

describe('angles fixed for all regular graphs', () => {
  // Heawood's graph has no cycle shorter than 6, so each edge sees a tree with one layer and with two.
  const heawood = cubic(14, [5, -5]);

  it.each([1, 2])('give the expected ratio with %d layers on a graph without short cycles', (layers) => {
    const { angles, ratio } = fixedMaxCutAngles(3, layers);
    const ansatz = qaoaAnsatz({ cost: heawood.cost, scaling: 'raw' });
    expect(-ansatz.energyAt(angles) / heawood.edges).toBeCloseTo(ratio, 6);
  });

  it.each([3, 4, 5])('give at least the expected ratio with %d layers', (layers) => {
    const { angles, ratio } = fixedMaxCutAngles(3, layers);
    const ansatz = qaoaAnsatz({ cost: heawood.cost, scaling: 'raw' });
    expect(-ansatz.energyAt(angles) / heawood.edges).toBeGreaterThan(ratio);
  });

  it('are near the best that a search finds', () => {
    const ansatz = qaoaAnsatz({ cost: heawood.cost, scaling: 'raw' });
    const { angles } = optimizeQaoa(ansatz, { layers: 1, seed: 3 });
    expect(-ansatz.energyAt(angles) / heawood.edges).toBeCloseTo(fixedMaxCutAngles(3, 1).ratio, 7);
  });

  it('are not there for every degree', () => {
    expect(() => fixedMaxCutAngles(12, 1)).toThrow('degree was 12 and layers 1');
  });
});

describe('a search', () => {
  const cost = randomQubo(6, seededRandom(4));
  const ansatz = qaoaAnsatz({ cost });

  it.each(['interpolation', 'fourier', 'annealing'] as AngleStrategy[])('by %s is good and repeats', (strategy) => {
    const found = optimizeQaoa(ansatz, { layers: 3, seed: 7, strategy });
    expect(optimizeQaoa(ansatz, { layers: 3, seed: 7, strategy })).toEqual(found);
    expect(found.value).toBeCloseTo(ansatz.valueAt(found.angles), 12);
    expect(found.value).toBeLessThan(-1.4);
    expect(found.depths).toHaveLength(strategy === 'annealing' ? 1 : 3);
  });

  it.each([
    ['lbfgs', 1e-6],
    ['adam', 0.02],
    ['cobyla', 1e-3],
    ['nelder-mead', 1e-3],
    ['spsa', 0.05],
  ] as [OptimizerName, number][])('by %s finds the minimum of one layer', (optimizer, tolerance) => {
    const best = optimizeQaoa(ansatz, { layers: 1, seed: 1, starts: 12 }).value;
    const found = optimizeQaoa(ansatz, { layers: 1, seed: 1, starts: 12, optimizer });
    expect(found.value - best).toBeLessThan(tolerance);
  });

  it('has the same angles in units of the cost', () => {
    const raw = qaoaAnsatz({ cost, scaling: 'raw' });
    const first = optimizeQaoa(ansatz, { layers: 2, seed: 2 });
    const second = optimizeQaoa(raw, { layers: 2, seed: 2 });
    expect(raw.energyAt(second.angles)).toBeCloseTo(ansatz.energyAt(first.angles), 8);
    expect((second.angles[0] as number) * ansatz.deviation).toBeCloseTo(first.angles[0] as number, 4);
  });

  it('starts from angles of another problem, and stretches those of fewer layers', () => {
    const other = optimizeQaoa(qaoaAnsatz({ cost: randomQubo(6, seededRandom(5)) }), { layers: 2, seed: 2 });
    const found = optimizeQaoa(ansatz, { layers: 3, seed: 2, initialAngles: other.angles });
    expect(found.layers).toBe(3);
    expect(found.value).toBeLessThan(ansatz.valueAt(other.angles));
  });

  it('never gets worse with depth, tells of each one and can be aborted', () => {
    const told: number[] = [];
    const { depths } = optimizeQaoa(ansatz, { layers: 4, seed: 1, onDepth: ({ value }) => told.push(value) });
    expect(told).toEqual(depths.map(({ value }) => value));
    for (let depth = 1; depth < 4; depth++) expect(told[depth]).toBeLessThan((told[depth - 1] as number) + 1e-9);
    expect(() => optimizeQaoa(ansatz, { layers: 1, seed: 1, signal: { aborted: true } })).toThrow('was aborted after');
  });

  it.each([
    ['layers was 0', { layers: 0, seed: 1 }],
    ["strategy was 'best'", { layers: 1, seed: 1, strategy: 'best' as never }],
    ["optimizer was 'newton'", { layers: 1, seed: 1, optimizer: 'newton' as never }],
    ['initialAngles was [1, 2, 3]', { layers: 2, seed: 1, initialAngles: [1, 2, 3] }],
    ["option 'depth'", { layers: 2, seed: 1, depth: 3 } as never],
  ])('refuses: %s', (message, options) => {
    expect(() => optimizeQaoa(ansatz, options)).toThrow(message);
  });
});
