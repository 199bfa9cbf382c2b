import { expect, it } from 'vitest';
import { interpolatedAngles, linearRampAngles } from './angle-schedules';

it('a ramp turns γ up as it turns β down', () => {
  expect(linearRampAngles(1, 0.8)).toEqual([0.4, -0.4]);
  const angles = linearRampAngles(4, 1);
  expect(angles.slice(0, 4)).toEqual([0.125, 0.375, 0.625, 0.875]);
  expect(angles.slice(4)).toEqual([-0.875, -0.625, -0.375, -0.125]);
});

it('interpolation keeps a ramp a ramp, and one layer’s angles', () => {
  expect(interpolatedAngles([0.3, -0.2])).toEqual([0.3, 0.3, -0.2, -0.2]);
  // Zhou et al. 2020, appendix B: [u]_i^{p+1} = (i − 1)/p u_{i−1} + (p − i + 1)/p u_i.
  const [a, b, c] = [1, 4, 2];
  const between = interpolatedAngles([a, b, c, 0, 0, 0]).slice(0, 4);
  [a, a / 3 + (2 * b) / 3, (2 * b) / 3 + c / 3, c].forEach((angle, index) => {
    expect(between[index]).toBeCloseTo(angle, 15);
  });
});

it('refuses depths and steps that are none', () => {
  expect(() => linearRampAngles(0, 1)).toThrow('layers was 0');
  expect(() => linearRampAngles(1, Number.NaN)).toThrow('step was NaN');
});
