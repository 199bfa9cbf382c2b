import type { ApprovedOrder, TimeInForce } from './order-intent';
import type { OrderStatus } from './order-status';

/**
 * An approved order and how far it has come. Plain data; the kernel alone changes it, on a broker's report.
 *
 * Quantities are whole steps of the base asset, prices are decimals on the instrument's price step.
 */
export interface Order extends ApprovedOrder {
  /** Index of the instrument in the run. */
  readonly index: number;
  /** 1 buys, −1 sells. */
  readonly direction: 1 | -1;
  readonly timeInForce: TimeInForce;
  readonly isReduceOnly: boolean;
  /**
   * What an order is for: an exit of a bracket, an exit that a stop of the bot ordered, a liquidation by the venue, or
   * `undefined` for the strategy's.
   */
  readonly role: 'take-profit' | 'stop-loss' | 'flatten' | 'liquidation' | undefined;
  /** Exits of a bracket know their entry; `undefined` for every other order. */
  readonly entry: Order | undefined;
  /** Grows with the entry's fills for a bracket's exits; fixed for every other order. */
  quantity: number;
  filled: number;
  status: OrderStatus;
}
