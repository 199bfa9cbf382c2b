import { expect, it } from 'vitest';
import { seededRandom } from '../seeded-random';
import { sampleStates } from './sample-states';

it('draws in proportion, the same each time, and never what is impossible', () => {
  const probabilities = Float64Array.of(0, 0.5, 0, 0.3, 0.2, 0);
  const counts = sampleStates(probabilities, 50_000, seededRandom(2));
  expect(counts.map(({ index }) => index)).toEqual([1, 3, 4]);
  expect(counts).toEqual(sampleStates(probabilities, 50_000, seededRandom(2)));
  for (const { index, count } of counts) {
    const p = probabilities[index] as number;
    expect(Math.abs(count - 50_000 * p)).toBeLessThan(4 * Math.sqrt(50_000 * p * (1 - p)));
  }
});

it('refuses what is no distribution', () => {
  expect(() => sampleStates(Float64Array.of(0.5), 1, seededRandom(1))).toThrow('add up to 0.5');
  expect(() => sampleStates(Float64Array.of(Number.NaN), 1, seededRandom(1))).toThrow('add up to NaN');
});
