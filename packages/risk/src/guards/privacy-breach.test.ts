import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { fed, observed, told } from './guard-events.test-helper';
import { privacyBreach } from './privacy-breach';

describeGuard({
  name: 'privacyBreach',
  make: () => fed(privacyBreach({ action: 'pause' }), 3.6e8, 'privacy-breach', 1),
  reads: [],
});

it('stops on any breach, and on anything that is no count of them', () => {
  const guard = privacyBreach({ action: 'halt' });
  const demand = (value: unknown) =>
    guard.intervene!(told(guard, [observed(0, 'privacy-breach', value)]), portfolioOf({}));
  expect(demand(0)).toBeUndefined();
  expect(demand(1)).toEqual({ action: 'halt', code: 'OBSERVED_ABOVE_LIMIT', limit: 0, observed: 1 });
  for (const value of ['my seed phrase is', true, undefined]) {
    expect(demand(value)).toMatchObject({ code: 'OBSERVED_INVALID' });
  }
  expect(guard.name).toBe('privacy-breach');
  expect(() => privacyBreach({} as never)).toThrow('privacyBreach: action was undefined');
});
