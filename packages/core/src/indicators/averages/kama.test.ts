import { expect, it } from 'vitest';
import { randomSeries, valuesOf, worstError } from '../test-support';
import { kama } from './kama';

it('adapts its weight to the efficiency, by hand', () => {
  // Fast 1 and slow 3: weights 1 and 1/2. Way 2 of 2, then 1 of 3 (efficiency 1/3), then none of 2.
  const values = valuesOf(kama.batch([4, 5, 6, 4, 6], { period: 2, fast: 1, slow: 3 }));
  expect(values.slice(0, 3)).toEqual([undefined, undefined, 6]);
  const second = 6 + ((1 / 3) * 0.5 + 0.5) ** 2 * (4 - 6);
  expect(values[3]).toBeCloseTo(second, 12);
  expect(values[4]).toBeCloseTo(second + 0.25 * (6 - second), 12);
});

it('equals the definition', () => {
  const close = Array.from(randomSeries(300, 30).close);
  let value = close[9]!;
  const expected = close.map((price, index) => {
    if (index < 10) return undefined;
    let way = 0;
    for (let place = index - 9; place <= index; place++) way += Math.abs(close[place]! - close[place - 1]!);
    const weight = ((Math.abs(price - close[index - 10]!) / way) * (2 / 3 - 2 / 31) + 2 / 31) ** 2;
    value = value * (1 - weight) + price * weight;
    return value;
  });
  expect(worstError(kama.batch(close), expected)).toBeLessThan(1e-13);
});
