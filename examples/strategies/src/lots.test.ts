import { spotInstrument } from '@sigmax/core';
import { expect, it } from 'vitest';
import { lots } from './lots';

it('rounds down, and to nothing below the minimums', () => {
  const instrument = spotInstrument('demo:BTC/USDT', { quantityStep: 0.1, minimumQuantity: 0.5, minimumNotional: 100 });
  expect(lots(instrument, 1.27, 100)).toBe(1.2);
  expect(lots(instrument, 0.3 + 0.6, 200)).toBe(0.9);
  expect(lots(instrument, 0.4, 10_000)).toBe(0);
  expect(lots(instrument, 0.9, 100)).toBe(0);
});
