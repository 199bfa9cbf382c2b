import { InvalidOptionsError, LedgerError } from '../errors';
import { type Instrument, stepDecimals } from '../market/instrument';
import { multiplyDivideRound, powerOfTen, requireSafe, wholeSteps } from './quanta';

/** Units bought together, for first-in-first-out accounting. */
interface Lot {
  quantity: number;
  cost: number;
}

/**
 * Who owns what, in whole steps. Plain data: it can be cloned, stored and compared.
 *
 * Per asset: `balance`, `feesPaid` and `covered`. Per instrument: `quantity` (signed, base steps), `cost` (quote steps paid
 * for the open units, never negative), `realised` (quote steps, before fees) and `funding`. Functions below change it in
 * place, all or nothing.
 */
export interface Ledger {
  readonly accounting: 'average' | 'fifo';
  readonly assets: readonly string[];
  readonly decimals: readonly number[];
  readonly balance: Float64Array;
  readonly feesPaid: Float64Array;
  readonly instrumentIds: readonly string[];
  readonly baseIndex: Int32Array;
  readonly quoteIndex: Int32Array;
  /** 1 for perpetuals: their fills deliver nothing, and profit and loss move the quote balance, which may fall below 0. */
  readonly isMargined: Uint8Array;
  /** notional quanta = price quanta · quantity quanta · `numerator` / `divisor`. */
  readonly numerator: Float64Array;
  readonly divisor: Float64Array;
  readonly quantity: Float64Array;
  readonly cost: Float64Array;
  readonly realised: Float64Array;
  /** Funding received per instrument, in quote steps; below 0 it was paid. */
  readonly funding: Float64Array;
  /** Losses per asset that the venue took over, because the margin did not reach for them. */
  readonly covered: Float64Array;
  /** Open lots per instrument, oldest first; used by `fifo` only. */
  readonly lots: Lot[][];
}

export interface LedgerOptions {
  readonly instruments: readonly Instrument[];
  /** Starting balances, in units of each asset. */
  readonly cash: Readonly<Record<string, number>>;
  /** Decimals of an asset's smallest step. Defaults to 8, or more when an instrument's quantity step needs more. */
  readonly decimals?: Readonly<Record<string, number>> | undefined;
  /** How closed units are costed. Defaults to `average`. */
  readonly accounting?: 'average' | 'fifo' | undefined;
}

/** Decimals of a price in steps: those of the instrument's price step. */
export const priceDecimals = (instrument: Instrument): number => stepDecimals(instrument.priceStep) as number;

const assetDecimals = (asset: string, options: LedgerOptions): number => {
  const needed = options.instruments
    .filter(({ base }) => base === asset)
    .map(({ quantityStep }) => stepDecimals(quantityStep) as number);
  const decimals = options.decimals?.[asset] ?? Math.max(8, ...needed);
  if (!(Number.isInteger(decimals) && decimals >= Math.max(0, ...needed) && decimals <= 12)) {
    throw new InvalidOptionsError({
      code: 'INVALID_DECIMALS',
      message: `decimals.${asset} was ${decimals}.`,
      remedy: `Give a whole number from ${Math.max(0, ...needed)} to 12; quantity steps need that many.`,
      context: { asset, decimals },
    });
  }
  return decimals;
};

/** Steps of price and quantity so fine that no double holds the power of ten between their product and quote steps. */
const requireScale = ({ id }: Instrument, scale: number): number => {
  if (scale <= 22) return scale;
  throw new InvalidOptionsError({
    code: 'INVALID_DECIMALS',
    message: `Prices and quantities of ${id} have ${scale} decimals more than its quote asset.`,
    remedy: 'Give the base asset fewer decimals or the quote asset more; 22 is the most.',
    context: { instrumentId: id, scale },
  });
};

/**
 * Opens a ledger.
 *
 * @throws {InvalidOptionsError} a starting balance is negative, not finite or finer than the asset's step.
 * @example
 * ```ts
 * import { createLedger, moveCash, spotInstrument } from '@sigmax/core';
 * const ledger = createLedger({ instruments: [spotInstrument('demo:BTC/USDT')], cash: { USDT: 100 } });
 * moveCash(ledger, 'USDT', 50);
 * ledger.balance[ledger.assets.indexOf('USDT')]; // => 15000000000
 * ```
 */
export const createLedger = (options: LedgerOptions): Ledger => {
  const { instruments, cash } = options;
  const assets = [...new Set([...Object.keys(cash), ...instruments.flatMap(({ base, quote }) => [quote, base])])];
  const decimals = assets.map((asset) => assetDecimals(asset, options));
  const indexOf = (asset: string) => assets.indexOf(asset);
  const scale = instruments.map((instrument) => {
    const base = decimals[indexOf(instrument.base)] as number;
    const quote = decimals[indexOf(instrument.quote)] as number;
    return requireScale(instrument, priceDecimals(instrument) + base - quote);
  });
  const ledger: Ledger = {
    accounting: options.accounting ?? 'average',
    assets,
    decimals,
    balance: new Float64Array(assets.length),
    feesPaid: new Float64Array(assets.length),
    instrumentIds: instruments.map(({ id }) => id),
    baseIndex: Int32Array.from(instruments, ({ base }) => indexOf(base)),
    quoteIndex: Int32Array.from(instruments, ({ quote }) => indexOf(quote)),
    isMargined: Uint8Array.from(instruments, ({ kind }) => (kind === 'perpetual' ? 1 : 0)),
    numerator: Float64Array.from(scale, (exponent) => powerOfTen(Math.max(0, -exponent))),
    divisor: Float64Array.from(scale, (exponent) => powerOfTen(Math.max(0, exponent))),
    quantity: new Float64Array(instruments.length),
    cost: new Float64Array(instruments.length),
    realised: new Float64Array(instruments.length),
    funding: new Float64Array(instruments.length),
    covered: new Float64Array(assets.length),
    lots: instruments.map(() => []),
  };
  for (const [asset, amount] of Object.entries(cash)) {
    const places = decimals[indexOf(asset)] as number;
    const step = 1 / powerOfTen(places);
    if (
      !(Number.isFinite(amount) && amount >= 0 && wholeSteps(amount, step, 'up') === wholeSteps(amount, step, 'down'))
    ) {
      throw new InvalidOptionsError({
        code: 'INVALID_CASH',
        message: `cash.${asset} was ${amount}.`,
        remedy: `Give a finite amount of at least 0 with at most ${places} decimals.`,
        context: { asset, amount },
      });
    }
    moveCash(ledger, asset, amount);
  }
  return ledger;
};

export const assetIndex = (ledger: Ledger, asset: string): number => {
  const index = ledger.assets.indexOf(asset);
  if (index < 0) {
    throw new LedgerError({
      code: 'UNKNOWN_ASSET',
      message: `Asset ${asset} is not in the ledger.`,
      remedy: `Name it in cash, or trade an instrument with it; the ledger has ${ledger.assets.join(', ')}.`,
      context: { asset },
    });
  }
  return index;
};

/** Whole steps of an amount of asset `index`, to the nearest. */
export const toQuanta = (ledger: Ledger, index: number, amount: number): number =>
  requireSafe(
    `${amount} ${ledger.assets[index]}`,
    wholeSteps(amount, 1 / powerOfTen(ledger.decimals[index] as number), 'nearest'),
  );

/** The amount that whole steps of asset `index` are. */
export const fromQuanta = (ledger: Ledger, index: number, quanta: number): number =>
  quanta / powerOfTen(ledger.decimals[index] as number);

/**
 * Books a deposit (amount above 0) or a withdrawal (below 0), in units of the asset.
 *
 * @throws {LedgerError} the asset is unknown, or the balance would be negative.
 */
export const moveCash = (ledger: Ledger, asset: string, amount: number): void => {
  const index = assetIndex(ledger, asset);
  const balance = (ledger.balance[index] as number) + toQuanta(ledger, index, amount);
  requireBalance(ledger, index, balance);
  ledger.balance[index] = balance;
};

/** Nobody pays what is not there: a balance is from 0 to 2^53 − 1 steps, and one that losses took below 0 can only grow. */
const requireBalance = (ledger: Ledger, index: number, quanta: number): void => {
  if (!(quanta >= 0) && !(quanta >= (ledger.balance[index] as number))) throw overdrawn(ledger, index, quanta);
  requireSafeBalance(ledger, index, quanta);
};

const requireSafeBalance = (ledger: Ledger, index: number, quanta: number): void => {
  if (!Number.isSafeInteger(quanta)) requireSafe(`The balance of ${ledger.assets[index]}`, quanta);
};

const overdrawn = (ledger: Ledger, index: number, quanta: number): LedgerError =>
  new LedgerError({
    code: 'OVERDRAWN',
    message: `The balance of ${ledger.assets[index]} would be ${fromQuanta(ledger, index, quanta)}.`,
    remedy: 'Deposit more, or trade less; what is paid out has to be there.',
    context: { asset: ledger.assets[index], balance: fromQuanta(ledger, index, quanta) },
  });

/** Value in quote steps of `quantity` base steps at a price in price steps of 10^−decimals, rounded once. */
export const notionalQuanta = (ledger: Ledger, instrument: number, price: number, quantity: number): number =>
  multiplyDivideRound(price * (ledger.numerator[instrument] as number), quantity, ledger.divisor[instrument] as number);

/** What the oldest `units` of the open lots cost. */
const costOfLots = (lots: readonly Lot[], units: number): number => {
  let rest = units;
  let cost = 0;
  for (const lot of lots) {
    if (lot.quantity > rest) return cost + multiplyDivideRound(lot.cost, rest, lot.quantity);
    rest -= lot.quantity;
    cost += lot.cost;
  }
  return cost;
};

/** What `units` of the open position cost: on average, or the oldest of them. */
const costOf = (ledger: Ledger, instrument: number, units: number): number => {
  if (units === 0) return 0;
  if (ledger.accounting === 'fifo') return costOfLots(ledger.lots[instrument] as Lot[], units);
  const held = Math.abs(ledger.quantity[instrument] as number);
  const cost = ledger.cost[instrument] as number;
  return units === held ? cost : multiplyDivideRound(cost, units, held);
};

const dropLots = (lots: Lot[], units: number): void => {
  let rest = units;
  let whole = 0;
  while (whole < lots.length && (lots[whole] as Lot).quantity <= rest) {
    rest -= (lots[whole] as Lot).quantity;
    whole += 1;
  }
  lots.splice(0, whole);
  const [first] = lots;
  if (rest === 0 || first === undefined) return;
  first.cost -= multiplyDivideRound(first.cost, rest, first.quantity);
  first.quantity -= rest;
};

const invalidFill = (signedQuantity: number, notional: number): LedgerError =>
  new LedgerError({
    code: 'INVALID_FILL',
    message: `A fill had ${signedQuantity} steps for ${notional} quote steps.`,
    remedy: 'Book whole steps: a quantity that is not 0, and a notional of at least 0.',
    context: { signedQuantity, notional },
  });

/**
 * Books one fill and returns the profit it realised, in quote steps before fees.
 *
 * Spot units change hands against their notional. A perpetual delivers nothing: the quote balance moves by the profit and
 * the fee, below 0 too, since what other positions have gained may cover it.
 *
 * Units that oppose the position close it at their average cost (or oldest lots first); what is left opens the other
 * way. A fee in the base asset leaves the position at cost, a rebate in it joins the position at the price of the fill;
 * the fee itself is counted as a fee, so neither is a profit.
 *
 * - Units: `signedQuantity` in base steps, above 0 buys; `notional` in quote steps; `fee` in steps of asset `feeAsset`.
 * - All or nothing: everything is checked before the first number changes.
 *
 * @throws {LedgerError} a balance would be negative, or a number would pass 2^53 steps.
 */
export const bookFill = (
  ledger: Ledger,
  instrument: number,
  signedQuantity: number,
  notional: number,
  feeAsset: number,
  fee: number,
): number => {
  const { balance, quantity, cost, realised, feesPaid } = ledger;
  if (!(notional >= 0 && signedQuantity !== 0)) throw invalidFill(signedQuantity, notional);
  const base = ledger.baseIndex[instrument] as number;
  const quote = ledger.quoteIndex[instrument] as number;
  const isThird = feeAsset !== base && feeAsset !== quote;
  const isMargined = ledger.isMargined[instrument] === 1;
  const size = Math.abs(signedQuantity);
  const held = quantity[instrument] as number;
  const closing = held > 0 !== signedQuantity > 0 ? Math.min(size, Math.abs(held)) : 0;
  const closingNotional = closing === size ? notional : multiplyDivideRound(notional, closing, size);
  const costOut = costOf(ledger, instrument, closing);
  const profit = held > 0 ? closingNotional - costOut : costOut - closingNotional;
  const heldAfter = held + signedQuantity;
  // Units that a fee takes from a position, or that a rebate adds to it; a position that is short has none to give.
  const feeUnits = feeAsset === base && !isMargined && heldAfter >= Math.max(fee, 0) ? fee : 0;
  const rebateCost = feeUnits < 0 ? multiplyDivideRound(notional, -feeUnits, size) : 0;

  // One sum at the end: a balance that passes 2^53 on the way to a smaller one has lost its last step.
  const delivered = isMargined ? 0 : signedQuantity;
  const baseAfter = (balance[base] as number) + (delivered - (feeAsset === base ? fee : 0));
  const paid = isMargined ? -profit : signedQuantity > 0 ? notional : -notional;
  const quoteAfter = (balance[quote] as number) - (paid + (feeAsset === quote ? fee : 0));
  const thirdAfter = isThird ? (balance[feeAsset] as number) - fee : 0;
  requireBalance(ledger, base, baseAfter);
  if (isMargined) requireSafeBalance(ledger, quote, quoteAfter);
  else requireBalance(ledger, quote, quoteAfter);
  requireBalance(ledger, feeAsset, thirdAfter);
  requireSafe('A sum of fees', (feesPaid[feeAsset] as number) + fee);
  requireSafe('A position', heldAfter);
  requireSafe('A position', heldAfter - feeUnits);
  requireSafe('A cost', (cost[instrument] as number) - costOut + (notional - closingNotional) + rebateCost);
  requireSafe('A realised profit', (realised[instrument] as number) + profit);

  balance[base] = baseAfter;
  balance[quote] = quoteAfter;
  if (isThird) balance[feeAsset] = thirdAfter;
  feesPaid[feeAsset] = (feesPaid[feeAsset] as number) + fee;
  realised[instrument] = (realised[instrument] as number) + profit;
  remove(ledger, instrument, closing, costOut);
  quantity[instrument] = heldAfter;
  add(ledger, instrument, size - closing, notional - closingNotional);
  if (feeUnits === 0) return profit;
  if (feeUnits > 0) remove(ledger, instrument, feeUnits, costOf(ledger, instrument, feeUnits));
  else add(ledger, instrument, -feeUnits, rebateCost);
  quantity[instrument] = heldAfter - feeUnits;
  return profit;
};

/** The cost of a position after `units` of it are gone. */
const remove = (ledger: Ledger, instrument: number, units: number, cost: number): void => {
  ledger.cost[instrument] = (ledger.cost[instrument] as number) - cost;
  if (units > 0 && ledger.accounting === 'fifo') dropLots(ledger.lots[instrument] as Lot[], units);
};

/** The cost of a position after `units` have joined it. */
const add = (ledger: Ledger, instrument: number, units: number, cost: number): void => {
  ledger.cost[instrument] = (ledger.cost[instrument] as number) + cost;
  if (units > 0 && ledger.accounting === 'fifo') (ledger.lots[instrument] as Lot[]).push({ quantity: units, cost });
};
