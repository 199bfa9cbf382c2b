import type { Scope } from '../control/scope';
import type { BotEvent } from '../kernel/bot-event';
import type { Portfolio } from '../kernel/portfolio';
import type { Bar } from '../market/bar';
import type { OrderIntent } from '../orders/order-intent';

/** What a refusal rests on. */
export interface Finding {
  /** Closed code, `CATEGORY_CONDITION`. */
  readonly code: string;
  readonly limit: number;
  readonly observed: number;
}

/** What a guard says to one intent. A denial is a value with facts, never an error. */
export type Verdict =
  | { readonly type: 'pass' }
  /** Let a smaller order through. `quantity` is above 0 and at most the intent's. */
  | ({ readonly type: 'shrink'; readonly quantity: number } & Finding)
  /** Let through only what brings the position nearer to zero, and no more than `quantity` when one is given. */
  | ({ readonly type: 'reduce-only'; readonly quantity?: number } & Finding)
  /** Not now: check the intent again at the next snapshot. */
  | ({ readonly type: 'delay' } & Finding)
  | ({ readonly type: 'deny' } & Finding)
  /** Deny, and stop the bot as an intervention `halt` does. */
  | ({ readonly type: 'halt' } & Finding);

/**
 * How far a stop goes, from mild to severe.
 *
 * `pause`: nothing leaves but what reduces a position. `halt`: cancel what is open except the exits of what is held, send
 * nothing more. `cancel`: cancel the exits too. `flatten`: also sell every position.
 */
export type StopAction = 'pause' | 'halt' | 'cancel' | 'flatten';

/** What a guard asks of the bot, whatever the strategy says. Latched until it is re-armed. */
export interface Intervention extends Finding {
  readonly action: StopAction;
  /** Left out: the whole bot. */
  readonly scope?: Scope;
}

/** What guards are told between checks. */
export type GuardEvent =
  /** A moment of the market; the ledger has already applied its fills and marked its positions. */
  | { readonly type: 'snapshot'; readonly timeMs: number; readonly bars: readonly Bar[] }
  | Exclude<BotEvent, { readonly type: 'marked' | 'bot-started' | 'bot-finished' }>;

/**
 * A pre-trade rule that is always in the path of every order.
 *
 * Every guard is asked about the order as it was sized, and the most restrictive verdict counts: halt, deny, delay, then
 * the smallest quantity that was left. So their order does not matter.
 *
 * An implementer guarantees: a guard never grows or flips an order; what passes would pass smaller; its state is plain data
 * that `structuredClone` can copy (change it in place or return a new one) and that `check` does not change; the same
 * events and intents give the same verdicts; limits are written `if (!(x <= limit)) deny`, because NaN compares false. A
 * guard that throws or answers nonsense denies.
 */
export interface Guard<State = unknown> {
  readonly name: string;
  /** The options that decide, as shown in reports and in the event log. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** The instruments it is about. One that a run does not trade is an error: a misspelt limit limits nothing. */
  readonly instruments?: readonly string[];
  /** Whether an operator may override it for a while. Defaults to false: a hard limit. */
  readonly isSoft?: boolean;
  /** State at the beginning of a run; copied for each run. */
  readonly initial: State;
  /**
   * Told of every snapshot and event. A `bot-rearmed` whose `of` is its name asks it to forget what tripped it; a guard that
   * does not, trips again.
   */
  update?(state: State, event: GuardEvent, portfolio: Portfolio): State;
  check?(intent: OrderIntent, portfolio: Portfolio, state: State): Verdict;
  /** Asked after every snapshot and every control. */
  intervene?(state: State, portfolio: Portfolio): Intervention | undefined;
}

/** The verdict that changes nothing. */
export const pass: Verdict = Object.freeze({ type: 'pass' });
