import { describe, expect, it } from 'vitest';
import { InvalidOptionsError } from '../errors';
import { checkedInstrument } from './checked-instrument';
import { spotInstrument, stepDecimals } from './instrument';

it('reads venue, base and quote from the id', () => {
  expect(spotInstrument('binance:BTC/USDT', { priceStep: 0.01, minimumNotional: 5 })).toEqual({
    id: 'binance:BTC/USDT',
    kind: 'spot',
    venue: 'binance',
    symbol: 'BTC/USDT',
    base: 'BTC',
    quote: 'USDT',
    priceStep: 0.01,
    quantityStep: 1e-8,
    minimumQuantity: 0,
    minimumNotional: 5,
  });
});

it.each([
  'BTC/USDT',
  'a:BTC',
  'a:BTC/',
  ':BTC/USDT',
  'a:B C/USDT',
  'a:BTC/USDT/X',
  'a:b:BTC/USDT',
  '',
  'a:BTC/USDT:USDT',
])('refuses the id %j', (id) => {
  expect(() => spotInstrument(id)).toThrow(InvalidOptionsError);
  expect(() => spotInstrument(id)).toThrow(JSON.stringify(id));
});

describe('refuses steps', () => {
  it.each([
    [{ priceStep: 0 }, 'priceStep was 0'],
    [{ priceStep: -0.01 }, 'priceStep was -0.01'],
    [{ quantityStep: 1e-13 }, 'quantityStep was 1e-13: expected a decimal step'],
    [{ quantityStep: 1 / 3 }, 'quantityStep was 0.333'],
    [{ quantityStep: Number.NaN }, 'quantityStep was NaN'],
    [{ minimumQuantity: -1 }, 'minimumQuantity was -1'],
    [{ minimumNotional: Number.POSITIVE_INFINITY }, 'minimumNotional was Infinity'],
    [{ tickSize: 0.01 }, 'tickSize was 0.01: no such option'],
  ])('%o', (steps, text) => {
    expect(() => spotInstrument('a:B/C', steps as { priceStep: number })).toThrow(text);
  });
});

it.each([
  [1, 0],
  [100, 0],
  [0.5, 1],
  [0.01, 2],
  [0.025, 3],
  [1e-8, 8],
  [1e-12, 12],
  [2.5, 1],
  [1e-13, undefined],
  [1 / 3, undefined],
])('%d has %s decimals', (step, decimals) => {
  expect(stepDecimals(step)).toBe(decimals);
});

it('what was made is taken as it is, and what was made by hand is checked', () => {
  const made = spotInstrument('demo:BTC/USDT', { priceStep: 0.01 });
  expect(checkedInstrument(made)).toBe(made);
  expect(Object.isFrozen(made)).toBe(true);
  expect(checkedInstrument({ ...made })).toEqual(made);
  expect(checkedInstrument('demo:BTC/USDT').priceStep).toBe(1e-8);
  for (const broken of [{ priceStep: 0 }, { quantityStep: Number.NaN }, { id: 'BTC' }, { minimumNotional: -1 }]) {
    expect(() => checkedInstrument({ ...made, ...broken })).toThrow();
  }
});
