import type { Bar, Trade } from '@sigmax/core';
import { type Random, seededRandom } from '@sigmax/core';
import { afterEach, describe, expect, it } from 'vitest';
import { profileSeed, share } from '../internal/testing-profile.test-helper';
import { ccxtBars } from './ccxt-bars';
import { ccxtTrades } from './ccxt-trades';
import { openLoopback, quickly, realPause, statusList, until } from './loopback.test-helper';

const rejections: unknown[] = [];
const onRejection = (reason: unknown): void => {
  rejections.push(reason);
};
process.on('unhandledRejection', onRejection);
afterEach(() => {
  expect(rejections).toEqual([]);
});

/** What keeps the process alive and did not before: more of a kind than there were. */
const newResources = (before: readonly string[]): string[] => {
  const rest = [...before];
  return process.getActiveResourcesInfo().filter((name) => {
    const at = rest.indexOf(name);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
};

/** Lets the venue's time pass and breaks connections, now long after they opened and now while they open. */
const breakOften = async (
  server: Awaited<ReturnType<typeof openLoopback>>['server'],
  times: number,
  random: Random,
  hasEnded: () => boolean,
): Promise<number> => {
  let broken = 0;
  for (let done = 0; broken < times && done < times * 20 && !hasEnded(); done++) {
    await server.advance(100 * (1 + random.integer(done % 10 === 0 ? 2_000 : 80)));
    await realPause(random.integer(3) === 0 ? 0 : 2 + random.integer(20));
    broken += server.disconnect();
    await realPause(random.integer(6));
  }
  return broken;
};

/** Sockets that break: two for each time that the venue breaks its connections. */
const venues = [
  ['binance', share(20, 2_000)],
  ['binanceusdm', share(20, 500)],
  ['kraken', share(20, 500)],
  ['okx', share(20, 500)],
] as const;

describe.each(venues)('%s, %i forced disconnects of bars and trades', (exchange, disconnects) => {
  it('records what happened: no gap, no duplicate, nothing left open', async () => {
    const before = process.getActiveResourcesInfo();
    const { server, venue, symbol } = await openLoopback(exchange);
    const random = seededRandom(profileSeed());
    const status = statusList();
    const bars: Bar[] = [];
    const trades: Trade[] = [];
    const errors: unknown[] = [];
    const error = (reason: unknown): void => {
      errors.push(reason);
    };
    const live = { exchange: venue, symbol, status, reconnect: quickly };
    const subscriptions = [
      ccxtBars({ ...live, timeframe: '1m' }).subscribe({ next: (bar) => bars.push(bar), error }),
      ccxtTrades(live).subscribe({ next: (trade) => trades.push(trade), error }),
    ];
    await until(() => status.count('connected') >= 2);
    // The subscription reaches the venue a moment after the connection is open.
    while (trades.length === 0) {
      await server.advance(500);
      await realPause(10);
    }

    const broken = await breakOften(server, disconnects, random, () => errors.length > 0);

    // Everything that happened has to arrive in the end.
    await server.advance(70_000);
    const happened = exchange.startsWith('binance') ? server.truth.aggregates(symbol) : server.truth.trades(symbol);
    const lastBar = server.truth.bars(symbol, '1m').at(-1);
    await until(() => {
      const isWhole = trades.at(-1)?.id === String(happened.at(-1)?.id);
      return errors.length > 0 || (isWhole && bars.at(-1)?.timeMs === (lastBar?.openMs ?? 0) + 60_000);
    }, 30_000);
    expect(errors).toEqual([]);
    expect(broken).toBeGreaterThanOrEqual(disconnects);
    expect(status.count('disconnected')).toBeGreaterThan(disconnects * 0.5);

    const first = happened.findIndex(({ id }) => String(id) === trades[0]?.id);
    expect(first).toBeGreaterThanOrEqual(0);
    const seen = trades.map(({ id, timeMs, price, quantity, side }) => [id, timeMs, price, quantity, side]);
    expect(seen).toEqual(
      happened
        .slice(first)
        .map(({ id, timeMs, price, quantity, side }) => [String(id), timeMs, Number(price), Number(quantity), side]),
    );
    const candles = bars.map(({ timeMs, open, high, low, close, volume }) => [timeMs, open, high, low, close, volume]);
    expect(candles).toEqual(
      server.truth
        .bars(symbol, '1m', { fromMs: (bars[0]?.timeMs ?? 0) - 60_000 })
        .map(({ openMs, open, high, low, close, volume }) => [
          openMs + 60_000,
          ...[open, high, low, close, volume].map(Number),
        ]),
    );
    expect(candles.length).toBeGreaterThan(3);

    for (const subscription of subscriptions) subscription.unsubscribe();
    await until(() => server.connections === 0);
    await server.close();
    await until(() => newResources(before).length === 0).catch(() => undefined);
    expect(newResources(before)).toEqual([]);
  });
});
