import { seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { redactedText, redactor } from './redact';

const secret = 'sk+live/9aB3=xYz"Q7';
const redact = redactor([secret, 'ab']);

describe('redactor', () => {
  it.each([
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
    encodeURIComponent(Buffer.from(secret).toString('base64')),
    JSON.stringify(secret),
  ])('takes out a secret written as %s', (written) => {
    const clean = redact(`GET https://venue/api?x=1&y=${written} failed`);
    expect(clean).toContain(redactedText);
    expect(clean).not.toContain(written);
    expect(clean).not.toContain('9aB3');
  });

  it.each([
    'https://venue/api/v3/account?timestamp=1&signature=5f3a99c0ffee&recvWindow=5000',
    '{"apiKey":"c0ffee1234","code":-2015}',
    "{ 'secret': 'c0ffee1234' }",
    'X-MBX-APIKEY: c0ffee1234',
    'OK-ACCESS-PASSPHRASE: c0ffee1234, accept: */*',
    'Authorization: Bearer c0ffee1234.c0ffee.x',
    'wss://stream/ws/?listenKey=c0ffee1234',
    'https://user:c0ffee1234@venue/api',
    'auth_token=c0ffee1234',
  ])('takes out what stands beside a name: %s', (text) => {
    expect(redactor([])(text)).not.toContain('c0ffee');
    expect(redactor([])(text)).toContain(redactedText);
  });

  it('leaves other words alone', () => {
    const text = 'binance {"code":-1121,"msg":"Invalid symbol."}';
    expect(redact(text)).toBe(text);
    expect(redactor(['ab'])('a cab')).toBe('a cab');
  });

  it('cuts long texts and takes out control characters', () => {
    expect(redact('x'.repeat(5_000))).toHaveLength(400);
    expect(redact('a\u0000\n\u001b[31mb')).toBe('a [31mb');
  });

  it('lets no canary through, wherever it stands', () => {
    const random = seededRandom(5);
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=_-.&%" ';
    const word = (length: number): string =>
      Array.from({ length }, () => letters[random.integer(letters.length)]).join('');
    for (let times = 0; times < 500; times++) {
      const canary = `K${word(8 + random.integer(40)).replaceAll(' ', '_')}Z`;
      const clean = redactor([canary])(`${word(20)}${canary}${word(20)}?key=${encodeURIComponent(canary)}`);
      expect(clean).not.toContain(canary);
      expect(clean).not.toContain(encodeURIComponent(canary));
    }
  });
});
