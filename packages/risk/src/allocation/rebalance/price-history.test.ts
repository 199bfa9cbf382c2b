import type { Bar } from '@sigmax/core';
import { expect, it } from 'vitest';
import { priceHistory } from './price-history';

const snapshot = (closes: Readonly<Record<string, number>>) => ({
  barOf: (id: string) => (closes[id] === undefined ? undefined : ({ close: closes[id] } as Bar)),
});

it('gives the returns of the window, oldest first, once it is full', () => {
  const history = priceHistory(['a'], 2, 0);
  for (const close of [100, 110]) history.push(snapshot({ a: close }));
  expect(history.live()).toEqual([]);
  expect(history.returns()).toEqual({});
  history.push(snapshot({ a: 55 }));
  expect(history.returns()).toEqual({ a: Float64Array.of(110 / 100 - 1, -0.5) });
  history.push(snapshot({ a: 66 }));
  expect(history.returns()).toEqual({ a: Float64Array.of(-0.5, 66 / 55 - 1) });
});

it('lets each instrument begin with its own first bar', () => {
  const history = priceHistory(['a', 'b'], 2, 0);
  history.push(snapshot({ a: 1 }));
  for (const close of [1, 2, 4]) history.push(snapshot({ a: close, b: close }));
  expect(history.live()).toEqual(['a', 'b']);
  expect(history.returns()).toEqual({ a: Float64Array.of(1, 1), b: Float64Array.of(1, 1) });
});

it('repeats the last close in a gap, waits for it, and gives up after a while', () => {
  const history = priceHistory(['a', 'b'], 2, 1);
  for (const close of [1, 2, 4]) history.push(snapshot({ a: close, b: close }));
  history.push(snapshot({ a: 8 }));
  expect([history.live(), history.isComplete()]).toEqual([['a', 'b'], false]);
  history.push(snapshot({ a: 8 }));
  expect([history.live(), history.isComplete()]).toEqual([['a'], true]);
  history.push(snapshot({ a: 8, b: 12 }));
  expect([history.live(), history.isComplete()]).toEqual([['a', 'b'], true]);
  expect(history.returns().b).toEqual(Float64Array.of(0, 2));
});
