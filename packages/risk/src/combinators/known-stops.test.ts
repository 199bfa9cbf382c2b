import type { GuardEvent, Intervention, Scope, StopAction } from '@sigmax/core';
import { expect, it } from 'vitest';
import { rearmed } from '../guards/guard-events.test-helper';
import { followStops, type KnownStops, urgentDemand } from './known-stops';

const demand = (action: StopAction, scope?: Scope): Intervention => ({
  action,
  code: 'A_B',
  limit: 0,
  observed: 0,
  ...(scope === undefined ? {} : { scope }),
});
const halted = (guard: string, action: StopAction, scope?: Scope): GuardEvent => ({
  type: 'bot-halted',
  timeMs: 0,
  guard,
  ...demand(action, scope),
});
const known = (...events: readonly GuardEvent[]): KnownStops => {
  const stops: KnownStops = {};
  for (const event of events) followStops(stops, event, 'a');
  return stops;
};
const x = { instrumentId: 'x' };
const y = { instrumentId: 'y' };

it('follows the stops of one guard by scope', () => {
  const stops = [halted('a', 'pause'), halted('a', 'halt', x), halted('b', 'flatten', y)];
  expect(known(...stops)).toEqual({ everything: 'pause', 'instrument x': 'halt' });
  expect(known(...stops, halted('a', 'cancel'))).toEqual({ everything: 'cancel', 'instrument x': 'halt' });
  expect(known(...stops, rearmed('a'))).toEqual({});
  expect(known(...stops, { ...rearmed('a'), scope: x } as GuardEvent)).toEqual({ everything: 'pause' });
  expect(known(...stops, rearmed('b'))).toEqual({ everything: 'pause', 'instrument x': 'halt' });
});

it('makes the severer demand, and the first of two that are alike', () => {
  const [mild, severe] = [demand('pause'), demand('flatten')];
  expect(urgentDemand({}, undefined, undefined)).toBeUndefined();
  expect(urgentDemand({}, undefined, mild)).toBe(mild);
  expect(urgentDemand({}, mild, undefined)).toBe(mild);
  expect(urgentDemand({}, mild, severe)).toBe(severe);
  expect(urgentDemand({}, severe, mild)).toBe(severe);
  expect(urgentDemand({}, mild, demand('pause'))).toBe(mild);
});

it('does not let a demand that is heeded hide one that is not', () => {
  const stops = known(halted('a', 'flatten', x));
  const [heeded, news] = [demand('flatten', x), demand('pause', y)];
  expect(urgentDemand(stops, heeded, news)).toBe(news);
  expect(urgentDemand(stops, news, heeded)).toBe(news);
  expect(urgentDemand(known(halted('a', 'pause', x)), demand('halt', x), news)?.action).toBe('halt');
  const both = known(halted('a', 'flatten', x), halted('a', 'pause', y));
  expect(urgentDemand(both, news, heeded)).toBe(heeded);
});

it('makes a demand that is none before all others', () => {
  const nonsense = demand('explode' as never);
  expect(urgentDemand({}, demand('flatten'), nonsense)).toBe(nonsense);
  expect(urgentDemand(known(halted('a', 'explode' as never)), nonsense, demand('pause', x))).toBe(nonsense);
});
