import { from, isObservable, Observable, Subject, type Subscriber, type Subscription, takeUntil } from 'rxjs';
import { type Clock, systemClock } from '../clock';
import type { Control, TimedControl } from '../control/control';
import { InvalidOptionsError } from '../errors';
import { isIterable, type Market, type MarketEvent, type StoredMarket, storedSeries } from '../market/market';
import type { Decision } from '../strategy/decision';
import type { Snapshot } from '../strategy/strategy';
import { applyControl } from './apply-control';
import { startSync } from './backtest';
import type { BotSetup } from './bot';
import type { BotEvent } from './bot-event';
import { EventFeed, SeriesFeed } from './feed';
import { Lockstep, strategyFailure } from './lockstep';
import { type Moments, PulledMoments, PushedMoments, peek, StoredMoments } from './moments';
import { openSession, type Session, type SessionOptions } from './session';
import { act, observe } from './step';

export interface RunOptions extends Omit<SessionOptions, 'controls'> {
  /** What an operator says, at the moment it is said, or a list with times for stored data. */
  readonly controls?: Observable<Control> | readonly TimedControl[];
  /** Stored bars, any iterable or async iterable of bars, or an Observable of them. */
  readonly market: Market;
  /** How long a stream strategy may take for one decision. Defaults to 60,000. */
  readonly decisionTimeoutMs?: number;
  /** Times the wait for a decision. Defaults to the machine's clock. */
  readonly clock?: Clock;
}

/** `undefined` stands for "later". */
type Ask = (snapshot: Snapshot) => Decision | undefined;

/** One subscription of a run: takes moments, asks, waits when it must, acts. */
class Runner {
  readonly #subscriber: Subscriber<BotEvent>;
  readonly #session: Session;
  readonly #moments: Moments;
  readonly #ask: Ask;
  readonly #options: RunOptions;
  readonly #lockstep: Lockstep | undefined;
  #isBusy = false;
  /** Whether it was asked to go on while it was busy. */
  #hasMissed = false;
  #isWaiting = false;
  #stopTimer: () => void = () => {};

  constructor(
    subscriber: Subscriber<BotEvent>,
    setup: BotSetup,
    options: RunOptions,
    session: Session,
    moments: Moments,
  ) {
    this.#subscriber = subscriber;
    this.#session = session;
    this.#moments = moments;
    this.#options = options;
    const { strategy } = setup;
    if (strategy.kind === 'sync') {
      const decide = startSync(setup, session);
      this.#ask = (snapshot) => {
        try {
          // A sync strategy has no "later": nothing is an invalid decision, which `act` refuses.
          return decide(snapshot) ?? (null as never);
        } catch (cause) {
          throw strategyFailure(strategy.name, session.kernel.state.snapshotCount, cause);
        }
      };
    } else {
      const lockstep = new Lockstep(strategy, session.context, {
        decided: (decision) => this.#resume(decision),
        failed: (error) => this.#fail(error),
      });
      this.#lockstep = lockstep;
      this.#ask = (snapshot) => lockstep.ask(snapshot);
    }
  }

  /** Goes on until the market has to be waited for, or a decision does. */
  pump(): void {
    this.#hasMissed = this.#isBusy;
    if (this.#isBusy || this.#isWaiting) return;
    this.#isBusy = true;
    try {
      this.#loop();
    } catch (error) {
      this.#fail(error);
    }
    this.#isBusy = false;
  }

  /** Applied at once, in the middle of a step too: what stops a bot does not wait in line. */
  control(control: unknown): void {
    if (this.#subscriber.closed) return;
    const wasBusy = this.#isBusy;
    // What the market sends while somebody hears of the control waits until the control has acted.
    this.#isBusy = true;
    try {
      applyControl(this.#session.kernel, control);
    } catch (error) {
      this.#fail(error);
    }
    this.#isBusy = wasBusy;
    if (this.#hasMissed) this.pump();
  }

  stop(): void {
    this.#stopTimer();
    this.#lockstep?.stop();
  }

  #loop(): void {
    const { kernel, snapshot } = this.#session;
    while (!this.#subscriber.closed) {
      const progress = this.#moments.next();
      if (progress === 'wait') return;
      if (progress === 'end') {
        this.#finish();
        return;
      }
      observe(kernel);
      this.#subscriber.next({ type: 'marked', timeMs: kernel.state.timeMs, equity: kernel.state.equity });
      // Whoever has unsubscribed on seeing this must not find an order sent after it.
      if (this.#subscriber.closed) return;
      const decision = this.#ask(snapshot);
      if (decision === undefined) {
        this.#wait();
        return;
      }
      act(kernel, decision);
      kernel.plan.memory?.save(kernel);
    }
  }

  #wait(): void {
    const { decisionTimeoutMs = 60_000, clock = systemClock } = this.#options;
    this.#isWaiting = true;
    this.#stopTimer = clock.after(decisionTimeoutMs, () => {
      if (this.#lockstep !== undefined) this.#fail(this.#lockstep.lag(`none came within ${decisionTimeoutMs} ms`));
    });
  }

  /** Goes on after the strategy's breath: a second decision in the same one must meet the snapshot it is too many for. */
  #resume(decision: Decision): void {
    this.#stopTimer();
    queueMicrotask(() => {
      if (this.#subscriber.closed) return;
      this.#isWaiting = false;
      try {
        const { kernel } = this.#session;
        act(kernel, decision);
        kernel.plan.memory?.save(kernel);
      } catch (error) {
        this.#fail(error);
      }
      this.pump();
    });
  }

  #finish(): void {
    const result = this.#session.finish();
    this.stop();
    this.#subscriber.next({ type: 'bot-finished', timeMs: this.#session.kernel.state.timeMs, result });
    this.#subscriber.complete();
  }

  #fail(error: unknown): void {
    this.stop();
    this.#subscriber.error(error);
  }
}

/** A bot that can no longer be told to stop opens nothing new. */
const listenTo = (controls: Observable<Control>, said: (control: Control) => void): Subscription =>
  controls.subscribe({
    next: said,
    error: (cause) =>
      said({
        type: 'pause',
        reason: `The controls failed: ${cause instanceof Error ? cause.message : String(cause)}`,
        by: 'sigmax',
      }),
  });

/** A market as a stream, when it is neither columns nor a sequence. */
const eventsOf = (market: Exclude<Market, StoredMarket>): Observable<MarketEvent> => {
  try {
    return from(market);
  } catch (cause) {
    throw new InvalidOptionsError({
      code: 'INVALID_MARKET',
      message: `run: market was ${market === null ? 'null' : typeof market}.`,
      remedy: 'Give bars as a BarSeries, an iterable, an async iterable or an Observable.',
      cause,
    });
  }
};

/**
 * Runs a bot as a cold stream of events: subscribing starts it, unsubscribing stops it.
 *
 * Gives the same event log as a backtest on the same data. Errors go down the error channel. Columns and iterables are
 * read one moment at a time; what an async iterable or an Observable sends while a decision is awaited waits in memory.
 */
export const streamRun = (setup: BotSetup, options: RunOptions): Observable<BotEvent> =>
  new Observable<BotEvent>((subscriber) => {
    const { market } = options;
    const listener = (event: BotEvent) => subscriber.next(event);
    const isDeclared = setup.instruments.length > 0;
    const begin = (firstId: string | undefined, momentsOf: (session: Session) => Moments): Runner | undefined => {
      const session = openSession(setup, options, { firstId, listener });
      const moments = momentsOf(session);
      subscriber.next(session.started);
      if (subscriber.closed) return undefined;
      session.kernel.plan.memory?.restore(session.kernel);
      const runner = new Runner(subscriber, setup, options, session, moments);
      subscriber.add(() => runner.stop());
      control = (said) => runner.control(said);
      for (const said of early) runner.control(said);
      return subscriber.closed ? undefined : runner;
    };
    // Before the market: a bot that was killed must not see its first event alive.
    const early: unknown[] = [];
    let control = (said: unknown): void => {
      early.push(said);
    };
    if (isObservable(options.controls)) subscriber.add(listenTo(options.controls, (said) => control(said)));

    const series = storedSeries(market);
    if (series !== undefined) {
      begin(undefined, ({ kernel }) => new StoredMoments(kernel, new SeriesFeed(kernel, series)))?.pump();
      return;
    }
    if (isIterable(market)) {
      const { firstId, events } = isDeclared ? { firstId: undefined, events: market[Symbol.iterator]() } : peek(market);
      subscriber.add(() => events?.return?.());
      const feed = ({ kernel }: Session) => new EventFeed(kernel, isDeclared);
      begin(firstId, (session) => new PulledMoments(feed(session), events as Iterator<MarketEvent>))?.pump();
      return;
    }

    let runner: Runner | undefined;
    let pushed: PushedMoments | undefined;
    const beginPushed = (firstId: string | undefined): void => {
      runner = begin(firstId, ({ kernel }) => {
        pushed = new PushedMoments(new EventFeed(kernel, isDeclared));
        return pushed;
      });
    };
    const guarded = (action: () => void): void => {
      if (subscriber.closed) return;
      try {
        action();
      } catch (error) {
        subscriber.error(error);
      }
    };
    if (isDeclared) beginPushed(undefined);
    if (subscriber.closed) return;
    const stopped = new Subject<void>();
    subscriber.add(() => stopped.next());
    // `takeUntil` closes a source that sends all it has while it is being subscribed to.
    const source = eventsOf(market as Exclude<Market, StoredMarket>).pipe(takeUntil(stopped));
    subscriber.add(
      source.subscribe({
        next: (event) =>
          guarded(() => {
            if (runner === undefined) beginPushed(event?.instrumentId);
            pushed?.push(event);
            runner?.pump();
          }),
        error: (error) => subscriber.error(error),
        complete: () =>
          guarded(() => {
            if (runner === undefined) beginPushed(undefined);
            pushed?.end();
            runner?.pump();
          }),
      }),
    );
  });
