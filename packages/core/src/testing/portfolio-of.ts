import type { OpenOrder, Portfolio } from '../kernel/portfolio';
import type { Quote } from '../market/quote';
import { topOfBook } from '../market/top-of-book';

/** An account as a test wants it; whatever is left out is zero, and unknown for prices. */
export interface PortfolioFields {
  readonly timeMs?: number;
  /** Defaults to `"USDT"`. */
  readonly reportingAsset?: string;
  readonly cash?: Readonly<Record<string, number>>;
  /** By instrument, in quote. */
  readonly price?: Readonly<Record<string, number>>;
  /** By instrument, signed, in base. */
  readonly quantity?: Readonly<Record<string, number>>;
  /** Units of open orders by instrument, both above 0. */
  readonly pending?: Readonly<Record<string, { readonly buy?: number; readonly sell?: number }>>;
  /** Best prices by instrument. */
  readonly quote?: Readonly<Record<string, Quote>>;
  /** Worst price of a market order by instrument, whatever its side and size; left out: the quote's, if it is deep enough. */
  readonly sweepPrice?: Readonly<Record<string, number>>;
  /** Defaults to the instruments that have a price or a quantity. */
  readonly instrumentIds?: readonly string[];
  /** What an asset is worth. The reporting asset is worth 1, others nothing unless they stand here. */
  readonly assetValue?: Readonly<Record<string, number>>;
  /** Defaults to the cash in the reporting asset and the value of all positions. */
  readonly equity?: number;
  readonly openOrders?: readonly OpenOrder[];
}

const quoteOf = (instrumentId: string): string => instrumentId.slice(instrumentId.indexOf('/') + 1);

/**
 * Makes a portfolio from a few numbers, to call a guard or a strategy without a run.
 *
 * It believes every number, NaN included: what a broken feed would show is what a guard must be tried with.
 *
 * @example
 * ```ts
 * import { portfolioOf } from '@sigmax/core/testing';
 * const id = 'demo:BTC/USDT';
 * const portfolio = portfolioOf({ cash: { USDT: 600 }, price: { [id]: 100 }, quantity: { [id]: 4 } });
 * portfolio.equity; // => 1000
 * portfolio.weight(id); // => 0.4
 * ```
 */
export const portfolioOf = (fields: PortfolioFields): Portfolio => {
  const { reportingAsset = 'USDT', cash = {}, price = {}, quantity = {}, pending = {}, openOrders = [] } = fields;
  const held = (id: string): number => quantity[id] ?? 0;
  const assetValue = (asset: string): number | undefined =>
    fields.assetValue?.[asset] ?? (asset === reportingAsset ? 1 : undefined);
  const value = (id: string): number =>
    held(id) === 0 ? 0 : held(id) * (price[id] ?? 0) * (assetValue(quoteOf(id)) ?? 0);
  const values = Object.keys(quantity).map(value);
  const equity = fields.equity ?? values.reduce((sum, one) => sum + one, cash[reportingAsset] ?? 0);
  return {
    timeMs: fields.timeMs ?? 0,
    reportingAsset,
    instrumentIds: fields.instrumentIds ?? [...new Set([...Object.keys(price), ...Object.keys(quantity)])],
    equity,
    grossExposure: values.reduce((sum, one) => sum + Math.abs(one), 0) / equity,
    cash: (asset = reportingAsset) => cash[asset] ?? 0,
    quantity: held,
    pendingQuantity: (id, side) => (side === 'buy' ? (pending[id]?.buy ?? 0) : -(pending[id]?.sell ?? 0)),
    price: (id: string, otherwise?: number) => (price[id] ?? otherwise) as number,
    quote: (id) => fields.quote?.[id],
    sweepPrice: (id, side, size) => fields.sweepPrice?.[id] ?? topOfBook(fields.quote?.[id], side, size),
    quoteValue: (id: string, otherwise?: number) => (assetValue(quoteOf(id)) ?? otherwise) as number,
    assetValue,
    value,
    weight: (id) => value(id) / equity,
    averagePrice: (id) => (held(id) === 0 ? undefined : price[id]),
    realisedPnl: () => 0,
    unrealisedPnl: () => 0,
    openOrders,
  };
};
