import type { Instrument } from '../market/instrument';

export type Side = 'buy' | 'sell';

/**
 * How long an order stays: until it is filled or cancelled, for what can be filled at once, or all at once or nothing.
 */
export type TimeInForce = 'gtc' | 'ioc' | 'fok';

/** Distance of a trailing stop from the best price since it was placed; give exactly one. */
export type TrailingOffset =
  /** In quote per base. */
  | { readonly price: number }
  /** As a fraction of the best price: 0.05 is 5 %. */
  | { readonly fraction: number }
  /** In price steps of the instrument. */
  | { readonly ticks: number };

/**
 * Exits that wait for the order's own fills (one triggers other) and cancel each other (one cancels other).
 *
 * They are reduce-only, sized to what the order has filled so far, and shrink when the other one fills in part.
 */
export interface Bracket {
  /** Limit price of the profit-taking exit. */
  readonly takeProfitPrice?: number;
  /** Stop price of the loss-limiting exit, a market order once touched. */
  readonly stopLossPrice?: number;
}

interface IntentBase {
  readonly instrumentId: string;
  readonly side: Side;
  /** In base; rounded down to the instrument's `quantityStep`. */
  readonly quantity: number;
  /** Never opens or flips a position: cut to what is held when it would fill. */
  readonly reduceOnly?: boolean;
  readonly bracket?: Bracket;
  /** Free text of the strategy, shown in reports and carried by every event of the order. */
  readonly tag?: string;
}

export interface MarketIntent extends IntentBase {
  readonly type: 'market';
  readonly timeInForce?: TimeInForce;
}

export interface LimitIntent extends IntentBase {
  readonly type: 'limit';
  readonly limitPrice: number;
  readonly timeInForce?: TimeInForce;
  /** Rejected instead of filled when it would take liquidity on arrival. */
  readonly postOnly?: boolean;
}

/** Becomes a market order when the price touches `stopPrice`. */
export interface StopIntent extends IntentBase {
  readonly type: 'stop';
  readonly stopPrice: number;
}

/** Becomes a limit order when the price touches `stopPrice`. */
export interface StopLimitIntent extends IntentBase {
  readonly type: 'stop-limit';
  readonly stopPrice: number;
  readonly limitPrice: number;
}

/** A stop that follows the best price at a distance, from the moment `activationPrice` is touched when there is one. */
export interface TrailingStopIntent extends IntentBase {
  readonly type: 'trailing-stop';
  readonly trail: TrailingOffset;
  readonly activationPrice?: number;
}

/** What a strategy wants to trade. Nothing leaves the bot before every guard has approved it. */
export type OrderIntent = MarketIntent | LimitIntent | StopIntent | StopLimitIntent | TrailingStopIntent;

export type OrderType = OrderIntent['type'];

declare const approved: unique symbol;

/**
 * An intent that sizing has rounded and every guard has passed. Only the guard step can make one, and a broker takes
 * nothing else.
 */
export interface ApprovedOrder {
  readonly [approved]: true;
  readonly intent: OrderIntent;
  /** `"<run id>-<sequence>"`: a replay makes the same ids. */
  readonly clientOrderId: string;
  readonly sequence: number;
  readonly instrument: Instrument;
}
