import { describe, expect, it } from 'vitest';
import { checkControl } from './control';

const signed = { reason: 'test', by: 'ops' };

describe('checkControl', () => {
  it('fills in what was left out', () => {
    expect(checkControl({ type: 'kill', ...signed })).toEqual({ type: 'kill', scope: {}, action: 'cancel', ...signed });
    expect(checkControl({ type: 'pause', ...signed })).toEqual({ type: 'pause', scope: {}, ...signed });
    expect(checkControl({ type: 'observed', name: 'latency', value: 5 })).toEqual({
      type: 'observed',
      name: 'latency',
      value: 5,
    });
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'control'],
    ['an unknown type', { type: 'stop', ...signed }, 'type'],
    ['no reason', { type: 'kill', by: 'ops' }, 'reason'],
    ['an empty reason', { type: 'kill', reason: '  ', by: 'ops' }, 'reason'],
    ['nobody', { type: 'pause', reason: 'why' }, 'by'],
    ['a field nobody knows', { type: 'pause', ...signed, scop: {} }, 'scop'],
    ['an unknown scope', { type: 'kill', ...signed, scope: { symbol: 'BTC' } }, 'symbol'],
    ['a collar of everything', { type: 'kill', ...signed, action: 'flatten', collarRate: 1 }, 'collarRate'],
    ['a collar of NaN', { type: 'kill', ...signed, action: 'flatten', collarRate: Number.NaN }, 'collarRate'],
    ['an override without end', { type: 'override', guard: 'a', ...signed }, 'untilMs'],
    ['an endless override', { type: 'override', guard: 'a', untilMs: Infinity, ...signed }, 'untilMs'],
  ])('refuses %s', (_name, control, field) => {
    expect(() => checkControl(control)).toThrow(field);
  });

  it('refuses what could not be kept', () => {
    expect(() => checkControl({ type: 'observed', name: 'f', value: () => 1 })).toThrow();
  });

  it('copies: what is changed afterwards changes nothing', () => {
    const value = { limit: 1 };
    const checked = checkControl({ type: 'observed', name: 'limits', value });
    value.limit = 2;
    expect(checked).toMatchObject({ value: { limit: 1 } });
  });
});
