import { type Random, seededRandom, type Trade } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { profileSeed, share } from '../internal/testing-profile.test-helper';
import type { LoopbackExchange } from '../testing';
import { ccxtTrades } from './ccxt-trades';
import type { CcxtExchange } from './exchange-shape';
import { damagedText, hostileText, isPolluted } from './hostile.test-helper';
import { openLoopback, quickly, realPause, statusList } from './loopback.test-helper';

/** A message of each venue, to be damaged. */
const goodFrames: Readonly<Partial<Record<LoopbackExchange, readonly string[]>>> = {
  binance: [
    '{"e":"aggTrade","E":1704067200100,"s":"BTCUSDT","a":9007199254740993,"p":"60000.1","q":"0.5","f":1,"l":1,"T":1704067200100,"m":true,"M":true}',
    '{"result":null,"id":1}',
    '{"e":"kline","E":1,"s":"BTCUSDT","k":{"t":1704067200000,"T":1704067259999,"s":"BTCUSDT","i":"1m","o":"1","c":"1","h":"1","l":"1","v":"1","x":false}}',
  ],
  kraken: [
    '{"channel":"trade","type":"update","data":[{"symbol":"BTC/USD","side":"buy","price":60000.1,"qty":0.5,"ord_type":"limit","trade_id":4711,"timestamp":"2024-01-01T00:00:01.000000Z"}]}',
    '{"method":"subscribe","result":{"channel":"trade","symbol":"BTC/USD"},"success":true}',
    '{"channel":"heartbeat"}',
  ],
};

const hostileFrame = (random: Random, frames: readonly string[]): string => {
  const frame = frames[random.integer(frames.length)] as string;
  const kind = random.integer(10);
  if (kind === 0) return hostileText(random);
  if (kind === 1) return '<html><body><h1>502 Bad Gateway</h1></body></html>';
  if (kind === 2) return '\u001f\u008b\u0008\u0000garbage';
  return damagedText(random, frame);
};

const count = share(1_500, 100_000);

describe('a candle of a market that has the name of what all objects share', () => {
  it('is refused, however the name is written', async () => {
    let inside: CcxtExchange | undefined;
    const loopback = await openLoopback('binance', {
      prepare: (one: object) => {
        inside = one as CcxtExchange;
        return loopback.server.pointAt(one);
      },
    });
    const status = statusList();
    const { server, venue, symbol } = loopback;
    const subscription = ccxtTrades({ exchange: venue, symbol, status }).subscribe();
    while (status.count('connected') === 0) await realPause(5);
    const candle = (name: string): string =>
      `{"e":"kline","E":1,"s":"${name}","k":{"t":1,"T":2,"s":"${name}","i":"polluted","o":"1","c":"1","h":"1","l":"1","v":"1"}}`;
    for (const client of Object.values(inside?.clients ?? {})) {
      for (const name of ['__proto__', '\\u005f_proto__', 'constructor']) client.onMessage({ data: candle(name) });
    }
    expect(isPolluted()).toBe(false);
    expect(status.list.filter((one) => one.type === 'refused').map(({ code }) => code)).toEqual(
      Array(3).fill('HOSTILE_NAME'),
    );
    subscription.unsubscribe();
    await server.close();
  });
});

describe.each(['binance', 'kraken'] as const)(`%s, ${count} hostile messages into the class of ccxt`, (exchange) => {
  it('kill nothing: the stream lives, and gives nothing that is no number', async () => {
    let inside: CcxtExchange | undefined;
    const loopback = await openLoopback(exchange, {
      // A believable trade with a foreign number is believed; finding out that nothing follows it takes a few requests and waits.
      timers: 'market',
      prepare: (one: object) => {
        inside = one as CcxtExchange;
        return loopback.server.pointAt(one);
      },
    });
    const { server, venue, symbol } = loopback;
    const random = seededRandom(profileSeed());
    const status = statusList();
    const trades: Trade[] = [];
    const errors: unknown[] = [];
    const subscription = ccxtTrades({ exchange: venue, symbol, reconnect: quickly, status, holes: 'tell' }).subscribe({
      next: (trade) => trades.push(trade),
      error: (error: unknown) => errors.push(error),
    });
    const frames = goodFrames[exchange] as readonly string[];
    while (trades.length === 0) {
      await server.advance(500);
      await realPause(10);
    }
    for (let times = 0; times < count; times++) {
      for (const client of Object.values(inside?.clients ?? {}))
        client.onMessage({ data: hostileFrame(random, frames) });
      if (times % 50 === 0) {
        await server.advance(100);
        await realPause(1);
      }
    }
    expect(errors).toEqual([]);
    expect(isPolluted()).toBe(false);
    expect(status.count('refused')).toBeGreaterThan(count / 50);
    // What was damaged in a place that nobody reads was a trade all the same.
    const numbers = trades.flatMap(({ timeMs, price, quantity }) => [timeMs, price, quantity]);
    expect(numbers.every((value) => Number.isFinite(value) && value > 0)).toBe(true);
    expect(trades.every(({ id }) => typeof id === 'string')).toBe(true);
    // It goes on as if nothing had been.
    const before = trades.length;
    for (let tries = 0; trades.length < before + 20 && tries < 500; tries++) {
      await server.advance(500);
      await realPause(10);
    }
    expect(errors).toEqual([]);
    expect(trades.length).toBeGreaterThan(before);
    subscription.unsubscribe();
    await server.close();
  });
});
