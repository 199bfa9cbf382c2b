import { expect, it } from 'vitest';
import { randomSeries, valuesOf, worstError } from '../test-support';
import { fisherTransform } from './fisher-transform';

it('averages the place and transforms it, by hand', () => {
  const [first, second] = valuesOf(fisherTransform.batch([1, 3, 2], 2)).slice(1) as number[];
  expect(first).toBeCloseTo(0.5 * Math.log(1.33 / 0.67), 12);
  const place = -0.33 + 0.67 * 0.33;
  expect(second).toBeCloseTo(0.5 * Math.log((1 + place) / (1 - place)) + 0.5 * first!, 12);
});

it('stays finite at the edge of the range', () => {
  const rising = fisherTransform.batch(
    Array.from({ length: 200 }, (_, index) => index),
    10,
  );
  expect(rising.at(-1)).toBeCloseTo(Math.log(1.999 / 0.001), 6);
});

it('equals the definition', () => {
  const close = Array.from(randomSeries(300, 52).close);
  let [place, transform] = [0, 0];
  const expected = close.map((price, index) => {
    if (index < 9) return undefined;
    const window = close.slice(index - 9, index + 1);
    const low = Math.min(...window);
    place = 0.66 * ((price - low) / (Math.max(...window) - low) - 0.5) + 0.67 * place;
    place = Math.max(-0.999, Math.min(0.999, place));
    transform = Math.atanh(place) + 0.5 * transform;
    return transform;
  });
  expect(worstError(fisherTransform.batch(close, 10), expected)).toBeLessThan(1e-12);
});
