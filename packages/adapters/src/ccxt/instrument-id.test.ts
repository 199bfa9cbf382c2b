import { describe, expect, it } from 'vitest';
import { instrumentIdOf } from './instrument-id';

describe('instrumentIdOf', () => {
  it.each([
    ['binance', 'BTC/USDT', 'binance:BTC/USDT'],
    ['bybit', 'BTC/USDT:USDT', 'bybit-swap:BTC/USDT'],
    ['kraken', '1INCH/USD', 'kraken:1INCH/USD'],
  ])('%s %s', (exchange, symbol, expected) => expect(instrumentIdOf(exchange, symbol)).toBe(expected));

  it.each(['BTC', 'BTC/USDT:USDT-261225', '', 'BTC/', '/USDT', 'a b/c', '__proto__', 'A/B:C:D'])(
    'refuses %s',
    (symbol) => {
      expect(() => instrumentIdOf('binance', symbol)).toThrow(/symbol was/);
    },
  );
});
