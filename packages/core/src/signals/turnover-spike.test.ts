import { describe, expect, it } from 'vitest';
import type { Bar } from '../market/bar';
import { turnoverSpike } from './turnover-spike';

const bar = (timeMs: number, volume: number, close = 1): Bar => ({
  type: 'bar',
  instrumentId: 'demo:BTC/USDT',
  timeMs,
  open: close,
  high: close,
  low: close,
  close,
  volume,
});
const bars = (volumes: readonly number[]) => volumes.map((volume, index) => bar(index, volume));
const usual = [8, 9, 10, 11, 12];

describe('turnoverSpike', () => {
  it('has the score of the bars before: 0.6745 · (x − median) / MAD', () => {
    const [signal, ...others] = turnoverSpike.batch(bars([...usual, 30]), { period: 5 });
    expect(others).toEqual([]);
    // The median is 10, the distances from it 2, 1, 0, 1, 2.
    expect(signal?.value).toBeCloseTo(0.6745 * 20, 12);
    expect(signal?.evidence).toEqual({ turnover: 30, median: 10, medianDeviation: 1, threshold: 3.5 });
    expect(signal?.confidence).toBeCloseTo(1 - 3.5 / 13.49, 12);
  });

  it('is silent at the threshold, during the spike and without a spread of what is usual', () => {
    const threshold = 0.6745 * 20;
    expect(turnoverSpike.batch(bars([...usual, 30]), { period: 5, threshold })).toEqual([]);
    expect(turnoverSpike.batch(bars([...usual, 30, 31, 30]), { period: 5 })).toHaveLength(1);
    expect(turnoverSpike.batch(bars([9, 9, 9, 9, 9, 900]), { period: 5 })).toEqual([]);
    expect(turnoverSpike.batch(bars([8, 9, 10, 11, 900]), { period: 5 })).toEqual([]);
  });

  it('fires again after the turnover was usual', () => {
    const found = turnoverSpike.batch(bars([...usual, 30, ...usual, 60]), { period: 5 });
    expect(found.map(({ timeMs }) => timeMs)).toEqual([5, 11]);
  });

  it('counts in the quote asset', () => {
    const doubled = [...usual, 30].map((volume, index) => bar(index, volume / 2, 2));
    expect(turnoverSpike.batch(doubled, { period: 5 })).toEqual(
      turnoverSpike.batch(bars([...usual, 30]), { period: 5 }),
    );
  });

  it('refuses what it cannot use and leaves its state', () => {
    const running = turnoverSpike.start({ period: 5 });
    for (const one of bars(usual)) running.next(one);
    expect(() => running.next(bar(5, -1))).toThrow(/volume was -1/);
    expect(() => running.next(bar(5, Number.NaN))).toThrow(/volume was NaN/);
    expect(() => running.next(bar(5, 1, 0))).toThrow(/price was 0/);
    expect(() => running.next(bar(3, 1))).toThrow(/time 3 came after 4/);
    expect(running.next(bar(5, 30))[0]?.evidence.median).toBe(10);
  });
});
