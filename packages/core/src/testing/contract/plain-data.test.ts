import { expect, it } from 'vitest';
import { unplainPart } from './plain-data';

it('plain data is numbers, texts, arrays, objects, maps, sets and columns', () => {
  const plain = [
    1,
    'a',
    null,
    undefined,
    true,
    5n,
    [1, [2]],
    { a: { b: [] } },
    new Map([[1, { a: 1 }]]),
    new Float64Array(2),
  ];
  for (const value of [...plain, plain, new Set(plain)]) expect(unplainPart(value)).toBeUndefined();
});

it('says where the rest is', () => {
  class Peak {}
  expect(unplainPart({ a: [1, { b: () => 1 }] })).toBe('state.a.1.b is a function');
  expect(unplainPart({ peak: new Peak() })).toBe('state.peak is a Peak');
  expect(unplainPart(new Map([['a', new Peak()]]))).toBe('state.0.1 is a Peak');
  expect(unplainPart({ [Symbol('a')]: 1 })).toBe('state has a symbol as a key');
  expect(unplainPart({ a: Symbol('b') })).toBe('state.a is a symbol');
});
