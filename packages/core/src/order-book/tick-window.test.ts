import { describe, expect, test } from 'vitest';
import { TickWindow, windowTicks } from './tick-window';

const filled = (...slots: number[]): TickWindow => {
  const window = new TickWindow();
  for (const slot of slots) window.set(slot, slot + 1);
  return window;
};

const downwards = (window: TickWindow): number[] => {
  const slots: number[] = [];
  for (let slot = window.best; slot >= 0; slot = window.below(slot)) slots.push(slot);
  return slots;
};

describe('TickWindow', () => {
  test('walks from the best slot down, over both ends of a word and of the window', () => {
    const slots = [windowTicks - 1, 8_000, 64, 63, 62, 33, 32, 31, 1, 0];
    expect(downwards(filled(...[...slots].reverse()))).toEqual(slots);
    expect(downwards(filled(...slots))).toEqual(slots);
    expect(filled(...slots).lowest()).toBe(0);
    expect(filled(31, 95).lowest()).toBe(31);
  });

  test('says when the best slot went, and knows the next', () => {
    const window = filled(10, 500, 31);
    expect(window.set(31, 0)).toBe(false);
    expect(window.set(31, 0)).toBe(false);
    expect(window.set(500, 7)).toBe(false);
    expect(window.quantity(500)).toBe(7);
    expect(window.set(500, 0)).toBe(true);
    expect([window.best, window.length]).toEqual([10, 1]);
    expect(window.set(10, 0)).toBe(true);
    expect([window.best < 0, window.length]).toEqual([true, 0]);
  });

  test('drains from the lowest slot up and is empty then', () => {
    const window = filled(windowTicks - 1, 31, 4_000, 0);
    const taken: number[][] = [];
    window.drain((slot, quantity) => taken.push([slot, quantity]));
    expect(taken).toEqual([0, 31, 4_000, windowTicks - 1].map((slot) => [slot, slot + 1]));
    expect(downwards(window)).toEqual([]);
    window.set(31, 2);
    expect(downwards(window)).toEqual([31]);
  });
});
