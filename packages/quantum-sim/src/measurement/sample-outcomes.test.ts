import { expect, it } from 'vitest';
import { seededRandom } from '../seeded-random';
import { sampleOutcomes } from './sample-outcomes';

const draw = (re: number[], shots: number, seed: number): number[] => {
  const outcomes = new Array<number>(shots);
  sampleOutcomes({ re, im: re.map(() => 0) }, shots, seededRandom(seed), (outcome, at) => {
    outcomes[at] = outcome;
  });
  return outcomes;
};

it('draws each basis state as often as its probability says', () => {
  const probabilities = [0.1, 0, 0.2, 0.4, 0, 0, 0.3, 0];
  const shots = 40_000;
  const outcomes = draw(probabilities.map(Math.sqrt), shots, 1);
  probabilities.forEach((probability, index) => {
    const count = outcomes.filter((outcome) => outcome === index).length;
    expect(Math.abs(count - shots * probability)).toBeLessThanOrEqual(5 * Math.sqrt(shots * probability));
  });
});

it('gives every draw its own number, in an order of its own', () => {
  const outcomes = draw([0.6, 0.8], 1_000, 2);
  const firstHalf = outcomes.slice(0, 500).filter((outcome) => outcome === 1).length;
  expect(firstHalf).toBeGreaterThan(260);
  expect(firstHalf).toBeLessThan(380);
  expect(draw([0.6, 0.8], 1_000, 2)).toEqual(outcomes);
});

it('never draws what has no probability, nor misses a state that is not normed', () => {
  expect(new Set(draw([0, 3, 0, 0], 100, 3))).toEqual(new Set([1]));
  expect(new Set(draw([0, 3, 3, 0], 100, 3))).toEqual(new Set([1, 2]));
});
