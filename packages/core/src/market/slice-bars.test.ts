import { expect, it } from 'vitest';
import { barSeries } from './bar-series';
import { sliceBars } from './slice-bars';

const column = (first: number) => Float64Array.from({ length: 6 }, (_, index) => first + index);
const series = barSeries({
  instrumentId: 'demo:BTC/USDT',
  timeframeMs: 1_000,
  timeMs: column(1).map((time) => time * 1_000),
  open: column(10),
  high: column(12),
  low: column(9),
  close: column(11),
  volume: column(100),
  source: 'test',
  isSimulated: true,
});

it.each([
  [1, 3],
  [0, 6],
  [-2, undefined],
  [2, -1],
  [-100, 2],
  [4, 100],
  [3, 3],
])('from %j to %j is what slice gives, in every column', (from, to) => {
  const part = sliceBars(series, from, to);
  for (const name of ['timeMs', 'open', 'high', 'low', 'close', 'volume'] as const) {
    expect([...part[name]]).toEqual([...series[name]].slice(from, to));
  }
  const { instrumentId, timeframeMs, source, isSimulated } = series;
  expect(part).toMatchObject({ instrumentId, timeframeMs, source, isSimulated, length: part.timeMs.length });
});

it('shares memory', () => {
  expect(sliceBars(series, 1).close.buffer).toBe(series.close.buffer);
});
