import fc from 'fast-check';
import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { profile } from '../../testing-profile.test-helper';
import { noticeList, run } from '../stream.test-helper';
import { virtualClock } from '../virtual-clock.test-helper';
import { sortWithin } from './sort-within';

const events = (...times: number[]) => times.map((timeMs, place) => ({ timeMs, place }));
const times = (list: readonly { readonly timeMs: number }[]) => list.map(({ timeMs }) => timeMs);

describe('sortWithin', () => {
  it('lets an event out when one comes that is a window later', () => {
    const source = new Subject<{ timeMs: number }>();
    const seen: number[] = [];
    source.pipe(sortWithin({ windowMs: 10 })).subscribe(({ timeMs }) => seen.push(timeMs));
    for (const timeMs of [5, 3, 12]) source.next({ timeMs });
    expect(seen).toEqual([]);
    source.next({ timeMs: 14 });
    expect(seen).toEqual([3]);
    source.next({ timeMs: 22 });
    expect(seen).toEqual([3, 5, 12]);
    source.complete();
    expect(seen).toEqual([3, 5, 12, 14, 22]);
  });

  it('tells what moved and how far, and what it dropped', () => {
    const notices = noticeList();
    const arrivals = events(10, 8, 30, 1);
    const [, second, , late] = arrivals;
    const { values } = run(arrivals, sortWithin({ windowMs: 5, late: 'drop', notices }));
    expect(times(values)).toEqual([8, 10, 30]);
    expect(notices.list).toEqual([
      { type: 'event-moved', operator: 'sortWithin', event: second, lagMs: 2, count: 1 },
      { type: 'event-dropped', operator: 'sortWithin', reason: 'late', event: late, count: 1 },
      { type: 'stream-counters', operator: 'sortWithin', received: 4, delivered: 3, dropped: 1 },
    ]);
  });

  it('refuses what is later than the window, what has no time, and more than it may hold', () => {
    expect(run(events(10, 20, 9), sortWithin({ windowMs: 5 })).error).toMatchObject({ code: 'LATE_EVENT' });
    expect(run(events(Number.NaN), sortWithin({ windowMs: 5 })).error).toMatchObject({ code: 'NOT_FINITE' });
    expect(run(events(1, 2, 3), sortWithin({ windowMs: 5, maximumHeld: 2 })).error).toMatchObject({
      code: 'BUFFER_FULL',
    });
  });

  it('lets the last events out by the clock, and then sets no timer', () => {
    const clock = virtualClock();
    const source = new Subject<{ timeMs: number }>();
    const seen: number[] = [];
    const subscription = source.pipe(sortWithin({ windowMs: 10, clock })).subscribe(({ timeMs }) => seen.push(timeMs));
    source.next({ timeMs: 2 });
    clock.advance(6);
    source.next({ timeMs: 1 });
    clock.advance(10);
    expect(seen).toEqual([]);
    clock.advance(4);
    expect(seen).toEqual([1, 2]);
    expect(clock.pending()).toBe(0);
    source.next({ timeMs: 3 });
    subscription.unsubscribe();
    expect(clock.pending()).toBe(0);
  });

  it('equals a stable sort of whatever comes within the window', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(300), fc.nat(20)), { maxLength: 100, size: 'max' }), (rows) => {
        const arrivals = rows
          .map(([timeMs, delay], place) => ({ timeMs, place, atMs: timeMs + delay }))
          .sort((a, b) => a.atMs - b.atMs);
        const sorted = [...arrivals].sort((a, b) => a.timeMs - b.timeMs);
        expect(run(arrivals, sortWithin({ windowMs: 20.5 })).values).toEqual(sorted);
      }),
      profile(100, 10_000),
    );
  });
});
