import { seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { secretHider } from './hide-secrets';

const secret = 'kEy+9/aB3=x"Q7';

describe('secretHider', () => {
  it.each([
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret),
    Buffer.from(secret).toString('base64'),
    encodeURIComponent(Buffer.from(secret).toString('base64')),
  ])('takes out a secret written as %s', (written) => {
    const clean = secretHider([secret])(`GET /posts/?x=${written}&page=2 failed`);
    expect(clean).toContain('[hidden]');
    expect(clean).not.toContain(written);
    expect(clean).not.toContain('9/aB3');
  });

  it.each([
    'https://example.org/api/posts/?auth_token=c0ffee1234&currencies=BTC',
    '{"apiKey":"c0ffee1234"}',
    'X-Api-Key: c0ffee1234',
    'authorization: Basic c0ffee1234==',
    'Authorization: Bearer c0ffee1234.c0ffee',
    "client_secret = 'c0ffee1234'",
    'https://user:c0ffee1234@example.org/rpc',
  ])('takes out what stands beside a name: %s', (text) => {
    expect(secretHider([])(text)).not.toContain('c0ffee');
  });

  it('leaves other words, makes one line and cuts long texts', () => {
    expect(secretHider(['ab', secret])('a cab, status 429')).toBe('a cab, status 429');
    expect(secretHider([])('a\n\u0000b')).toBe('a b');
    expect(secretHider([])('x'.repeat(5_000))).toHaveLength(300);
  });

  it('lets no part of a random secret through', () => {
    const random = seededRandom(5);
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=_-.&%"';
    const word = (length: number): string =>
      Array.from({ length }, () => letters[random.integer(letters.length)]).join('');
    for (let times = 0; times < 300; times++) {
      const canary = `K${word(8 + random.integer(30))}Z`;
      const clean = secretHider([canary])(`${word(9)} ${canary} ${encodeURIComponent(canary)} ${word(9)}`);
      expect(clean).not.toContain(canary);
      expect(clean).not.toContain(encodeURIComponent(canary));
    }
  });
});
