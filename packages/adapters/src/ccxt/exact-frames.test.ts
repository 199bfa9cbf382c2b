import { describe, expect, it } from 'vitest';
import { exactFrame } from './exact-frames';

describe('exactFrame', () => {
  it.each([
    ['{"a":9007199254740993,"b":1}', '{"a":"9007199254740993","b":1}'],
    ['{"b":1,"t":9007199254740993}', '{"b":1,"t":"9007199254740993"}'],
    ['[1234567890123456789,-1234567890123456789]', '["1234567890123456789","-1234567890123456789"]'],
    ['{"a": 1234567890123456 }', '{"a": "1234567890123456" }'],
    ['{"a":123456789012345}', '{"a":123456789012345}'],
    ['{"a":0.1234567890123456789}', '{"a":0.1234567890123456789}'],
    ['{"a":1234567890123456.5}', '{"a":1234567890123456.5}'],
    ['{"a":"1234567890123456789"}', '{"a":"1234567890123456789"}'],
    ['{"a":1e400}', '{"a":1e400}'],
    ['no json', 'no json'],
  ])('%s', (text, expected) => expect(exactFrame(text)).toBe(expected));

  it('keeps every id digit by digit through JSON', () => {
    for (let digits = 16; digits < 30; digits++) {
      const id = '1234567890'.repeat(3).slice(0, digits);
      expect((JSON.parse(exactFrame(`{"id":${id}}`)) as { id: unknown }).id).toBe(id);
    }
  });
});
