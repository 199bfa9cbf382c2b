import { describe, expect, it } from 'vitest';
import { bar } from '../../testing';
import { eth, run, trade } from '../stream.test-helper';
import { heikinAshi } from './heikin-ashi';
import { rangeBars } from './range-bars';
import { renkoBars } from './renko-bars';
import { tickBars } from './tick-bars';
import { valueBars } from './value-bars';
import { volumeBars } from './volume-bars';

describe('bars that close when they are full', () => {
  it('count ticks of each instrument apart', () => {
    const trades = [trade(1, 1), trade(2, 5, { instrumentId: eth }), trade(3, 2), trade(4, 3), trade(5, 4)];
    expect(tickBars.batch(trades, { count: 2 }).map(({ open, close }) => [open, close])).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('keep the whole of a large trade in one bar', () => {
    const trades = [trade(1, 1, { quantity: 1 }), trade(2, 1, { quantity: 25 }), trade(3, 1, { quantity: 10 })];
    expect(volumeBars.batch(trades, { volume: 10 }).map(({ volume }) => volume)).toEqual([26, 10]);
  });

  it('reach sums of decimal numbers that float64 misses', () => {
    const trades = Array.from({ length: 10 }, (_, index) => trade(index, 1, { quantity: 0.1 }));
    expect(volumeBars.batch(trades, { volume: 1 })).toHaveLength(1);
    expect(rangeBars.batch([trade(1, 100.2), trade(2, 100.3)], { range: 0.1 })).toHaveLength(1);
    expect(valueBars.batch(trades, { value: 1 })).toHaveLength(1);
  });

  it('count the value of bars with their typical price', () => {
    const bars = [bar({ timeMs: 1, open: 3, high: 9, low: 3, close: 6, volume: 10 })];
    expect(valueBars.batch(bars, { value: 60 })).toHaveLength(1);
    expect(valueBars.batch(bars, { value: 60.1 })).toHaveLength(0);
  });

  it('have rising times where trades have one', () => {
    const bars = tickBars.batch([trade(7, 1), trade(7, 2), trade(7, 3), trade(9, 4)], { count: 1 });
    expect(bars.map(({ timeMs }) => timeMs)).toEqual([7, 7 + 1 / 1024, 7 + 2 / 1024, 9]);
  });

  it.each([
    ['tickBars', tickBars({ count: 2 })],
    ['renkoBars', renkoBars({ brick: 1 })],
  ])('%s refuses events that step back', (_, operator) => {
    expect(run([trade(2, 1), trade(1, 1)], operator).error).toMatchObject({ code: 'OUT_OF_ORDER' });
  });

  it('refuse sizes that are none', () => {
    expect(() => tickBars({ count: 1.5 })).toThrow(/count/);
    expect(() => volumeBars({ volume: 0 })).toThrow(/volume/);
    expect(() => valueBars({ value: Number.NaN })).toThrow(/value/);
    expect(() => rangeBars({ range: -1 })).toThrow(/range/);
    expect(() => renkoBars({ brick: Number.POSITIVE_INFINITY })).toThrow(/brick/);
  });
});

describe('renkoBars', () => {
  const bricks = (prices: readonly number[], brick: number) =>
    renkoBars
      .batch(
        prices.map((price, index) => trade(index, price)),
        { brick },
      )
      .map(({ open, close }) => [open, close]);

  it('turns two heights away from its last close', () => {
    expect(bricks([100, 110, 101, 100, 90, 95, 105, 110], 10)).toEqual([
      [100, 110],
      [100, 90],
      [100, 110],
    ]);
  });

  it('finds lines on decimal multiples', () => {
    expect(bricks([0.1, 0.3, 0.7], 0.1)).toHaveLength(6);
  });

  it('puts the volume into the first brick of an event', () => {
    const made = renkoBars.batch([trade(1, 10), trade(2, 13)], { brick: 1 });
    expect(made.map(({ timeMs, volume }) => [timeMs, volume])).toEqual([
      [2, 2],
      [2 + 1 / 1024, 0],
      [2 + 2 / 1024, 0],
    ]);
  });
});

describe('heikinAshi', () => {
  it('averages, and reaches from the lowest to the highest of all', () => {
    const bars = [
      bar({ timeMs: 1, open: 10, high: 14, low: 8, close: 12 }),
      bar({ timeMs: 2, open: 20, high: 21, low: 19, close: 20 }),
    ];
    expect(heikinAshi.batch(bars, {})).toEqual([
      { ...bars[0], open: 11, high: 14, low: 8, close: 11 },
      { ...bars[1], open: 11, high: 21, low: 11, close: 20 },
    ]);
  });
});
