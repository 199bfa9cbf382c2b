import { expect, test } from 'vitest';
import { loopbackAddress, pointExchangeAt } from './point-at';

test.each([
  ['https://api.binance.com/api/v3', 'http://127.0.0.1:81/api.binance.com/api/v3'],
  ['wss://stream.binance.com:9443/ws', 'ws://127.0.0.1:81/stream.binance.com:9443/ws'],
  ['https://{hostname}', 'http://127.0.0.1:81/{hostname}'],
  ['ws://a.b/c', 'ws://127.0.0.1:81/a.b/c'],
])('%s', (address, expected) => expect(loopbackAddress(address, 81)).toBe(expected));

test('every address of the API changes, and nothing else', async () => {
  let loaded = 0;
  const api = { public: 'https://a.b/v1', ws: { spot: { unified: 'wss://c.d/e' } }, none: undefined };
  const exchange = {
    urls: { www: 'https://a.b', api } as Record<string, unknown>,
    loadHttpProxyAgent: () => {
      loaded += 1;
      return Promise.resolve();
    },
  };
  await pointExchangeAt(exchange, 7);
  expect(exchange.urls).toEqual({
    www: 'https://a.b',
    api: {
      public: 'http://127.0.0.1:7/a.b/v1',
      ws: { spot: { unified: 'ws://127.0.0.1:7/c.d/e' } },
      none: undefined,
    },
  });
  expect(loaded).toBe(1);
});
