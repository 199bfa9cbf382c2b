import type { GuardEvent } from '@sigmax/core';
import { expect, it } from 'vitest';
import { rearmed, snapshot } from '../guards/guard-events.test-helper';
import { renamedEvent } from './renamed-event';

const halted = (guard: string): GuardEvent => ({
  type: 'bot-halted',
  timeMs: 0,
  guard,
  action: 'pause',
  code: 'A_B',
  limit: 0,
  observed: 0,
});

it('tells the inner guard under its own name what is said of the outer one', () => {
  expect(renamedEvent(rearmed('outer'), 'outer', 'inner')).toEqual(rearmed('inner'));
  expect(renamedEvent(halted('outer'), 'outer', 'inner')).toEqual(halted('inner'));
  const own = rearmed('same');
  expect(renamedEvent(own, 'same', 'same')).toBe(own);
});

it('keeps from it what is said of another guard of its name', () => {
  expect(renamedEvent(rearmed('inner'), 'outer', 'inner')).toBeUndefined();
  expect(renamedEvent(halted('inner'), 'outer', 'inner')).toBeUndefined();
});

it('passes everything else on', () => {
  for (const event of [snapshot(0), rearmed('operator'), halted('operator')]) {
    expect(renamedEvent(event, 'outer', 'inner')).toBe(event);
  }
});
