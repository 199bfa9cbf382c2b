import { expect, it } from 'vitest';
import { barFault } from '../market/bar-series';
import { bar } from './bar';

it('fills in what is not given so that the bar is valid', () => {
  for (const one of [bar({ close: 5 }), bar({ open: 7, close: 5 }), bar({ open: 5, close: 7 })]) {
    expect(barFault(one.open, one.high, one.low, one.close, one.volume)).toBeUndefined();
  }
  expect(bar({ open: 7, close: 5 })).toEqual({
    type: 'bar',
    instrumentId: 'demo:BTC/USDT',
    timeMs: 3_600_000,
    open: 7,
    high: 7,
    low: 5,
    close: 5,
    volume: 1,
  });
});

it('keeps what is given', () => {
  const given = { instrumentId: 'a:B/C', timeMs: 5, open: 2, high: 9, low: 1, close: 3, volume: 0 };
  expect(bar(given)).toEqual({ type: 'bar', ...given });
});
