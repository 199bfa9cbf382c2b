import { expect, it } from 'vitest';
import { redactSensitive } from './redact-sensitive';

it.each([
  'Incorrect API key provided: sk-proj-Abcdef0123456789xyz.',
  'authorization: Bearer abcdef.ghijkl-0123456789',
  '{"x-api-key": "abcd1234efgh"}',
  'https://example.org/v2?auth_token=0123456789abcdef&x=1',
  "password='hunter2hunter2'",
  `key 0x${'ab12'.repeat(16)} leaked`,
  'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl',
  '-----BEGIN RSA PRIVATE KEY-----\nMIIEow==\n-----END RSA PRIVATE KEY-----',
  'AKIAIOSFODNN7EXAMPLE',
])('%s', (text) => {
  const redacted = redactSensitive(text);
  expect(redacted).toMatch(/\[(secret|private key)\]/);
  expect(redacted).not.toMatch(/Abcdef012|ghijkl|abcd1234|0123456789abcdef|hunter2|ab12ab12|c2lnbm|MIIE|AKIAI/);
});

it.each(['Token usage: 1,200 tokens.', 'The key level is 64,000.', 'tokens=5', 'BTC risk-off', '0x1234abcd'])(
  'leaves %s',
  (text) => {
    expect(redactSensitive(text)).toBe(text);
  },
);
