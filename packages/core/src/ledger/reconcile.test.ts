import { expect, it } from 'vitest';
import { spotInstrument } from '../market/instrument';
import { bookFill, createLedger } from './ledger';
import { reconcile } from './reconcile';

const instruments = [spotInstrument('demo:BTC/USDT')];
const traded = () => {
  const ledger = createLedger({ instruments, cash: { USDT: 100 }, decimals: { USDT: 6 } });
  bookFill(ledger, 0, 200_000_000, 80_000_000, 0, 1_000_000);
  bookFill(ledger, 0, -100_000_000, 50_000_000, 0, 0);
  return ledger;
};
const equal = {
  balances: { USDT: 69_000_000n, BTC: 100_000_000n },
  positions: { 'demo:BTC/USDT': 100_000_000n },
  realised: { 'demo:BTC/USDT': 10_000_000n },
};

it('finds nothing in an equal book, with or without its profits', () => {
  expect(reconcile(traded(), equal)).toEqual([]);
  expect(reconcile(traded(), { balances: equal.balances, positions: equal.positions })).toEqual([]);
});

it('finds one step in a balance, a position or a profit', () => {
  expect(reconcile(traded(), { ...equal, balances: { ...equal.balances, USDT: 69_000_001n } })).toEqual([
    { kind: 'balance', key: 'USDT', ledger: 69_000_000n, oracle: 69_000_001n, difference: -0.000_001 },
  ]);
  expect(reconcile(traded(), { ...equal, positions: { 'demo:BTC/USDT': 99_999_999n } })).toEqual([
    { kind: 'position', key: 'demo:BTC/USDT', ledger: 100_000_000n, oracle: 99_999_999n, difference: 1e-8 },
  ]);
  expect(reconcile(traded(), { ...equal, realised: { 'demo:BTC/USDT': -1n } })).toEqual([
    { kind: 'realised', key: 'demo:BTC/USDT', ledger: 10_000_000n, oracle: -1n, difference: 10.000_001 },
  ]);
});

it('reads what the other book does not name as nothing', () => {
  expect(reconcile(traded(), { balances: {}, positions: {} }).map(({ key, kind }) => `${kind} ${key}`)).toEqual([
    'balance USDT',
    'balance BTC',
    'position demo:BTC/USDT',
  ]);
});
