import { type Instrument, InvalidOptionsError, spotInstrument } from '@sigmax/core';
import { instrumentIdOf } from './instrument-id';
import { fieldOf, shownValue } from './read-value';
import { type RefusedRow, refused } from './refused-row';

/** A market of a venue as an instrument, with what ccxt knows besides. */
export interface CcxtInstrument {
  readonly type: 'instrument';
  readonly instrument: Instrument;
  /** As ccxt writes it: `BTC/USDT`. */
  readonly symbol: string;
  /** As the venue writes it: `BTCUSDT`. */
  readonly venueSymbol: string;
  /** Fractions; `undefined` where ccxt does not know them. They are those of a new account: yours may be lower. */
  readonly makerFeeRate: number | undefined;
  readonly takerFeeRate: number | undefined;
  /** Whether the venue trades it now; `undefined` where it does not say. */
  readonly isActive: boolean | undefined;
}

/** How ccxt counts precision. */
const decimalPlaces = 2;
const tickSize = 4;

const stepOf = (precision: unknown, mode: number, name: string): number | RefusedRow => {
  if (typeof precision !== 'number' || !Number.isFinite(precision)) {
    return refused('WRONG_TYPE', `precision of ${name} was ${shownValue(precision)}`);
  }
  if (mode === tickSize) return precision > 0 ? precision : refused('NOT_POSITIVE', `step of ${name} was ${precision}`);
  if (mode !== decimalPlaces) return refused('WRONG_TYPE', `precision of ${name} was in significant digits`);
  const isPlaces = Number.isInteger(precision) && precision >= 0 && precision <= 12;
  return isPlaces ? Number(`1e-${precision}`) : refused('WRONG_TYPE', `decimal places of ${name} were ${precision}`);
};

/** A smallest amount that a venue does not name, and does not enforce, is `otherwise`. */
const minimumOf = (limits: unknown, name: string, otherwise: number): number | RefusedRow => {
  const value = fieldOf(fieldOf(limits, name), 'min') ?? otherwise;
  if (typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY) return value;
  return refused('NOT_FINITE', `smallest ${name} was ${shownValue(value)}`);
};

const rateOf = (rate: unknown, name: string): number | undefined | RefusedRow => {
  if (rate === undefined || rate === null) return undefined;
  if (typeof rate === 'number' && Math.abs(rate) < 1) return rate;
  return refused('NOT_FINITE', `${name} fee was ${shownValue(rate)}`);
};

const isFault = (value: unknown): value is RefusedRow => typeof value === 'object' && value !== null;

/** Reads a spot market as ccxt describes it. `mode` is the `precisionMode` of the exchange. */
export const readMarket = (market: unknown, exchange: string, mode: number): CcxtInstrument | RefusedRow => {
  const [symbol, venueSymbol] = [fieldOf(market, 'symbol'), fieldOf(market, 'id')];
  if (typeof symbol !== 'string' || typeof venueSymbol !== 'string') {
    return refused('WRONG_TYPE', `symbol was ${shownValue(symbol)} and id ${shownValue(venueSymbol)}`);
  }
  const [precision, limits] = [fieldOf(market, 'precision'), fieldOf(market, 'limits')];
  const priceStep = stepOf(fieldOf(precision, 'price'), mode, 'price');
  const quantityStep = stepOf(fieldOf(precision, 'amount'), mode, 'amount');
  if (isFault(priceStep)) return priceStep;
  if (isFault(quantityStep)) return quantityStep;
  const minimumQuantity = minimumOf(limits, 'amount', quantityStep);
  const minimumNotional = minimumOf(limits, 'cost', 0);
  const makerFeeRate = rateOf(fieldOf(market, 'maker'), 'maker');
  const takerFeeRate = rateOf(fieldOf(market, 'taker'), 'taker');
  const fault = [minimumQuantity, minimumNotional, makerFeeRate, takerFeeRate].find(isFault);
  if (fault !== undefined) return fault;
  const active = fieldOf(market, 'active');
  try {
    const steps = { priceStep, quantityStep, minimumQuantity, minimumNotional } as Record<string, number>;
    return {
      type: 'instrument',
      instrument: spotInstrument(instrumentIdOf(exchange, symbol), steps),
      symbol,
      venueSymbol,
      makerFeeRate: makerFeeRate as number | undefined,
      takerFeeRate: takerFeeRate as number | undefined,
      isActive: typeof active === 'boolean' ? active : undefined,
    };
  } catch (error) {
    if (error instanceof InvalidOptionsError) return refused('WRONG_TYPE', error.message);
    throw error;
  }
};
