import { seededRandom } from '@sigmax/core';
import { expect, test } from 'vitest';
import type { Fault } from './fault';
import { FaultPlan } from './venue-faults';

const plan = (): FaultPlan => new FaultPlan(seededRandom(3), () => 17);

test('a fault strikes its channel, after so many and so many times', () => {
  const faults = plan();
  faults.add({ kind: 'drop', channel: 'trades', after: 2, times: 2 });
  const struck = Array.from({ length: 6 }, () => [faults.onMessage('book', 0), faults.onMessage('trades', 0)]);
  expect(struck.map(([book, trades]) => [book?.kind, trades?.kind])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
    [undefined, 'drop'],
    [undefined, 'drop'],
    [undefined, undefined],
    [undefined, undefined],
  ]);
  expect(faults.injected).toEqual([
    { timeMs: 17, kind: 'drop', channel: 'trades', connection: 0, path: undefined },
    { timeMs: 17, kind: 'drop', channel: 'trades', connection: 0, path: undefined },
  ]);
});

test('a rate is about kept, and the same seed strikes the same messages', () => {
  const strikes = (): boolean[] => {
    const faults = plan();
    faults.add({ kind: 'duplicate', rate: 0.2 });
    return Array.from({ length: 2_000 }, () => faults.onMessage('book', 1) !== undefined);
  };
  const count = strikes().filter(Boolean).length;
  expect(count).toBeGreaterThan(330);
  expect(count).toBeLessThan(470);
  expect(strikes()).toEqual(strikes());
});

test('messages and requests have faults of their own', () => {
  const faults = plan();
  faults.add({ kind: 'server-error' });
  faults.add({ kind: 'stale-snapshot', ageMs: 500 });
  faults.add({ kind: 'disconnect' });
  expect(faults.onMessage('book', 0)?.kind).toBe('disconnect');
  expect(faults.onRequest('book', '/a')?.kind).toBe('server-error');
  expect(faults.snapshotAgeMs(undefined, '/a')).toBe(500);
  expect(faults.injected.map(({ kind, path }) => [kind, path])).toEqual([
    ['disconnect', undefined],
    ['server-error', '/a'],
    ['stale-snapshot', '/a'],
  ]);
});

test('faults can be taken back, one or all of them', () => {
  const faults = plan();
  const take = faults.add({ kind: 'drop' });
  faults.add({ kind: 'delay', delayMs: 5 });
  faults.skewClock(700);
  expect(faults.skewMs).toBe(700);
  expect(faults.onMessage('book', 0)?.kind).toBe('drop');
  take();
  expect(faults.onMessage('book', 0)?.kind).toBe('delay');
  faults.clear();
  expect(faults.onMessage('book', 0)).toBeUndefined();
  expect([faults.snapshotAgeMs(), faults.skewMs]).toEqual([0, 0]);
});

test.each([
  [{ kind: 'explode' }],
  [{ kind: 'gap' }],
  [{ kind: 'drop', rate: 1.5 }],
  [{ kind: 'drop', channel: 'weather' }],
  [{ kind: 'drop', retryAfterSeconds: 4 }],
  [{ kind: 'server-error', status: 200 }],
])('%j is refused', (fault) => {
  expect(() => plan().add(fault as Fault)).toThrow(/faults\.add/);
});
