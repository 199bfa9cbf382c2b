import { expect, test } from 'vitest';
import { seededRandom } from '../random';
import { jumps, jumpsPerYear, jumpVarianceShare } from './jumps';

test('jumps come as often as they should, and make up their share of the variance', () => {
  const years = 400;
  const all = (['market', 'asset'] as const).flatMap((kind) => {
    const next = jumps(seededRandom(3).split(kind), jumpsPerYear[kind], 1 / 8_760);
    return Array.from({ length: years * 8_760 }, next).filter((size) => size !== 0);
  });
  expect(all.length / years / 40).toBeCloseTo(1, 1);
  expect(all.reduce((sum, size) => sum + size * size, 0) / years / jumpVarianceShare).toBeCloseTo(1, 1);
  expect(Math.abs(all.reduce((sum, size) => sum + size, 0) / all.length)).toBeLessThan(0.002);
});
