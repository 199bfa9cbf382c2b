import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromPlainText, plainText } from './plain-text';

it('reads back what it wrote', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      fc.double(),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.constant(undefined),
      fc.array(fc.double(), { maxLength: 4 }).map((list) => Float64Array.from(list)),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('any'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).any;
  fc.assert(
    fc.property(value, (one) => {
      expect(fromPlainText(plainText(one))).toStrictEqual(one);
    }),
  );
});

it('takes plain data only', () => {
  for (const one of [() => 1, Symbol('a'), 1n, new Date(0), new Map()]) {
    expect(() => plainText({ one })).toThrow(TypeError);
  }
  expect(() => fromPlainText('{"__proto__":{"limit":1}}')).toThrow('__proto__');
});
