import { afterEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type LoopbackExchange, type LoopbackVenueOptions, loopbackExchanges } from './loopback-options';
import { type LoopbackVenue, loopbackVenue } from './loopback-venue';
import { settled } from './settled.test-helper';

const open: LoopbackVenue[] = [];
const openVenue = async (options: Partial<LoopbackVenueOptions> = {}): Promise<LoopbackVenue> => {
  const venue = await loopbackVenue({ exchange: 'binance', seed: 7, historyMs: 600_000, ...options });
  open.push(venue);
  return venue;
};
afterEach(async () => {
  for (const venue of open.splice(0)) await venue.close();
});

const json = async (url: string): Promise<unknown> => (await fetch(url)).json();

/** A raw socket that keeps what it hears. */
const listen = async (url: string, requests: readonly unknown[]) => {
  const socket = new WebSocket(url);
  const texts: string[] = [];
  socket.on('message', (data: Buffer) => texts.push(data.toString()));
  await new Promise((resolve) => {
    socket.once('open', resolve);
  });
  for (const request of requests) socket.send(typeof request === 'string' ? request : JSON.stringify(request));
  while (texts.length < requests.length) await settled(1);
  return { socket, texts };
};

/** Where each venue's streams are, and what subscribes to trades, the book, bars and quotes. */
const streams: Readonly<Record<LoopbackExchange, readonly [path: string, requests: readonly unknown[]]>> = {
  binance: [
    '/stream.binance.com:9443/ws',
    [
      {
        method: 'SUBSCRIBE',
        params: ['btcusdt@trade', 'btcusdt@depth@100ms', 'btcusdt@kline_1m', 'btcusdt@bookTicker'],
        id: 1,
      },
    ],
  ],
  binanceusdm: [
    '/fstream.binance.com/market/ws',
    [{ method: 'SUBSCRIBE', params: ['btcusdt@aggTrade', 'btcusdt@depth@100ms', 'btcusdt@markPrice@1s'], id: 1 }],
  ],
  bybit: [
    '/stream.bybit.com/v5/public/linear',
    [{ op: 'subscribe', args: ['publicTrade.BTCUSDT', 'orderbook.50.BTCUSDT', 'kline.1.BTCUSDT', 'tickers.BTCUSDT'] }],
  ],
  okx: [
    '/ws.okx.com:8443/ws/v5/public',
    [
      {
        op: 'subscribe',
        args: ['trades', 'books', 'tickers', 'bbo-tbt'].map((channel) => ({ channel, instId: 'BTC-USDT-SWAP' })),
      },
    ],
  ],
  kraken: [
    '/ws.kraken.com/v2',
    ['trade', 'book', 'ticker', 'ohlc'].map((channel) => ({
      method: 'subscribe',
      params: { channel, symbol: ['BTC/USD'] },
    })),
  ],
};

const record = async (
  exchange: LoopbackExchange,
  seed: number,
  strides: readonly number[],
): Promise<readonly string[]> => {
  const venue = await openVenue({ exchange, seed });
  const [path, requests] = streams[exchange];
  const { socket, texts } = await listen(`${venue.webSocketUrl}${path}`, requests);
  await settled();
  for (const stride of strides) await venue.advance(stride);
  await settled(200);
  socket.terminate();
  return texts;
};

test.each(loopbackExchanges)(
  '%s sends the same frames for the same seed, however its time passes',
  async (exchange) => {
    const once = await record(exchange, 3, [65_000]);
    const inSteps = await record(exchange, 3, [1, 99, 12_345, 655, 51_900]);
    expect(inSteps).toEqual(once);
    expect(once.length).toBeGreaterThan(500);
    expect(await record(exchange, 4, [65_000])).not.toEqual(once);
  },
);

test('bars over HTTP are the bars of the truth', async () => {
  const venue = await openVenue();
  await venue.advance(150_000);
  const bars = (await json(`${venue.httpUrl}/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=1000`)) as string[][];
  const truth = venue.truth.bars('BTC/USDT', '1m');
  expect(truth.length).toBe(12);
  expect(bars.slice(0, -1).map(([, open, high, low, close, volume]) => [open, high, low, close, volume])).toEqual(
    truth.map(({ open, high, low, close, volume }) => [open, high, low, close, volume]),
  );
});

test('a clock drives it where it is asked to, at the speed that is asked for', async () => {
  let nowMs = 1_800_000_000_000;
  let beats: (() => void)[] = [];
  const clock = {
    nowMs: () => nowMs,
    after: (_: number, callback: () => void) => {
      beats.push(callback);
      return () => {
        beats = beats.filter((one) => one !== callback);
      };
    },
  };
  const venue = await openVenue({ time: 'real', clock, speed: 60 });
  expect(venue.nowMs()).toBe(1_800_000_000_000);
  nowMs += 2_000;
  for (const beat of beats.splice(0)) beat();
  await settled();
  expect(venue.nowMs()).toBe(1_800_000_120_000);
  expect(() => venue.advance(100)).toThrow(/goes with a clock/);
  await venue.close();
  expect(beats).toEqual([]);
});

test('what is closed leaves no socket and no timer, and refuses to go on', async () => {
  const venue = await openVenue({ time: 'real' });
  const [path, requests] = streams.binance;
  const { socket, texts } = await listen(`${venue.webSocketUrl}${path}`, requests);
  await json(`${venue.httpUrl}/api/v3/time`);
  while (texts.length < 5) await settled(1);
  expect(venue.connections).toBe(1);
  const closed = new Promise((resolve) => {
    socket.once('close', resolve);
  });
  await venue.close();
  await closed;
  await venue.close();
  await settled();
  expect(venue.connections).toBe(0);
  const manual = await openVenue();
  await manual.close();
  expect(() => manual.advance(1)).toThrow(/is closed/);
  expect(process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP'))).toEqual([]);
});

test.each([
  [{ exchange: 'mtgox' }, /exchange/],
  [{ symbols: ['BTCUSDT'] }, /BTC\/USDT/],
  [{ symbols: ['BTC/USDT:BTC'] }, /perpetual/],
  [{ speed: 0 }, /speed/],
  [{ balances: { USDT: -1 } }, /balances/],
  [{ nonsense: 1 }, /nonsense/],
])('%j is refused', async (options, message) => {
  await expect(openVenue(options as never)).rejects.toThrow(message);
});

test('the truth knows its symbols only', async () => {
  const venue = await openVenue();
  expect(() => venue.truth.book('DOGE/USDT')).toThrow('This venue trades BTC/USDT, ETH/USDT.');
});

test('Binance: streams in the address, combined, listed, taken back, and of the best levels alone', async () => {
  const venue = await openVenue();
  const base = `${venue.webSocketUrl}/stream.binance.com:9443`;
  const combined = await listen(`${base}/stream?streams=btcusdt@trade/btcusdt@depth5@100ms`, []);
  const single = await listen(`${base}/ws/btcusdt@aggTrade`, []);
  await venue.advance(3_000);
  await settled();
  const { data } = JSON.parse(combined.texts.filter((text) => text.includes('@depth5')).at(-1) as string) as {
    readonly data: { readonly bids: readonly unknown[]; readonly lastUpdateId: number };
  };
  const { bids, updateId } = venue.truth.book('BTC/USDT');
  expect(data).toMatchObject({ bids: bids.slice(0, 5), lastUpdateId: Number(updateId) });
  const fromMs = venue.nowMs() - 2_999;
  expect(combined.texts.filter((text) => text.startsWith('{"stream":"btcusdt@trade"')).length).toBe(
    venue.truth.trades('BTC/USDT', { fromMs }).length,
  );
  expect(single.texts.map((text) => String((JSON.parse(text) as { readonly a: number }).a))).toEqual(
    venue.truth.aggregates('BTC/USDT', { fromMs }).map(({ id }) => id),
  );
  single.texts.length = 0;
  for (const request of [
    { method: 'UNSUBSCRIBE', params: ['btcusdt@aggTrade'], id: 1 },
    { method: 'LIST_SUBSCRIPTIONS', id: 2 },
    { method: 'DANCE', id: 3 },
  ]) {
    single.socket.send(JSON.stringify(request));
  }
  single.socket.send('{');
  while (single.texts.length < 4) await settled(1);
  await venue.advance(3_000);
  await settled();
  expect(single.texts.map((text) => JSON.parse(text) as unknown)).toEqual([
    { result: null, id: 1 },
    { result: [], id: 2 },
    { error: { code: 2, msg: 'Invalid request: unknown method' }, id: 3 },
    { error: { code: 3, msg: 'Invalid JSON' } },
  ]);
  combined.socket.terminate();
  single.socket.terminate();
});

test('other venues say what is wrong with a message, and live on', async () => {
  const wrong: Readonly<Record<string, RegExp>> = { bybit: /expected params/, okx: /60012/, kraken: /Malformed/ };
  for (const [exchange, words] of Object.entries(wrong)) {
    const venue = await openVenue({ exchange: exchange as LoopbackExchange });
    const [path] = streams[exchange as LoopbackExchange];
    const { socket, texts } = await listen(`${venue.webSocketUrl}${path}`, ['{"nonsense":']);
    while (!texts.some((text) => words.test(text))) await settled(1);
    socket.send(exchange === 'okx' ? 'ping' : exchange === 'bybit' ? '{"op":"ping"}' : '{"method":"ping"}');
    while (!texts.some((text) => text.includes('pong'))) await settled(1);
    socket.terminate();
  }
});

test('what a venue would never say can be said', async () => {
  const venue = await openVenue();
  const { socket, texts } = await listen(`${venue.webSocketUrl}/ws`, []);
  venue.faults.add({ kind: 'drop' });
  expect(venue.say('{"__proto__":{"polluted":1}}')).toBe(1);
  while (texts.length === 0) await settled(1);
  expect(texts).toEqual(['{"__proto__":{"polluted":1}}']);
  socket.terminate();
});

test('there is a word for what is not there', async () => {
  for (const [exchange, word] of Object.entries({ binance: 'msg', bybit: 'retMsg', okx: 'msg', kraken: 'error' })) {
    const venue = await openVenue({ exchange: exchange as LoopbackExchange });
    const answer = await fetch(`${venue.httpUrl}/no/such/path`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toHaveProperty(word);
  }
});

test('a client that does not read stops nobody, and is cut off when too much waits for it', async () => {
  const venue = await openVenue({ symbols: ['BTC/USDT'] });
  const slow = await listen(`${venue.webSocketUrl}/ws/btcusdt@trade`, []);
  const { texts, socket } = await listen(`${venue.webSocketUrl}/ws/btcusdt@trade`, []);
  slow.socket.pause();
  const big = 'x'.repeat(10_000_000);
  venue.say(big);
  await venue.advance(10_000);
  await settled();
  expect(texts.length).toBe(1 + venue.truth.trades('BTC/USDT', { fromMs: 1_704_067_200_001 }).length);
  for (let count = 0; count < 10; count++) venue.say(big);
  await vi.waitFor(() => expect(venue.connections).toBeLessThan(2), 5_000);
  expect(slow.texts).toEqual([]);
  slow.socket.terminate();
  socket.terminate();
});

test('only an exchange can be pointed at it', async () => {
  const venue = await openVenue();
  expect(() => venue.pointAt({})).toThrow(/new pro\.binance/);
  expect(() => venue.pointAt({ urls: {} })).toThrow(/without addresses/);
});
