import { expect, it } from 'vitest';
import { cosine, sine } from './portable-math';

it('sine and cosine agree with the engine to 4e-16 over many turns', () => {
  for (let step = -20_000; step <= 20_000; step++) {
    const angle = step * 0.013;
    expect(Math.abs(sine(angle) - Math.sin(angle))).toBeLessThan(4e-16);
    expect(Math.abs(cosine(angle) - Math.cos(angle))).toBeLessThan(4e-16);
  }
});

it('large angles lose whole turns first', () => {
  for (const angle of [2 ** 21 + 0.5, -(2 ** 30) - 0.25, 1e12]) {
    expect(Math.abs(sine(angle) - Math.sin(angle))).toBeLessThan(4e-16);
    expect(Math.abs(cosine(angle) - Math.cos(angle))).toBeLessThan(4e-16);
  }
});

it('is not a number where there is none', () => {
  expect(sine(Number.NaN)).toBeNaN();
  expect(cosine(Number.POSITIVE_INFINITY)).toBeNaN();
});
