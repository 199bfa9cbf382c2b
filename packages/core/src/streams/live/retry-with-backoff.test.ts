import { concat, defer, NEVER, Observable, of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { BrokerError } from '../../errors';
import { seededRandom } from '../../random';
import { profileSeed, share } from '../../testing-profile.test-helper';
import type { RetryScheduled } from '../notice';
import { noticeList } from '../stream.test-helper';
import { virtualClock } from '../virtual-clock.test-helper';
import { type RetryWithBackoffOptions, retryWithBackoff } from './retry-with-backoff';

const cut = (context = {}) => new BrokerError({ code: 'CUT', message: 'cut', isRetryable: true, context });
const random = seededRandom(7);

/** Connects to a source, and what happened at which time. */
const connectTo = (
  source: (connect: number, clock: ReturnType<typeof virtualClock>) => Observable<number>,
  options: Partial<RetryWithBackoffOptions> = {},
) => {
  const clock = virtualClock(1_000_000);
  const notices = noticeList();
  const connects: number[] = [];
  const seen: number[] = [];
  const state: { error?: unknown; isComplete: boolean } = { isComplete: false };
  const connected = defer(() => {
    connects.push(clock.nowMs() - 1_000_000);
    return source(connects.length, clock);
  });
  const subscription = connected
    .pipe(retryWithBackoff({ clock, random, notices, jitter: 'none', ...options }))
    .subscribe({
      next: (value) => seen.push(value),
      error: (error: unknown) => {
        state.error = error;
      },
      complete: () => {
        state.isComplete = true;
      },
    });
  return { clock, notices, connects, seen, state, subscription };
};

const failing = () => throwError(() => cut());

describe('retryWithBackoff', () => {
  it('waits longer each time, up to the longest wait', () => {
    const { clock, connects, notices } = connectTo(failing, { minimumMs: 100, maximumMs: 1_000, factor: 3 });
    clock.advance(4_000);
    expect(connects).toEqual([0, 100, 400, 1_300, 2_300, 3_300]);
    expect(notices.list[1]).toMatchObject({ type: 'retry-scheduled', attempt: 2, delayMs: 300, count: 2 });
  });

  it('goes on with the events of the next connection, and completes with it', () => {
    const source = (connect: number) => (connect < 3 ? concat(of(connect), failing()) : of(connect));
    const { clock, seen, state } = connectTo(source);
    clock.advance(60_000);
    expect([seen, state]).toEqual([[1, 2, 3], { isComplete: true }]);
    expect(clock.pending()).toBe(0);
  });

  it('begins anew after a connection that lasted', () => {
    const lasting = (connect: number, clock: ReturnType<typeof virtualClock>) =>
      new Observable<number>((subscriber) => clock.after(connect === 3 ? 5_000 : 1, () => subscriber.error(cut())));
    const { clock, notices } = connectTo(lasting, { minimumMs: 100, maximumMs: 10_000, resetAfterMs: 5_000 });
    clock.advance(6_000);
    const attempts = notices.list.map((notice) => (notice as RetryScheduled).attempt);
    expect(attempts.slice(0, 4)).toEqual([1, 2, 1, 2]);
  });

  it.each([
    ['an error that is not retryable', () => new BrokerError({ code: 'KEY', message: 'wrong key' })],
    ['an error that is none of ours', () => new Error('boom')],
    ['no error at all', () => undefined],
  ])('gives up on %s', (_, make) => {
    const error = make();
    const { state, connects } = connectTo(() => throwError(() => error));
    expect([state.error, connects]).toEqual([error, [0]]);
  });

  it('takes the word of retryIf, and ends with what it throws', () => {
    expect(connectTo(() => throwError(() => new Error('boom')), { retryIf: () => true }).state.error).toBeUndefined();
    const broken = () => {
      throw new Error('retryIf is broken');
    };
    expect(connectTo(failing, { retryIf: broken }).state.error).toMatchObject({ message: 'retryIf is broken' });
  });

  it('gives up after maximumAttempts', () => {
    const { clock, connects, state } = connectTo(failing, { maximumAttempts: 2 });
    clock.advance(600_000);
    expect(connects).toHaveLength(3);
    expect(state.error).toMatchObject({ code: 'CUT' });
  });

  it('never comes before the venue said, and comes a random while after', () => {
    for (let seed = 0; seed < 200; seed++) {
      const error = cut({ retryAfterMs: 30_000 });
      const source = () => throwError(() => error);
      const { clock, connects } = connectTo(source, { jitter: 'full', random: seededRandom(seed) });
      clock.advance(31_000);
      expect(connects[1]).toBeGreaterThanOrEqual(30_000);
      expect(connects[1]).toBeLessThan(31_000);
    }
  });

  it.each([Number.NaN, -5, Number.POSITIVE_INFINITY, '30', null])('ignores a retryAfterMs of %s', (retryAfterMs) => {
    const { clock, connects } = connectTo(() => throwError(() => cut({ retryAfterMs })), { minimumMs: 100 });
    clock.advance(100);
    expect(connects).toEqual([0, 100]);
  });

  it('connects at most 300 times in any 5 minutes, and goes on after', () => {
    const { clock, connects } = connectTo(failing, { minimumMs: 1, maximumMs: 10, jitter: 'full' });
    clock.advance(1_000_000);
    for (const [place, timeMs] of connects.entries()) {
      expect(timeMs - (connects[place - 300] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(300_000);
    }
    expect(connects.length).toBeGreaterThan(900);
  });

  it('waits no longer than the budget when the clock is set back', () => {
    const { clock, connects } = connectTo(failing, { minimumMs: 1, maximumMs: 1, maximumConnects: 5, budgetMs: 1_000 });
    clock.advance(3);
    clock.jump(-3_600_000);
    clock.advance(2_500);
    expect(connects.length).toBeGreaterThan(5);
  });

  it('spreads clients that were cut off together: no bucket above 3 times the mean', () => {
    const clients = 1_000;
    const buckets = new Array<number>(20).fill(0);
    const seed = profileSeed();
    for (let client = 0; client < clients; client++) {
      const options = { jitter: 'full', random: seededRandom(seed + client), minimumMs: 1_000 } as const;
      const { notices } = connectTo(failing, options);
      const { delayMs } = notices.list[0] as RetryScheduled;
      const bucket = Math.floor(delayMs / 50);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    expect(buckets).toHaveLength(20);
    expect(Math.max(...buckets)).toBeLessThanOrEqual((3 * clients) / 20);
    expect(Math.min(...buckets)).toBeGreaterThan(0);
  });

  it('leaves nothing behind after many connections', () => {
    let live = 0;
    const source = (_: number, clock: ReturnType<typeof virtualClock>) =>
      new Observable<number>((subscriber) => {
        live += 1;
        const cancel = clock.after(1, () => subscriber.error(cut()));
        return () => {
          live -= 1;
          cancel();
        };
      });
    const options = { minimumMs: 1, maximumMs: 1, maximumConnects: 1_000_000 };
    const { clock, connects, subscription } = connectTo(source, options);
    clock.advance(share(2_000, 20_000));
    expect(connects.length).toBeGreaterThan(900);
    expect(live).toBeLessThanOrEqual(1);
    subscription.unsubscribe();
    expect([live, clock.pending()]).toEqual([0, 0]);
  });

  it('stops waiting when it is unsubscribed', () => {
    const { clock, connects, subscription } = connectTo(failing);
    expect(clock.pending()).toBe(1);
    subscription.unsubscribe();
    expect(clock.pending()).toBe(0);
    clock.advance(1_000_000);
    expect(connects).toEqual([0]);
  });

  it('refuses a longest wait below the shortest', () => {
    const options = { clock: virtualClock(), random, minimumMs: 10, maximumMs: 5 };
    expect(() => NEVER.pipe(retryWithBackoff(options))).toThrow(/maximumMs/);
  });
});
