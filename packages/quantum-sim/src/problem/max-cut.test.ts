import { expect, it } from 'vitest';
import { seededRandom } from '../seeded-random';
import { maxCut } from './max-cut';
import { quboValue } from './qubo';

it('counts the edges that are cut', () => {
  const random = seededRandom(3);
  const nodes = ['a', 'b', 'c', 'd', 'e', 'f'];
  const edges = nodes.flatMap((first, i) =>
    nodes.slice(i + 1).map((second) => [first, second, random.integer(9) - 3] as const),
  );
  const qubo = maxCut({ nodes, edges });
  for (let code = 0; code < 64; code++) {
    const side = (name: string) => (code >> nodes.indexOf(name)) & 1;
    const cut = edges.reduce((sum, [first, second, weight]) => sum + (side(first) !== side(second) ? weight : 0), 0);
    expect(quboValue(qubo, nodes.map(side))).toBe(0 - cut);
  }
  const odd = maxCut({ nodes: ['constructor', 'toString'], edges: [['constructor', 'toString', 2]] });
  expect(quboValue(odd, [1, 0])).toBe(-2);
  expect(() => maxCut({ nodes: ['a'], edges: [['a', 'b', 1]] })).toThrow('variable was b');
  expect(() => maxCut({ nodes: ['a'], edges: [['a', 'a', 1]] })).toThrow('joins a with itself');
});
