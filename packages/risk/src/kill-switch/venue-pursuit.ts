import type { Clock, Random } from '@sigmax/core';
import { attempt, messageOf, type Outcome } from './attempt';
import type { CancelVenue, HeldPosition, VenueOrder } from './cancel-venue';
import { fullJitterMs } from './full-jitter';
import { type KillLatch, mayCover } from './kill-latch';
import type { EscalationCode, VenueReport, VenueStatus } from './kill-switch-event';
import { type Failure, OrderTracks } from './order-tracks';
import { heldUnits, namedOrders, ordersOf, positionsOf } from './venue-answers';

/** How long what may take, in ms. */
export interface PursuitTiming {
  readonly attemptTimeoutMs: number;
  readonly retryBaseMs: number;
  readonly retryCapMs: number;
  readonly settleMs: number;
  readonly stuckAfterMs: number;
  readonly watchMs: number;
}

/** What a pursuit needs of its kill switch. */
export interface PursuitContext {
  readonly clock: Clock;
  readonly random: Random;
  readonly timing: PursuitTiming;
  nowMs(): number;
  /** The kills that stand and may be about this venue. */
  latches(): readonly KillLatch[];
  escalated(code: EscalationCode, count: number, message: string): void;
  cleared(tookMs: number): void;
  /** The status, or what it is made of, may have changed. */
  changed(): void;
}

/** Requests that belong together. Answers to those of a former round change nothing any more. */
interface Round {
  pending: number;
}

/** Two lists without an order, `settleMs` apart: one may have been made just before an order arrived. */
const confirmationsNeeded = 2;

/**
 * Follows the orders of one venue to their end: asks for them, cancels them, asks again, until the venue has twice listed
 * none; after a flatten closes what is held and looks once more; then goes on watching for latecomers.
 *
 * A class because it is all state. Every method only begins requests and timers; nothing here waits.
 */
export class VenuePursuit {
  readonly venue: CancelVenue;
  readonly #context: PursuitContext;
  #status: VenueStatus = 'idle';
  #round: Round = { pending: 0 };
  #stopTimer: () => void = () => {};
  /** Those in the scope of a kill that were listed or known, and have not gone. */
  readonly #orders = new OrderTracks();
  #openOrders: number | undefined;
  #handed = 0;
  #gone = 0;
  #lateAnswers = 0;
  #retry = 0;
  #confirmations = 0;
  #positions: readonly HeldPosition[] | undefined;
  #isFlat = false;
  #urgedMs = 0;
  #progressMs = 0;
  #told = new Set<EscalationCode>();
  #failure: VenueReport['failure'];

  constructor(venue: CancelVenue, context: PursuitContext) {
    this.venue = venue;
    this.#context = context;
  }

  get status(): VenueStatus {
    return this.#status;
  }

  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  report(): VenueReport {
    return {
      name: this.venue.name,
      status: this.#status,
      openOrders: this.#openOrders,
      handed: this.#handed,
      gone: this.#gone,
      lateAnswers: this.#lateAnswers,
      positions: this.#positions,
      failure: this.#failure,
    };
  }

  /** Begins, or begins anew for a kill that goes further: what can be cancelled is handed over before this returns. */
  urge(latch: KillLatch): void {
    const round = this.#begin();
    this.#status = 'pursuing';
    this.#failure = undefined;
    this.#told = new Set();
    this.#retry = 0;
    this.#confirmations = 0;
    this.#isFlat = false;
    this.#urgedMs = this.#context.nowMs();
    this.#progressMs = this.#urgedMs;
    if (this.venue.cancelAll !== undefined) this.#cancelAll(round, [latch]);
    else for (const { id } of this.#known()) this.#cancel(round, id);
    // Of a venue without `cancelAll` not every order need be known, so the list is asked for at the same time.
    if (this.venue.cancelAll === undefined) this.#list();
  }

  /** Looks again at what is left to do after a kill was lifted; without any the pursuit ends. */
  relax(): void {
    if (this.#status === 'idle') return;
    this.#begin();
    this.#orders.clear();
    if (this.#context.latches().length > 0) {
      this.#list();
      return;
    }
    this.#status = 'idle';
    this.#openOrders = undefined;
    this.#positions = undefined;
    this.#failure = undefined;
    this.#handed = 0;
    this.#gone = 0;
    this.#lateAnswers = 0;
  }

  /** Ends every timer. */
  stop(): void {
    this.#begin();
  }

  /** A new round: what is still on its way for the one before is not waited for. */
  #begin(): Round {
    this.#stopTimer();
    this.#stopTimer = () => {};
    this.#round = { pending: 0 };
    return this.#round;
  }

  #wait(delayMs: number, then: () => void): void {
    const round = this.#begin();
    this.#stopTimer = this.#context.clock.after(delayMs, () => {
      if (this.#round === round) then();
    });
  }

  #backoff(): number {
    const { retryBaseMs, retryCapMs } = this.#context.timing;
    return fullJitterMs(this.#context.random, this.#retry++, { baseMs: retryBaseMs, capMs: retryCapMs });
  }

  #attempt<Value>(round: Round, request: () => Promise<Value>, settled: (outcome: Outcome<Value>) => void): void {
    const { clock, timing } = this.#context;
    round.pending += 1;
    attempt(
      clock,
      timing.attemptTimeoutMs,
      request,
      (outcome) => {
        round.pending -= 1;
        settled(outcome);
      },
      () => {
        this.#lateAnswers += 1;
      },
    );
  }

  /** Orders the adapter says it knows, of which it may say nonsense. */
  #known(): readonly VenueOrder[] {
    try {
      return this.#covered(namedOrders(this.venue.knownOrders?.()));
    } catch (cause) {
      this.#note('LISTING_INVALID', messageOf(cause));
      return [];
    }
  }

  #covered(orders: readonly VenueOrder[]): readonly VenueOrder[] {
    const latches = this.#context.latches();
    return orders.filter((order) => latches.some(({ scope }) => mayCover(scope, this.venue.name, order)));
  }

  #cancelAll(round: Round, latches: readonly KillLatch[]): void {
    for (const { scope } of latches) {
      this.#handed += 1;
      this.#attempt(
        round,
        () => (this.venue.cancelAll as (scope: KillLatch['scope']) => Promise<unknown>)(scope),
        () => this.#settled(round),
      );
    }
  }

  #cancel(round: Round, id: string): void {
    const told = this.#orders.ask(id);
    this.#handed += 1;
    this.#attempt(
      round,
      () => this.venue.cancel(id),
      (outcome) => {
        told(outcome);
        this.#settled(round);
      },
    );
  }

  /** What the venue says to a cancel is one thing, what it lists afterwards another, and only that counts. */
  #settled(round: Round): void {
    if (round === this.#round && round.pending === 0) this.#list();
  }

  #list(): void {
    const round = this.#round;
    this.#attempt(
      round,
      () => this.venue.openOrders(),
      (outcome) => {
        if (round !== this.#round) return;
        if (outcome.type !== 'answered') {
          this.#listingFailed(outcome.type === 'rejected' ? 'LISTING_REJECTED' : 'LISTING_TIMED_OUT', outcome.message);
          return;
        }
        const orders = ordersOf(outcome.value);
        if (orders !== undefined) this.#judge(this.#covered(orders));
        else this.#listingFailed('LISTING_INVALID', 'The answer was no list of orders with ids.', outcome.value);
      },
    );
  }

  /** Without a list nobody knows what to cancel, so whatever may be open is cancelled again. */
  #listingFailed(code: EscalationCode, message: string, answer?: unknown): void {
    const { watchMs } = this.#context.timing;
    if (this.#status === 'clear') {
      this.#wait(watchMs, () => this.#list());
      this.#note(code, message);
      return;
    }
    this.#confirmations = 0;
    this.#wait(this.#backoff(), () => {
      const round = this.#begin();
      if (this.venue.cancelAll !== undefined) this.#cancelAll(round, this.#context.latches());
      const named = this.#covered(namedOrders(answer)).map(({ id }) => id);
      for (const id of new Set([...this.#orders.ids, ...named])) this.#cancel(round, id);
      if (round.pending === 0) this.#list();
    });
    this.#report([[code, 1, message]]);
  }

  #judge(open: readonly VenueOrder[]): void {
    this.#gone += this.#orders.forgetGone(new Set(open.map(({ id }) => id)));
    if (this.#openOrders === undefined || open.length < this.#openOrders) this.#progress();
    this.#openOrders = open.length;
    if (open.length === 0) {
      this.#noneOpen();
      return;
    }
    const wasClear = this.#status === 'clear';
    if (wasClear) this.#appeared();
    this.#confirmations = 0;
    const failures = this.#orders.failures();
    const fresh = open.filter(({ id }) => !this.#orders.has(id));
    const send = (orders: readonly VenueOrder[]): void => {
      const round = this.#begin();
      for (const { id } of orders) this.#cancel(round, id);
    };
    if (fresh.length > 0) send(fresh);
    else this.#wait(this.#backoff(), () => send(open));
    this.#report(wasClear ? [['ORDER_AFTER_KILL', open.length, `${open.length} orders appeared.`]] : failures);
  }

  #appeared(): void {
    this.#status = 'pursuing';
    this.#progressMs = this.#context.nowMs();
    this.#urgedMs = this.#progressMs;
    this.#retry = 0;
    // What has just been bought has to be closed, too.
    this.#isFlat = false;
  }

  #progress(): void {
    this.#progressMs = this.#context.nowMs();
    this.#retry = 0;
    if (this.#status === 'stuck') this.#status = 'pursuing';
  }

  #noneOpen(): void {
    const { timing, nowMs } = this.#context;
    if (this.#status === 'clear') {
      this.#wait(timing.watchMs, () => this.#list());
      return;
    }
    this.#confirmations += 1;
    const flattening = this.#context.latches().filter(({ action }) => action === 'flatten');
    if (this.#confirmations < confirmationsNeeded) {
      this.#wait(timing.settleMs, () => this.#list());
    } else if (flattening.length > 0 && !this.#isFlat) {
      this.#close(this.#begin(), flattening, []);
      return;
    } else {
      this.#status = 'clear';
      this.#failure = undefined;
      this.#wait(timing.watchMs, () => this.#list());
      this.#context.cleared(nowMs() - this.#urgedMs);
    }
    this.#context.changed();
  }

  /** One after the other: two that overlap must not sell the same twice. */
  #close(round: Round, [latch, ...others]: readonly KillLatch[], held: readonly HeldPosition[]): void {
    const { closePositions } = this.venue;
    if (latch === undefined) {
      this.#closed(held);
      return;
    }
    if (closePositions === undefined) {
      this.#closeFailed('CLOSE_UNSUPPORTED', 1, 'It has no closePositions: close by hand.');
      return;
    }
    const { scope, collarRate } = latch;
    this.#attempt(
      round,
      () => closePositions.call(this.venue, collarRate === undefined ? { scope } : { scope, collarRate }),
      (outcome) => {
        if (round !== this.#round) return;
        if (outcome.type !== 'answered') {
          this.#closeFailed(outcome.type === 'rejected' ? 'CLOSE_REJECTED' : 'CLOSE_TIMED_OUT', 1, outcome.message);
          return;
        }
        const left = positionsOf(outcome.value);
        if (left === undefined) this.#closeFailed('CLOSE_INVALID', 1, 'The answer was no list of positions.');
        else this.#close(round, others, [...held, ...left]);
      },
    );
  }

  #closed(held: readonly HeldPosition[]): void {
    if (this.#positions === undefined || heldUnits(held) < heldUnits(this.#positions)) this.#progress();
    this.#positions = held;
    if (held.length > 0) {
      const what = held.map(({ instrumentId, quantity }) => `${quantity} of ${instrumentId}`).join(', ');
      this.#closeFailed('CLOSE_INCOMPLETE', held.length, `Still held: ${what}.`);
      return;
    }
    // What closed it could have left something open.
    this.#isFlat = true;
    this.#confirmations = 0;
    this.#list();
    this.#context.changed();
  }

  /** Looks at the orders before it tries again: an attempt whose answer was lost may have left one. */
  #closeFailed(code: EscalationCode, count: number, message: string): void {
    this.#confirmations = confirmationsNeeded - 1;
    const delayMs = code === 'CLOSE_UNSUPPORTED' ? this.#context.timing.watchMs : this.#backoff();
    if (code === 'CLOSE_UNSUPPORTED') this.#status = 'stuck';
    this.#wait(delayMs, () => this.#list());
    this.#report([[code, count, message]]);
  }

  #note(code: EscalationCode, message: string): void {
    this.#failure = { code, message, timeMs: this.#context.nowMs() };
  }

  /** Called last in a step: whoever hears of it may begin another. */
  #report(failures: readonly Failure[]): void {
    const { nowMs, timing, escalated, changed } = this.#context;
    const fresh = failures.filter(([code]) => !this.#told.has(code));
    for (const [code, , message] of failures) {
      this.#told.add(code);
      this.#note(code, message);
    }
    const sinceMs = nowMs() - this.#progressMs;
    const isNowStuck = this.#status === 'pursuing' && sinceMs >= timing.stuckAfterMs;
    if (isNowStuck) this.#status = 'stuck';
    for (const [code, count, message] of fresh) escalated(code, count, message);
    if (isNowStuck)
      escalated('VENUE_STUCK', this.#openOrders ?? 0, `Nothing came nearer to the end for ${sinceMs} ms.`);
    changed();
  }
}
