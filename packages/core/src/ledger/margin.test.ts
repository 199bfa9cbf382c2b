import { expect, it } from 'vitest';
import { spotInstrument } from '../market/instrument';
import { perpetualInstrument } from '../market/perpetual-instrument';
import { bookFill, createLedger } from './ledger';
import { heldBack, marginOf } from './margin';

const rates = { initialMarginRate: 0.1, maintenanceMarginRate: 0.05, liquidationFeeRate: 0 };
const instruments = [
  perpetualInstrument('v-swap:BTC/USDT', rates),
  perpetualInstrument('v-swap:ETH/USDT', { ...rates, initialMarginRate: 0.5, maintenanceMarginRate: 0.25 }),
  perpetualInstrument('v-swap:ETH/BTC', rates),
  spotInstrument('v:BTC/USDT'),
];

it('adds up what settles in an asset, signed profits and sizes without sign', () => {
  const ledger = createLedger({ instruments, cash: { USDT: 10_000 } });
  const [usdt, unit] = [ledger.assets.indexOf('USDT'), 1e8];
  bookFill(ledger, 0, 2 * unit, 200 * unit, usdt, 0);
  bookFill(ledger, 1, -10 * unit, 100 * unit, usdt, 0);
  bookFill(ledger, 2, 5 * unit, 1 * unit, usdt, 0);
  bookFill(ledger, 3, 1 * unit, 100 * unit, usdt, 0);
  const prices = [110, 12, 0.3, 110];
  const margin = marginOf(ledger, instruments, usdt, (index) => prices[index] as number);
  // Long: 220 − 200. Short: 100 − 120.
  expect(margin).toEqual({ unrealised: 0, initial: 22 + 60, maintenance: 11 + 30 });
});

it('a profit carries positions and buys nothing', () => {
  expect(heldBack({ unrealised: -5, initial: 10, maintenance: 5 })).toBe(15);
  expect(heldBack({ unrealised: 5, initial: 10, maintenance: 5 })).toBe(5);
  expect(heldBack({ unrealised: 50, initial: 10, maintenance: 5 })).toBe(0);
});
