import fc from 'fast-check';
import { NEVER, type Observable, of, Subject, throwError } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { profile } from '../../testing-profile.test-helper';
import { noticeList, run } from '../stream.test-helper';
import { virtualClock } from '../virtual-clock.test-helper';
import { type MergeByTimeOptions, mergeByTime } from './merge-by-time';
import { mergeIterablesByTime } from './merge-iterables-by-time';
import type { MergeSource } from './merge-source';

interface Event {
  readonly timeMs: number;
  readonly source: string;
}

/** Pushes by hand, and what comes out of the merge. */
const bench = (count: number, options: MergeByTimeOptions = {}) => {
  const subjects = Array.from({ length: count }, () => new Subject<Event>());
  const seen: string[] = [];
  const state: { error?: unknown; isComplete: boolean } = { isComplete: false };
  const subscription = mergeByTime(subjects, options).subscribe({
    next: ({ timeMs, source }) => seen.push(`${source}${timeMs}`),
    error: (error: unknown) => {
      state.error = error;
    },
    complete: () => {
      state.isComplete = true;
    },
  });
  const push = (index: number, ...times: number[]) => {
    for (const timeMs of times) subjects[index]?.next({ timeMs, source: 'abc'[index] as string });
  };
  return { subjects, seen, state, push, subscription };
};

describe('mergeByTime', () => {
  it('draws as a marble diagram', () => {
    new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(({ cold, expectObservable }) => {
      const [a, b, c, d] = [1, 2, 3, 4].map((timeMs) => ({ timeMs })) as [{ timeMs: number }, ...{ timeMs: number }[]];
      const left = cold('a-c----|', { a, c } as never);
      const right = cold('-b--d--|', { b, d } as never);
      expectObservable(mergeByTime([left, right] as never)).toBe('-ab-c--(d|)', { a, b, c, d });
    });
  });

  it('waits for every source, and is stable where times are equal', () => {
    const { push, seen, subjects, state } = bench(2);
    push(0, 1, 5);
    expect(seen).toEqual([]);
    push(1, 3);
    expect(seen).toEqual(['a1', 'b3']);
    push(1, 5, 5);
    push(0, 5);
    expect(seen).toEqual(['a1', 'b3', 'a5', 'a5']);
    subjects[0]?.complete();
    expect(seen).toEqual(['a1', 'b3', 'a5', 'a5', 'b5', 'b5']);
    subjects[1]?.complete();
    expect(state.isComplete).toBe(true);
  });

  it('holds back for a silent source as long as told, and takes it up again', () => {
    const clock = virtualClock();
    const notices = noticeList();
    const { push, seen, subscription } = bench(2, { idleAfterMs: 100, clock, notices });
    push(0, 1);
    clock.advance(99);
    expect(seen).toEqual([]);
    clock.advance(1);
    expect(seen).toEqual(['a1']);
    push(0, 2);
    expect(seen).toEqual(['a1', 'a2']);
    push(1, 3);
    push(0, 4);
    expect(seen).toEqual(['a1', 'a2', 'b3']);
    expect(notices.list).toEqual([
      { type: 'source-idle', operator: 'mergeByTime', source: 1, reason: 'silent', count: 1 },
    ]);
    subscription.unsubscribe();
    expect(clock.pending()).toBe(0);
    expect(notices.list.at(-1)).toMatchObject({ type: 'stream-counters', received: 4, delivered: 3, dropped: 0 });
  });

  it('never holds back for longer than twice that', () => {
    const clock = virtualClock();
    const { push, seen } = bench(2, { idleAfterMs: 100, clock });
    push(0, 1, 2);
    clock.advance(50);
    push(1, 1);
    clock.advance(149);
    // It spoke 50 ms after the wait began, so it is given another whole wait.
    expect(seen).toEqual(['a1', 'b1']);
    clock.advance(1);
    expect(seen).toEqual(['a1', 'b1', 'a2']);
  });

  it('refuses or drops what a source left behind brings too late', () => {
    const clock = virtualClock();
    const strict = bench(2, { idleAfterMs: 10, clock });
    strict.push(0, 5);
    clock.advance(10);
    strict.push(1, 4);
    expect(strict.state.error).toMatchObject({ code: 'LATE_EVENT' });
    const notices = noticeList();
    const mild = bench(2, { idleAfterMs: 10, clock, late: 'drop', notices });
    mild.push(0, 5);
    clock.advance(10);
    mild.push(1, 4, 6);
    mild.push(0, 7);
    expect(mild.seen).toEqual(['a5', 'b6']);
    expect(notices.types()).toEqual(['source-idle', 'event-dropped']);
  });

  it('is bounded', () => {
    const strict = bench(2, { maximumHeld: 3 });
    strict.push(0, 1, 2, 3, 4);
    expect(strict.state.error).toMatchObject({ code: 'BUFFER_FULL', context: { silent: [1] } });
    expect(strict.subjects.map(({ observed }) => observed)).toEqual([false, false]);
    const mild = bench(2, { maximumHeld: 3, whenFull: 'release' });
    mild.push(0, 1, 2, 3, 4);
    expect(mild.seen).toEqual(['a1', 'a2', 'a3', 'a4']);
  });

  it('refuses a source out of order, and errors with its sources', () => {
    const { push, state } = bench(1);
    push(0, 2, 1);
    expect(state.error).toMatchObject({ code: 'OUT_OF_ORDER', context: { source: 0 } });
    const error = new Error('cut');
    expect(run([], () => mergeByTime<Event>([NEVER, throwError(() => error)])).error).toBe(error);
  });

  it('completes without sources, and refuses idleAfterMs without a clock', () => {
    expect(run([], () => mergeByTime([])).isComplete).toBe(true);
    expect(() => mergeByTime([], { idleAfterMs: 1 })).toThrow(/clock/);
  });

  it('asks iterables for one event at a time, and closes them', () => {
    let asked = 0;
    let closed = 0;
    function* endless() {
      try {
        for (;;) yield { timeMs: asked++ };
      } finally {
        closed += 1;
      }
    }
    const source = new Subject<{ timeMs: number }>();
    const seen: number[] = [];
    const subscription = mergeByTime([endless(), source]).subscribe(({ timeMs }) => seen.push(timeMs));
    source.next({ timeMs: 3 });
    expect(seen).toEqual([0, 1, 2, 3, 3]);
    expect(asked).toBe(5);
    subscription.unsubscribe();
    expect(closed).toBe(1);
  });

  it('asks async iterables too, and closes them while they wait', async () => {
    let isClosed = false;
    const iterator = {
      calls: 0,
      next() {
        this.calls += 1;
        return this.calls > 2
          ? new Promise<IteratorResult<{ timeMs: number }>>(() => {})
          : Promise.resolve({ done: false, value: { timeMs: this.calls } });
      },
      return() {
        isClosed = true;
        return Promise.resolve({ done: true as const, value: undefined });
      },
    };
    const seen: number[] = [];
    const sources: MergeSource<{ timeMs: number }>[] = [{ [Symbol.asyncIterator]: () => iterator }, of({ timeMs: 9 })];
    const subscription = mergeByTime(sources).subscribe(({ timeMs }) => seen.push(timeMs));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(seen).toEqual([1, 2]);
    subscription.unsubscribe();
    expect(isClosed).toBe(true);
  });

  it('keeps the order when a handler sends into a source in the middle', () => {
    const left = new Subject<Event>();
    const right = new Subject<Event>();
    const seen: number[] = [];
    mergeByTime([left, right]).subscribe(({ timeMs, source }) => {
      if (source === 'b' && timeMs === 1) {
        right.next({ timeMs: 2, source: 'b' });
        left.next({ timeMs: 3, source: 'a' });
        left.next({ timeMs: 4, source: 'a' });
      }
      seen.push(timeMs);
    });
    right.next({ timeMs: 1, source: 'b' });
    left.next({ timeMs: 1, source: 'a' });
    left.next({ timeMs: 2, source: 'a' });
    expect(seen).toEqual([1, 1, 2, 2]);
    right.next({ timeMs: 9, source: 'b' });
    expect(seen).toEqual([1, 1, 2, 2, 3, 4]);
    left.complete();
    right.complete();
  });

  const lists = fc.array(
    fc.array(fc.nat(50), { maxLength: 30, size: 'max' }).map((times) => times.sort((a, b) => a - b)),
    { maxLength: 12, size: 'max' },
  );
  const named = (all: readonly (readonly number[])[]) =>
    all.map((times, source) => times.map((timeMs, place) => ({ timeMs, source, place })));

  it('equals a stable sort, pulled, pushed or by the generator', () => {
    fc.assert(
      fc.property(lists, (all) => {
        const sources = named(all);
        const sorted = sources.flat().sort((a, b) => a.timeMs - b.timeMs);
        expect([...mergeIterablesByTime(sources)]).toEqual(sorted);
        expect(run([], () => mergeByTime(sources)).values).toEqual(sorted);
        const streams: Observable<(typeof sorted)[number]>[] = sources.map((events) => of(...events));
        expect(run([], () => mergeByTime(streams)).values).toEqual(sorted);
      }),
      profile(100, 10_000),
    );
  });

  it('equals a stable sort however the sources take turns', () => {
    fc.assert(
      fc.property(lists, fc.infiniteStream(fc.nat(11)), (all, turns) => {
        const sources = named(all);
        const subjects = sources.map(() => new Subject<{ timeMs: number; source: number; place: number }>());
        const seen: unknown[] = [];
        mergeByTime(subjects).subscribe((event) => seen.push(event));
        const places = sources.map(() => 0);
        let open = sources.length;
        while (open > 0) {
          const index = (turns.next().value as number) % sources.length;
          const place = places[index] as number;
          const events = sources[index] as { timeMs: number; source: number; place: number }[];
          places[index] = place + 1;
          if (place < events.length) subjects[index]?.next(events[place] as never);
          if (place === events.length) {
            subjects[index]?.complete();
            open -= 1;
          }
        }
        expect(seen).toEqual(sources.flat().sort((a, b) => a.timeMs - b.timeMs));
      }),
      profile(60, 5_000),
    );
  });
});

describe('mergeIterablesByTime', () => {
  it('closes every iterator, however it ends', () => {
    const closed: string[] = [];
    function* source(name: string, ...times: number[]) {
      try {
        for (const timeMs of times) yield { timeMs };
      } finally {
        closed.push(name);
      }
    }
    for (const { timeMs } of mergeIterablesByTime([source('a', 1, 5), source('b', 2, 3)])) if (timeMs === 2) break;
    expect(closed.sort()).toEqual(['a', 'b']);
    expect(() => [...mergeIterablesByTime([source('c', 2, 1), source('d', 1, 2)])]).toThrow(/source 0: time 1/);
    expect(closed.sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(() => [...mergeIterablesByTime([source('e', Number.NaN)])]).toThrow(/time was NaN/);
  });
});
