import { expect, it } from 'vitest';
import { systemClock } from './clock';

it('tells milliseconds since the epoch', () => {
  const before = Date.now();
  const now = systemClock.nowMs();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});

it('calls back once after a delay', async () => {
  const calls = await new Promise<number>((resolve) => {
    let count = 0;
    systemClock.after(1, () => {
      count += 1;
    });
    systemClock.after(20, () => resolve(count));
  });
  expect(calls).toBe(1);
});

it('calls nobody back after it was cancelled', async () => {
  const wasCalled = await new Promise<boolean>((resolve) => {
    let isCalled = false;
    const cancel = systemClock.after(1, () => {
      isCalled = true;
    });
    cancel();
    systemClock.after(20, () => resolve(isCalled));
  });
  expect(wasCalled).toBe(false);
});
