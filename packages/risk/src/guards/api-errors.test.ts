import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { apiErrors } from './api-errors';
import { fed, observed, told } from './guard-events.test-helper';

describeGuard({
  name: 'apiErrors',
  make: () => fed(apiErrors({ perMinute: 1, action: 'pause' }), 3.6e8, 'api-error', 2),
  reads: [],
});

const guard = apiErrors({ perMinute: 5, action: 'pause' });
const demand = (times: readonly number[], value: unknown = 1) =>
  guard.intervene!(
    told(
      guard,
      times.map((timeMs) => observed(timeMs, 'api-error', value)),
    ),
    portfolioOf({}),
  );

it('stops on more errors within a minute than the limit', () => {
  expect(demand([0, 1, 2, 3, 4])).toBeUndefined();
  expect(demand([0, 1, 2, 3, 4, 59_999])).toMatchObject({ action: 'pause', limit: 5, observed: 6 });
  expect(demand([0, 1, 2, 3, 4, 60_000])).toBeUndefined();
  expect(demand([0], 6)).toBeDefined();
  expect(demand([0], 'timeout')).toMatchObject({ code: 'OBSERVED_INVALID' });
});

it('has no defaults but its name', () => {
  expect(() => apiErrors({ action: 'pause' } as never)).toThrow('apiErrors: perMinute was undefined');
  expect(() => apiErrors({ perMinute: 5 } as never)).toThrow('action was undefined');
  expect(guard.name).toBe('api-errors');
});
