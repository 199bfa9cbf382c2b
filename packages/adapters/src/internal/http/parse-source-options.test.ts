import { InvalidOptionsError } from '@sigmax/core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { parseSourceOptions, requireSecret } from './parse-source-options';

const schema = z.strictObject({ apiKey: z.string().max(5), count: z.int(), endpoints: z.array(z.string()).optional() });

const messageOf = (options: unknown): string => {
  try {
    parseSourceOptions(schema, options, 'newsApi');
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidOptionsError);
    return JSON.stringify([String(error), error, (error as Error).cause ?? null]);
  }
  return 'no error';
};

it('says what is wrong, as core does', () => {
  expect(messageOf({ apiKey: 'k', count: 1.5 })).toContain('newsApi: count was 1.5: ');
  expect(messageOf({ count: 1 })).toContain('apiKey was undefined: ');
  expect(parseSourceOptions(schema, { apiKey: 'k', count: 1 }, 'newsApi')).toEqual({ apiKey: 'k', count: 1 });
});

it.each([
  { apiKey: 'c0ffee-secret', count: 1 },
  // Misspelt, so that it is an option that nobody knows.
  { apikey: 'c0ffee-secret', apiKey: 'k', count: 1 },
  { accessToken: 'c0ffee-secret', apiKey: 'k', count: 1 },
  { apiKey: 'k', count: 1, endpoints: [5, { x: 'c0ffee' }] },
  'c0ffee-secret',
  ['c0ffee-secret'],
])('shows no secret of %j', (options) => {
  const message = messageOf(options);
  expect(message).toContain('[hidden]');
  expect(message).not.toContain('c0ffee');
});

it.each(['c0ffee \n', 'c0f fee', 'c0ffeé', '', 'c0ffee\ud800'])('refuses the secret %j without showing it', (value) => {
  expect(() => requireSecret('newsApi', 'apiKey', value)).toThrow(
    expect.objectContaining({ code: 'INVALID_SECRET', message: expect.not.stringContaining('c0f') }),
  );
});

it('takes a secret', () => {
  expect(requireSecret('newsApi', 'apiKey', 'a+/=_-.1')).toBe('a+/=_-.1');
});
