import { expect, it } from 'vitest';
import { alignedEnd } from '../printed-values';
import { mean, overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { rsi } from './rsi';
import { stochasticRsi } from './stochastic-rsi';

it('says 50 where the strength stands still', () => {
  const { k, d } = stochasticRsi.batch(Array(12).fill(3), { rsiPeriod: 3, period: 3, smoothK: 2, smoothD: 2 });
  expect([k.at(-1), d.at(-1)]).toEqual([50, 50]);
});

it('equals the definition', () => {
  const { close, length } = randomSeries(300, 44);
  const strengths = valuesOf(rsi.batch(close, 9)).slice(9) as number[];
  const places = overWindows(strengths, 14, (window) => {
    const low = Math.min(...window);
    return (100 * (window.at(-1)! - low)) / (Math.max(...window) - low);
  }).slice(13) as number[];
  const k = overWindows(places, 3, mean).slice(2) as number[];
  const d = overWindows(k, 5, mean).slice(4);
  const columns = stochasticRsi.batch(close, { rsiPeriod: 9, smoothD: 5 });
  expect(worstError(columns.k, alignedEnd(k.slice(4), length, undefined))).toBeLessThan(1e-12);
  expect(worstError(columns.d, alignedEnd(d, length, undefined))).toBeLessThan(1e-12);
});
