import type { CheckedControl } from '../control/control';
import type { Scope } from '../control/scope';
import type { StopAction } from '../guard/guard';
import type { OrderEvent } from '../orders/order-events';
import type { OrderIntent } from '../orders/order-intent';
import type { RunResult } from './run-result';

/** First event of every run. */
export interface BotStarted {
  readonly type: 'bot-started';
  readonly runId: string;
  readonly seed: number;
  readonly strategy: string;
  readonly guards: readonly string[];
}

/** We refused the order: a guard, or sizing. The venue never saw it. */
export interface OrderDenied {
  readonly type: 'order-denied';
  readonly timeMs: number;
  readonly instrumentId: string;
  readonly guard: string;
  /** Closed code of the guard, `CATEGORY_CONDITION`. */
  readonly code: string;
  readonly limit?: number;
  readonly observed?: number;
  readonly intent: OrderIntent;
}

/** A guard made the order smaller. */
export interface OrderShrunk {
  readonly type: 'order-shrunk';
  readonly timeMs: number;
  readonly instrumentId: string;
  readonly guard: string;
  readonly code: string;
  readonly limit: number;
  readonly observed: number;
  readonly quantityBefore: number;
  readonly quantityAfter: number;
}

/** A guard put the order off; it is checked again at the next snapshot. */
export interface OrderDelayed {
  readonly type: 'order-delayed';
  readonly timeMs: number;
  readonly instrumentId: string;
  readonly guard: string;
  readonly code: string;
  readonly limit: number;
  readonly observed: number;
  readonly intent: OrderIntent;
}

/**
 * The bot was stopped, by a guard or an operator. Latched: it stays stopped in that scope until `bot-rearmed`. Told once for
 * each origin and scope, and once more when the same origin goes further.
 */
export interface BotHalted {
  readonly type: 'bot-halted';
  readonly timeMs: number;
  /** The guard's name, or `"operator"`. */
  readonly guard: string;
  readonly action: StopAction;
  /** Left out: the whole bot. */
  readonly scope?: Scope;
  readonly code: string;
  readonly limit: number;
  readonly observed: number;
  /** What the operator wrote. */
  readonly reason?: string;
  /** Furthest below the last price that a flatten may sell. Left out: at any price. */
  readonly collarRate?: number;
}

/** Stops of one origin were lifted. */
export interface BotRearmed {
  readonly type: 'bot-rearmed';
  readonly timeMs: number;
  /** The guard's name, or `"operator"`. */
  readonly of: string;
  readonly scope?: Scope;
  readonly reason: string;
  readonly by: string;
}

/** A control reached the bot; what it led to follows. */
export interface ControlApplied {
  readonly type: 'control';
  readonly timeMs: number;
  readonly control: CheckedControl;
}

/** A control that is none, or that asks for what must not be. Nothing changed. */
export interface ControlRefused {
  readonly type: 'control-refused';
  readonly timeMs: number;
  readonly code: string;
  readonly message: string;
}

/** The broker could not take a cancellation that a stop asked for. It is asked for again at the next moment. */
export interface CancelFailed {
  readonly type: 'cancel-failed';
  readonly timeMs: number;
  readonly clientOrderId: string;
  readonly instrumentId: string;
  readonly message: string;
}

/** Money that came in (positive) or went out (negative) other than by trading. */
export interface CashMoved {
  readonly type: 'cash-moved';
  readonly timeMs: number;
  readonly asset: string;
  readonly amount: number;
}

/** Funding of a perpetual at its boundary. */
export interface FundingPaid {
  readonly type: 'funding-paid';
  readonly timeMs: number;
  readonly instrumentId: string;
  readonly rate: number;
  /** In quote: received above 0, paid below. */
  readonly amount: number;
}

/** The venue closed a position because the margin no longer carried it. Its fill follows. */
export interface PositionLiquidated {
  readonly type: 'position-liquidated';
  readonly timeMs: number;
  readonly clientOrderId: string;
  readonly instrumentId: string;
  /** Signed quantity that was held, in base. */
  readonly quantity: number;
  readonly price: number;
}

/** The margin did not reach for the losses of a liquidation, and the venue took over the rest. */
export interface LossCovered {
  readonly type: 'loss-covered';
  readonly timeMs: number;
  readonly asset: string;
  readonly amount: number;
}

/** The account after a snapshot. For watching: not part of the event log. */
export interface Marked {
  readonly type: 'marked';
  readonly timeMs: number;
  readonly equity: number;
}

/** Last event of a run whose market came to its end. */
export interface BotFinished {
  readonly type: 'bot-finished';
  readonly timeMs: number;
  readonly result: RunResult;
}

/** All that a run tells. */
export type BotEvent =
  | BotStarted
  | OrderEvent
  | OrderDenied
  | OrderShrunk
  | OrderDelayed
  | BotHalted
  | BotRearmed
  | ControlApplied
  | ControlRefused
  | CancelFailed
  | CashMoved
  | FundingPaid
  | PositionLiquidated
  | LossCovered
  | Marked
  | BotFinished;
