import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { observed, snapshot, told } from './guard-events.test-helper';
import { sentimentFloor } from './sentiment-floor';

describeGuard({
  name: 'sentimentFloor',
  make: () => sentimentFloor({ limit: -0.3, maxSilenceMs: 3.6e8, action: 'pause' }),
  reads: [],
});

const guard = sentimentFloor({ limit: -0.3, action: 'halt' });
const demand = (values: readonly unknown[], on = guard) =>
  on.intervene!(
    told(
      on,
      values.map((value, index) => observed(index, 'sentiment', value)),
    ),
    portfolioOf({}),
  );

it('stops beyond the limit', () => {
  expect(demand([-0.3])).toBeUndefined();
  expect(demand([-0.31])).toEqual({ action: 'halt', code: 'OBSERVED_BELOW_LIMIT', limit: -0.3, observed: -0.31 });
  expect(demand(['-0.31'])).toMatchObject({ code: 'OBSERVED_INVALID' });
});

it('waits for so many in a row, and stops on silence', () => {
  const patient = sentimentFloor({ limit: -0.3, count: 2, maxSilenceMs: 100, action: 'pause' });
  expect(demand([-0.31], patient)).toBeUndefined();
  expect(demand([-0.31, -0.31], patient)).toBeDefined();
  const silence = told(patient, [snapshot(0), snapshot(101)]);
  expect(patient.intervene!(silence, portfolioOf({}))?.code).toBe('OBSERVED_STALE');
});

it('has no defaults but its name', () => {
  expect(() => sentimentFloor({ action: 'pause' } as never)).toThrow('sentimentFloor: limit was undefined');
  expect(() => sentimentFloor({ limit: -0.3 } as never)).toThrow('action was undefined');
  expect(guard.name).toBe('sentiment-floor');
});
