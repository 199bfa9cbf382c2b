import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { statelessPolicy } from './policy';

it('a stateless policy hands on observation and mask', () => {
  const policy = statelessPolicy('first', (observation, mask) => (mask?.[0] === 1 ? (observation[0] as number) : -1));
  const act = policy.start(seededRandom(1));
  expect(act(Float64Array.of(3), Uint8Array.of(1))).toBe(3);
  expect(act(Float64Array.of(3))).toBe(-1);
  expect(policy.name).toBe('first');
});
