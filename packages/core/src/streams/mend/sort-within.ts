import type { MonoTypeOperatorFunction, Subscriber } from 'rxjs';
import { z } from 'zod';
import type { Clock } from '../../clock';
import { DataError } from '../../errors';
import { parseOptions, show } from '../../options';
import type { Timed } from '../merge/timed';
import type { NoticeSink } from '../notice';
import { Stage, stageOperator } from '../stage';
import { streamOptions } from '../stream-options';

export interface SortWithinOptions {
  /** How long an event is held for earlier ones, in ms of the times of events. */
  readonly windowMs: number;
  /** How many events may be held; one more is an error. Defaults to 100,000. */
  readonly maximumHeld?: number | undefined;
  /** What comes of an event that lies before one that went out: an error, or it is dropped and told. Defaults to `"error"`. */
  readonly late?: 'error' | 'drop' | undefined;
  /** Lets events out `windowMs` after the last one came, where the source falls silent. */
  readonly clock?: Clock | undefined;
  readonly notices?: NoticeSink | undefined;
}

const schema = z.strictObject({
  windowMs: streamOptions.durationMs,
  maximumHeld: z.int().positive().default(100_000),
  late: z.enum(['error', 'drop']).default('error'),
  clock: streamOptions.clock.optional(),
  notices: streamOptions.notices,
});

class SortWithin<Event extends Timed> extends Stage<Event, Event> {
  private readonly options: z.output<typeof schema>;
  /** In the order of time, then of coming; what is before `first` has gone out. */
  private held: Event[] = [];
  private first = 0;
  private latestMs = Number.NEGATIVE_INFINITY;
  private releasedMs = Number.NEGATIVE_INFINITY;
  private moved = 0;
  private lastCount = 0;
  private isTimed = false;
  private cancelTimer: (() => void) | undefined;

  constructor(output: Subscriber<Event>, options: z.output<typeof schema>) {
    super(output, 'sortWithin', options.notices);
    this.options = options;
    if (options.clock !== undefined) this.add(() => this.cancelTimer?.());
  }

  protected override take(event: Event): void {
    const { timeMs } = event;
    if (!Number.isFinite(timeMs)) this.refuse('NOT_FINITE', `time was ${show(timeMs)}`, 'Give milliseconds.');
    if (timeMs < this.releasedMs) {
      if (this.options.late === 'drop') this.drop(event, 'late');
      else this.refuse('LATE_EVENT', `time ${timeMs} came after ${this.releasedMs} went out`, 'Widen windowMs.');
      return;
    }
    if (timeMs >= this.latestMs) {
      this.latestMs = timeMs;
      this.held.push(event);
    } else {
      this.insert(event);
    }
    this.release(this.latestMs - this.options.windowMs);
    if (!(this.held.length - this.first <= this.options.maximumHeld)) {
      this.refuse('BUFFER_FULL', `more than ${this.options.maximumHeld} events were held`, 'Raise maximumHeld.');
    }
    if (this.options.clock !== undefined) this.arm(this.options.clock);
  }

  protected override finish(): boolean {
    this.release(Number.POSITIVE_INFINITY);
    return true;
  }

  private insert(event: Event): void {
    const { held } = this;
    let low = this.first;
    let high = held.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((held[middle] as Event).timeMs <= event.timeMs) low = middle + 1;
      else high = middle;
    }
    held.splice(low, 0, event);
    this.moved += 1;
    const lagMs = this.latestMs - event.timeMs;
    this.notices?.next({ type: 'event-moved', operator: this.operator, event, lagMs, count: this.moved });
  }

  private release(throughMs: number): void {
    while (this.first < this.held.length) {
      const event = this.held[this.first] as Event;
      if (event.timeMs > throughMs || this.closed) break;
      this.first += 1;
      this.releasedMs = event.timeMs;
      this.emit(event);
    }
    // Half of the list at a time, so that each event is moved once on average.
    if (this.first * 2 > this.held.length) {
      this.held = this.held.slice(this.first);
      this.first = 0;
    }
  }

  /** One timer at a time: where events came while it ran, it is set once more. */
  private arm(clock: Clock): void {
    if (this.isTimed || this.held.length === this.first) return;
    this.isTimed = true;
    this.lastCount = this.received;
    this.cancelTimer = clock.after(this.options.windowMs, () =>
      this.act(() => {
        this.isTimed = false;
        if (this.lastCount === this.received) this.release(Number.POSITIVE_INFINITY);
        this.arm(clock);
      }),
    );
  }

  private refuse(code: string, what: string, remedy: string): never {
    throw new DataError({
      code,
      message: `sortWithin: ${what}.`,
      remedy,
      context: { windowMs: this.options.windowMs, maximumHeld: this.options.maximumHeld },
    });
  }
}

/**
 * Puts events that come out of order within `windowMs` into the order of their times; events of one time keep theirs.
 *
 * An event goes out when one comes whose time is `windowMs` later, at the end of the source, or, with a `clock`, between one
 * and two `windowMs` after the last event came. Each event that had to move is told as `event-moved`.
 *
 * - State: the events of the last `windowMs`.
 * - Late: an event before one that went out is an error, or dropped and told with reason `late`.
 * - Cost: O(1) for an event in order, O(held) for one that moves.
 * - Errors: `DataError` `LATE_EVENT`, `BUFFER_FULL`, `NOT_FINITE`.
 *
 * @example
 * ```ts
 * import { sortWithin } from '@sigmax/core';
 * import { from, lastValueFrom, map, toArray } from 'rxjs';
 * const events = [1, 3, 2, 9, 8].map((timeMs) => ({ timeMs }));
 * const times = from(events).pipe(sortWithin({ windowMs: 5 }), map(({ timeMs }) => timeMs), toArray());
 * await lastValueFrom(times); // => [1, 2, 3, 8, 9]
 * ```
 */
export const sortWithin = <Event extends Timed>(options: SortWithinOptions): MonoTypeOperatorFunction<Event> => {
  const parsed = parseOptions(schema, options, 'sortWithin');
  return stageOperator<Event, Event>((output) => new SortWithin(output, parsed));
};
