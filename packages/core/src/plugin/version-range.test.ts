import { describe, expect, it } from 'vitest';
import { satisfiesRange } from './version-range';

const cases: Readonly<Record<string, { readonly inside: readonly string[]; readonly outside: readonly string[] }>> = {
  '^1.2.3': { inside: ['1.2.3', '1.2.4', '1.9.0'], outside: ['1.2.2', '2.0.0', '2.0.0-beta.1', '1.2.3-beta', '0.9.9'] },
  '^0.1.2': { inside: ['0.1.2', '0.1.9'], outside: ['0.1.1', '0.2.0', '0.2.0-alpha', '1.0.0'] },
  '^0.0.3': { inside: ['0.0.3'], outside: ['0.0.2', '0.0.4', '0.1.0'] },
  '~1.2.3': { inside: ['1.2.3', '1.2.9'], outside: ['1.2.2', '1.3.0'] },
  '~0.1.0': { inside: ['0.1.5'], outside: ['0.2.0'] },
  '1.2.3': { inside: ['1.2.3', '1.2.3+build.5'], outside: ['1.2.4', '1.2.3-rc.1'] },
  '=1.2.3': { inside: ['1.2.3'], outside: ['1.2.4'] },
  '>=1.0.0': { inside: ['1.0.0', '7.0.0'], outside: ['0.9.9', '1.0.0-rc.1'] },
  '>=1.0.0-rc.1': {
    inside: ['1.0.0-rc.1', '1.0.0-rc.2', '1.0.0-rc.10', '1.0.0'],
    outside: ['1.0.0-alpha', '1.0.0-rc'],
  },
  '>1.0.0 <2.0.0': { inside: ['1.0.1', '1.9.9'], outside: ['1.0.0', '2.0.0'] },
  '<=1.0.0': { inside: ['1.0.0', '0.1.0'], outside: ['1.0.1'] },
  '0.0.0 || ^0.1.0': { inside: ['0.0.0', '0.1.4'], outside: ['0.0.1', '0.2.0'] },
  '*': { inside: ['0.0.0', '9.9.9'], outside: [] },
};

describe.each(Object.entries(cases))('%s', (range, { inside, outside }) => {
  it.each(inside)('allows %s', (version) => expect(satisfiesRange(version, range)).toBe(true));
  it.each(outside)('does not allow %s', (version) => expect(satisfiesRange(version, range)).toBe(false));
});

it('does not guess what it cannot read', () => {
  for (const range of ['', 'latest', '^1.2', '1.x', '^1.2.3 ||', '>=', '!1.0.0', '1.2.3.4']) {
    expect(satisfiesRange('1.0.0', range), range).toBeUndefined();
  }
  for (const version of ['', '1', '1.2', 'v1.2.3', '1.2.x']) expect(satisfiesRange(version, '*')).toBeUndefined();
});
