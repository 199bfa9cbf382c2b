import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import { TimeWindow } from './time-window';
import { comoments, range, sums } from './window-summaries';

const events = fc.array(
  fc.record({
    gapMs: fc.integer({ min: 0, max: 6 }),
    x: fc.integer({ min: -9, max: 9 }),
    y: fc.integer({ min: -9, max: 9 }),
  }),
  { maxLength: 200 },
);

describe('TimeWindow', () => {
  it('has the sums, the range and the comoments of a window that is read afresh', () => {
    fc.assert(
      fc.property(events, fc.integer({ min: 1, max: 30 }), (steps, windowMs) => {
        const sum = new TimeWindow(sums(2), windowMs);
        const extremes = new TimeWindow(range, windowMs);
        const pairs = new TimeWindow(comoments, windowMs);
        const past: { timeMs: number; x: number; y: number }[] = [];
        let timeMs = 0;
        for (const { gapMs, x, y } of steps) {
          timeMs += gapMs;
          past.push({ timeMs, x, y });
          sum.input.set([x, y]);
          sum.add(timeMs);
          extremes.input.fill(x);
          extremes.add(timeMs);
          pairs.input.set([1, x, y]);
          pairs.add(timeMs);
          const alive = past.filter((event) => event.timeMs > timeMs - windowMs);
          const xs = alive.map((event) => event.x);
          const ys = alive.map((event) => event.y);
          const total = (values: number[]) => values.reduce((a, b) => a + b, 0);
          const meanX = total(xs) / xs.length;
          const meanY = total(ys) / ys.length;
          expect([sum, extremes, pairs].map((window) => window.summarize(timeMs))).toEqual([true, true, true]);
          expect([...sum.total]).toEqual([total(xs), total(ys)]);
          expect([...extremes.total]).toEqual([xs[0], Math.min(...xs), Math.max(...xs)]);
          expect(pairs.total[0]).toBe(alive.length);
          expect(pairs.total[3]).toBeCloseTo(total(xs.map((value) => (value - meanX) ** 2)), 9);
          expect(pairs.total[4]).toBeCloseTo(total(alive.map((event) => (event.x - meanX) * (event.y - meanY))), 9);
        }
      }),
      profile(60, 2_000),
    );
  });

  it('forgets an extreme number with its event, to the last bit', () => {
    const window = new TimeWindow(comoments, 10);
    const add = (timeMs: number, x: number) => {
      window.input.set([1, x, 0]);
      window.add(timeMs);
    };
    add(0, 1e12);
    add(9, 0.1);
    window.summarize(9);
    add(11, 0.1);
    expect(window.summarize(11)).toBe(true);
    expect([...window.total]).toEqual([2, 0.1, 0, 0, 0]);
  });

  it('is empty when the last event has left, and begins again', () => {
    const window = new TimeWindow(sums(1), 10);
    expect(window.summarize(0)).toBe(false);
    window.input[0] = 5;
    window.add(0);
    expect(window.summarize(9)).toBe(true);
    expect(window.summarize(10)).toBe(false);
    window.input[0] = 7;
    window.add(20);
    expect(window.summarize(20)).toBe(true);
    expect(window.total[0]).toBe(7);
  });
});
