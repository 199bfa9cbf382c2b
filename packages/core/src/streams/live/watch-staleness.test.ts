import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { noticeList } from '../stream.test-helper';
import { virtualClock } from '../virtual-clock.test-helper';
import { type WatchStalenessOptions, watchStaleness } from './watch-staleness';

const watch = (options: Partial<WatchStalenessOptions<string>> = {}) => {
  const clock = virtualClock(1_700_000_000_000);
  const notices = noticeList();
  const source = new Subject<string>();
  const seen: string[] = [];
  const state: { error?: unknown } = {};
  const subscription = source
    .pipe(watchStaleness({ maxAgeMs: 100, clock, action: 'notify', notices, ...options }))
    .subscribe({
      next: (value) => seen.push(value),
      error: (error: unknown) => {
        state.error = error;
      },
    });
  return { clock, notices, source, seen, state, subscription };
};

describe('watchStaleness', () => {
  it('tells once when nothing comes, and when something does again', () => {
    const { clock, notices, source, seen } = watch();
    clock.advance(99);
    expect(notices.list).toEqual([]);
    clock.advance(1_000);
    expect(notices.list).toEqual([
      { type: 'stream-stale', operator: 'watchStaleness', key: undefined, maxAgeMs: 100, count: 1 },
    ]);
    source.next('a');
    expect(notices.list.at(-1)).toEqual({ type: 'stream-fresh', operator: 'watchStaleness', key: undefined });
    clock.advance(200);
    expect(notices.list.at(-1)).toMatchObject({ type: 'stream-stale', count: 2 });
    expect(seen).toEqual(['a']);
  });

  it.each([0, 1, 37, 99])('takes more than maxAgeMs and at most twice that, from %i ms on', (startMs) => {
    const { clock, notices, source } = watch();
    clock.advance(startMs);
    source.next('a');
    clock.advance(99);
    expect(notices.list).toEqual([]);
    clock.advance(101);
    expect(notices.types()).toEqual(['stream-stale']);
  });

  it('is silent while events come more often than that', () => {
    const { clock, notices, source } = watch();
    for (let count = 0; count < 100; count++) {
      source.next('a');
      clock.advance(100);
    }
    expect(notices.list).toEqual([]);
  });

  it.each([3_600_000, -3_600_000])('takes no notice when the clock is corrected by %i ms', (jumpMs) => {
    const { clock, notices, source } = watch();
    source.next('a');
    clock.jump(jumpMs);
    clock.advance(99);
    expect(notices.list).toEqual([]);
    clock.advance(101);
    expect(notices.types()).toEqual(['stream-stale']);
  });

  it('ends with a retryable error, if told to, and leaves no timer', () => {
    const { clock, state, source } = watch({ action: 'error' });
    clock.advance(100);
    expect(state.error).toMatchObject({ name: 'DataError', code: 'STALE_STREAM', isRetryable: true });
    expect([clock.pending(), source.observed]).toEqual([0, false]);
  });

  it('watches keys apart', () => {
    const { clock, notices, source } = watch({ keyOf: (value) => value });
    source.next('a');
    source.next('b');
    for (let count = 0; count < 3; count++) {
      clock.advance(60);
      source.next('b');
    }
    clock.advance(20);
    expect(notices.list).toEqual([
      { type: 'stream-stale', operator: 'watchStaleness', key: 'a', maxAgeMs: 100, count: 1 },
    ]);
  });

  it('leaves no timer when it is unsubscribed', () => {
    const { clock, subscription } = watch();
    expect(clock.pending()).toBe(1);
    subscription.unsubscribe();
    expect(clock.pending()).toBe(0);
  });
});
