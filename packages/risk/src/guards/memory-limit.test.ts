import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { observed, snapshot, told } from './guard-events.test-helper';
import { memoryLimit } from './memory-limit';

describeGuard({
  name: 'memoryLimit',
  make: () => memoryLimit({ limitBytes: 1_000, maxSilenceMs: 3.6e8, action: 'pause' }),
  reads: [],
});

const guard = memoryLimit({ limitBytes: 1_000, action: 'halt' });
const demand = (values: readonly unknown[], on = guard) =>
  on.intervene!(
    told(
      on,
      values.map((value, index) => observed(index, 'memory', value)),
    ),
    portfolioOf({}),
  );

it('stops beyond the limit', () => {
  expect(demand([1_000])).toBeUndefined();
  expect(demand([1_001])).toEqual({ action: 'halt', code: 'OBSERVED_ABOVE_LIMIT', limit: 1_000, observed: 1_001 });
  expect(demand(['1_001'])).toMatchObject({ code: 'OBSERVED_INVALID' });
});

it('waits for so many in a row, and stops on silence', () => {
  const patient = memoryLimit({ limitBytes: 1_000, count: 2, maxSilenceMs: 100, action: 'pause' });
  expect(demand([1_001], patient)).toBeUndefined();
  expect(demand([1_001, 1_001], patient)).toBeDefined();
  const silence = told(patient, [snapshot(0), snapshot(101)]);
  expect(patient.intervene!(silence, portfolioOf({}))?.code).toBe('OBSERVED_STALE');
});

it('has no defaults but its name', () => {
  expect(() => memoryLimit({ action: 'pause' } as never)).toThrow('memoryLimit: limitBytes was undefined');
  expect(() => memoryLimit({ limitBytes: 1_000 } as never)).toThrow('action was undefined');
  expect(guard.name).toBe('memory-limit');
});
