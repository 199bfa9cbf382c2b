import { expect, test } from 'vitest';
import { splitAddress } from './split-address';

test.each([
  ['/api.binance.com/api/v3/time?a=1&b=2', 'api.binance.com', '/api/v3/time', 'a=1&b=2'],
  ['/stream.binance.com:9443/ws/0', 'stream.binance.com:9443', '/ws/0', ''],
  ['/api/v3/time', '', '/api/v3/time', ''],
  ['/ws.kraken.com', 'ws.kraken.com', '/', ''],
  ['//www.okx.com//api/v5', 'www.okx.com', '/api/v5', ''],
  ['/', '', '/', ''],
])('%s', (url, host, path, query) => expect(splitAddress(url)).toEqual({ host, path, query }));
