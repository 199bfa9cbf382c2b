import { expect, it } from 'vitest';
import { type RegimeCondition, regimeBits } from './regime-bits';
import { regimeConditions, regimeNames, regimeOf } from './regime-of';

it('has a bit of its own for each condition, and leaves those that are for other sources', () => {
  const bits = Object.values(regimeBits);
  expect(bits.every((bit) => Number.isInteger(Math.log2(bit)))).toBe(true);
  expect(new Set(bits).size).toBe(8);
  expect(bits.reduce((sum, bit) => sum | bit, 0) & (2 + 4 + 8 + 16)).toBe(0);
  expect(Object.keys(regimeBits).sort()).toEqual([...regimeNames, 'illiquid'].sort());
});

it('names the first condition of the order, whatever else holds', () => {
  for (const [place, name] of regimeNames.entries()) {
    const later = regimeNames.slice(place).reduce((sum, other) => sum + regimeBits[other], 0);
    expect(regimeOf(regimeBits[name])).toBe(name);
    expect(regimeOf(later)).toBe(name);
    expect(regimeOf(later + regimeBits.illiquid)).toBe(name);
  }
  expect(regimeOf(0)).toBe('sideways');
  expect(regimeOf(regimeBits.illiquid)).toBe('sideways');
});

it('lists what is in the bits and nothing else', () => {
  const all: readonly RegimeCondition[] = [...regimeNames, 'illiquid'];
  for (let subset = 0; subset < 2 ** all.length; subset++) {
    const chosen = all.filter((_, place) => (subset & (1 << place)) !== 0);
    const bits = chosen.reduce((sum, condition) => sum + regimeBits[condition], 0);
    expect(regimeConditions(bits)).toEqual(chosen);
    expect(regimeConditions(bits + 2 + 16)).toEqual(chosen);
  }
});
