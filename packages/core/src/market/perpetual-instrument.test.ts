import { expect, it } from 'vitest';
import { InvalidOptionsError } from '../errors';
import { checkedInstrument } from './checked-instrument';
import { type PerpetualOptions, perpetualInstrument } from './perpetual-instrument';

const rates = { initialMarginRate: 0.1, maintenanceMarginRate: 0.05, liquidationFeeRate: 0.01 };

it('reads venue, base and quote, and knows its margin', () => {
  expect(perpetualInstrument('binance-swap:BTC/USDT', { ...rates, priceStep: 0.1 })).toEqual({
    id: 'binance-swap:BTC/USDT',
    kind: 'perpetual',
    venue: 'binance-swap',
    symbol: 'BTC/USDT',
    base: 'BTC',
    quote: 'USDT',
    priceStep: 0.1,
    quantityStep: 1e-8,
    minimumQuantity: 0,
    minimumNotional: 0,
    ...rates,
  });
  expect(perpetualInstrument('demo:BTC/USDT', rates).symbol).toBe('BTC/USDT');
});

it.each(['BTC/USDT', 'a:BTC/USD:BTC', 'a:BTC/USDT:', 'a:BTC/USDT:USDT-261225', ''])('refuses the id %j', (id) => {
  expect(() => perpetualInstrument(id, rates)).toThrow(InvalidOptionsError);
  expect(() => perpetualInstrument(id, rates)).toThrow(JSON.stringify(id));
});

it.each([
  [{ ...rates, initialMarginRate: undefined }, /initialMarginRate was undefined/],
  [{ ...rates, maintenanceMarginRate: undefined }, /maintenanceMarginRate was undefined/],
  [{ ...rates, liquidationFeeRate: undefined }, /liquidationFeeRate was undefined/],
  [{ ...rates, initialMarginRate: 0 }, /initialMarginRate was 0/],
  [{ ...rates, initialMarginRate: 1.1 }, /initialMarginRate was 1.1/],
  [{ ...rates, maintenanceMarginRate: Number.NaN }, /maintenanceMarginRate was NaN/],
  [{ ...rates, liquidationFeeRate: 1 }, /liquidationFeeRate was 1/],
  [{ ...rates, maintenanceMarginRate: 0.1 }, /expected maintenanceMarginRate below initialMarginRate/],
  [{ ...rates, leverage: 10 }, /leverage was 10: no such option/],
])('refuses %o', (given, text) => {
  expect(() => perpetualInstrument('a:BTC/USDT', given as PerpetualOptions)).toThrow(text);
});

it('one that was made by hand is held to the same rules', () => {
  const made = perpetualInstrument('demo-swap:BTC/USDT', rates);
  expect(checkedInstrument(made)).toBe(made);
  expect(checkedInstrument({ ...made })).toEqual(made);
  expect(() => checkedInstrument({ ...made, initialMarginRate: 0.01 })).toThrow(InvalidOptionsError);
  expect(() => checkedInstrument({ ...made, maintenanceMarginRate: -1 })).toThrow(InvalidOptionsError);
});
