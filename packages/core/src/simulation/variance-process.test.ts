import { expect, test } from 'vitest';
import { seededRandom } from '../random';
import { VarianceProcess } from './variance-process';

test.each([1 / 96, 1 / 24, 1, 7])('bars of %d days: variance has mean 1 and stays above 0', (barDays) => {
  const random = seededRandom(11);
  const process = new VarianceProcess(barDays);
  let [sum, least] = [0, 1];
  const bars = 400_000;
  for (let bar = 0; bar < bars; bar++) {
    sum += process.value;
    least = Math.min(least, process.value);
    process.shock(random.normal());
  }
  expect(Math.abs(sum / bars - 1)).toBeLessThan(0.1);
  expect(least).toBeGreaterThan(0);
});

test('a large shock raises the variance, which forgets half of it in two days', () => {
  const process = new VarianceProcess(1 / 24);
  process.shock(10);
  const after = process.value - 1;
  expect(after).toBeGreaterThan(1);
  // A shock of exactly 1 standard deviation is what the variance expects.
  for (let hour = 0; hour < 48; hour++) process.shock(1);
  expect((process.value - 1) / after).toBeCloseTo(0.5, 9);
});

test('the shock has the variance of before', () => {
  const process = new VarianceProcess(1 / 24);
  expect(process.shock(3)).toBe(3);
  const { value } = process;
  expect(process.shock(2)).toBe(2 * Math.sqrt(value));
});
