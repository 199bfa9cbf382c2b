import { seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { profileSeed, share } from '../testing-profile.test-helper';
import type { CancelVenue } from './cancel-venue';
import { type DeadManOptions, deadMan } from './dead-man';
import type { DeadManEvent } from './dead-man-event';
import { VirtualClock } from './virtual-clock.test-helper';

/** A venue that cancels everything by itself when it is told to, and is not told again in time. */
const countdownVenue = (clock: VirtualClock, latencyMs = 0, isDeaf: () => boolean = () => false) => {
  let stop = (): void => {};
  const told: [timeMs: number, timeoutMs: number][] = [];
  let cancelledMs: number | undefined;
  const venue: CancelVenue = {
    name: 'kraken',
    openOrders: async () => [],
    cancel: async () => {},
    cancelAllAfter: (timeoutMs) =>
      new Promise((resolve, reject) => {
        clock.after(latencyMs, () => {
          if (isDeaf()) {
            reject(new Error('EService:Unavailable'));
            return;
          }
          told.push([clock.nowMs() - clock.skewMs, timeoutMs]);
          stop();
          if (timeoutMs > 0)
            stop = clock.after(timeoutMs, () => {
              cancelledMs = clock.nowMs() - clock.skewMs;
            });
          resolve('ok');
        });
      }),
  };
  return { venue, told, cancelledMs: () => cancelledMs };
};

const watched = (options: Partial<DeadManOptions> = {}, clock = new VirtualClock(0)) => {
  const events: DeadManEvent[] = [];
  let expiredMs: number | undefined;
  const heart = deadMan({
    timeoutMs: 60_000,
    refreshMs: 20_000,
    clock,
    venues: [],
    listeners: [(event) => events.push(event)],
    ...options,
    onExpire: (event) => {
      expiredMs = clock.nowMs() - clock.skewMs;
      options.onExpire?.(event);
    },
  });
  return { clock, heart, events, expiredMs: () => expiredMs };
};

describe('a dead man’s switch', () => {
  it('fires once, in (T − 1 s, T] of the last beat, and at the start without any', async () => {
    const { clock, heart, events, expiredMs } = watched();
    await clock.advance(1_000_000);
    expect([expiredMs(), heart.state, clock.pendingCount]).toEqual([59_500, 'expired', 0]);
    heart.beat();
    await clock.advance(1_000_000);
    expect(events).toEqual([{ type: 'dead-man-expired', timeMs: 59_500, timeoutMs: 60_000 }]);
    expect(heart.state).toBe('expired');
  });

  it('kills first, as it was told to, and whatever that or the callback throws is told', () => {
    const order: unknown[] = [];
    const { events, heart } = watched(
      {
        killSwitch: {
          kill: (request) => {
            order.push(request);
            throw new Error('no switch');
          },
        },
        kill: { scope: { venue: 'a' }, action: 'flatten', collarRate: 0.02 },
        onExpire: () => {
          order.push('expired');
          throw new Error('no phone');
        },
      },
      new (class extends VirtualClock {
        override after(_delayMs: number, callback: () => void): () => void {
          callback();
          return () => {};
        }
      })(),
    );
    expect(order).toEqual([
      {
        scope: { venue: 'a' },
        action: 'flatten',
        collarRate: 0.02,
        reason: 'No sign of life for 60000 ms.',
        by: 'dead-man',
      },
      'expired',
    ]);
    expect(events.map(({ type }) => type)).toEqual(['listener-failed', 'listener-failed', 'dead-man-expired']);
    expect(heart.state).toBe('expired');
  });

  it('takes a machine that slept for silence when it wakes, and not a clock that was set', () => {
    const set = watched();
    set.clock.skewMs = 70_000;
    set.heart.beat();
    expect(set.heart.state).toBe('watching');
    const slept = watched();
    slept.clock.skewMs = 70_001;
    slept.heart.beat();
    expect(slept.heart.state).toBe('expired');
  });

  it('fires in (T − 1 s, T] whatever the rhythm of beats and however a clock is set by 5 s and back', async () => {
    const rounds = share(60, 2_000);
    const seed = profileSeed();
    for (let round = 0; round < rounds; round++) {
      const random = seededRandom(seed + round);
      const timeoutMs = 2_000 + random.integer(100_000);
      const { clock, heart, expiredMs } = watched({ timeoutMs, refreshMs: 1_000 });
      let lastMs = 0;
      for (let beat = random.integer(20); beat > 0; beat--) {
        const pauseMs = random.uniform() * (timeoutMs - 1_000);
        await clock.advance(pauseMs);
        clock.skewMs = 10_000 * random.uniform() - 5_000;
        heart.beat();
        lastMs += pauseMs;
      }
      await clock.advance(random.uniform() * 900);
      clock.skewMs = 10_000 * random.uniform() - 5_000;
      await clock.advance(timeoutMs + 10_000);
      const silentMs = (expiredMs() ?? Number.NaN) - lastMs;
      expect(silentMs, `seed ${seed + round}`).toBeGreaterThan(timeoutMs - 1_000);
      expect(silentMs, `seed ${seed + round}`).toBeLessThanOrEqual(timeoutMs + 1e-6);
    }
  });

  it('stops on purpose', async () => {
    const clock = new VirtualClock(0);
    const { venue, told, cancelledMs } = countdownVenue(clock);
    const { heart, expiredMs } = watched({ venues: [venue] }, clock);
    heart.beat();
    await clock.advance(100);
    heart.stop();
    heart.stop();
    heart.beat();
    await clock.advance(1_000_000);
    expect([told, cancelledMs(), expiredMs(), heart.state]).toEqual([
      [
        [0, 60_000],
        [100, 0],
      ],
      undefined,
      undefined,
      'stopped',
    ]);
  });

  it('that has expired takes nothing back from venues', async () => {
    const clock = new VirtualClock(0);
    const { venue, told } = countdownVenue(clock);
    const { heart } = watched({ venues: [venue] }, clock);
    heart.beat();
    await clock.advance(60_000);
    heart.stop();
    await clock.advance(100);
    expect(told).toEqual([[0, 60_000]]);
  });
});

describe('a venue with cancelAllAfter', () => {
  it('is told with the first beat, then with the first after each refresh, and not without beats', async () => {
    const clock = new VirtualClock(0);
    const { venue, told, cancelledMs } = countdownVenue(clock);
    const { heart, expiredMs } = watched({ venues: [venue] }, clock);
    for (let beat = 0; beat < 50; beat++) {
      heart.beat();
      await clock.advance(1_000);
    }
    expect(told).toEqual([
      [0, 60_000],
      [20_000, 60_000],
      [40_000, 60_000],
    ]);
    await clock.advance(200_000);
    // The last beat was at 49 s. The venue follows by itself, never later.
    expect([expiredMs(), cancelledMs()]).toEqual([108_500, 100_000]);
  });

  it('cancels by itself at t + T at the latest, when this process has died', async () => {
    const rounds = share(40, 1_000);
    const seed = profileSeed();
    for (let round = 0; round < rounds; round++) {
      const random = seededRandom(seed + round).split('countdown');
      const clock = new VirtualClock(0);
      const latencyMs = random.integer(200);
      const { venue, cancelledMs } = countdownVenue(clock, latencyMs, () => random.integer(4) === 0);
      const { heart } = watched({ venues: [venue] }, clock);
      let lastMs = 0;
      for (let beat = 0; beat < 300; beat++) {
        clock.skewMs = random.integer(50) === 0 ? 10_000 * random.uniform() - 5_000 : clock.skewMs;
        heart.beat();
        lastMs = clock.nowMs() - clock.skewMs;
        await clock.advance(200 + random.integer(1_000));
        // As long as it lives nothing is cancelled, though one request in four fails.
        expect(cancelledMs(), `seed ${seed + round}`).toBeUndefined();
      }
      await clock.advance(120_000);
      expect(cancelledMs(), `seed ${seed + round}`).toBeLessThanOrEqual(lastMs + 60_000 + latencyMs);
      expect(cancelledMs(), `seed ${seed + round}`).toBeGreaterThan(lastMs + 60_000 - 20_000 - 5_000);
    }
  });

  it('that refuses, throws or is silent is told again with a later beat, a second later at the earliest', async () => {
    for (const cancelAllAfter of [
      () => Promise.reject(new Error('down')),
      () => new Promise(() => {}),
      () => {
        throw new Error('not connected');
      },
    ]) {
      const clock = new VirtualClock(0);
      let calls = 0;
      const venue: CancelVenue = {
        name: 'a',
        openOrders: async () => [],
        cancel: async () => {},
        cancelAllAfter: () => {
          calls += 1;
          return cancelAllAfter();
        },
      };
      const { heart, events } = watched({ venues: [venue] }, clock);
      for (let beat = 0; beat < 100; beat++) {
        heart.beat();
        await clock.advance(100);
      }
      expect(calls).toBeGreaterThanOrEqual(2);
      expect(calls).toBeLessThanOrEqual(10);
      expect(events[0]).toMatchObject({ type: 'dead-man-refresh-failed', venue: 'a' });
      expect(heart.state).toBe('watching');
    }
  });
});

it.each([
  ['no timeout', { timeoutMs: undefined }, 'timeoutMs'],
  ['less than a second', { timeoutMs: 999 }, 'timeoutMs'],
  ['a refresh that may not be lost once', { refreshMs: 30_001 }, 'refreshMs'],
  ['nothing to do', { onExpire: undefined }, 'killSwitch'],
  ['a switch that is none', { killSwitch: {} }, 'killSwitch'],
])('is not made with %s', (_name, wrong, field) => {
  const right = { timeoutMs: 60_000, refreshMs: 20_000, clock: new VirtualClock(), venues: [], onExpire: () => {} };
  expect(() => deadMan({ ...right, ...wrong } as never)).toThrow(field);
});
