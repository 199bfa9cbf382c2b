import { expect, it } from 'vitest';
import { rsi } from '../momentum/rsi';
import { randomSeries, valuesOf, worstError } from '../test-support';
import { vidya } from './vidya';

it('moves by a share of the balance of gains and losses, by hand', () => {
  // Weight 1/2 · |C|: gains 3, losses 1, C = 1/2, from 7 to 8; then gains 2, losses 1 + 1, C = 0.
  const values = valuesOf(vidya.batch([5, 6, 5, 7, 6], { period: 3 }));
  expect(values.slice(0, 3)).toEqual([undefined, undefined, undefined]);
  expect(values[3]).toBe(5 + 0.25 * (7 - 5));
  expect(values[4]).toBe(5.5);
});

it('stays where nothing changes', () => {
  expect(valuesOf(vidya.batch([7, 7, 7, 7], { period: 2 })).slice(2)).toEqual([7, 7]);
});

it('equals the definition', () => {
  const close = Array.from(randomSeries(300, 31).close);
  let value = close[8]!;
  const expected = close.map((price, index) => {
    if (index < 9) return undefined;
    const changes = close.slice(index - 8, index + 1).map((later, place) => later - close[index - 9 + place]!);
    const total = changes.reduce((sum, change) => sum + Math.abs(change), 0);
    const weight = (0.2 * Math.abs(changes.reduce((sum, change) => sum + change, 0))) / total;
    value = value * (1 - weight) + price * weight;
    return value;
  });
  expect(worstError(vidya.batch(close, { period: 9 }), expected)).toBeLessThan(1e-13);
});

it('smooths as the relative strength index does where asked', () => {
  const { close } = randomSeries(300, 31);
  const strength = rsi.batch(close, 9);
  let value = close[8]!;
  const expected = Array.from(close, (price, index) => {
    if (index < 9) return undefined;
    value += 0.2 * Math.abs(strength.at(index)! / 50 - 1) * (price - value);
    return value;
  });
  expect(worstError(vidya.batch(close, { period: 9, smoothing: 'wilder' }), expected)).toBeLessThan(1e-13);
});
