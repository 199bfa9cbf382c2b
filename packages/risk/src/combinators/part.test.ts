import type { Intervention } from '@sigmax/core';
import { expect, it } from 'vitest';
import { demandOf, isInstrumentOf, isOrderOf, scopeWithin } from './part';

const id = 'demo:BTC/USDT';

it('knows its instruments', () => {
  expect(isInstrumentOf({}, id)).toBe(true);
  expect(isInstrumentOf({ instrumentId: id }, id)).toBe(true);
  expect(isInstrumentOf({ instrumentId: 'demo:BTC/USD' }, id)).toBe(false);
  expect(isInstrumentOf({ venue: 'demo' }, id)).toBe(true);
  for (const venue of ['dem', 'demo:', 'demos', 'other', 'demo:BTC/USDT']) {
    expect(isInstrumentOf({ venue }, id)).toBe(false);
  }
});

it('knows its orders', () => {
  expect(isOrderOf({ tag: 'a', venue: 'demo' }, { instrumentId: id, tag: 'a' })).toBe(true);
  expect(isOrderOf({ tag: 'a', venue: 'other' }, { instrumentId: id, tag: 'a' })).toBe(false);
  expect(isOrderOf({ tag: 'a' }, { instrumentId: id, tag: 'b' })).toBe(false);
  expect(isOrderOf({ tag: 'a' }, { instrumentId: id })).toBe(false);
  expect(isOrderOf({ tag: '' }, { instrumentId: id })).toBe(true);
  expect(isOrderOf({}, { instrumentId: id, tag: 'b' })).toBe(true);
});

it('narrows a scope to what is left of it within a part', () => {
  const part = { venue: 'demo', tag: 'a' };
  expect(scopeWithin(part, undefined)).toEqual({});
  expect(scopeWithin(part, {})).toEqual({});
  expect(scopeWithin(part, { venue: 'demo' })).toEqual({});
  expect(scopeWithin(part, { venue: 'demo', instrumentId: id })).toEqual({ instrumentId: id });
  expect(scopeWithin(part, { venue: 'other' })).toBeUndefined();
  expect(scopeWithin(part, { tag: 'b', instrumentId: id })).toBeUndefined();
});

it('makes a demand about the part alone', () => {
  const demand: Intervention = { action: 'halt', code: 'A_B', limit: 1, observed: 2 };
  expect(demandOf({ venue: 'demo' }, undefined)).toBeUndefined();
  expect(demandOf({}, demand)).toEqual(demand);
  expect(demandOf({ venue: 'demo', tag: 'a' }, demand)).toEqual({ ...demand, scope: { venue: 'demo', tag: 'a' } });
  const inner = { ...demand, scope: { instrumentId: id } };
  expect(demandOf({ tag: 'a' }, inner)).toEqual({ ...demand, scope: { instrumentId: id, tag: 'a' } });
  expect(demandOf({}, inner)).toEqual(inner);
});

it('names no tag where none can be named', () => {
  const demand: Intervention = { action: 'flatten', code: 'A_B', limit: 1, observed: 2 };
  expect(demandOf({ venue: 'demo', tag: 'a' }, demand)).toEqual({ ...demand, scope: { venue: 'demo' } });
  expect(demandOf({ tag: 'a' }, demand)).toEqual(demand);
  expect(demandOf({ tag: '' }, { ...demand, action: 'pause' })).toEqual({ ...demand, action: 'pause' });
});
