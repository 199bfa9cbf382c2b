import type { Bar } from '@sigmax/core';
import { fieldOf, priceFault, quantityFault, timeFault } from './read-value';
import { type RefusedRow, refused } from './refused-row';

const prices = ['open', 'high', 'low', 'close'] as const;

/**
 * Reads a candle as ccxt writes it, `[open time, open, high, low, close, volume]`, as a bar stamped with its close.
 *
 * Whether the bar is closed is not known here.
 */
export const readBar = (row: unknown, instrumentId: string, frameMs: number): Bar | RefusedRow => {
  if (!Array.isArray(row)) return refused('WRONG_TYPE', 'a candle was no list');
  const openMs = fieldOf(row, 0);
  const [open, high, low, close, volume] = [1, 2, 3, 4, 5].map((at) => fieldOf(row, at)) as number[];
  const values = { open, high, low, close } as { open: number; high: number; low: number; close: number };
  const fault =
    timeFault('open time', openMs) ??
    prices.map((name) => priceFault(name, values[name])).find((found) => found !== undefined) ??
    quantityFault('volume', volume);
  if (fault !== undefined) {
    return fault.code === 'NEGATIVE_QUANTITY' ? refused('NEGATIVE_VOLUME', fault.problem) : fault;
  }
  const { high: top, low: bottom } = values;
  if (!(bottom <= Math.min(values.open, values.close) && Math.max(values.open, values.close) <= top)) {
    return refused('OUTSIDE_RANGE', `open ${open} or close ${close} lay outside ${bottom} to ${top}`);
  }
  const timeMs = (openMs as number) + frameMs;
  return { type: 'bar', instrumentId, timeMs, ...values, volume: volume as number };
};
