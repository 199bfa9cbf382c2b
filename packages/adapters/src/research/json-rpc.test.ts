import { describe, expect, it } from 'vitest';
import { secretHider } from '../internal/http/hide-secrets';
import { rpcCall } from './json-rpc';

const key = 'c0ffee-key-1234';
const call = { signal: new AbortController().signal, clock: { nowMs: () => 0, after: () => () => undefined } };

const ask = (answer: string) => {
  const sent: unknown[] = [];
  const settings = {
    source: 'node',
    maximumBytes: 1_000,
    userAgent: 'x',
    hide: secretHider([key]),
    fetch: async (_: unknown, init?: { readonly body?: unknown }) => {
      sent.push(JSON.parse(String(init?.body)));
      return new Response(answer);
    },
  };
  const endpoint = { url: new URL(`https://example.org/v2/${key}`), headers: {}, settings: settings as never };
  return { sent, result: rpcCall(endpoint, 'eth_x', ['0x1'], call) };
};

describe('rpcCall', () => {
  it('sends a request and gives its result', async () => {
    const { sent, result } = ask('{"jsonrpc":"2.0","id":1,"result":123456789012345678901}');
    expect(await result).toBe('123456789012345678901');
    expect(sent).toEqual([{ jsonrpc: '2.0', id: 1, method: 'eth_x', params: ['0x1'] }]);
  });

  it('gives null where that is the result', async () => {
    expect(await ask('{"id":1,"result":null,"error":null}').result).toBeNull();
  });

  it.each([
    ['{"id":1,"error":{"code":-32005,"message":"limit"}}', 'RATE_LIMITED', true],
    [`{"id":1,"error":{"code":-32000,"message":"bad ${key}"}}`, 'REFUSED', true],
    ['{"id":1,"error":{"code":-32601,"message":"no method"}}', 'REFUSED', false],
    ['{"id":1,"error":"odd"}', 'REFUSED', true],
    ['{"id":2,"result":5}', 'UNEXPECTED_SHAPE', true],
    ['{"id":1}', 'UNEXPECTED_SHAPE', true],
    ['[]', 'UNEXPECTED_SHAPE', true],
    ['<html>', 'MALFORMED', true],
  ])('%s', async (answer, code, isRetryable) => {
    const error = await ask(answer).result.catch((one: unknown) => one);
    expect(error).toMatchObject({ code, isRetryable });
    expect(String(error)).not.toContain('c0ffee');
  });
});
