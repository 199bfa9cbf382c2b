import type { GuardEvent } from '@sigmax/core';
import { bar } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { btc, eth, moved, observed, rearmed, snapshot } from '../guards/guard-events.test-helper';
import { partEvent } from './part-event';

const bars = [bar({ instrumentId: btc, close: 1 }), bar({ instrumentId: eth, close: 2 })];

it('shows the bars of the part', () => {
  const event = snapshot(5, bars);
  expect(partEvent({ instrumentId: eth }, event, 'a', 'a')).toEqual(snapshot(5, [bars[1]!]));
  expect(partEvent({ venue: 'other' }, event, 'a', 'a')).toEqual(snapshot(5, []));
  expect(partEvent({ tag: 'a' }, event, 'a', 'a')).toBe(event);
});

it('tells what concerns the whole account', () => {
  for (const event of [moved(5), observed(0, 'x', 1)]) expect(partEvent({ venue: 'x' }, event, 'a', 'a')).toBe(event);
});

it('renames what is said of the guard, and narrows its scope', () => {
  const armed = (of: string, scope?: object) =>
    ({ ...rearmed(of), ...(scope === undefined ? {} : { scope }) }) as GuardEvent;
  const part = { instrumentId: btc };
  expect(partEvent(part, armed('outer'), 'outer', 'inner')).toEqual(armed('inner'));
  expect(partEvent(part, armed('outer', { instrumentId: btc }), 'outer', 'inner')).toEqual(armed('inner'));
  expect(partEvent(part, armed('outer', { instrumentId: eth }), 'outer', 'inner')).toBeUndefined();
  expect(partEvent(part, armed('outer', { instrumentId: btc, tag: 'a' }), 'outer', 'inner')).toEqual(
    armed('inner', { tag: 'a' }),
  );
  expect(partEvent(part, armed('inner'), 'outer', 'inner')).toBeUndefined();
});
