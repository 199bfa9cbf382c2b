import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { observed, snapshot, told } from './guard-events.test-helper';
import { heartbeat } from './heartbeat';

describeGuard({ name: 'heartbeat', make: () => heartbeat({ maxSilenceMs: 3.6e8, action: 'pause' }), reads: [] });

const guard = heartbeat({ maxSilenceMs: 30_000, action: 'cancel' });

it('stops when no heartbeat came for longer than it may be away', () => {
  const beat = (timeMs: number, value: unknown = timeMs) => observed(timeMs, 'heartbeat', value);
  const demand = (...events: Parameters<typeof told>[1]) => guard.intervene!(told(guard, events), portfolioOf({}));
  expect(demand(snapshot(0), snapshot(30_000))).toBeUndefined();
  expect(demand(snapshot(0), snapshot(30_001))).toMatchObject({ action: 'cancel', code: 'OBSERVED_STALE' });
  expect(demand(snapshot(0), beat(20_000), snapshot(50_000))).toBeUndefined();
  expect(demand(snapshot(0), beat(20_000), snapshot(50_001))).toBeDefined();
  expect(demand(beat(0, Number.NaN))).toMatchObject({ code: 'OBSERVED_INVALID' });
});

it('has no defaults but its name', () => {
  expect(() => heartbeat({ action: 'pause' } as never)).toThrow('heartbeat: maxSilenceMs was undefined');
  expect(() => heartbeat({ maxSilenceMs: 1 } as never)).toThrow('action was undefined');
  expect(guard.name).toBe('heartbeat');
});
