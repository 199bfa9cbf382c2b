import { Observable, type Subscriber } from 'rxjs';
import { z } from 'zod';
import type { Clock } from '../../clock';
import { DataError } from '../../errors';
import { parseOptions } from '../../options';
import type { NoticeSink } from '../notice';
import { streamOptions } from '../stream-options';
import { type MergeHost, type MergeSource, openSource, SourceState } from './merge-source';
import { requireOrder } from './require-order';
import { TimeHeap } from './time-heap';
import type { Timed } from './timed';

export interface MergeByTimeOptions {
  /**
   * How long events are held back for a source without one, on `clock`: after more than this and at most twice this the merge
   * goes on without it until it speaks again. Without it a silent source holds the others back for good.
   */
  readonly idleAfterMs?: number | undefined;
  readonly clock?: Clock | undefined;
  /** How many events of all sources may be held. Defaults to 100,000. */
  readonly maximumHeld?: number | undefined;
  /** What happens when there is one more: an error, or the merge goes on without the silent sources. Defaults to `"error"`. */
  readonly whenFull?: 'error' | 'release' | undefined;
  /** What comes of an event of a source left behind that lies before one that went out. Defaults to `"error"`. */
  readonly late?: 'error' | 'drop' | undefined;
  readonly notices?: NoticeSink | undefined;
}

const schema = z
  .strictObject({
    idleAfterMs: streamOptions.durationMs.optional(),
    clock: streamOptions.clock.optional(),
    maximumHeld: z.int().positive().default(100_000),
    whenFull: z.enum(['error', 'release']).default('error'),
    late: z.enum(['error', 'drop']).default('error'),
    notices: streamOptions.notices,
  })
  .refine(({ idleAfterMs, clock }) => (idleAfterMs === undefined) === (clock === undefined), {
    path: ['clock'],
    message: 'expected together with idleAfterMs',
  });

const operator = 'mergeByTime';

class Merge<Event extends Timed> implements MergeHost<Event> {
  private readonly output: Subscriber<Event>;
  private readonly options: z.output<typeof schema>;
  private readonly states: readonly SourceState<Event>[];
  private readonly heap: TimeHeap;
  /** How many sources have no event in the heap and are waited for. */
  private missing: number;
  private open: number;
  private held = 0;
  private releasedMs = Number.NEGATIVE_INFINITY;
  private isPumping = true;
  private cancelTimer: (() => void) | undefined;
  private received = 0;
  private delivered = 0;
  private dropped = 0;
  private idled = 0;

  constructor(output: Subscriber<Event>, sources: number, options: z.output<typeof schema>) {
    this.output = output;
    this.options = options;
    this.states = Array.from({ length: sources }, (_, index) => new SourceState<Event>(index));
    this.heap = new TimeHeap(sources);
    this.missing = sources;
    this.open = sources;
  }

  start(sources: readonly MergeSource<Event>[]): void {
    this.output.add(() => this.stop());
    this.guard(() => {
      for (const [index, source] of sources.entries()) {
        if (this.output.closed) return;
        openSource(source, this.states[index] as SourceState<Event>, this);
      }
    });
    this.isPumping = false;
    this.pump();
  }

  came(source: SourceState<Event>, event: Event): void {
    if (this.output.closed) return;
    try {
      this.take(source, event);
    } catch (error) {
      this.output.error(error);
    }
    this.pump();
  }

  completed(source: SourceState<Event>): void {
    if (source.isDone) return;
    source.isDone = true;
    this.open -= 1;
    if (source.queue.length === 0 && !source.isIdle) this.missing -= 1;
    this.pump();
  }

  failed(error: unknown): void {
    this.output.error(error);
  }

  private take(source: SourceState<Event>, event: Event): void {
    const { timeMs } = event;
    this.received += 1;
    source.hasCome = true;
    requireOrder(operator, source.index, timeMs, source.previousMs);
    source.previousMs = timeMs;
    if (timeMs < this.releasedMs) {
      this.late(source, event);
      return;
    }
    this.held += 1;
    source.queue.push(event);
    if (source.queue.length > 1) {
      if (!(this.held <= this.options.maximumHeld)) this.full();
      return;
    }
    this.heap.push(source.index, timeMs);
    if (source.isIdle) source.isIdle = false;
    else this.missing -= 1;
  }

  private late(source: SourceState<Event>, event: Event): void {
    const { late, notices } = this.options;
    if (late === 'error') {
      throw new DataError({
        code: 'LATE_EVENT',
        message: `mergeByTime: source ${source.index}: time ${event.timeMs} came after ${this.releasedMs} had gone out.`,
        remedy: 'Raise idleAfterMs, or give late: "drop".',
        context: { source: source.index, timeMs: event.timeMs, releasedMs: this.releasedMs },
      });
    }
    this.dropped += 1;
    notices?.next({ type: 'event-dropped', operator, reason: 'late', event, count: this.dropped });
    if (source.queue.length === 0) source.ask();
  }

  /** Too much is held: nobody silent is waited for any longer, or the merge ends. */
  private full(): void {
    const { maximumHeld, whenFull } = this.options;
    if (whenFull === 'release') {
      for (const state of this.states) this.leaveBehind(state, 'buffer-full');
      return;
    }
    throw new DataError({
      code: 'BUFFER_FULL',
      message: `mergeByTime: more than ${maximumHeld} events were held for sources without one.`,
      remedy: 'Give stored data as iterables, which are asked one by one; or idleAfterMs, whenFull or maximumHeld.',
      context: { maximumHeld, silent: this.states.filter((state) => this.isMissing(state)).map(({ index }) => index) },
    });
  }

  private isMissing(state: SourceState<Event>): boolean {
    return !state.isDone && !state.isIdle && state.queue.length === 0;
  }

  private leaveBehind(state: SourceState<Event>, reason: 'silent' | 'buffer-full'): void {
    if (!this.isMissing(state)) return;
    state.isIdle = true;
    this.missing -= 1;
    this.idled += 1;
    this.options.notices?.next({ type: 'source-idle', operator, source: state.index, reason, count: this.idled });
  }

  /** Lets out what is earliest for sure. What comes in the meantime is taken up by the loop that runs. */
  private pump(): void {
    if (this.isPumping) return;
    this.isPumping = true;
    try {
      while (this.missing === 0 && this.heap.length > 0 && !this.output.closed) this.letOut();
    } catch (error) {
      this.output.error(error);
    }
    this.isPumping = false;
    if (this.output.closed) return;
    if (this.open === 0 && this.heap.length === 0) this.output.complete();
    else this.arm();
  }

  private letOut(): void {
    const state = this.states[this.heap.pop()] as SourceState<Event>;
    const event = state.queue.shift();
    this.held -= 1;
    if (state.queue.length > 0) {
      this.heap.push(state.index, state.queue.first.timeMs);
    } else if (!state.isDone) {
      this.missing += 1;
    }
    this.releasedMs = event.timeMs;
    this.delivered += 1;
    this.output.next(event);
    if (state.queue.length === 0 && !state.isDone && !this.output.closed) state.ask();
  }

  private arm(): void {
    const { idleAfterMs, clock } = this.options;
    if (idleAfterMs === undefined || clock === undefined) return;
    if (this.cancelTimer !== undefined || this.missing === 0 || this.heap.length === 0) return;
    for (const state of this.states) state.hasCome = false;
    this.cancelTimer = clock.after(idleAfterMs, () => {
      this.cancelTimer = undefined;
      this.guard(() => {
        if (this.heap.length === 0) return;
        for (const state of this.states) if (!state.hasCome) this.leaveBehind(state, 'silent');
      });
      this.pump();
    });
  }

  private guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.output.error(error);
    }
  }

  private stop(): void {
    this.cancelTimer?.();
    for (const state of this.states) state.stop();
    const { received, delivered, dropped } = this;
    this.options.notices?.next({ type: 'stream-counters', operator, received, delivered, dropped });
  }
}

/**
 * Merges sources into one stream in time order; events of one time come in the order of the list of sources.
 *
 * An event goes out when every source that is waited for has one that is not earlier. Observables push and are buffered;
 * iterables and async iterables are asked for one event when the one before has gone out, so files of any size merge in
 * constant memory.
 *
 * - State: at most `maximumHeld` events.
 * - Slow: a source without an event holds the others back; with `idleAfterMs` for at most twice that on the clock, then it is left
 *   behind, told as `source-idle`, and waited for again once it has spoken. What it then brings from before the events that
 *   went out is an error, or dropped and told with reason `late`.
 * - Ends: completes when all sources have; errors with the first that does.
 * - Cost: O(log sources) per event.
 * - Errors: `DataError` `OUT_OF_ORDER`, `NOT_FINITE`, `LATE_EVENT`, `BUFFER_FULL`; those of the sources.
 *
 * @example
 * ```ts
 * import { mergeByTime } from '@sigmax/core';
 * import { lastValueFrom, map, of, toArray } from 'rxjs';
 * const stored = [{ timeMs: 1, from: 'file' }, { timeMs: 4, from: 'file' }];
 * const live = of({ timeMs: 2, from: 'stream' }, { timeMs: 4, from: 'stream' });
 * const merged = mergeByTime([stored, live]).pipe(map(({ timeMs, from }) => `${timeMs} ${from}`), toArray());
 * await lastValueFrom(merged); // => ['1 file', '2 stream', '4 file', '4 stream']
 * ```
 */
export const mergeByTime = <Event extends Timed>(
  sources: readonly MergeSource<Event>[],
  options: MergeByTimeOptions = {},
): Observable<Event> => {
  const parsed = parseOptions(schema, options, operator);
  return new Observable((output) => new Merge(output, sources.length, parsed).start(sources));
};
