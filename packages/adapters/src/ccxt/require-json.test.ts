import { describe, expect, it } from 'vitest';
import { requireJson } from './require-json';

const isRefused = (body: string): boolean => {
  try {
    requireJson(body, 'test');
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: 'BAD_RESPONSE', isRetryable: true });
    return true;
  }
};

describe('requireJson', () => {
  it.each(['[]', '{}', ' {"a":[1,2]}\n', `[${'1,'.repeat(1_500_000)}1]`])('takes JSON', (body) => {
    expect(isRefused(body)).toBe(false);
  });

  it.each(['', 'ok', '<html></html>', '{"a":[1,2', '{"a":1}}', '[1,]', '"text"', 'null', '{"__proto__":{}}'])(
    'refuses %j',
    (body) => {
      expect(isRefused(body)).toBe(true);
    },
  );
});
