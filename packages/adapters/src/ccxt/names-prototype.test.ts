import { describe, expect, it } from 'vitest';
import { namesPrototype } from './names-prototype';

describe('namesPrototype', () => {
  it.each([
    '{"s":"__proto__"}',
    '{"__proto__":1}',
    '["constructor"]',
    '{"a":{"prototype":1}}',
    '{"s":"\\u005f_proto__"}',
    '{"s":"__pr\\u006Fto__"}',
    '{"s":"\\u0063onstructor"}',
  ])('finds %s', (text) => expect(namesPrototype(text)).toBe(true));

  it.each([
    '{"s":"BTCUSDT"}',
    '{"msg":"a \\u003c b \\u0026 c"}',
    '{"msg":"the prototype of it"}',
    '{"msg":"\\u20ac \\u00e9"}',
  ])('leaves %s', (text) => expect(namesPrototype(text)).toBe(false));
});
