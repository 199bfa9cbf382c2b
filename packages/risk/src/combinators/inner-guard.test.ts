import { type Guard, InvalidOptionsError, pass } from '@sigmax/core';
import { portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { snapshot } from '../guards/guard-events.test-helper';
import { requireGuard, told } from './inner-guard';

const base = { name: 'a', initial: 0 };

it('tells a guard, or leaves its state alone', () => {
  const counting: Guard = { ...base, update: (count) => (count as number) + 1 };
  expect(told(counting, 4, snapshot(0), portfolioOf({}))).toBe(5);
  expect(told({ ...base, check: () => pass }, 4, snapshot(0), portfolioOf({}))).toBe(4);
});

it('refuses a state that comes later', () => {
  const late: Guard = { ...base, update: () => Promise.resolve(1) };
  expect(() => told(late, 0, snapshot(0), portfolioOf({}))).toThrow('Guard a cannot be asynchronous');
});

it('takes nothing for a guard that does nothing or has no name', () => {
  const guard: Guard = { ...base, intervene: () => undefined };
  expect(requireGuard(guard, 'when')).toBe(guard);
  for (const wrong of [undefined, null, 5, {}, base, { ...guard, name: '' }, { ...guard, name: 5 }]) {
    expect(() => requireGuard(wrong as never, 'when')).toThrow(InvalidOptionsError);
  }
  expect(() => requireGuard(base, 'when')).toThrow('when: a guard was "a" without update');
});
