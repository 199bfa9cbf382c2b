import { describe, expect, it } from 'vitest';
import { EnvironmentError } from '../../errors';
import { pcg64 } from '../../random/pcg64';
import type { ActionDistribution } from './action-distribution';
import { categoricalDistribution } from './categorical-distribution';
import { gaussianDistribution } from './gaussian-distribution';

const logits = [0.3, -1, 2, 0.1, 0.4];
const softmax = (values: readonly number[]): number[] => {
  const weights = values.map(Math.exp);
  const sum = weights.reduce((total, one) => total + one, 0);
  return weights.map((weight) => weight / sum);
};

/** How often each action of a categorical head with sizes [3, 2] was drawn. */
const drawn = (distribution: ActionDistribution, mask: Uint8Array | undefined, count: number): Map<string, number> => {
  const random = pcg64(3);
  const action = new Float64Array(2);
  const counts = new Map<string, number>();
  for (let draw = 0; draw < count; draw++) {
    distribution.sample(logits, 0, mask, 0, random, action, 0);
    const name = action.join();
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
};

describe('categorical', () => {
  const distribution = categoricalDistribution([3, 2]);
  const [first, second] = [softmax(logits.slice(0, 3)), softmax(logits.slice(3))];

  it('probabilities of components multiply and their entropies add', () => {
    let total = 0;
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 2; b++) {
        distribution.evaluate(logits, 0, undefined, 0, [a, b], 0);
        const expected = (first[a] as number) * (second[b] as number);
        expect(distribution.logProbability).toBeCloseTo(Math.log(expected), 12);
        total += Math.exp(distribution.logProbability);
        const entropy = [...first, ...second].reduce((sum, p) => sum - p * Math.log(p), 0);
        expect(distribution.entropy).toBeCloseTo(entropy, 12);
      }
    }
    expect(total).toBeCloseTo(1, 12);
  });

  it('draws as often as it says', () => {
    const count = 20_000;
    for (const [name, times] of drawn(distribution, undefined, count)) {
      const [a, b] = name.split(',').map(Number) as [number, number];
      const p = (first[a] as number) * (second[b] as number);
      expect(Math.abs(times / count - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / count));
    }
  });

  it('what a mask forbids is never drawn, never likeliest, and has no probability; the rest has all of it', () => {
    const mask = Uint8Array.of(1, 1, 0, 0, 1);
    const counts = drawn(distribution, mask, 2_000);
    expect([...counts.keys()].sort()).toEqual(['0,1', '1,1']);
    const action = new Float64Array(2);
    distribution.mode(logits, 0, mask, 0, action, 0);
    expect([...action]).toEqual([0, 1]);
    const left = softmax([0.3, -1]);
    distribution.evaluate(logits, 0, mask, 0, [1, 1], 0);
    expect(distribution.logProbability).toBeCloseTo(Math.log(left[1] as number), 12);
    expect(distribution.entropy).toBeCloseTo(-left.reduce((sum, p) => sum + p * Math.log(p), 0), 12);
    distribution.evaluate(logits, 0, mask, 0, [2, 1], 0);
    expect(distribution.logProbability).toBe(Number.NEGATIVE_INFINITY);
  });

  it('a mask that forbids everything is an error, whoever asks', () => {
    const mask = Uint8Array.of(1, 1, 1, 0, 0);
    const action = new Float64Array(2);
    for (const ask of [
      () => distribution.sample(logits, 0, mask, 0, pcg64(1), action, 0),
      () => distribution.mode(logits, 0, mask, 0, action, 0),
      () => distribution.evaluate(logits, 0, mask, 0, [0, 0], 0),
    ]) {
      expect(ask).toThrow(EnvironmentError);
      expect(ask).toThrow('forbids all 2 choices of component 1');
    }
  });

  it('bears logits that are far apart', () => {
    const two = categoricalDistribution([2]);
    two.evaluate([1000, -1000], 0, undefined, 0, [0], 0);
    expect([two.logProbability, two.entropy]).toEqual([0, 0]);
    two.evaluate([1000, -1000], 0, undefined, 0, [1], 0);
    expect(two.logProbability).toBe(-2000);
  });

  it('a logit that is no number makes the probability none', () => {
    const two = categoricalDistribution([2]);
    two.evaluate([Number.NaN, 1], 0, undefined, 0, [1], 0);
    expect(two.logProbability).toBeNaN();
  });
});

describe('Gaussian', () => {
  const logDeviations = Float64Array.of(-0.5, 0.25);
  const distribution = gaussianDistribution(logDeviations);
  const means = [0.2, -1];

  it('densities multiply and entropies add', () => {
    distribution.evaluate(means, 0, undefined, 0, [0.5, -2], 0);
    const density = (x: number, mean: number, sigma: number): number =>
      Math.exp(-((x - mean) ** 2) / (2 * sigma ** 2)) / (sigma * Math.sqrt(2 * Math.PI));
    const expected = density(0.5, 0.2, Math.exp(-0.5)) * density(-2, -1, Math.exp(0.25));
    expect(distribution.logProbability).toBeCloseTo(Math.log(expected), 12);
    expect(distribution.entropy).toBeCloseTo(Math.log(2 * Math.PI * Math.E) - 0.25, 12);
  });

  it('draws around its mean, and says how likely that was', () => {
    const random = pcg64(5);
    const action = new Float64Array(2);
    const count = 20_000;
    let [sum, squares] = [0, 0];
    for (let draw = 0; draw < count; draw++) {
      const logProbability = distribution.sample(means, 0, undefined, 0, random, action, 0);
      const x = action[1] as number;
      sum += x;
      squares += (x + 1) ** 2;
      if (draw > 10) continue;
      distribution.evaluate(means, 0, undefined, 0, action, 0);
      expect(distribution.logProbability).toBeCloseTo(logProbability, 12);
    }
    const sigma = Math.exp(0.25);
    expect(Math.abs(sum / count + 1)).toBeLessThan((5 * sigma) / Math.sqrt(count));
    expect(Math.abs(squares / count / sigma ** 2 - 1)).toBeLessThan(5 * Math.sqrt(2 / count));
  });

  it('its likeliest action is the mean', () => {
    const action = new Float64Array(2);
    distribution.mode(means, 0, undefined, 0, action, 0);
    expect([...action]).toEqual(means);
  });
});
