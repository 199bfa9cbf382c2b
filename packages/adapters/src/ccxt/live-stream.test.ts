import { type Bar, type SigmaxError, systemClock, type Trade } from '@sigmax/core';
import { afterEach, describe, expect, it } from 'vitest';
import { share } from '../internal/testing-profile.test-helper';
import { ccxtBars } from './ccxt-bars';
import { ccxtFunding } from './ccxt-funding';
import { ccxtInstruments } from './ccxt-instruments';
import { ccxtQuotes } from './ccxt-quotes';
import { ccxtTrades } from './ccxt-trades';
import { ccxtVenue } from './ccxt-venue';
import { type Loopback, openLoopback, quickly, realPause, statusList, until } from './loopback.test-helper';

let open: Loopback | undefined;
const rejections: unknown[] = [];
process.on('unhandledRejection', (reason) => rejections.push(reason));
afterEach(async () => {
  await open?.server.close();
  open = undefined;
  expect(rejections).toEqual([]);
});

/** Lets the venue's time pass until something is so. */
const advanceUntil = async (isSo: () => boolean, stepMs = 500, tries = 600): Promise<void> => {
  for (let tried = 0; !isSo(); tried++) {
    if (tried > tries) throw new Error(`not so after ${tries} steps: ${isSo.toString()}`);
    await open?.server.advance(stepMs);
    await realPause(5);
  }
};

const collect = <Event>() => {
  const events: Event[] = [];
  const errors: SigmaxError[] = [];
  const state = { isComplete: false };
  return {
    events,
    errors,
    state,
    observer: {
      next: (event: Event) => {
        events.push(event);
      },
      error: (error: SigmaxError) => {
        errors.push(error);
      },
      complete: () => {
        state.isComplete = true;
      },
    },
  };
};

describe('history', () => {
  it('goes before the stream, bars and trades, without a seam', async () => {
    open = await openLoopback('binance', {}, { historyMs: 3 * 3_600_000 });
    const { server, venue, symbol } = open;
    const startMs = server.nowMs();
    const [bars, trades] = [collect<Bar>(), collect<Trade>()];
    const live = { exchange: venue, symbol, reconnect: quickly };
    const sinceMs = startMs - 2 * 3_600_000;
    const subscriptions = [
      ccxtBars({ ...live, timeframe: '1m', sinceMs }).subscribe(bars.observer),
      ccxtTrades({ ...live, sinceMs: startMs - 1_800_000 }).subscribe(trades.observer),
    ];
    await advanceUntil(
      () => bars.events.length > 123 && trades.events.some(({ timeMs }) => timeMs > startMs + 120_000),
    );
    for (const subscription of subscriptions) subscription.unsubscribe();
    expect([bars.errors, trades.errors]).toEqual([[], []]);
    const closes = bars.events.map(({ timeMs }) => timeMs);
    expect(closes).toEqual(closes.map((_, index) => sinceMs + (index + 1) * 60_000));
    const wanted = server.truth.aggregates(symbol, { fromMs: startMs - 1_800_000 });
    expect(trades.events.map(({ id }) => id)).toEqual(wanted.slice(0, trades.events.length).map(({ id }) => id));
  });

  it('completes at its end', async () => {
    open = await openLoopback('binance');
    const { server, venue, symbol } = open;
    const bars = collect<Bar>();
    const untilMs = server.nowMs() - 600_000;
    ccxtBars({ exchange: venue, symbol, timeframe: '5m', sinceMs: untilMs - 3_600_000, untilMs }).subscribe(
      bars.observer,
    );
    await until(() => bars.state.isComplete);
    expect(bars.events).toHaveLength(12);
    expect(bars.events.at(-1)?.timeMs).toBe(untilMs);
    await until(() => server.connections === 0);
  });

  it('is a hole where the venue does not go back so far', async () => {
    open = await openLoopback('binance', {}, { historyMs: 600_000 });
    const { server, venue, symbol } = open;
    const live = { exchange: venue, symbol, timeframe: '1m', sinceMs: server.nowMs() - 3_600_000 };
    const strict = collect<Bar>();
    ccxtBars(live).subscribe(strict.observer);
    await until(() => strict.errors.length > 0);
    expect(strict.errors[0]).toMatchObject({ code: 'HOLE', isRetryable: false, context: { missing: 50 } });
    expect(strict.events).toEqual([]);
    const status = statusList();
    const lenient = collect<Bar>();
    const subscription = ccxtBars({ ...live, holes: 'tell', status }).subscribe(lenient.observer);
    await until(() => lenient.events.length >= 9);
    expect(status.list.find(({ type }) => type === 'hole')).toMatchObject({ missing: 50 });
    subscription.unsubscribe();
  });
});

describe('a venue that fails', () => {
  it.each([
    ['a page of HTML', { kind: 'html-page' as const, status: 502 }],
    ['half a body', { kind: 'malformed-json' as const }],
    ['500', { kind: 'server-error' as const, status: 500 }],
    ['a request that is lost', { kind: 'lost-request' as const }],
    ['an answer that is lost', { kind: 'lost-answer' as const }],
  ])('%s: the request is made again, and the series is whole', async (_, fault) => {
    open = await openLoopback('binance', { timeoutMs: 1_000 });
    const { server, venue, symbol } = open;
    const status = statusList();
    const [bars, trades] = [collect<Bar>(), collect<Trade>()];
    const live = { exchange: venue, symbol, reconnect: quickly, status };
    const subscriptions = [
      ccxtBars({ ...live, timeframe: '1m' }).subscribe(bars.observer),
      ccxtTrades(live).subscribe(trades.observer),
    ];
    await advanceUntil(() => trades.events.length > 0 && bars.events.length > 0);
    for (const channel of ['bars', 'trades'] as const) server.faults.add({ ...fault, channel, times: 3 });
    server.disconnect();
    await server.advance(180_000);
    await advanceUntil(() => status.count('backfilled') >= 2 && bars.events.length >= 5);
    const struck = server.faults.injected.filter(({ kind }) => kind === fault.kind).length;
    expect(struck).toBeGreaterThanOrEqual(4);
    // One may have been on its way when the connection broke, for which it was made.
    expect(status.count('request-failed')).toBeGreaterThanOrEqual(struck - 2);
    await until(() => trades.events.at(-1)?.id === server.truth.aggregates(symbol).at(-1)?.id);
    for (const subscription of subscriptions) subscription.unsubscribe();
    expect([bars.errors, trades.errors]).toEqual([[], []]);
    const ids = trades.events.map(({ id }) => Number(id));
    expect(ids).toEqual(ids.map((__, index) => (ids[0] as number) + index));
    const closes = bars.events.map(({ timeMs }) => timeMs);
    expect(closes).toEqual(closes.map((__, index) => (closes[0] as number) + index * 60_000));
  });

  it.each([
    ['429', { kind: 'too-many-requests' as const, retryAfterSeconds: 7 }, 7_000, 'RATE_LIMITED'],
    ['418', { kind: 'banned' as const, retryAfterSeconds: 90 }, 90_000, 'BANNED'],
    ['418 without a word', { kind: 'banned' as const }, 120_000, 'BANNED'],
  ])('%s: nothing is sent before it may be', async (_, fault, waitMs, code) => {
    open = await openLoopback('binance', { timers: 'market' });
    const { server, venue, symbol } = open;
    const status = statusList();
    const trades = collect<Trade>();
    const subscription = ccxtTrades({ exchange: venue, symbol, reconnect: quickly, status }).subscribe(trades.observer);
    await advanceUntil(() => trades.events.length > 0);
    const before = server.requests.length;
    server.faults.add({ ...fault, channel: 'trades', times: 1 });
    server.disconnect();
    await advanceUntil(() => server.requests.length > before);
    const limitedMs = server.requests.at(-1)?.timeMs ?? 0;
    await advanceUntil(() => server.requests.length > before + 1, 1_000);
    expect((server.requests.at(-1)?.timeMs ?? 0) - limitedMs).toBeGreaterThanOrEqual(waitMs);
    expect(status.list.find(({ type }) => type === 'request-failed')).toMatchObject({ code });
    await advanceUntil(() => trades.events.at(-1)?.id === server.truth.aggregates(symbol).at(-1)?.id, 0);
    subscription.unsubscribe();
    expect(trades.errors).toEqual([]);
  });

  it('a connection that says nothing any more is given up after silenceMs', async () => {
    open = await openLoopback('binance');
    const { server, venue, symbol } = open;
    const status = statusList();
    const trades = collect<Trade>();
    const live = { exchange: venue, symbol, reconnect: quickly, status, silenceMs: 1_000 };
    const subscription = ccxtTrades(live).subscribe(trades.observer);
    await advanceUntil(() => trades.events.length > 0);
    server.silence();
    const silentAt = Date.now();
    await until(() => status.count('disconnected') > 0);
    expect(Date.now() - silentAt).toBeLessThan(2_000);
    expect(status.list.find(({ type }) => type === 'disconnected')).toMatchObject({ code: 'SILENT' });
    await advanceUntil(() => status.count('backfilled') > 0 && status.count('connected') > 1);
    await until(() => trades.events.at(-1)?.id === server.truth.aggregates(symbol).at(-1)?.id);
    subscription.unsubscribe();
    const ids = trades.events.map(({ id }) => Number(id));
    expect(ids).toEqual(ids.map((_, index) => (ids[0] as number) + index));
  });

  it('lost messages are noticed by their ids without a break', async () => {
    open = await openLoopback('binance');
    const { server, venue, symbol } = open;
    const status = statusList();
    const trades = collect<Trade>();
    const subscription = ccxtTrades({ exchange: venue, symbol, reconnect: quickly, status }).subscribe(trades.observer);
    await advanceUntil(() => trades.events.length > 0);
    for (const kind of ['drop', 'duplicate', 'reorder', 'corrupt'] as const) {
      server.faults.add({ kind, channel: 'trades', rate: 0.1 });
    }
    for (let step = 0; step < 60; step++) {
      await server.advance(500);
      await realPause(2);
    }
    server.faults.clear();
    await advanceUntil(() => trades.events.at(-1)?.id === server.truth.aggregates(symbol).at(-1)?.id, 100);
    subscription.unsubscribe();
    expect(trades.errors).toEqual([]);
    const ids = trades.events.map(({ id }) => Number(id));
    expect(ids).toEqual(ids.map((_, index) => (ids[0] as number) + index));
    expect(server.faults.injected.length).toBeGreaterThan(20);
  });

  it('bars of a stream that loses messages are right when each is requested', async () => {
    open = await openLoopback('binance');
    const { server, venue, symbol } = open;
    const bars = collect<Bar>();
    const live = { exchange: venue, symbol, reconnect: quickly, timeframe: '1m', confirm: 'rest' as const };
    server.faults.add({ kind: 'drop', channel: 'bars', rate: 0.7 });
    const subscription = ccxtBars(live).subscribe(bars.observer);
    await advanceUntil(() => bars.events.length >= 6, 1_000);
    subscription.unsubscribe();
    const truth = server.truth.bars(symbol, '1m', { fromMs: (bars.events[0]?.timeMs ?? 0) - 60_000 });
    expect(bars.events.map(({ close, volume }) => [close, volume])).toEqual(
      truth.slice(0, bars.events.length).map(({ close, volume }) => [Number(close), Number(volume)]),
    );
  });
});

describe('the time of the venue', () => {
  it.each([-5_000, 5_000, 3_600_000])('is measured when its clock is %i ms ahead', async (skewMs) => {
    open = await openLoopback('binance');
    const { server, venue, symbol } = open;
    server.faults.skewClock(skewMs);
    const status = statusList();
    const bars = collect<Bar>();
    const live = { exchange: venue, symbol, reconnect: quickly, timeframe: '1m', status };
    const subscription = ccxtBars(live).subscribe(bars.observer);
    await until(() => status.count('clock-measured') > 0);
    expect(Math.abs((venue.clockOffset?.offsetMs ?? 0) - skewMs)).toBeLessThan(200);
    expect(Math.abs(venue.nowMs() - server.nowMs() - skewMs)).toBeLessThan(200);
    subscription.unsubscribe();
  });
});

describe('a clock that jumps', () => {
  it.each([-3_600_000, 3_600_000])('by %i ms is measured anew, and no trade is missing', async (jumpMs) => {
    let shiftMs = 0;
    open = await openLoopback('binance');
    const { server, symbol } = open;
    const clock = { nowMs: () => server.nowMs() + shiftMs, after: systemClock.after };
    const venue = ccxtVenue({
      exchange: 'binance',
      prepare: (one: object) => server.pointAt(one),
      clock,
      measureClockMs: 600_000,
    });
    const status = statusList();
    const trades = collect<Trade>();
    const subscription = ccxtTrades({ exchange: venue, symbol, reconnect: quickly, status }).subscribe(trades.observer);
    await advanceUntil(() => trades.events.length > 0);
    const measured = status.count('clock-measured');
    shiftMs = jumpMs;
    await advanceUntil(() => status.count('clock-measured') > measured);
    expect(Math.abs(venue.nowMs() - server.nowMs())).toBeLessThan(1_000);
    await advanceUntil(() => trades.events.at(-1)?.id === server.truth.aggregates(symbol).at(-1)?.id, 100);
    subscription.unsubscribe();
    expect(trades.errors).toEqual([]);
    const ids = trades.events.map(({ id }) => Number(id));
    expect(ids).toEqual(ids.map((_, index) => (ids[0] as number) + index));
  });
});

describe('other streams', () => {
  it('quotes are best prices that were, in time order, and a break is told', async () => {
    for (const exchange of ['binance', 'binanceusdm', 'bybit', 'okx', 'kraken'] as const) {
      open = await openLoopback(exchange);
      const { server, venue, symbol } = open;
      const status = statusList();
      const quotes = collect<{ timeMs: number; bid: number; ask: number; bidQuantity: number; askQuantity: number }>();
      const subscription = ccxtQuotes({ exchange: venue, symbol, reconnect: quickly, status }).subscribe(
        quotes.observer,
      );
      await advanceUntil(() => quotes.events.length > 5, 200);
      server.disconnect();
      await advanceUntil(() => status.count('missed') > 0, 200);
      await advanceUntil(() => quotes.events.length > 15, 200);
      subscription.unsubscribe();
      expect(quotes.errors).toEqual([]);
      const times = quotes.events.map(({ timeMs }) => timeMs);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      // Some venues stamp no quotes, so they are looked for around their arrival, as far as the clock is measured.
      for (const { timeMs, bid, ask, bidQuantity, askQuantity } of quotes.events.slice(0, 10)) {
        const lags = Array.from({ length: 31 }, (_, index) => 100 * (index - 10));
        const near = lags.map((lag) => server.truth.quote(symbol, { timeMs: timeMs - lag }));
        const fits = near.some(
          (truth) =>
            Number(truth.bid) === bid &&
            Number(truth.ask) === ask &&
            Number(truth.bidQuantity) === bidQuantity &&
            Number(truth.askQuantity) === askQuantity,
        );
        expect([exchange, timeMs, fits]).toEqual([exchange, timeMs, true]);
      }
      await server.close();
    }
  });

  it.each(['binanceusdm', 'bybit', 'okx'] as const)(
    'funding of %s: no payment is missing, whatever breaks',
    async (exchange) => {
      const symbol = 'BTC/USDT:USDT';
      // A minute before a payment, since eight hours are many steps of a market.
      open = await openLoopback(exchange, {}, { symbols: [symbol], startMs: Date.UTC(2024, 0, 1, 7, 59) });
      const { server, venue } = open;
      const startMs = server.nowMs();
      const status = statusList();
      const rates = collect<{ timeMs: number; rate: number; settlesAtMs: number }>();
      const live = { exchange: venue, symbol, reconnect: quickly, status, everyMs: 20, sinceMs: startMs - 86_400_000 };
      const subscription = ccxtFunding(live).subscribe(rates.observer);
      await until(() => rates.events.length > 3 || rates.errors.length > 0);
      for (let count = 0; count < 4; count++) {
        server.disconnect();
        await server.advance(30_000);
        await realPause(20);
      }
      const paid = () => rates.events.filter(({ timeMs, settlesAtMs }) => timeMs === settlesAtMs);
      const truth = server.truth.funding(symbol, { fromMs: startMs - 86_400_000, toMs: server.nowMs() });
      expect(truth).toHaveLength(4);
      await advanceUntil(() => paid().length >= truth.length || rates.errors.length > 0, 1_000);
      subscription.unsubscribe();
      expect(rates.errors).toEqual([]);
      expect(paid().map(({ timeMs, rate }) => [timeMs, rate])).toEqual(
        truth.map(({ timeMs, rate }) => [timeMs, Number(rate)]),
      );
      const times = rates.events.map(({ timeMs }) => timeMs);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    },
  );

  it('instruments have the steps and minimums of the venue', async () => {
    for (const exchange of ['binance', 'bybit', 'okx', 'kraken'] as const) {
      open = await openLoopback(exchange);
      const { instruments, refused } = await ccxtInstruments({ exchange: open.venue });
      expect([exchange, refused]).toEqual([exchange, []]);
      expect(instruments.length).toBe(2);
      const [bitcoin] = instruments;
      expect(bitcoin?.instrument).toMatchObject({ venue: exchange, base: 'BTC', priceStep: 0.1 });
      expect(bitcoin?.takerFeeRate).toBeGreaterThan(0);
      await expect(ccxtInstruments({ exchange: open.venue, symbols: ['NO/SUCH'] })).rejects.toMatchObject({
        code: 'UNKNOWN_SYMBOL',
      });
      await open.server.close();
    }
  });
});

describe('what no retry mends', () => {
  it('a symbol that the venue does not have ends the stream with a typed error', async () => {
    open = await openLoopback('binance');
    const { venue } = open;
    const trades = collect<Trade>();
    ccxtTrades({ exchange: venue, symbol: 'NO/SUCH' }).subscribe(trades.observer);
    await until(() => trades.errors.length > 0);
    expect(trades.errors[0]).toMatchObject({ code: 'UNKNOWN_SYMBOL', isRetryable: false });
  });

  it('what a subscriber or a status sink throws ends the stream with that error', async () => {
    open = await openLoopback('binance');
    const { venue, symbol } = open;
    const trades = collect<Trade>();
    const status = {
      next: () => {
        throw new Error('full');
      },
    };
    ccxtTrades({ exchange: venue, symbol, status }).subscribe(trades.observer);
    await until(() => trades.errors.length > 0);
    expect(trades.errors[0]?.message).toBe('full');
  });

  it('an option that is wrong throws at the call', () => {
    expect(() => ccxtBars({ exchange: 'binance', symbol: 'BTC/USDT', timeframe: '1x' })).toThrow(/timeframe/);
    expect(() => ccxtBars({ exchange: 'binance', symbol: 'BTC', timeframe: '1m' })).toThrow(/symbol/);
    expect(() => ccxtTrades({ exchange: 'binance', symbol: 'A/B', limit: 5 } as never)).toThrow(/no such option/);
    expect(() => ccxtQuotes({ exchange: {} as never, symbol: 'A/B' })).toThrow(/exchange/);
  });
});

const subscriptions = share(40, 1_000);

describe(`${subscriptions} subscriptions that end at any moment`, () => {
  it('leave no socket', async () => {
    open = await openLoopback('binance');
    const { server, venue, symbol } = open;
    for (let count = 0; count < subscriptions; count++) {
      const live = { exchange: venue, symbol, reconnect: quickly };
      const subscription =
        count % 2 === 0 ? ccxtTrades(live).subscribe() : ccxtBars({ ...live, timeframe: '1m' }).subscribe();
      await realPause(count % 25);
      subscription.unsubscribe();
    }
    await until(() => server.connections === 0);
    await realPause(50);
    expect(server.connections).toBe(0);
  });
});
