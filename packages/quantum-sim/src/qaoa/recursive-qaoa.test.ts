import { describe, expect, it } from 'vitest';
import { maxCut } from '../problem/max-cut';
import { createQubo } from '../problem/qubo';
import { seededRandom } from '../seeded-random';
import { exactQubo } from '../solvers/exact-qubo';
import { randomQubo } from './random-cost.test-helper';
import { recursiveQaoa } from './recursive-qaoa';

describe('recursive QAOA', () => {
  it('cuts every edge of an even ring, where one layer alone cuts three quarters', () => {
    const nodes = Array.from({ length: 10 }, (_, index) => `n${index}`);
    const ring = maxCut({ nodes, edges: nodes.map((node, i) => [node, nodes[(i + 1) % 10] as string, 1]) });
    const { value, eliminations } = recursiveQaoa(ring, { seed: 1, exactVariables: 2 });
    expect(value).toBe(-10);
    expect(eliminations).toHaveLength(8);
    expect(eliminations.every(({ sign, correlation }) => sign === -1 || correlation > 0)).toBe(true);
  });

  it('is near the exact minimum of random costs, and its value is that of its bits', () => {
    let exact = 0;
    for (let seed = 0; seed < 6; seed++) {
      const qubo = randomQubo(8, seededRandom(seed));
      const best = exactQubo(qubo);
      const found = recursiveQaoa(qubo, { seed: 1, starts: 2 });
      const worst = -exactQubo(createQubo({ ...negated(qubo) })).value;
      expect((found.value - best.value) / (worst - best.value)).toBeLessThan(0.15);
      if (Math.abs(found.value - best.value) < 1e-12) exact += 1;
    }
    expect(exact).toBeGreaterThanOrEqual(3);
  });

  it('fixes a variable by itself where its field is surest, and repeats', () => {
    const qubo = createQubo({ names: ['a', 'b', 'c'], linear: [-9, 1, 1], couplings: [['b', 'c', -1.5]] });
    const found = recursiveQaoa(qubo, { seed: 1, exactVariables: 2 });
    expect(found.eliminations[0]).toMatchObject({ variable: 'a', sameAs: undefined, sign: -1 });
    expect(found.selected).toEqual(['a']);
    expect(recursiveQaoa(qubo, { seed: 1, exactVariables: 2 })).toEqual(found);
  });

  it('refuses what it does not know', () => {
    const qubo = randomQubo(3, seededRandom(1));
    expect(() => recursiveQaoa(qubo, { seed: 1, exactVariables: 0 })).toThrow('exactVariables was 0');
    expect(() => recursiveQaoa(qubo, { seed: 1, depth: 2 } as never)).toThrow("option 'depth'");
    expect(() => recursiveQaoa(randomQubo(6, seededRandom(1)), { seed: 1, signal: { aborted: true } })).toThrow(
      'aborted',
    );
  });
});

const negated = ({ names, constant, linear, couplings }: ReturnType<typeof randomQubo>) => ({
  names,
  constant: -constant,
  linear: linear.map((one) => -one),
  couplings: names.flatMap((_, i) =>
    names.slice(0, i).map((__, j) => [i, j, -(couplings[i * names.length + j] as number)] as const),
  ),
});
