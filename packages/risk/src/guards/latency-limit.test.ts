import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { observed, snapshot, told } from './guard-events.test-helper';
import { latencyLimit } from './latency-limit';

describeGuard({
  name: 'latencyLimit',
  make: () => latencyLimit({ limitMs: 2_000, maxSilenceMs: 3.6e8, action: 'pause' }),
  reads: [],
});

const guard = latencyLimit({ limitMs: 2_000, action: 'halt' });
const demand = (values: readonly unknown[], on = guard) =>
  on.intervene!(
    told(
      on,
      values.map((value, index) => observed(index, 'latency', value)),
    ),
    portfolioOf({}),
  );

it('stops beyond the limit', () => {
  expect(demand([2_000])).toBeUndefined();
  expect(demand([2_001])).toEqual({ action: 'halt', code: 'OBSERVED_ABOVE_LIMIT', limit: 2_000, observed: 2_001 });
  expect(demand(['2_001'])).toMatchObject({ code: 'OBSERVED_INVALID' });
});

it('waits for so many in a row, and stops on silence', () => {
  const patient = latencyLimit({ limitMs: 2_000, count: 2, maxSilenceMs: 100, action: 'pause' });
  expect(demand([2_001], patient)).toBeUndefined();
  expect(demand([2_001, 2_001], patient)).toBeDefined();
  const silence = told(patient, [snapshot(0), snapshot(101)]);
  expect(patient.intervene!(silence, portfolioOf({}))?.code).toBe('OBSERVED_STALE');
});

it('has no defaults but its name', () => {
  expect(() => latencyLimit({ action: 'pause' } as never)).toThrow('latencyLimit: limitMs was undefined');
  expect(() => latencyLimit({ limitMs: 2_000 } as never)).toThrow('action was undefined');
  expect(guard.name).toBe('latency-limit');
});
