import { expect, it } from 'vitest';
import { ppo } from '../momentum/ppo';
import { randomSeries, valuesOf } from '../test-support';
import { pvo } from './pvo';

it('is the percentage price oscillator of the volume', () => {
  const series = randomSeries(200, 101);
  const [volumes, prices] = [pvo.batch(series), ppo.batch(series.volume)];
  expect(valuesOf(volumes.pvo)).toEqual(valuesOf(prices.ppo));
  expect(valuesOf(volumes.signal)).toEqual(valuesOf(prices.signal));
  expect(valuesOf(volumes.histogram)).toEqual(valuesOf(prices.histogram));
});

it('wants a slow period above the fast one', () => {
  expect(() => pvo({ fast: 26 })).toThrow('pvo: slow was undefined: expected a period above fast.');
});
