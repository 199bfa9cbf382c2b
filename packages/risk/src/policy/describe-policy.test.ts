import { portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { describePolicy } from './describe-policy';
import { limitsOf } from './policy.test-helper';
import { policyGuard } from './policy-guard';

it('says what is in force, what comes, what is put aside and what was refused', () => {
  const guard = policyGuard({
    document: limitsOf(500, { limits: { soft: { kind: 'max-order-notional', limitAmount: 500, isSoft: true } } }),
  });
  const said = [
    ['limits', limitsOf(0, { version: 2, effectiveAtMs: 86_400_000, approvedBy: ['ada'], limits: {} })],
    ['limits-override', { limit: 'soft', untilMs: 60_000, reason: 'why', by: 'ada' }],
    ['limits', 'all of them'],
  ] as const;
  let state = structuredClone(guard.initial);
  for (const [name, value] of said) {
    const event = { type: 'control', timeMs: 1_000, control: { type: 'observed', name, value } } as const;
    state = guard.update!(state, event, portfolioOf({}));
  }
  expect(describePolicy(state).replace(/\([0-9a-f]{12}\)/g, '(hash)')).toBe(
    [
      'In force: test 1 (hash).',
      'Applies besides, and alone from 1970-01-02T00:00:00.000Z: test 2 (hash).',
      'Put aside until 1970-01-01T00:01:00.000Z: soft.',
      'Not taken at 1970-01-01T00:00:01.000Z: INVALID_OPTIONS: limits: options was "all of them": ' +
        'Invalid input: expected object, received string.',
    ].join('\n'),
  );
});
