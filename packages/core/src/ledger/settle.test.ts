import { expect, it } from 'vitest';
import { LedgerError } from '../errors';
import { perpetualInstrument } from '../market/perpetual-instrument';
import { createLedger, type Ledger, moveCash } from './ledger';
import { bookFunding, coverLoss } from './settle';

const rates = { initialMarginRate: 0.1, maintenanceMarginRate: 0.05, liquidationFeeRate: 0 };
const ledgerWith = (cash: number): Ledger =>
  createLedger({ instruments: [perpetualInstrument('v-swap:BTC/USDT', rates)], cash: { USDT: cash } });

it('funding moves the quote balance, below 0 too, and is counted', () => {
  const ledger = ledgerWith(1);
  bookFunding(ledger, 0, -150_000_000);
  bookFunding(ledger, 0, 20_000_000);
  expect([ledger.balance[0], ledger.funding[0]]).toEqual([-30_000_000, -130_000_000]);
});

it('a loss is covered whole and once; a balance that is there is left alone', () => {
  const ledger = ledgerWith(1);
  expect(coverLoss(ledger, 0)).toBe(0);
  bookFunding(ledger, 0, -150_000_000);
  expect([coverLoss(ledger, 0), coverLoss(ledger, 0)]).toEqual([50_000_000, 0]);
  expect([ledger.balance[0], ledger.covered[0]]).toEqual([0, 50_000_000]);
});

it('a balance below 0 takes deposits and pays nothing out', () => {
  const ledger = ledgerWith(1);
  bookFunding(ledger, 0, -150_000_000);
  moveCash(ledger, 'USDT', 0.25);
  expect(ledger.balance[0]).toBe(-25_000_000);
  expect(() => moveCash(ledger, 'USDT', -0.1)).toThrow(LedgerError);
});

it('what no double can count changes nothing', () => {
  const ledger = ledgerWith(1);
  expect(() => bookFunding(ledger, 0, Number.MAX_SAFE_INTEGER)).toThrow(LedgerError);
  expect([ledger.balance[0], ledger.funding[0]]).toEqual([100_000_000, 0]);
});
