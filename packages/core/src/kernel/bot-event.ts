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
 * A guard stopped the bot. Latched: nothing but exits leaves the bot afterwards. Emitted once, and once more when a bot that
 * stands still is told to sell.
 */
export interface BotHalted {
  readonly type: 'bot-halted';
  readonly timeMs: number;
  readonly guard: string;
  readonly action: 'halt' | 'flatten';
  readonly code: string;
  readonly limit: number;
  readonly observed: number;
}

/** Money that came in (positive) or went out (negative) other than by trading. */
export interface CashMoved {
  readonly type: 'cash-moved';
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
  | CashMoved
  | Marked
  | BotFinished;
