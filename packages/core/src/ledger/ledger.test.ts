import { describe, expect, it } from 'vitest';
import { InvalidOptionsError, LedgerError } from '../errors';
import { spotInstrument } from '../market/instrument';
import {
  assetIndex,
  bookFill,
  createLedger,
  fromQuanta,
  type Ledger,
  moveCash,
  notionalQuanta,
  toQuanta,
} from './ledger';

const btc = spotInstrument('demo:BTC/USDT', { priceStep: 0.01 });
const bnb = spotInstrument('demo:BNB/USDT', { priceStep: 0.1 });
const instruments = [btc, bnb];
const step = 1e8;

const open = (cash: Record<string, number>, accounting: 'average' | 'fifo' = 'average'): Ledger =>
  createLedger({ instruments, cash, accounting });

/** Books a fill given in units, at a price, with a fee in an asset. */
const fill = (ledger: Ledger, quantity: number, price: number, fee = 0, feeAsset = 'USDT', instrument = 0): number =>
  bookFill(
    ledger,
    instrument,
    Math.round(quantity * step),
    Math.round(Math.abs(quantity) * price * step),
    assetIndex(ledger, feeAsset),
    Math.round(fee * step),
  ) / step;

const balances = (ledger: Ledger) =>
  Object.fromEntries(
    ledger.assets.map((asset, index) => [asset, fromQuanta(ledger, index, ledger.balance[index] ?? 0)]),
  );

const position = (ledger: Ledger, instrument = 0) => ({
  quantity: (ledger.quantity[instrument] as number) / step,
  cost: (ledger.cost[instrument] as number) / step,
  realised: (ledger.realised[instrument] as number) / step,
});

const refused = (ledger: Ledger, act: () => void): LedgerError => {
  const before = structuredClone(ledger);
  let error: unknown;
  try {
    act();
  } catch (caught) {
    error = caught;
  }
  expect(ledger).toEqual(before);
  expect(error).toBeInstanceOf(LedgerError);
  return error as LedgerError;
};

describe('createLedger', () => {
  it('knows every asset once, cash first', () => {
    const ledger = open({ EUR: 5, USDT: 1 });
    expect(ledger.assets).toEqual(['EUR', 'USDT', 'BTC', 'BNB']);
    expect([...ledger.balance]).toEqual([5 * step, step, 0, 0]);
  });

  it('takes more decimals where a quantity step needs them', () => {
    const fine = spotInstrument('demo:A/USDT', { quantityStep: 1e-10 });
    expect(createLedger({ instruments: [fine], cash: { USDT: 1 } }).decimals).toEqual([8, 10]);
  });

  it.each([
    [{ cash: { USDT: -1 } }, 'INVALID_CASH', 'cash.USDT was -1'],
    [{ cash: { USDT: Number.NaN } }, 'INVALID_CASH', 'cash.USDT was NaN'],
    [{ cash: { USDT: Number.POSITIVE_INFINITY } }, 'INVALID_CASH', 'cash.USDT was Infinity'],
    [{ cash: { USDT: 1.123456789 } }, 'INVALID_CASH', 'cash.USDT was 1.123456789'],
    [{ cash: { USDT: 1 }, decimals: { USDT: 13 } }, 'INVALID_DECIMALS', 'decimals.USDT was 13'],
    [{ cash: { USDT: 1 }, decimals: { USDT: 2.5 } }, 'INVALID_DECIMALS', 'decimals.USDT was 2.5'],
    [{ cash: { USDT: 1 }, decimals: { BTC: 7 } }, 'INVALID_DECIMALS', 'decimals.BTC was 7'],
  ])('%j is refused as %s', (options, code, text) => {
    const act = () => createLedger({ instruments, ...options });
    expect(act).toThrow(InvalidOptionsError);
    expect(act).toThrow(expect.objectContaining({ code, message: expect.stringContaining(text) }));
  });

  it('counts prices in steps finer than any power that a double holds, or says why not', () => {
    const extreme = spotInstrument('demo:A/B', { priceStep: 1e-12, quantityStep: 1e-12 });
    const act = () => createLedger({ instruments: [extreme], cash: { B: 1 }, decimals: { A: 12, B: 0 } });
    expect(act).toThrow(expect.objectContaining({ code: 'INVALID_DECIMALS' }));
  });
});

describe('moveCash', () => {
  it('adds and takes', () => {
    const ledger = open({ USDT: 100 });
    moveCash(ledger, 'USDT', 0.1);
    moveCash(ledger, 'USDT', 0.2);
    moveCash(ledger, 'USDT', -100.3);
    expect(balances(ledger).USDT).toBe(0);
  });

  it('is exact for the largest amounts that eight decimals hold', () => {
    const ledger = open({ USDT: 45_000_000.12345678 });
    expect(ledger.balance[0]).toBe(4_500_000_012_345_678);
    moveCash(ledger, 'USDT', -45_000_000.12345678);
    expect(ledger.balance[0]).toBe(0);
  });

  it.each([
    ['USDT', -100.000_000_01, 'OVERDRAWN'],
    ['EUR', 1, 'UNKNOWN_ASSET'],
    ['USDT', Number.NaN, 'OVERFLOW'],
    ['USDT', 1e8, 'OVERFLOW'],
    ['BTC', -1e-8, 'OVERDRAWN'],
  ])('%s %d is refused as %s and changes nothing', (asset, amount, code) => {
    const ledger = open({ USDT: 100 });
    expect(refused(ledger, () => moveCash(ledger, asset, amount)).code).toBe(code);
  });
});

it('values a quantity once rounded', () => {
  const ledger = open({ USDT: 1 });
  expect(notionalQuanta(ledger, 0, 6_500_012, 1)).toBe(65_000);
  expect(notionalQuanta(ledger, 0, 6_500_050, 1)).toBe(65_001);
  expect(toQuanta(ledger, 0, 1.5)).toBe(150_000_000);
});

describe('bookFill', () => {
  it('averages the cost of what is open and realises what is closed', () => {
    const ledger = open({ USDT: 1_000 });
    expect(fill(ledger, 1, 100)).toBe(0);
    expect(fill(ledger, 1, 200)).toBe(0);
    expect(position(ledger)).toEqual({ quantity: 2, cost: 300, realised: 0 });
    expect(fill(ledger, -0.5, 180)).toBe(15);
    expect(position(ledger)).toEqual({ quantity: 1.5, cost: 225, realised: 15 });
    expect(balances(ledger)).toEqual({ USDT: 790, BTC: 1.5, BNB: 0 });
  });

  it('closes the oldest units first when asked to', () => {
    const ledger = open({ USDT: 1_000 }, 'fifo');
    fill(ledger, 1, 100);
    fill(ledger, 1, 200);
    expect(fill(ledger, -0.5, 180)).toBe(40);
    expect(fill(ledger, -1, 180)).toBe(30);
    expect(position(ledger)).toEqual({ quantity: 0.5, cost: 100, realised: 70 });
  });

  it.each(['average', 'fifo'] as const)(
    'sells through zero what was deposited, and buys it back (%s)',
    (accounting) => {
      const ledger = open({ USDT: 1_000, BTC: 3 }, accounting);
      fill(ledger, 1, 100);
      expect(fill(ledger, -3, 120)).toBe(20);
      expect(position(ledger)).toEqual({ quantity: -2, cost: 240, realised: 20 });
      expect(fill(ledger, 2, 110)).toBe(20);
      expect(position(ledger)).toEqual({ quantity: 0, cost: 0, realised: 40 });
    },
  );

  it('takes a fee from the asset it is paid in', () => {
    const ledger = open({ USDT: 1_000, BNB: 1 });
    fill(ledger, 1, 100, 0.5, 'USDT');
    fill(ledger, 1, 100, 0.01, 'BTC');
    fill(ledger, 1, 100, 0.2, 'BNB');
    expect(balances(ledger)).toEqual({ USDT: 699.5, BTC: 2.99, BNB: 0.8 });
    // Units paid away leave at cost; what was paid in another asset does not touch the position.
    expect(position(ledger)).toEqual({ quantity: 2.99, cost: 299, realised: 0 });
    expect([...ledger.feesPaid].map((fee) => fee / step)).toEqual([0.5, 0.2, 0.01]);
  });

  it('does not take a fee in units from a position that is smaller or short', () => {
    const ledger = open({ USDT: 1_000, BTC: 5 });
    fill(ledger, 1, 100, 2, 'BTC');
    expect(position(ledger)).toEqual({ quantity: 1, cost: 100, realised: 0 });
    expect(balances(ledger).BTC).toBe(4);
    fill(ledger, -2, 100, 1, 'BTC');
    expect(position(ledger)).toEqual({ quantity: -1, cost: 100, realised: 0 });
  });

  it.each(['average', 'fifo'] as const)(
    'adds a rebate in units to the position at the price of the fill (%s)',
    (accounting) => {
      const ledger = open({ USDT: 1_000 }, accounting);
      fill(ledger, 1, 100, -0.01, 'BTC');
      expect(position(ledger)).toEqual({ quantity: 1.01, cost: 101, realised: 0 });
      expect(balances(ledger)).toEqual({ USDT: 900, BTC: 1.01, BNB: 0 });
      expect(fill(ledger, -1.01, 100)).toBe(0);
      expect(position(ledger)).toEqual({ quantity: 0, cost: 0, realised: 0 });
    },
  );

  it('adds a rebate in units to a position that the fill has just closed', () => {
    const ledger = open({ USDT: 1_000, BTC: 1 });
    fill(ledger, -1, 100);
    fill(ledger, 1, 100, -0.01, 'BTC');
    expect(position(ledger)).toEqual({ quantity: 0.01, cost: 1, realised: 0 });
  });

  it.each([
    ['buys for more than there is', () => [1, 1_001] as const, 'OVERDRAWN'],
    ['sells more than there is', () => [-1.000_000_01, 10] as const, 'OVERDRAWN'],
    ['cannot pay the fee in quote', () => [1, 1_000, 1e-8] as const, 'OVERDRAWN'],
    ['cannot pay the fee in base', () => [-1, 100, 1e-8, 'BTC'] as const, 'OVERDRAWN'],
    ['cannot pay the fee in a third asset', () => [1, 100, 2, 'BNB'] as const, 'OVERDRAWN'],
    ['has a price that is no number', () => [1, Number.NaN] as const, 'INVALID_FILL'],
    ['has a fee that is no number', () => [1, 100, Number.NaN] as const, 'OVERDRAWN'],
  ])('%s: refused, and nothing has changed', (_text, given, code) => {
    const ledger = open({ USDT: 1_000, BTC: 1, BNB: 1 });
    const [quantity, price, fee, asset] = given();
    expect(refused(ledger, () => fill(ledger, quantity, price, fee, asset)).code).toBe(code);
  });

  it.each([
    ['a negative notional', 1, -1],
    ['no quantity', 0, 1],
    ['a quantity that is no whole step', 0.5, 1],
    ['a quantity that is no number', Number.NaN, 1],
    ['a notional that is no whole step', 1, 0.5],
  ])('%s is refused', (_text, quantity, notional) => {
    const ledger = open({ USDT: 1_000, BTC: 1 });
    refused(ledger, () => bookFill(ledger, 0, quantity, notional, 0, 0));
  });

  it('closes a position however large it is', () => {
    const ledger = open({ USDT: 70_000_000 });
    bookFill(ledger, 0, 6e15, 6e15, 0, 0);
    expect(bookFill(ledger, 0, -6e15, 6.5e15, 0, 0)).toBe(5e14);
    expect(balances(ledger)).toEqual({ USDT: 75_000_000, BTC: 0, BNB: 0 });
  });

  it('turns a large position round', () => {
    const ledger = open({ USDT: 70_000_000, BTC: 60_000_000 });
    bookFill(ledger, 0, 2e15, 2e15, 0, 0);
    expect(bookFill(ledger, 0, -8e15, 3e15, 0, 0)).toBe(7.5e14 - 2e15);
    expect(ledger.quantity[0]).toBe(-6e15);
    expect(ledger.cost[0]).toBe(2.25e15);
  });

  it.each([
    ['a balance', { USDT: 90_000_000, BTC: 1 }, () => [-1, 1e14, 0, 0] as const],
    ['a balance in units', { USDT: 1_000, BTC: 90_000_000 }, () => [1e14, 1, 0, 0] as const],
    ['a rebate in a third asset', { USDT: 1_000, BNB: 90_000_000 }, () => [1, 1, 1, -1e14] as const],
  ])('%s beyond 2^53 is refused, and nothing has changed', (_text, cash, given) => {
    const ledger = open(cash);
    const [quantity, notional, feeAsset, fee] = given();
    const error = refused(ledger, () => bookFill(ledger, 0, quantity, notional, feeAsset, fee));
    expect(error).toMatchObject({
      code: 'OVERFLOW',
      message: expect.stringMatching(/^The balance of (USDT|BTC|BNB) was/),
    });
    expect(error.remedy).toContain('quantityStep');
  });

  it('refuses fees and profits that add up beyond 2^53', () => {
    const ledger = open({ USDT: 60_000_000 });
    ledger.feesPaid[0] = Number.MAX_SAFE_INTEGER;
    expect(refused(ledger, () => bookFill(ledger, 0, 1, 1, 0, 1)).code).toBe('OVERFLOW');
    bookFill(ledger, 0, 10, 1, 0, 0);
    ledger.realised[0] = Number.MAX_SAFE_INTEGER;
    expect(refused(ledger, () => bookFill(ledger, 0, -10, 2, 0, 0)).code).toBe('OVERFLOW');
  });
});
