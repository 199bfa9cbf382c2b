import { expect, it } from 'vitest';
import { randomSeries, valuesOf } from '../test-support';
import { anchoredVwap } from './anchored-vwap';
import { sessionVwap } from './session-vwap';

it('is an anchored average that starts with each session', () => {
  // Bars close at minutes 1 to 200; with an offset of 5 minutes the sessions end at minutes 5, 65, 125, 185 and later.
  const series = randomSeries(200, 104);
  const column = sessionVwap.batch(series, { sessionMs: 3_600_000, offsetMs: 300_000 });
  const expected = [0, 5, 65, 125, 185].flatMap((start, place, starts) => {
    const end = starts[place + 1] ?? 200;
    const part = (values: Float64Array) => values.slice(start, end);
    const { open, high, low, close, volume } = series;
    const bars = { open: part(open), high: part(high), low: part(low), close: part(close), volume: part(volume) };
    return valuesOf(anchoredVwap.batch({ ...bars, length: end - start }));
  });
  expect(valuesOf(column)).toEqual(expected);
});
