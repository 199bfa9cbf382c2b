import { describe, expect, it } from 'vitest';
import { seededRandom } from '../seeded-random';
import { fourierAngles, fourierGradient } from './fourier-angles';

describe('angles of waves', () => {
  it('are sums of sines and cosines at the middles of the layers', () => {
    const [u1, u2, v1, v2] = [0.7, -0.2, -0.5, 0.3];
    const layers = 3;
    const angles = fourierAngles([u1, u2, v1, v2], layers);
    for (let layer = 1; layer <= layers; layer++) {
      const turn = (k: number) => ((k - 0.5) * (layer - 0.5) * Math.PI) / layers;
      expect(angles[layer - 1]).toBeCloseTo(u1 * Math.sin(turn(1)) + u2 * Math.sin(turn(2)), 14);
      expect(angles[layers + layer - 1]).toBeCloseTo(v1 * Math.cos(turn(1)) + v2 * Math.cos(turn(2)), 14);
    }
  });

  it('hand derivatives back by the transposed sums', () => {
    const random = seededRandom(3);
    const amplitudes = Array.from({ length: 6 }, () => random.normal());
    const slopes = Array.from({ length: 10 }, () => random.normal());
    const along = (step: number, k: number) =>
      fourierAngles(amplitudes.with(k, (amplitudes[k] as number) + step), 5).reduce(
        (sum, angle, index) => sum + angle * (slopes[index] as number),
        0,
      );
    fourierGradient(slopes, 3).forEach((slope, k) => {
      expect(slope).toBeCloseTo(along(0.5, k) - along(-0.5, k), 12);
    });
  });

  it('need a layer', () => {
    expect(() => fourierAngles([1, 1], 0)).toThrow('layers was 0');
  });
});
