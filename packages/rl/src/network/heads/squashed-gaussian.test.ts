import { describe, expect, it } from 'vitest';
import { pcg64 } from '../../random/pcg64';
import { squashedGaussian } from './squashed-gaussian';

const law = squashedGaussian({ low: [-1, 0], high: [1, 10] });
const outputs = [0.3, -0.7, -0.4, 0.2];

describe('squashedGaussian', () => {
  it('acts by tanh of the mean, stretched to the bounds', () => {
    const action = new Float64Array(2);
    law.mode(outputs, 0, undefined, 0, action, 0);
    expect(action[0]).toBeCloseTo(Math.tanh(0.3), 14);
    expect(action[1]).toBeCloseTo(5 + 5 * Math.tanh(-0.7), 14);
  });

  it('never leaves the bounds, however far the mean is', () => {
    const action = new Float64Array(2);
    law.sample([1e6, -1e6, 2, 2], 0, undefined, 0, pcg64(1), action, 0);
    expect([...action]).toEqual([1, 0]);
  });

  it('densities are the derivative of the distribution of what is drawn', () => {
    const one = squashedGaussian({ low: [2], high: [6] });
    const action = new Float64Array(1);
    const [mean, log] = [0.4, -0.3];
    const random = pcg64(5);
    const edges = [2.5, 3, 3.5, 4, 4.5, 5, 5.5];
    const density = (a: number): number => {
      const x = (a - 4) / 2;
      const z = (Math.atanh(x) - mean) / Math.exp(log);
      return Math.exp((-z * z) / 2) / (Math.exp(log) * Math.sqrt(2 * Math.PI) * (1 - x * x) * 2);
    };
    const count = 20_000;
    const inside = new Array(edges.length - 1).fill(0);
    for (let draw = 0; draw < count; draw++) {
      const logProbability = one.sample([mean, log], 0, undefined, 0, random, action, 0);
      const a = action[0] as number;
      expect(Math.abs(logProbability - Math.log(density(a)))).toBeLessThan(1e-8);
      const bin = edges.findIndex((edge, at) => a >= edge && a < (edges[at + 1] ?? -1));
      if (bin >= 0) inside[bin] += 1;
    }
    edges.slice(0, -1).forEach((edge, bin) => {
      let p = 0;
      for (let at = 0; at < 500; at++) p += density(edge + (at + 0.5) / 1000) / 1000;
      expect(Math.abs(inside[bin] / count - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / count));
    });
  });

  it('densities stay finite where tanh is 1', () => {
    const logProbability = law.draw([30, -30, 0, 0], 0, [0, 0], 0, [0, 0], 0);
    // −ln(1 − tanh² u) is 2 (u − ln 2) there.
    expect(logProbability).toBeCloseTo(2 * (2 * (30 - Math.LN2)) - Math.log(2 * Math.PI), 9);
  });

  it.each([
    ['inside', outputs],
    ['ln σ held at its limits', [0.3, -0.7, -21, 2.5]],
  ])('gradients agree with differences: %s', (_, numbers) => {
    const noise = [0.8, -1.1];
    const slopes = [1.7, -0.6];
    const sum = (given: readonly number[]): number => {
      const actions = [0, 0];
      const logProbability = law.draw(given, 0, noise, 0, actions, 0);
      return (actions[0] as number) * 1.7 - (actions[1] as number) * 0.6 + 0.3 * logProbability;
    };
    const gradients = new Float64Array(4);
    law.differentiate(numbers, 0, noise, 0, slopes, 0, 0.3, gradients, 0);
    numbers.forEach((value, at) => {
      const shifted = (by: number) => numbers.map((one, other) => (other === at ? value + by : one));
      expect(gradients[at]).toBeCloseTo((sum(shifted(1e-6)) - sum(shifted(-1e-6))) / 2e-6, 6);
    });
  });
});
