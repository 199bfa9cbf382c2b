import { type Clock, DataError, retryWithBackoff, SigmaxError } from '@sigmax/core';
import { Observable, type Subscriber } from 'rxjs';
import type { CcxtStatusPart, CcxtStream } from './ccxt-status';
import type { OpenExchange } from './ccxt-venue';
import type { CcxtExchange } from './exchange-shape';
import type { LiveSettings } from './live-options';

/** What a stream does with its connections. One is made for each subscription. */
export interface LiveSession {
  /** A connection is open, or something was lost on it: what is missing has to be found out. */
  connected(): void;
  /** Waits for the next data of ccxt and hands it on. Called again and again. */
  watch(exchange: CcxtExchange): Promise<void>;
  /** Time passes; called every second at least. */
  tick?(nowMs: number): void;
  /** A message came, as text. True keeps it from ccxt. */
  frame?(text: string): boolean;
  disconnected?(): void;
}

/** What a stream can do. */
export interface LiveContext<Event> {
  readonly instrumentId: string;
  nowMs(): number;
  emit(event: Event): void;
  complete(): void;
  /** Ends the stream with this error, whatever kind it is. */
  fail(error: unknown): void;
  /** Gives the connection up; the stream connects again. */
  reconnect(error: SigmaxError): void;
  tell(status: CcxtStatusPart): void;
  refuse(row: { readonly code: string; readonly problem: string }): void;
  /** Refuses something of the future: our measurement of the venue's time may be what is wrong, so it is made anew. */
  doubtTime(row: { readonly code: string; readonly problem: string }): void;
  /** The market as ccxt describes it. */
  market(): Readonly<Record<string, unknown>>;
  /**
   * Makes a request, again and again while the failure is worth it, and hands the answer on unless the connection for which it
   * was made is gone.
   */
  request<Answer>(
    operation: string,
    call: (exchange: CcxtExchange) => Promise<Answer>,
    use: (answer: Answer) => void,
    waitMs?: number,
  ): void;
  /** Says that the venue has spoken, where that was no message of a socket. */
  alive(): void;
  /** Resolves after so long; rejects when the connection is gone. */
  pause(forMs: number): Promise<void>;
}

/** How often a session hears of time. */
const tickMs = 250;

/** Messages in a row on which ccxt may fail before the connection is given up. */
const mostFailures = 20;

const firstWaitMs = 250;
const longestWaitMs = 30_000;

const silent = (silenceMs: number, what: string): SigmaxError =>
  new DataError({
    code: 'SILENT',
    message: `${what}: nothing came for ${silenceMs} ms.`,
    remedy: 'It is connected again; pass a longer silenceMs for a market that is this quiet.',
    isRetryable: true,
    context: { silenceMs },
  });

/** What a subscription that has worked failed with: one message may be wrong, so only a new connection shows whether it holds. */
const onceMore = ({ code, message, context, cause }: SigmaxError): SigmaxError =>
  new DataError({ code, message, context, cause, isRetryable: true });

/** A wait on the clock that ends early when the signal is aborted. */
const pauseOn = (clock: Clock, forMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = (): void => {
      cancel();
      reject(signal.reason);
    };
    const cancel = clock.after(forMs, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });

/** A subscription: one exchange of ccxt, connected again and again. */
class Live<Event> {
  readonly #settings: LiveSettings;
  readonly #stream: CcxtStream;
  readonly #output: Subscriber<Event>;
  readonly #session: LiveSession;
  #open: OpenExchange | undefined;
  #opening: Promise<OpenExchange> | undefined;
  #isOver = false;
  /** Ends the connection that is tried or open. */
  #endConnection: ((error: unknown) => void) | undefined;
  #life: AbortController = new AbortController();
  #connections = 0;
  #refusals = 0;
  #hasSpoken = false;
  #hasLost = false;

  constructor(
    settings: LiveSettings,
    stream: CcxtStream,
    output: Subscriber<Event>,
    start: (context: LiveContext<Event>) => LiveSession,
  ) {
    this.#settings = settings;
    this.#stream = stream;
    this.#output = output;
    this.#session = start(this.#context());
  }

  /** One connection: open until it errors. */
  connection(): Observable<never> {
    return new Observable<never>((attempt) => {
      const life = new AbortController();
      this.#life = life;
      this.#endConnection = (error) => {
        if (attempt.closed || life.signal.aborted) return;
        const { code, message } = this.#failure(error, `watch ${this.#stream}`);
        this.#guard(() => {
          this.#session.disconnected?.();
          this.tell({ type: 'disconnected', code, message });
        });
        attempt.error(this.#failure(error, `watch ${this.#stream}`));
      };
      attempt.add(() => {
        life.abort(new Error('the connection is gone'));
        this.#open?.cut();
      });
      this.#run(life.signal).catch((error: unknown) => {
        if (!life.signal.aborted) this.#endConnection?.(error);
      });
    });
  }

  end(): void {
    this.#isOver = true;
    this.#open?.close();
  }

  tell(status: CcxtStatusPart): void {
    const { venue, instrumentId, status: sink } = this.#settings;
    const about = { exchange: venue.exchange, stream: this.#stream, instrumentId, timeMs: venue.nowMs() };
    sink?.next({ ...about, ...status });
  }

  #context(): LiveContext<Event> {
    const { venue, instrumentId, symbol } = this.#settings;
    return {
      instrumentId,
      nowMs: () => venue.nowMs(),
      emit: (event) => this.#output.next(event),
      complete: () => this.#output.complete(),
      fail: (error) => this.#output.error(error),
      reconnect: (error) => this.#endConnection?.(error),
      tell: (status) => this.tell(status),
      refuse: ({ code, problem }) => this.#refuse(code, problem),
      doubtTime: ({ code, problem }) => {
        venue.doubtTime();
        this.#lose(code, problem);
      },
      market: () => (this.#open as OpenExchange).exchange.market(symbol),
      request: (operation, call, use, waitMs = 0) => {
        this.#request(operation, call, use, waitMs, this.#life.signal);
      },
      alive: () => {
        this.#hasSpoken = true;
      },
      pause: (forMs) => pauseOn(venue.clock, forMs, this.#life.signal),
    };
  }

  #failure(error: unknown, operation: string): SigmaxError {
    return this.#settings.venue.failure(error, operation);
  }

  /** What a status sink or a subscriber throws ends the stream, and never a callback of ccxt. */
  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#output.error(error);
    }
  }

  #ready(): Promise<OpenExchange> {
    this.#opening ??= this.#settings.venue
      .open({
        connected: () => {
          if (this.#life.signal.aborted) return;
          this.#connections += 1;
          this.#hasSpoken = true;
          this.#guard(() => {
            this.tell({ type: 'connected', connection: this.#connections });
            this.#session.connected();
          });
        },
        disconnected: (error) => this.#endConnection?.(error),
        lost: (code, problem) => {
          const said = this.#failure(problem, `watch ${this.#stream}`).message;
          if (!this.#life.signal.aborted) this.#guard(() => this.#lose(code, said));
        },
        frame: (text) => {
          this.#hasSpoken = true;
          let isTaken = false;
          this.#guard(() => {
            isTaken = !this.#life.signal.aborted && this.#session.frame?.(text) === true;
          });
          return isTaken;
        },
      })
      .then((open) => {
        this.#open = open;
        // Unsubscribed while it was made ready.
        if (this.#isOver) open.close();
        return open;
      })
      .catch((error: unknown) => {
        this.#opening = undefined;
        throw error;
      });
    return this.#opening;
  }

  #refuse(code: string, problem: string): void {
    this.#refusals += 1;
    this.tell({ type: 'refused', code, problem, count: this.#refusals });
  }

  /**
   * A message is lost while the connection stands: what it said has to be found out, as after a break. Once a tick is enough, or
   * a venue that talks nonsense would be asked as often.
   */
  #lose(code: string, problem: string): void {
    this.#refuse(code, problem);
    this.#hasLost = true;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { venue } = this.#settings;
    const { exchange } = await this.#ready();
    if (signal.aborted) return;
    await this.#keepTime(exchange);
    this.#tickUntil(signal, 0);
    let failures = 0;
    let hasWorked = false;
    while (!signal.aborted) {
      try {
        await this.#session.watch(exchange);
        failures = 0;
        hasWorked = true;
      } catch (error) {
        if (signal.aborted) return;
        const failure = this.#failure(error, `watch ${this.#stream}`);
        failures += 1;
        if (!failure.isRetryable) throw hasWorked ? onceMore(failure) : failure;
        if (failure.code === 'NETWORK' || failures > mostFailures) throw failure;
        // The connection stands: ccxt could not use one message, which is lost.
        this.#guard(() => this.#lose(failure.code, failure.message));
        await pauseOn(venue.clock, Math.min(1_000, 2 ** failures), signal);
      }
    }
  }

  async #keepTime(exchange: CcxtExchange): Promise<void> {
    const { venue } = this.#settings;
    const measured = await venue.keepTime(exchange).catch((error: unknown) => {
      throw this.#failure(error, 'fetchTime');
    });
    if (measured === undefined) return;
    const { offsetMs, uncertaintyMs } = measured;
    this.#guard(() => this.tell({ type: 'clock-measured', offsetMs, uncertaintyMs }));
  }

  #tickUntil(signal: AbortSignal, silentMs: number): void {
    const { venue, silenceMs, instrumentId } = this.#settings;
    const onTick = (): void => {
      if (signal.aborted) return;
      const passedMs = this.#hasSpoken ? 0 : silentMs + tickMs;
      this.#hasSpoken = false;
      if (passedMs > silenceMs) {
        this.#endConnection?.(silent(silenceMs, `${venue.exchange}, ${this.#stream} of ${instrumentId}`));
        return;
      }
      this.#guard(() => {
        if (this.#hasLost) this.#session.connected();
        this.#hasLost = false;
        this.#session.tick?.(venue.nowMs());
      });
      const exchange = this.#open?.exchange;
      // A failure of this measurement says nothing of the stream; the next tick tries again once it is due.
      if (exchange !== undefined) this.#keepTime(exchange).catch(() => undefined);
      if (!signal.aborted) this.#tickUntil(signal, passedMs);
    };
    const cancel = venue.clock.after(tickMs, () => {
      signal.removeEventListener('abort', cancel);
      onTick();
    });
    signal.addEventListener('abort', cancel, { once: true });
  }

  #request<Answer>(
    operation: string,
    call: (exchange: CcxtExchange) => Promise<Answer>,
    use: (answer: Answer) => void,
    waitMs: number,
    signal: AbortSignal,
  ): void {
    this.#answer(operation, call, waitMs, signal).then(
      (answer) => {
        if (!signal.aborted) this.#guard(() => use(answer));
      },
      (error: unknown) => {
        if (!signal.aborted) this.#output.error(error);
      },
    );
  }

  async #answer<Answer>(
    operation: string,
    call: (exchange: CcxtExchange) => Promise<Answer>,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<Answer> {
    const { venue } = this.#settings;
    if (waitMs > 0) await pauseOn(venue.clock, waitMs, signal);
    for (let attempt = 1; ; attempt++) {
      try {
        const { exchange } = await this.#ready();
        return await call(exchange);
      } catch (error) {
        if (signal.aborted) throw error;
        const failure = this.#failure(error, operation);
        if (!failure.isRetryable) throw failure;
        const longestMs = Math.min(longestWaitMs, firstWaitMs * 2 ** (attempt - 1));
        const delayMs = venue.random.uniform() * longestMs;
        this.#guard(() => this.tell({ type: 'request-failed', operation, code: failure.code, attempt, delayMs }));
        await pauseOn(venue.clock, delayMs, signal);
      }
    }
  }
}

/**
 * Makes a cold stream over a venue: connected when it is subscribed, again and again after each break with full jitter, and
 * without socket and timer once it is unsubscribed.
 */
export const liveStream = <Event>(
  settings: LiveSettings,
  stream: CcxtStream,
  start: (context: LiveContext<Event>) => LiveSession,
): Observable<Event> =>
  new Observable<Event>((output) => {
    const live = new Live<Event>(settings, stream, output, start);
    const { venue, reconnect } = settings;
    const notices = {
      next: (notice: { readonly type: string }) => {
        if (notice.type !== 'retry-scheduled') return;
        const { error, attempt, delayMs } = notice as unknown as { error: unknown; attempt: number; delayMs: number };
        const code = SigmaxError.isInstance(error) ? error.code : 'UNKNOWN';
        live.tell({ type: 'retrying', code, attempt, delayMs });
      },
    };
    const retry = retryWithBackoff<never>({ ...reconnect, clock: venue.clock, random: venue.random, notices });
    const connections = live
      .connection()
      .pipe(retry)
      .subscribe({ error: (error: unknown) => output.error(error) });
    return () => {
      connections.unsubscribe();
      live.end();
    };
  });
