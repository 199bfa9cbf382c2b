import type { OperatorFunction, Subscriber } from 'rxjs';
import { z } from 'zod';
import { DataError } from '../../errors';
import { parseOptions } from '../../options';
import type { NoticeSink } from '../notice';
import { Stage, stageOperator } from '../stage';
import { streamOptions } from '../stream-options';

export interface QuarantineOptions {
  /** How many failures the stream outlives among any `outOf` events in a row; one more ends it. */
  readonly maximumFailures: number;
  readonly outOf: number;
  readonly notices?: NoticeSink | undefined;
}

const schema = z.strictObject({
  maximumFailures: z.int().nonnegative(),
  outOf: z.int().positive(),
  notices: streamOptions.notices,
});

class Quarantine<Value, Result> extends Stage<Value, Result> {
  private readonly check: (value: Value) => Result;
  private readonly options: z.output<typeof schema>;
  /** The numbers of the events that failed last, as a ring. */
  private readonly failedAt: Float64Array;
  private failures = 0;

  constructor(output: Subscriber<Result>, check: (value: Value) => Result, options: z.output<typeof schema>) {
    super(output, 'quarantine', options.notices);
    this.check = check;
    this.options = options;
    this.failedAt = new Float64Array(options.maximumFailures + 1);
  }

  protected override take(value: Value): void {
    let result: Result;
    try {
      result = this.check(value);
    } catch (error) {
      this.setAside(value, error);
      return;
    }
    this.emit(result);
  }

  private setAside(event: Value, error: unknown): void {
    const { maximumFailures, outOf } = this.options;
    this.dropped += 1;
    this.failures += 1;
    this.notices?.next({ type: 'event-quarantined', operator: this.operator, event, error, count: this.failures });
    const { failedAt } = this;
    failedAt[this.failures % failedAt.length] = this.received;
    // The next place of the ring has its oldest failure, with which there are one more than allowed.
    const oldest = failedAt[(this.failures + 1) % failedAt.length] as number;
    if (this.failures <= maximumFailures || this.received - oldest >= outOf) return;
    throw new DataError({
      code: 'TOO_MANY_FAILURES',
      message: `quarantine: more than ${maximumFailures} of ${outOf} events failed.`,
      remedy: 'See the cause and the notices; mend the source or the check.',
      context: { maximumFailures, outOf, received: this.received, failures: this.failures },
      cause: error,
    });
  }
}

/**
 * Runs a check or a stage on each event, sets aside the events on which it throws, and lives on.
 *
 * `check` returns what goes out: the event itself, or what it made of it. `checkMarketData()` is one for market data.
 *
 * - State: the places of the last `maximumFailures + 1` failures.
 * - Set aside: each event is told as `event-quarantined` with the error.
 * - Cost: O(1) per event.
 * - Errors: `DataError` `TOO_MANY_FAILURES` when more than `maximumFailures` of any `outOf` events in a row failed; its `cause` is
 *   the last failure. Events are counted and no time is taken, so a replay ends where the first run did.
 *
 * @example
 * ```ts
 * import { quarantine, type StreamNotice } from '@sigmax/core';
 * import { from, lastValueFrom, Subject, toArray } from 'rxjs';
 * const notices = new Subject<StreamNotice>();
 * const aside: unknown[] = [];
 * notices.subscribe((notice) => notice.type === 'event-quarantined' && aside.push(notice.event));
 * const parse = (text: string): unknown => JSON.parse(text);
 * const frames = from(['1', '{', '2']).pipe(quarantine(parse, { maximumFailures: 5, outOf: 100, notices }), toArray());
 * await lastValueFrom(frames); // => [1, 2]
 * aside; // => ['{']
 * ```
 */
export const quarantine = <Value, Result>(
  check: (value: Value) => Result,
  options: QuarantineOptions,
): OperatorFunction<Value, Result> => {
  const parsed = parseOptions(schema, options, 'quarantine');
  return stageOperator((output) => new Quarantine(output, check, parsed));
};
