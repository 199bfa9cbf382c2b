import { seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { virtualClock } from '../internal/virtual-clock.test-helper';
import { venueClock } from './venue-clock';

describe('venueClock', () => {
  it('knows the time of the venue as well as the fastest answer allows', async () => {
    const random = seededRandom(3);
    for (const skewMs of [-5_000, -20, 0, 5_000, 3_600_000]) {
      const clock = virtualClock(1_000_000);
      const time = venueClock(clock, 60_000, 5);
      expect([time.nowMs() - clock.nowMs(), time.isDue(), time.last]).toEqual([0, true, undefined]);
      const measured = await time.measure(async () => {
        clock.jump(random.integer(400));
        const answer = clock.nowMs() + skewMs;
        clock.jump(random.integer(400));
        return answer;
      });
      expect(Math.abs(time.nowMs() - clock.nowMs() - skewMs)).toBeLessThanOrEqual(measured.uncertaintyMs);
      expect(measured.uncertaintyMs).toBeLessThan(400);
    }
  });

  it('is due again after its time, after a doubt, and when the clock was set back', async () => {
    const clock = virtualClock(1_000_000);
    const time = venueClock(clock, 60_000);
    const measure = () => time.measure(async () => clock.nowMs() + 100);
    await measure();
    expect(time.isDue()).toBe(false);
    clock.jump(59_999);
    expect(time.isDue()).toBe(false);
    clock.jump(1);
    expect(time.isDue()).toBe(true);
    await measure();
    time.doubt();
    expect(time.isDue()).toBe(true);
    await measure();
    clock.jump(-3_600_000);
    expect(time.isDue()).toBe(true);
  });

  it('asks once for all who want to know, and no more than it has to', async () => {
    const clock = virtualClock(1_000_000);
    const time = venueClock(clock, 60_000, 3);
    let asked = 0;
    const fetchTime = async () => {
      asked += 1;
      clock.jump(10);
      return clock.nowMs();
    };
    const [a, b] = await Promise.all([time.measure(fetchTime), time.measure(fetchTime)]);
    expect([a === b, asked]).toEqual([true, 1]);
    await time.measure(async () => {
      asked += 1;
      clock.jump(500);
      return clock.nowMs();
    });
    expect(asked).toBe(4);
  });

  it.each([undefined, null, '1700000000000', Number.NaN, Number.POSITIVE_INFINITY, -1, 1e300])(
    'refuses %s',
    async (answer) => {
      const time = venueClock(virtualClock(1_000_000), 60_000);
      await expect(time.measure(async () => answer)).rejects.toMatchObject({ code: 'BAD_RESPONSE', isRetryable: true });
      expect(time.last).toBeUndefined();
    },
  );
});
