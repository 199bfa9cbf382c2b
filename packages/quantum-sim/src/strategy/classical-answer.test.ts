import { describe, expect, it } from 'vitest';
import { createQubo, type QuboCoupling } from '../problem/qubo';
import { seededRandom } from '../seeded-random';
import { classicalAnswer } from './classical-answer';

const random = seededRandom(3);
const names = Array.from({ length: 12 }, (_, index) => `a${index}`);
const couplings = names.flatMap((_, i) =>
  names.slice(i + 1).map((_name, j): QuboCoupling => [i, i + 1 + j, random.normal()]),
);
const qubo = createQubo({ names, linear: names.map(() => random.normal()), couplings });
const problem = { qubo, sectors: [{ assets: names, choose: 5 }] };

describe('classicalAnswer', () => {
  it('looks at every choice up to the limit, and branches and bounds above it, with the same answer', () => {
    const every = classicalAnswer(problem, { maximumSelections: 792, maximumNodes: 100_000 });
    expect([every.method, every.isProven, every.effort]).toEqual(['exact', true, 792]);
    const bounded = classicalAnswer(problem, { maximumSelections: 791, maximumNodes: 100_000 });
    expect([bounded.method, bounded.isProven]).toEqual(['branch-and-bound', true]);
    expect(bounded.assets).toEqual(every.assets);
    expect(bounded.value).toBeCloseTo(every.value, 12);
  });

  it('says when nothing is proven', () => {
    expect(classicalAnswer(problem, { maximumSelections: 1, maximumNodes: 1 }).isProven).toBe(false);
  });
});
