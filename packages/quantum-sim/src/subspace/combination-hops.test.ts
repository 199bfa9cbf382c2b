import { expect, it } from 'vitest';
import { binomial } from './binomials';
import { adjacentHop, closingHop } from './combination-hops';
import { combinationAt, combinationRank } from './combination-rank';
import { hopPairs } from './hop';

/** Pairs found by moving the asset and asking for the rank. */
const slowPairs = (count: number, choose: number, from: number, to: number): string[] => {
  const pairs: string[] = [];
  for (let rank = 0; rank < binomial(count, choose); rank++) {
    const positions = combinationAt(rank, count, choose);
    if (!positions.includes(from) || positions.includes(to)) continue;
    const moved = positions.map((position) => (position === from ? to : position)).sort((a, b) => a - b);
    pairs.push(`${rank} ${combinationRank(moved)}`);
  }
  return pairs.sort();
};

const text = (pairs: readonly [number, number][]): string[] => pairs.map(([a, b]) => `${a} ${b}`).sort();

it.each([
  [2, 1],
  [3, 0],
  [3, 3],
  [5, 1],
  [6, 3],
  [8, 5],
  [9, 8],
  [10, 4],
])('%d choose %d: the pairs are those of moved assets', (count, choose) => {
  for (let position = 0; position + 1 < count; position++) {
    expect(text(hopPairs(adjacentHop(count, choose, position)))).toEqual(
      slowPairs(count, choose, position, position + 1),
    );
  }
  if (choose > 0 && choose < count) {
    expect(text(hopPairs(closingHop(count, choose)))).toEqual(slowPairs(count, choose, 0, count - 1));
  }
});
