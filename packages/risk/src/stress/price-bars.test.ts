import { expect, it } from 'vitest';
import { priceBars } from './price-bars';
import { at, jump } from './scenario';

const options = {
  instrumentId: 'demo:BTC/USDT',
  price: 100,
  base: [at(30, 0.5), at(90, 0.8)],
  quote: [],
  timeframeMs: 3_600_000,
  startMs: 7_200_000,
  calmBars: 2,
  shockBars: 3,
  calmVolume: 10,
  shockVolume: 4,
};
const rows = (series: ReturnType<typeof priceBars>) =>
  Array.from(series.timeMs, (timeMs, index) => [
    timeMs / 3_600_000,
    ...(['open', 'high', 'low', 'close', 'volume'] as const).map((field) => Number(series[field][index]!.toFixed(6))),
  ]);

it('has the lowest price of a way inside its bar', () => {
  expect(rows(priceBars(options))).toEqual([
    [1, 100, 100, 100, 100, 10],
    [2, 100, 100, 100, 100, 10],
    [3, 100, 100, 50, 65, 4],
    [4, 65, 80, 65, 80, 4],
    [5, 80, 80, 80, 80, 4],
  ]);
});

it('opens beyond a gap', () => {
  const gap = priceBars({ ...options, base: [jump(0, 0.8), jump(60, 0.6), jump(75, 0.9)] });
  expect(rows(gap).slice(2)).toEqual([
    [3, 80, 80, 80, 80, 4],
    [4, 60, 90, 60, 90, 4],
    [5, 90, 90, 90, 90, 4],
  ]);
});

it('rises when the money in which it counts falls', () => {
  const depeg = priceBars({ ...options, base: [], quote: [at(60, 0.8)] });
  expect(rows(depeg).slice(2, 4)).toEqual([
    [3, 100, 125, 100, 125, 4],
    [4, 125, 125, 125, 125, 4],
  ]);
});

it('says that it is made up', () => {
  expect(priceBars(options)).toMatchObject({ isSimulated: true, source: 'stress scenario' });
});
