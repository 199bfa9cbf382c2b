import { type MonoTypeOperatorFunction, Observable, Subscriber } from 'rxjs';
import { z } from 'zod';
import type { Clock } from '../../clock';
import { SigmaxError } from '../../errors';
import { parseOptions } from '../../options';
import type { Random } from '../../random';
import type { NoticeSink } from '../notice';
import { RingBuffer } from '../ring-buffer';
import { streamOptions } from '../stream-options';

export interface RetryWithBackoffOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** The longest first wait. Defaults to 1,000 ms. */
  readonly minimumMs?: number | undefined;
  /** The longest wait of all. Defaults to 60,000 ms. */
  readonly maximumMs?: number | undefined;
  /** By how much the longest wait grows with each failure in a row. Defaults to 2. */
  readonly factor?: number | undefined;
  /** `"full"` waits for a random part of the longest wait, `"none"` for all of it. Defaults to `"full"`. */
  readonly jitter?: 'full' | 'none' | undefined;
  /** A connection that lasted this long makes the next failure the first again. Defaults to 60,000 ms. */
  readonly resetAfterMs?: number | undefined;
  /** How often to try again in a row. Defaults to no limit. */
  readonly maximumAttempts?: number | undefined;
  /** How many connections, the first included, there may be in any `budgetMs`. Defaults to 300 in 300,000 ms. */
  readonly maximumConnects?: number | undefined;
  readonly budgetMs?: number | undefined;
  /** Whether an error is worth another try. Defaults to `isRetryable` of a `SigmaxError`, false for other errors. */
  readonly retryIf?: ((error: unknown) => boolean) | undefined;
  readonly notices?: NoticeSink | undefined;
}

const schema = z
  .strictObject({
    clock: streamOptions.clock,
    random: streamOptions.random,
    minimumMs: streamOptions.durationMs.default(1_000),
    maximumMs: streamOptions.durationMs.default(60_000),
    factor: z.number().min(1).default(2),
    jitter: z.enum(['full', 'none']).default('full'),
    resetAfterMs: streamOptions.durationMs.default(60_000),
    maximumAttempts: z.int().nonnegative().optional(),
    maximumConnects: z.int().positive().default(300),
    budgetMs: streamOptions.durationMs.default(300_000),
    retryIf: z.custom<(error: unknown) => boolean>((value) => typeof value === 'function').optional(),
    notices: streamOptions.notices,
  })
  .refine(({ minimumMs, maximumMs }) => minimumMs <= maximumMs, {
    path: ['maximumMs'],
    message: 'expected at least minimumMs',
  });

const isRetryable = (error: unknown): boolean => SigmaxError.isInstance(error) && error.isRetryable;

/** How long the venue says to wait, from the context of its error; 0 where it says nothing that can be used. */
const retryAfterMs = (error: unknown): number => {
  const said = SigmaxError.isInstance(error) ? error.context.retryAfterMs : undefined;
  return typeof said === 'number' && said > 0 && said < Number.POSITIVE_INFINITY ? said : 0;
};

class Connections<Event> {
  private readonly source: Observable<Event>;
  private readonly output: Subscriber<Event>;
  private readonly options: z.output<typeof schema>;
  /** When the last `maximumConnects` connections were made. */
  private readonly connectedMs = new RingBuffer<number>();
  private attempt = 0;
  private longestMs: number;
  private startedMs = 0;
  private count = 0;
  private cancelTimer: (() => void) | undefined;

  constructor(source: Observable<Event>, output: Subscriber<Event>, options: z.output<typeof schema>) {
    this.source = source;
    this.output = output;
    this.options = options;
    this.longestMs = options.minimumMs;
    output.add(() => this.cancelTimer?.());
  }

  connect(): void {
    const { output, options, connectedMs } = this;
    this.startedMs = options.clock.nowMs();
    if (connectedMs.length === options.maximumConnects) connectedMs.shift();
    connectedMs.push(this.startedMs);
    const connection = new Subscriber<Event>({
      next: (event) => output.next(event),
      error: (error: unknown) => {
        connection.unsubscribe();
        this.failed(error);
      },
      complete: () => output.complete(),
    });
    // Its own unsubscribing takes it off the list of the output again.
    output.add(connection);
    this.source.subscribe(connection);
  }

  private failed(error: unknown): void {
    const { retryIf = isRetryable, resetAfterMs, minimumMs, maximumAttempts = Infinity, clock, notices } = this.options;
    try {
      if (clock.nowMs() - this.startedMs >= resetAfterMs) {
        this.attempt = 0;
        this.longestMs = minimumMs;
      }
      if (!retryIf(error) || !(this.attempt < maximumAttempts)) {
        this.output.error(error);
        return;
      }
      this.attempt += 1;
      this.count += 1;
      const { attempt, count } = this;
      const delayMs = this.delayMs(error);
      notices?.next({ type: 'retry-scheduled', operator: 'retryWithBackoff', error, attempt, delayMs, count });
      if (this.output.closed) return;
      this.cancelTimer = clock.after(delayMs, () => this.connect());
    } catch (thrown) {
      this.output.error(thrown);
    }
  }

  private delayMs(error: unknown): number {
    const { jitter, random, factor, maximumMs } = this.options;
    const share = jitter === 'full' ? random.uniform() : 1;
    const waitMs = retryAfterMs(error) + share * this.longestMs;
    this.longestMs = Math.min(maximumMs, this.longestMs * factor);
    return Math.max(waitMs, this.budgetMs());
  }

  /** How long until another connection is within the budget; never longer than it, even when the clock was set back. */
  private budgetMs(): number {
    const { maximumConnects, budgetMs, clock } = this.options;
    if (this.connectedMs.length < maximumConnects) return 0;
    // A whole millisecond more than needed, so that no rounding makes it less.
    const neededMs = Math.floor(this.connectedMs.first + budgetMs - clock.nowMs()) + 1;
    return Math.min(budgetMs, neededMs);
  }
}

/**
 * Subscribes to the source again after an error that is worth it, each time after a longer wait on average.
 *
 * wait = retryAfterMs + u × min(maximumMs, minimumMs × factor^(attempt − 1)), with u uniform in [0, 1) so that clients that were
 * cut off together do not come back together. `retryAfterMs` is what the error's context says (an HTTP Retry-After, in ms).
 * Where the budget of connections is used up, the wait is longer.
 *
 * - State: the times of the last `maximumConnects` connections. Each attempt is told as `retry-scheduled`.
 * - Cost: nothing per event.
 * - Errors: the last error, when `retryIf` says no or `maximumAttempts` are used up.
 * - Source: "full jitter" of Brooker 2015, Exponential Backoff and Jitter, AWS Architecture Blog.
 *
 * @example
 * ```ts
 * import { BrokerError, retryWithBackoff, seededRandom, systemClock } from '@sigmax/core';
 * import { concat, defer, lastValueFrom, of, throwError, toArray } from 'rxjs';
 * let connects = 0;
 * const cut = new BrokerError({ code: 'CUT', message: 'The socket closed.', isRetryable: true });
 * const socket = defer(() => {
 *   connects += 1;
 *   return connects < 3 ? concat(of(connects), throwError(() => cut)) : of(connects);
 * });
 * const retry = retryWithBackoff<number>({ clock: systemClock, random: seededRandom(7), minimumMs: 1, maximumMs: 2 });
 * await lastValueFrom(socket.pipe(retry, toArray())); // => [1, 2, 3]
 * ```
 */
export const retryWithBackoff = <Event>(options: RetryWithBackoffOptions): MonoTypeOperatorFunction<Event> => {
  const parsed = parseOptions(schema, options, 'retryWithBackoff');
  return (source) => new Observable((output) => new Connections(source, output, parsed).connect());
};
