import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { allOf } from '../combinators/all-of';
import { maxOrderNotional } from '../guards/max-order-notional';
import { buy } from './policy.test-helper';
import { reportingAsset } from './reporting-asset';

describeGuard({
  name: 'reportingAsset beside a limit',
  make: () => allOf([reportingAsset({ asset: 'USDT' }), maxOrderNotional({ limit: 2_000 })], { name: 'both' }),
  reads: ['price', 'quantity'],
});

it('lets everything pass in its asset and nothing in another', () => {
  const guard = reportingAsset({ asset: 'USDT', limitsHash: 'abc' });
  expect(guard).toMatchObject({ name: 'reporting-asset', options: { asset: 'USDT', limitsHash: 'abc' } });
  expect(guard.check!(buy(1), portfolioOf({}), undefined).type).toBe('pass');
  for (const side of ['buy', 'sell'] as const) {
    const verdict = guard.check!({ ...buy(1), side }, portfolioOf({ reportingAsset: 'USD' }), undefined);
    expect(verdict).toEqual({ type: 'deny', code: 'REPORTING_ASSET_UNEXPECTED', limit: 0, observed: 0 });
  }
  expect(() => reportingAsset({} as never)).toThrow('reportingAsset: asset was undefined');
});
