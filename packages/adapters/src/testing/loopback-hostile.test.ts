import { type Random, seededRandom } from '@sigmax/core';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { loopbackExchanges } from './loopback-options';
import { type LoopbackVenue, loopbackVenue } from './loopback-venue';
import { settled } from './settled.test-helper';

const paths = {
  binance: ['/ws', '/ws-api/v3', '/private/ws?listenKey=x', '/stream?streams=%00'],
  binanceusdm: ['/fstream.binance.com/public/ws'],
  bybit: ['/v5/public/spot', '/v5/private'],
  okx: ['/ws/v5/public', '/ws/v5/private'],
  kraken: ['/v2'],
} as const;

const words = [
  'method op event params args channel symbol instId token depth interval id req_id topic SUBSCRIBE subscribe unsubscribe ping',
  'auth login book books trade orders executions orderbook.50.BTCUSDT btcusdt@depth BTC/USD BTC-USDT __proto__ constructor toString',
]
  .join(' ')
  .split(' ');

const anyWord = (random: Random): string => words[random.integer(words.length)] as string;

/** Something that JSON can say, of the words that venues know. */
const anyValue = (random: Random, depth = 0): unknown => {
  switch (random.integer(depth > 3 ? 5 : 8)) {
    case 0:
      return null;
    case 1:
      return random.integer(2) === 0;
    case 2:
      return (random.uniform() - 0.5) * 10 ** random.integer(30);
    case 3:
    case 4:
      return anyWord(random);
    case 5:
      return Array.from({ length: random.integer(4) }, () => anyValue(random, depth + 1));
    default:
      return Object.fromEntries(
        Array.from({ length: random.integer(6) }, () => [anyWord(random), anyValue(random, depth + 1)]),
      );
  }
};

let venue: LoopbackVenue;
afterEach(() => venue.close());

test.each(loopbackExchanges)('%s outlives whatever is said to it', async (exchange) => {
  venue = await loopbackVenue({ exchange, seed: 1, historyMs: 60_000 });
  const random = seededRandom(5);
  for (const path of paths[exchange]) {
    const socket = new WebSocket(`${venue.webSocketUrl}${path}`);
    await new Promise((resolve) => {
      socket.once('open', resolve);
    });
    for (let count = 0; count < 300; count++) {
      const text = JSON.stringify(anyValue(random));
      socket.send(random.integer(10) === 0 ? text.slice(0, random.integer(text.length + 1)) : text);
      if (count % 50 === 0) await venue.advance(1_000);
    }
    await settled(50);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.terminate();
  }
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  await venue.advance(1_000);
});

const requests = {
  binance: [
    'GET /api/v3/klines',
    'GET /api/v3/historicalTrades',
    'GET /api/v3/aggTrades',
    'GET /api/v3/depth',
    'POST /api/v3/order',
  ],
  binanceusdm: [
    'GET /fapi/v1/premiumIndex',
    'GET /fapi/v1/fundingRate',
    'POST /fapi/v1/listenKey',
    'DELETE /fapi/v1/order',
  ],
  bybit: ['GET /v5/market/kline', 'GET /v5/market/funding/history', 'POST /v5/order/create', 'GET /v5/market/tickers'],
  okx: [
    'GET /api/v5/market/candles',
    'GET /api/v5/market/history-trades',
    'POST /api/v5/trade/order',
    'GET /api/v5/market/books',
  ],
  kraken: [
    'GET /0/public/OHLC',
    'GET /0/public/Trades',
    'GET /0/public/Depth',
    'POST /0/private/AddOrder',
    'GET /0/public/Ticker',
  ],
} as const;

const fields =
  `symbol pair instId category interval bar limit count sz since start startTime end endTime before after fromId type timestamp
  signature nonce`.split(/\s+/);
const values = [
  'BTCUSDT',
  'XXBTZUSD',
  'BTC-USDT',
  'spot',
  'constructor',
  'linear',
  '1m',
  '1',
  'D',
  '-1',
  '0',
  '1e999',
  'NaN',
  '',
  '%00',
  '99999999999999999999',
  '[]',
];

test.each(loopbackExchanges)(
  '%s answers whatever is asked of it, and never with a fault of its own',
  async (exchange) => {
    venue = await loopbackVenue({ exchange, seed: 1, historyMs: 60_000 });
    const random = seededRandom(6);
    const pick = <Item>(items: readonly Item[]): Item => items[random.integer(items.length)] as Item;
    for (let count = 0; count < 150; count++) {
      const [method, path] = pick<string>(requests[exchange]).split(' ') as [string, string];
      const query = Array.from({ length: random.integer(5) }, () => `${pick(fields)}=${pick(values)}`).join('&');
      const body =
        method === 'POST' ? { body: random.integer(2) === 0 ? query : JSON.stringify(anyValue(random)) } : {};
      const answer = await fetch(`${venue.httpUrl}${path}?${query}`, { method, ...body });
      expect(answer.status).not.toBe(500);
      expect(await answer.json()).not.toHaveProperty('loopback');
    }
  },
);
