import type { OrderIntent, OrderType, Side } from './order-intent';

/** Why a venue refused an order. */
export type RejectCode =
  /** Less cash than the buy would cost, or fewer units than the sell would deliver. */
  | 'insufficient-funds'
  /** A post-only order would have filled on arrival. */
  | 'post-only-would-take'
  /** A reduce-only order found nothing to reduce. */
  | 'reduce-only-nothing-to-reduce'
  /** The price or stop of the order is on the wrong side, zero or not a multiple of the step. */
  | 'invalid-price'
  /** The quantity is zero, below the minimum or not a multiple of the step. */
  | 'invalid-quantity'
  /** The value is below the minimum. */
  | 'below-minimum-notional'
  /** The venue does not know the instrument. */
  | 'unknown-instrument';

/** Why an open order ended without filling whole. */
export type CancelReason =
  | 'requested'
  /** What an immediate-or-cancel order could not fill at once. */
  | 'ioc-remainder'
  /** A fill-or-kill order could not fill whole at once. */
  | 'fok-unfilled'
  /** Its bracket partner filled. */
  | 'one-cancels-other'
  /** A reduce-only order whose position is gone. */
  | 'nothing-to-reduce'
  /** The bracket's entry ended without a fill. */
  | 'entry-ended'
  /** A triggered stop found less cash or fewer units than it needs. */
  | 'insufficient-funds'
  /** The venue liquidated the account. */
  | 'liquidated'
  /** A guard halted the bot. */
  | 'halted';

interface OrderEventBase {
  readonly timeMs: number;
  readonly clientOrderId: string;
  readonly instrumentId: string;
}

export interface OrderSubmitted extends OrderEventBase {
  readonly type: 'order-submitted';
  readonly orderType: OrderType;
  readonly side: Side;
  readonly quantity: number;
  readonly intent: OrderIntent;
}

export interface OrderAccepted extends OrderEventBase {
  readonly type: 'order-accepted';
}

export interface OrderRejected extends OrderEventBase {
  readonly type: 'order-rejected';
  readonly code: RejectCode;
}

export interface OrderCancelled extends OrderEventBase {
  readonly type: 'order-cancelled';
  readonly reason: CancelReason;
  /** Quantity that was filled before. */
  readonly filledQuantity: number;
}

/** One execution. Quantities and money are whole steps of their assets, shown as decimals. */
export interface Fill extends OrderEventBase {
  readonly type: 'fill';
  readonly side: Side;
  /** In base. */
  readonly quantity: number;
  /** In quote per base, slippage included. */
  readonly price: number;
  /** In quote: what the units cost (buy) or brought (sell), before the fee. */
  readonly notional: number;
  /** In `feeAsset`; negative is a rebate. */
  readonly fee: number;
  readonly feeAsset: string;
  /** The fee in the reporting asset at the time of the fill. */
  readonly feeValue: number;
  readonly liquidity: 'maker' | 'taker';
  /** In quote: what slippage cost against the price without it; never negative. */
  readonly slippageCost: number;
  /** In quote: profit of the units that this fill closed, before fees; 0 when it only opened. */
  readonly realisedPnl: number;
  /** Signed position after the fill, in base. */
  readonly positionAfter: number;
  readonly tag?: string | undefined;
}

export type OrderEvent = OrderSubmitted | OrderAccepted | OrderRejected | OrderCancelled | Fill;
