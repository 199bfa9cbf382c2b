import { expect, it } from 'vitest';
import { exponentially, randomSeries, worstError } from '../test-support';
import { forceIndex } from './force-index';

it('equals the definition', () => {
  const { close, volume, ...rest } = randomSeries(300, 96);
  const forces = Array.from(close, (price, index) =>
    index === 0 ? undefined : (price - close[index - 1]!) * volume[index]!,
  );
  const expected = exponentially(forces, 13, 2 / 14);
  expect(worstError(forceIndex.batch({ close, volume, ...rest }, 13), expected)).toBeLessThan(1e-12);
});
