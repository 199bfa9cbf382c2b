import { describe, expect, it } from 'vitest';
import { readLimits } from './limits-document';
import { limitsOf } from './policy.test-helper';

describe('readLimits', () => {
  it('fills in what was left out', () => {
    expect(readLimits(limitsOf(500))).toEqual({
      name: 'test',
      version: 1,
      reportingAsset: 'USDT',
      effectiveAtMs: 0,
      approvedBy: [],
      limits: {
        'max-order': { kind: 'max-order-notional', limitAmount: 500, slippageAllowanceFraction: 0, isSoft: false },
      },
    });
  });

  it.each<[string, unknown, string]>([
    ['no version', { ...limitsOf(1), version: undefined }, 'version was undefined'],
    ['version 0', limitsOf(1, { version: 0 }), 'version was 0'],
    ['no asset', { ...limitsOf(1), reportingAsset: undefined }, 'reportingAsset was undefined'],
    ['no time', { ...limitsOf(1), effectiveAtMs: undefined }, 'effectiveAtMs was undefined'],
    ['an endless time', limitsOf(1, { effectiveAtMs: Infinity }), 'effectiveAtMs was Infinity'],
    ['an unknown profile', { ...limitsOf(1), profile: 'brave' }, 'profile was "brave"'],
    ['an unknown kind', limitsOf(1, { limits: { a: { kind: 'max-luck' } as never } }), 'limits.a.kind was "max-luck"'],
    [
      'no limit',
      limitsOf(1, { limits: { a: { kind: 'max-order-notional' } as never } }),
      'limits.a.limitAmount was undefined',
    ],
    [
      'a unit that is not the field’s',
      limitsOf(1, { limits: { a: { kind: 'max-order-notional', limitFraction: 0.1 } as never } }),
      'limits.a.limitFraction was 0.1: no such option',
    ],
    ['a figure as text', limitsOf('500' as never), 'limits.max-order.limitAmount was "500"'],
    [
      'a name that could be anything',
      limitsOf(1, { limits: { 'A b': limitsOf(1).limits['max-order']! } }),
      'limits.A b',
    ],
    ['a limit left out that there is not', limitsOf(1, { without: ['max-weight'] }), 'without names max-weight'],
  ])('refuses %s', (_, document, says) => {
    expect(() => readLimits(document)).toThrow(says);
  });

  it('is not led astray by what a text could put into an object', () => {
    const text = JSON.stringify(limitsOf(500)).replace(
      '"limits":{',
      '"limits":{"__proto__":{"kind":"max-order-notional","limitAmount":1},',
    );
    const { limits } = readLimits(JSON.parse(text));
    expect(Object.getPrototypeOf(limits)).toBe(Object.prototype);
    expect(Object.keys(limits)).toEqual(['max-order']);
  });
});
