import { expect, it } from 'vitest';
import { instrumentId, instrumentIds } from './instrument-option';

it('takes ids of the one form there is', () => {
  expect(instrumentId.safeParse('binance:BTC/USDT').success).toBe(true);
  for (const id of ['BTC/USDT', 'binance:BTC', 'binance: BTC/USDT', 'binance:BTC/USDT/X', '__proto__', '']) {
    expect(instrumentId.safeParse(id).success).toBe(false);
  }
  expect(instrumentIds.safeParse([]).success).toBe(false);
});
