import { expect, it } from 'vitest';
import { parseExactJson } from './parse-exact-json';

it('keeps every digit of long whole numbers', () => {
  expect(
    parseExactJson('{"a":614872945123456789,"b":[12,-9007199254740993],"c":1.5e3,"d":0.1234567890123456789}'),
  ).toEqual({
    a: '614872945123456789',
    b: [12, '-9007199254740993'],
    c: 1_500,
    d: 0.123_456_789_012_345_68,
  });
});

it('leaves texts alone, quotes in them too', () => {
  expect(
    parseExactJson('{"a":"614872945123456789","b":"x\\" 614872945123456789","1234567890123456789":"\\\\"}'),
  ).toEqual({
    a: '614872945123456789',
    b: 'x" 614872945123456789',
    '1234567890123456789': '\\',
  });
});

it.each(['', '{', '"', '{"a":1234567890123456789', '<html>'])('%j is no JSON', (text) => {
  expect(() => parseExactJson(text)).toThrow(SyntaxError);
});
