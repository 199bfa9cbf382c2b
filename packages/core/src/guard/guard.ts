import type { BotEvent } from '../kernel/bot-event';
import type { Portfolio } from '../kernel/portfolio';
import type { Bar } from '../market/bar';
import type { OrderIntent } from '../orders/order-intent';

/** What a guard says to one intent. A denial is a value with facts, never an error. */
export type Verdict =
  | { readonly type: 'pass' }
  /** Let a smaller order through. `quantity` is above 0 and at most the intent's. */
  | {
      readonly type: 'shrink';
      readonly quantity: number;
      readonly code: string;
      readonly limit: number;
      readonly observed: number;
    }
  /** Not now: check the intent again at the next snapshot. */
  | { readonly type: 'delay'; readonly code: string; readonly limit: number; readonly observed: number }
  | { readonly type: 'deny'; readonly code: string; readonly limit: number; readonly observed: number };

/** What a guard asks of the bot as a whole, whatever the strategy says. */
export interface Intervention {
  /**
   * `halt`: cancel what is open except the exits of what is held, send nothing more. `flatten`: cancel all and sell every
   * position, also when the bot is halted already. Latched.
   */
  readonly action: 'halt' | 'flatten';
  readonly code: string;
  readonly limit: number;
  readonly observed: number;
}

/** What guards are told between checks. */
export type GuardEvent =
  /** A moment of the market; the ledger has already applied its fills and marked its positions. */
  | { readonly type: 'snapshot'; readonly timeMs: number; readonly bars: readonly Bar[] }
  | Exclude<BotEvent, { readonly type: 'marked' | 'bot-started' | 'bot-finished' }>;

/**
 * A pre-trade rule that is always in the path of every order.
 *
 * An implementer guarantees: a guard never grows or flips an order; its state is plain data that `structuredClone` can
 * copy (change it in place or return a new one); the same events and intents give the same verdicts; limits are written
 * `if (!(x <= limit)) deny`, because NaN compares false. A guard that throws or answers nonsense denies.
 */
export interface Guard<State = unknown> {
  readonly name: string;
  /** The options that decide, as shown in reports and in the event log. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** The instruments it is about. One that a run does not trade is an error: a misspelt limit limits nothing. */
  readonly instruments?: readonly string[];
  /** State at the beginning of a run; copied for each run. */
  readonly initial: State;
  update?(state: State, event: GuardEvent, portfolio: Portfolio): State;
  check?(intent: OrderIntent, portfolio: Portfolio, state: State): Verdict;
  /** Asked after every snapshot. */
  intervene?(state: State, portfolio: Portfolio): Intervention | undefined;
}

/** The verdict that changes nothing. */
export const pass: Verdict = Object.freeze({ type: 'pass' });
