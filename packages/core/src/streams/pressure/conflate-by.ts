import type { OperatorFunction, Subscriber } from 'rxjs';
import { z } from 'zod';
import type { Clock } from '../../clock';
import { parseOptions } from '../../options';
import type { NoticeSink } from '../notice';
import { Stage, stageOperator } from '../stage';
import { streamOptions } from '../stream-options';
import { LatestByKey } from './latest-by-key';
import { type StreamWorker, WorkerStage } from './worker-stage';

export interface ConflateToWorkerOptions<Value, Result> {
  /** Works on one value; while it is busy, the latest value of each key waits. */
  readonly project: StreamWorker<Value, Result>;
  readonly notices?: NoticeSink | undefined;
}

export interface ConflateToClockOptions {
  /** At most one value of each key goes out in this time. */
  readonly everyMs: number;
  readonly clock: Clock;
  readonly notices?: NoticeSink | undefined;
}

class ConflateToWorker<Value, Result> extends WorkerStage<Value, Result> {
  private readonly keyOf: (value: Value) => string;
  private readonly latest = new LatestByKey<Value>();

  constructor(
    output: Subscriber<Result>,
    keyOf: (value: Value) => string,
    { project, notices }: ConflateToWorkerOptions<Value, Result>,
  ) {
    super(output, 'conflateBy', notices, project);
    this.keyOf = keyOf;
  }

  protected override hold(value: Value): void {
    if (this.latest.put(this.keyOf(value), value)) this.drop(this.latest.replaced, 'conflated');
  }

  protected override heldCount(): number {
    return this.latest.length;
  }

  protected override release(): Value {
    return this.latest.shift();
  }
}

class ConflateToClock<Value> extends Stage<Value, Value> {
  private readonly keyOf: (value: Value) => string;
  private readonly everyMs: number;
  private readonly clock: Clock;
  private readonly latest = new LatestByKey<Value>();
  private cancelTimer: (() => void) | undefined;

  constructor(
    output: Subscriber<Value>,
    keyOf: (value: Value) => string,
    { everyMs, clock, notices }: ConflateToClockOptions,
  ) {
    super(output, 'conflateBy', notices);
    this.keyOf = keyOf;
    this.everyMs = everyMs;
    this.clock = clock;
    this.add(() => this.cancelTimer?.());
  }

  protected override take(value: Value): void {
    if (this.latest.put(this.keyOf(value), value)) this.drop(this.latest.replaced, 'conflated');
    if (this.cancelTimer === undefined) this.flush();
  }

  protected override finish(): boolean {
    this.letOut();
    return true;
  }

  private letOut(): void {
    while (this.latest.length > 0 && !this.closed) this.emit(this.latest.shift());
  }

  /** Lets out what is held and shuts for `everyMs`; with nothing held it stays open, without a timer. */
  private flush(): void {
    this.cancelTimer = undefined;
    if (this.latest.length === 0) return;
    this.letOut();
    if (this.closed) return;
    this.cancelTimer = this.clock.after(this.everyMs, () => this.act(() => this.flush()));
  }
}

const workerSchema = z.strictObject({
  project: z.custom<StreamWorker<never, never>>((value) => typeof value === 'function', 'expected a function'),
  notices: streamOptions.notices,
});

const clockSchema = z.strictObject({
  everyMs: streamOptions.durationMs,
  clock: streamOptions.clock,
  notices: streamOptions.notices,
});

/**
 * Keeps the latest value of each key for a consumer that is slower than the source, and drops the older ones.
 *
 * With `project` the next value is handed over when what it returned for the last one has completed; with `everyMs` values go
 * out at once after a pause, and otherwise together, at most once in that time. The last value of each key always goes
 * out, those of one key in their order, keys in the order in which they began to wait.
 * received = delivered + dropped + waiting; the end of the source waits for what waits, an error does not.
 *
 * - State: one value per key.
 * - Dropped: each is told as `event-dropped` with reason `conflated`.
 * - Cost: O(1) per value.
 * - Errors: what `keyOf` or `project` throws, or the result of `project` errors with.
 *
 * @example
 * ```ts
 * import { conflateBy } from '@sigmax/core';
 * import { from, lastValueFrom, toArray } from 'rxjs';
 * const prices = ['BTC 100', 'BTC 101', 'ETH 7', 'BTC 102', 'ETH 8'];
 * const show = async (price: string) => price;
 * const shown = from(prices).pipe(conflateBy((price) => price.slice(0, 3), { project: show }), toArray());
 * await lastValueFrom(shown); // => ['BTC 100', 'BTC 102', 'ETH 8']
 * ```
 */
export function conflateBy<Value>(
  keyOf: (value: Value) => string,
  options: ConflateToClockOptions,
): OperatorFunction<Value, Value>;
export function conflateBy<Value, Result>(
  keyOf: (value: Value) => string,
  options: ConflateToWorkerOptions<Value, Result>,
): OperatorFunction<Value, Result>;
export function conflateBy<Value, Result>(
  keyOf: (value: Value) => string,
  options: ConflateToClockOptions | ConflateToWorkerOptions<Value, Result>,
): OperatorFunction<Value, Value> | OperatorFunction<Value, Result> {
  parseOptions(streamOptions.keyOf, keyOf, 'conflateBy');
  if ('project' in options) {
    parseOptions(workerSchema, options, 'conflateBy');
    return stageOperator<Value, Result>((output) => new ConflateToWorker(output, keyOf, options));
  }
  const parsed = parseOptions(clockSchema, options, 'conflateBy');
  return stageOperator<Value, Value>((output) => new ConflateToClock(output, keyOf, parsed));
}
