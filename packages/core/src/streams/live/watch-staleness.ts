import type { MonoTypeOperatorFunction, Subscriber } from 'rxjs';
import { z } from 'zod';
import type { Clock } from '../../clock';
import { DataError } from '../../errors';
import { parseOptions } from '../../options';
import type { NoticeSink } from '../notice';
import { Stage, stageOperator } from '../stage';
import { streamOptions } from '../stream-options';

export interface WatchStalenessOptions<Event> {
  /** How long nothing may come. */
  readonly maxAgeMs: number;
  readonly clock: Clock;
  /** What happens then: the stream goes on and tells it, or it ends with a retryable error. */
  readonly action: 'notify' | 'error';
  /** Watches each key apart, such as each instrument, from its first event on. Without it the stream is watched as a whole. */
  readonly keyOf?: ((event: Event) => string) | undefined;
  readonly notices?: NoticeSink | undefined;
}

const schema = z.strictObject({
  maxAgeMs: streamOptions.durationMs,
  clock: streamOptions.clock,
  action: z.enum(['notify', 'error']),
  keyOf: streamOptions.keyOf.optional(),
  notices: streamOptions.notices,
});

/** Whether something came since the last look, and whether its absence has been told. */
class Watched {
  readonly key: string | undefined;
  hasCome = false;
  isStale = false;

  constructor(key: string | undefined) {
    this.key = key;
  }
}

class WatchStaleness<Event> extends Stage<Event, Event> {
  private readonly options: z.output<typeof schema>;
  private readonly keyOf: ((event: Event) => string) | undefined;
  private readonly whole = new Watched(undefined);
  private readonly byKey = new Map<string, Watched>();
  private staleCount = 0;
  private cancelTimer: (() => void) | undefined;

  constructor(output: Subscriber<Event>, options: z.output<typeof schema>) {
    super(output, 'watchStaleness', options.notices);
    this.options = options;
    this.keyOf = options.keyOf as ((event: Event) => string) | undefined;
    this.add(() => this.cancelTimer?.());
    this.arm();
  }

  protected override take(event: Event): void {
    const watched = this.keyOf === undefined ? this.whole : this.watched(this.keyOf(event));
    watched.hasCome = true;
    if (watched.isStale) {
      watched.isStale = false;
      this.notices?.next({ type: 'stream-fresh', operator: this.operator, key: watched.key });
    }
    this.emit(event);
  }

  private watched(key: string): Watched {
    let found = this.byKey.get(key);
    if (found === undefined) {
      found = new Watched(key);
      this.byKey.set(key, found);
    }
    // An event of any key shows that the stream as a whole lives.
    this.whole.hasCome = true;
    return found;
  }

  /** One timer for the whole stream, whatever its rate: an event only leaves a mark. */
  private arm(): void {
    this.cancelTimer = this.options.clock.after(this.options.maxAgeMs, () => this.act(() => this.look()));
  }

  private look(): void {
    if (this.byKey.size === 0) this.judge(this.whole);
    for (const watched of this.byKey.values()) this.judge(watched);
    if (!this.closed) this.arm();
  }

  private judge(watched: Watched): void {
    const { maxAgeMs, action } = this.options;
    const { hasCome, isStale, key } = watched;
    watched.hasCome = false;
    if (hasCome || isStale) return;
    watched.isStale = true;
    this.staleCount += 1;
    this.notices?.next({ type: 'stream-stale', operator: this.operator, key, maxAgeMs, count: this.staleCount });
    if (action === 'notify') return;
    throw new DataError({
      code: 'STALE_STREAM',
      message: `watchStaleness: nothing came${key === undefined ? '' : ` for ${key}`} for ${maxAgeMs} ms.`,
      remedy: 'Connect again, for example with retryWithBackoff.',
      context: { maxAgeMs, key },
      isRetryable: true,
    });
  }
}

/**
 * Notices when a source falls silent: after more than `maxAgeMs` and at most twice that without an event.
 *
 * Silence is told once as `stream-stale`, its end as `stream-fresh`; with `action: "error"` it is an error, which
 * `retryWithBackoff` behind it takes for a reason to connect again. A source that never speaks is silent from the subscription.
 *
 * - State: one mark per key, one timer.
 * - Time: the timer of the clock alone counts; a correction of what the clock shows makes nothing stale or fresh.
 * - Cost: O(1) per event, O(keys) in each `maxAgeMs`.
 * - Errors: `DataError` `STALE_STREAM`, retryable.
 *
 * @example
 * ```ts
 * import { systemClock, watchStaleness } from '@sigmax/core';
 * import { catchError, lastValueFrom, NEVER, of } from 'rxjs';
 * const silent = NEVER.pipe(watchStaleness({ maxAgeMs: 5, clock: systemClock, action: 'error' }));
 * await lastValueFrom(silent.pipe(catchError((error) => of(error.code, error.isRetryable)))); // => true
 * ```
 */
export const watchStaleness = <Event>(options: WatchStalenessOptions<Event>): MonoTypeOperatorFunction<Event> => {
  const parsed = parseOptions(schema, options, 'watchStaleness');
  return stageOperator<Event, Event>((output) => new WatchStaleness(output, parsed));
};
