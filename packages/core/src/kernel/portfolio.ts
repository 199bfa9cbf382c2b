import type { Quote } from '../market/quote';
import type { OrderType, Side } from '../orders/order-intent';
import type { OrderStatus } from '../orders/order-status';

/** An order that may still fill. A view of the present, as the portfolio is. */
export interface OpenOrder {
  readonly clientOrderId: string;
  readonly instrumentId: string;
  readonly type: OrderType;
  readonly side: Side;
  readonly quantity: number;
  readonly filledQuantity: number;
  readonly limitPrice: number | undefined;
  readonly stopPrice: number | undefined;
  readonly isReduceOnly: boolean;
  readonly status: OrderStatus;
  readonly tag: string | undefined;
}

/**
 * The account as strategies and guards see it. A view of the present: valid during the call.
 *
 * Values are in the reporting asset unless they say otherwise. An instrument the bot does not trade is an
 * `InvalidOptionsError`; a price that has not come yet is `undefined`.
 */
export interface Portfolio {
  readonly timeMs: number;
  readonly reportingAsset: string;
  /** Everything that the bot trades, in its order. */
  readonly instrumentIds: readonly string[];
  readonly equity: number;
  /** Σ |position value| / equity. */
  readonly grossExposure: number;
  /** Balance of an asset (default: the reporting asset), in its own units. */
  cash(asset?: string): number;
  /** Signed quantity held, in base. */
  quantity(instrumentId: string): number;
  /** Signed quantity of one side's open orders, in base, as if all of it filled; reduce-only orders left out. */
  pendingQuantity(instrumentId: string, side: Side): number;
  /** Last price, in quote; what stands in for it may be given: a number that stays one costs no allocation. */
  price(instrumentId: string): number | undefined;
  price(instrumentId: string, otherwise: number): number;
  /** Latest best prices; `undefined` when the market brings none. */
  quote(instrumentId: string): Quote | undefined;
  /**
   * The worst price that a market order of a quantity would reach in what is known of the book; `undefined` when nothing is,
   * or when it is thinner than that.
   */
  sweepPrice(instrumentId: string, side: Side, quantity: number): number | undefined;
  /** What one unit of the instrument's quote asset is worth. */
  quoteValue(instrumentId: string): number | undefined;
  quoteValue(instrumentId: string, otherwise: number): number;
  /** What one unit of an asset is worth; `undefined` before something has priced it. */
  assetValue(asset: string): number | undefined;
  /** Signed value of the position. */
  value(instrumentId: string): number;
  /** Signed value of the position as a fraction of equity. */
  weight(instrumentId: string): number;
  /** Average cost per unit, in quote; `undefined` when flat. */
  averagePrice(instrumentId: string): number | undefined;
  /** In quote, before fees. */
  realisedPnl(instrumentId: string): number;
  /** In quote, before fees. */
  unrealisedPnl(instrumentId: string): number;
  /** Reused between calls: no allocation in the path of an order. */
  readonly openOrders: readonly OpenOrder[];
}
