import fc from 'fast-check';
import { NEVER, Observable, of, Subject, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../clock';
import { profile, share } from '../../testing-profile.test-helper';
import type { StreamCounters } from '../notice';
import { noticeList, run } from '../stream.test-helper';
import { virtualClock } from '../virtual-clock.test-helper';
import { bufferBounded } from './buffer-bounded';
import { conflateBy } from './conflate-by';

/** A consumer that needs some time for each value. */
const busyFor =
  (clock: Clock, needsMs: number) =>
  <Value>(value: Value): Observable<Value> =>
    new Observable((subscriber) =>
      clock.after(needsMs, () => {
        subscriber.next(value);
        subscriber.complete();
      }),
    );

describe('bufferBounded', () => {
  const burst = (policy: 'drop-oldest' | 'drop-newest' | 'error') => {
    const clock = virtualClock();
    const notices = noticeList();
    const source = new Subject<number>();
    const seen: number[] = [];
    const state: { error?: unknown; isComplete: boolean } = { isComplete: false };
    source.pipe(bufferBounded({ size: 2, policy, notices }, busyFor(clock, 10))).subscribe({
      next: (value) => seen.push(value),
      error: (error: unknown) => {
        state.error = error;
      },
      complete: () => {
        state.isComplete = true;
      },
    });
    for (const value of [1, 2, 3, 4, 5]) source.next(value);
    source.complete();
    clock.advance(100);
    return { seen, state, notices, pending: clock.pending() };
  };

  it('drops the oldest that wait', () => {
    const { seen, state, notices } = burst('drop-oldest');
    expect(seen).toEqual([1, 4, 5]);
    expect(state).toEqual({ isComplete: true });
    expect(notices.list).toEqual([
      { type: 'event-dropped', operator: 'bufferBounded', reason: 'buffer-full', event: 2, count: 1 },
      { type: 'event-dropped', operator: 'bufferBounded', reason: 'buffer-full', event: 3, count: 2 },
      { type: 'stream-counters', operator: 'bufferBounded', received: 5, delivered: 3, dropped: 2 },
    ]);
  });

  it('drops the newest', () => expect(burst('drop-newest').seen).toEqual([1, 2, 3]));

  it('ends with a retryable error, and lets the consumer go', () => {
    const { state, pending } = burst('error');
    expect(state.error).toMatchObject({ name: 'DataError', code: 'BUFFER_FULL', isRetryable: true });
    expect(pending).toBe(0);
  });

  it('hands over at once to a consumer that is never busy', () => {
    const options = { size: 1, policy: 'error' } as const;
    expect(
      run(
        [1, 2, 3],
        bufferBounded(options, (value: number) => [value, value * 10]),
      ).values,
    ).toEqual([1, 10, 2, 20, 3, 30]);
  });

  it('ends with what the consumer throws or errors with', () => {
    const error = new Error('full disk');
    const options = { size: 1, policy: 'error' } as const;
    expect(
      run(
        [1],
        bufferBounded(options, () => throwError(() => error)),
      ).error,
    ).toBe(error);
    const thrower = () => {
      throw error;
    };
    expect(run([1], bufferBounded(options, thrower)).error).toBe(error);
  });
});

describe('conflateBy', () => {
  it('keeps the latest of each key for a busy consumer', () => {
    const clock = virtualClock();
    const notices = noticeList();
    const source = new Subject<string>();
    const seen: string[] = [];
    source
      .pipe(conflateBy((value) => value[0] as string, { project: busyFor(clock, 10), notices }))
      .subscribe((value) => seen.push(value));
    for (const value of ['a1', 'a2', 'b1', 'a3', 'b2']) source.next(value);
    clock.advance(10);
    source.next('a4');
    source.complete();
    clock.advance(100);
    expect(seen).toEqual(['a1', 'a3', 'b2', 'a4']);
    expect(notices.types()).toEqual(['event-dropped', 'event-dropped', 'stream-counters']);
    expect(notices.list[0]).toMatchObject({ reason: 'conflated', event: 'a2' });
  });

  it('lets out at once after a pause, and then once in a while', () => {
    const clock = virtualClock();
    const source = new Subject<string>();
    const seen: string[] = [];
    const conflated = source.pipe(conflateBy((value) => value[0] as string, { everyMs: 100, clock }));
    const subscription = conflated.subscribe((value) => seen.push(value));
    for (const value of ['a1', 'b1', 'a2', 'a3']) source.next(value);
    expect(seen).toEqual(['a1']);
    clock.advance(100);
    expect(seen).toEqual(['a1', 'b1', 'a3']);
    clock.advance(100);
    expect(clock.pending()).toBe(0);
    source.next('a4');
    expect(seen.at(-1)).toBe('a4');
    source.next('a5');
    subscription.unsubscribe();
    expect(clock.pending()).toBe(0);
  });

  it('lets what waits out at the end of the source', () => {
    const clock = virtualClock();
    const { values, isComplete } = run(
      ['a1', 'a2', 'a3'],
      conflateBy((value) => value[0] as string, { everyMs: 100, clock }),
    );
    expect([values, isComplete, clock.pending()]).toEqual([['a1', 'a3'], true, 0]);
  });

  it('refuses a key that is no function, and two ways at once', () => {
    expect(() => conflateBy('symbol' as never, { project: () => of(1) })).toThrow(/conflateBy/);
    const both = { project: () => of(1), everyMs: 5 };
    expect(() => conflateBy(String, both as never)).toThrow(/everyMs/);
  });
});

describe('both', () => {
  it('let the consumer go when they are unsubscribed or fail', () => {
    const clock = virtualClock();
    const source = new Subject<number>();
    const buffered = source.pipe(bufferBounded({ size: 1, policy: 'error' }, busyFor(clock, 10)));
    const conflated = source.pipe(conflateBy(String, { project: busyFor(clock, 10) }));
    const first = conflated.subscribe();
    source.next(1);
    expect(clock.pending()).toBe(1);
    first.unsubscribe();
    expect(clock.pending()).toBe(0);
    buffered.subscribe({ error: () => {} });
    for (const value of [1, 2]) source.next(value);
    expect(clock.pending()).toBe(1);
    source.next(3);
    expect([clock.pending(), source.observed]).toEqual([0, false]);
  });

  /** Values of random keys at random moments, and a consumer of random speed. */
  const schedules = fc.record({
    steps: fc.array(fc.tuple(fc.nat(20), fc.nat(3)), { maxLength: 200, size: 'max' }),
    needsMs: fc.integer({ min: 0, max: 60 }),
    size: fc.integer({ min: 1, max: 20 }),
    policy: fc.constantFrom('drop-oldest', 'drop-newest'),
    way: fc.constantFrom('buffer', 'worker', 'clock'),
  });

  it('deliver and drop together what was produced, keep the order of each key and its last value', () => {
    fc.assert(
      fc.property(schedules, ({ steps, needsMs, size, policy, way }) => {
        const clock = virtualClock();
        const notices = noticeList();
        const source = new Subject<{ key: string; number: number }>();
        const keyOf = ({ key }: { key: string }) => key;
        const project = busyFor(clock, needsMs);
        const operator = {
          buffer: bufferBounded<{ key: string; number: number }, { key: string; number: number }>(
            { size, policy: policy as 'drop-oldest', notices },
            project,
          ),
          worker: conflateBy<{ key: string; number: number }, { key: string; number: number }>(keyOf, {
            project,
            notices,
          }),
          clock: conflateBy<{ key: string; number: number }>(keyOf, { everyMs: needsMs + 1, clock, notices }),
        }[way as 'buffer'];
        const seen: { key: string; number: number }[] = [];
        let isComplete = false;
        source.pipe(operator).subscribe({
          next: (value) => seen.push(value),
          complete: () => {
            isComplete = true;
          },
        });
        const last = new Map<string, number>();
        for (const [number, [waitMs, key]] of steps.entries()) {
          clock.advance(waitMs);
          source.next({ key: `${key}`, number });
          last.set(`${key}`, number);
        }
        source.complete();
        clock.advance(100_000);
        const counters = notices.list.at(-1) as StreamCounters;
        expect(isComplete).toBe(true);
        expect([counters.received, counters.delivered + counters.dropped]).toEqual([steps.length, steps.length]);
        expect(seen).toHaveLength(counters.delivered);
        const droppedCount = notices.list.filter(({ type }) => type === 'event-dropped').length;
        expect(droppedCount).toBe(counters.dropped);
        const newest = new Map<string, number>();
        for (const { key, number } of seen) {
          expect(number).toBeGreaterThan(newest.get(key) ?? -1);
          newest.set(key, number);
        }
        if (way !== 'buffer') expect(newest).toEqual(last);
        expect(clock.pending()).toBe(0);
      }),
      profile(60, 5_000),
    );
  });

  it('never hold more than they may in a burst of 50,000 a second for a consumer of 1,000', () => {
    const clock = virtualClock();
    const source = new Subject<number>();
    let delivered = 0;
    let told = 0;
    const notices = {
      next: () => {
        told += 1;
      },
    };
    source.pipe(bufferBounded({ size: 100, policy: 'drop-oldest', notices }, busyFor(clock, 1))).subscribe(() => {
      delivered += 1;
    });
    // All of it is 10 minutes, 30,000,000 events.
    const ticks = share(400, 600_000);
    for (let tick = 0; tick < ticks; tick++) {
      for (let event = 0; event < 50; event++) source.next(event);
      clock.advance(1);
    }
    // One is at work, 100 wait, and every other one has been delivered or dropped.
    expect(delivered).toBe(ticks);
    expect(told).toBe(ticks * 50 - ticks - 1 - 99);
  });

  it('take values that a handler sends in the middle behind those that wait', () => {
    const source = new Subject<number>();
    const seen: number[] = [];
    source.pipe(bufferBounded({ size: 10, policy: 'error' }, (value: number) => of(value))).subscribe((value) => {
      if (value === 1) {
        source.next(2);
        source.next(3);
      }
      seen.push(value);
    });
    source.next(1);
    expect(seen).toEqual([1, 2, 3]);
    expect(
      run(
        [1],
        bufferBounded({ size: 1, policy: 'error' }, () => NEVER),
      ).isComplete,
    ).toBe(false);
  });
});
