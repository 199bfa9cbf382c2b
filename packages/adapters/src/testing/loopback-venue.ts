import { DataError, InvalidOptionsError, seededRandom, systemClock } from '@sigmax/core';
import { OrderDesk } from './account/order-desk';
import {
  type TrueBalance,
  type TrueOrder,
  type TruePosition,
  trueBalances,
  trueOrder,
  truePositions,
} from './account/true-account';
import { FaultPlan, type VenueFaults } from './faults/venue-faults';
import { type LoopbackExchange, type LoopbackVenueOptions, readLoopbackOptions } from './loopback-options';
import { fundingBetween, fundingIntervalMs, type VenueFunding } from './market/funding-schedule';
import { venueInstrument } from './market/venue-instrument';
import { type MarketStep, VenueMarket } from './market/venue-market';
import { isAddressed, pointExchangeAt } from './point-at';
import { venueKinds } from './protocols/venue-protocols';
import { importWs } from './server/import-ws';
import { LoopbackServer, type SeenConnection, type SeenRequest } from './server/loopback-server';
import type { VenueContext } from './server/venue-context';
import { VenueTime } from './server/venue-time';
import { type VenueTruth, venueTruth } from './venue-truth';

/** A venue on this machine, with the truth inside. */
export interface LoopbackVenue {
  readonly exchange: LoopbackExchange;
  readonly port: number;
  /** `http://127.0.0.1:…`; a venue's own host may stand before the path, as in `/api.binance.com/api/v3/time`. */
  readonly httpUrl: string;
  /** `ws://127.0.0.1:…`. */
  readonly webSocketUrl: string;
  readonly truth: VenueTruth;
  readonly faults: VenueFaults;
  /** The market's time; the venue's clock may be skewed against it. */
  nowMs(): number;
  /**
   * Lets time pass in a market with manual time; resolves when everything that was sent is with the system.
   *
   * @throws {DataError} the market goes with a clock, or the venue is closed.
   */
  advance(ms: number): Promise<void>;
  /** Requests over HTTP that came, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** WebSockets that were asked for, oldest first. */
  readonly seenConnections: readonly SeenConnection[];
  /** WebSockets that are open. */
  readonly connections: number;
  /** Says something to every WebSocket, past the faults: a message that no venue sends. Returns to how many. */
  say(text: string): number;
  /** Breaks every WebSocket without a word. Returns how many. */
  disconnect(): number;
  /** Every WebSocket stays open and says nothing any more. Returns how many. */
  silence(): number;
  /** The account's orders, oldest first, its balances and its positions, as they really are. */
  readonly orders: readonly TrueOrder[];
  readonly balances: readonly TrueBalance[];
  readonly positions: readonly TruePosition[];
  /** What ccxt's constructor is given: credentials and nothing else. */
  ccxtOptions(): { apiKey: string; secret: string; password: string };
  /** Points a ccxt exchange here: only its addresses change. */
  pointAt(exchange: object): Promise<void>;
  /** Closes the server; no socket and no timer is left. */
  close(): Promise<void>;
}

const secondMs = 1_000;

/** How long the market waits for a client that does not read. */
const slowClientMs = 500;

/** Steps between two waits for the sockets, so that a long way to go does not pile up in memory. */
const stepsBetweenWaits = 200;

/**
 * Opens a venue on 127.0.0.1 that speaks REST and WebSockets like the exchange it stands for, with a market of its own.
 *
 * - Market: a book, trades, bars and funding for each symbol, from a seed; an account whose orders trade in it.
 * - Time: manual, so that the same seed and the same calls give the same frames, or that of a clock.
 * - Faults: `faults.add` makes messages and requests go wrong; `faults.injected` says what did.
 * - Cost: 0.11 to 0.23 s of processor time a symbol to open with six hours of history; 10 to 17 µs a symbol for each 100 ms of
 *   market time, and what is written to those who listen.
 *
 * @throws {InvalidOptionsError} an option is wrong, or the package `ws` is missing.
 * @example
 * ```ts
 * import { loopbackVenue } from '@sigmax/adapters/testing';
 * const venue = await loopbackVenue({ exchange: 'binance', seed: 7 });
 * await venue.advance(60_000);
 * const answer = await fetch(`${venue.httpUrl}/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=2`);
 * const bars = (await answer.json()) as readonly (readonly string[])[];
 * const [truth] = venue.truth.bars('BTC/USDT', '1m').slice(-1);
 * bars[0]?.[4] === truth?.close; // => true
 * await venue.close();
 * ```
 */
export const loopbackVenue = async (options: LoopbackVenueOptions): Promise<LoopbackVenue> => {
  const settings = readLoopbackOptions(options);
  const { exchange, startMs, clockStartMs, stepMs, clock, speed, isReal } = settings;
  const { apiKey, secret, password } = settings;
  const kind = venueKinds[exchange];
  const random = seededRandom(settings.seed);
  const { WebSocketServer } = await importWs();

  const time = new VenueTime(startMs);
  const plan = new FaultPlan(
    random.split('faults'),
    () => time.nowMs,
    () => {
      for (const connection of server.connections) connection.release();
    },
  );
  const markets = settings.symbols.map((symbol, index) => {
    return new VenueMarket({
      instrument: venueInstrument(symbol, kind.quantityDecimals),
      random: random.split(`market ${symbol}`),
      startMs,
      historyMs: settings.historyMs,
      firstTradeId: kind.firstTradeId + 1_000_000_000n * BigInt(index),
      firstUpdateId: kind.firstUpdateId + 1_000_000_000n * BigInt(index),
    });
  });

  const bases = markets.filter(({ instrument }) => instrument.kind === 'spot').map(({ instrument }) => instrument.base);
  const quotes = markets.map(({ instrument }) => instrument.quote);
  const standard = Object.fromEntries([...quotes.map((quote) => [quote, 10_000]), ...bases.map((base) => [base, 1])]);
  const desk = new OrderDesk({
    rules: kind.rules,
    balances: settings.balances ?? standard,
    firstOrderId: kind.firstOrderId,
    nowMs: () => time.nowMs,
    onStep: (step) => protocol.stepped(step),
    onReport: (report) => protocol.reported(report),
  });

  const fundingOf = ({ instrument }: VenueMarket, fromMs: number, toMs: number): readonly VenueFunding[] =>
    instrument.kind === 'spot' ? [] : fundingBetween(random.split(`funding ${instrument.symbol}`), fromMs, toMs);

  /** The market's time by the clock, to which it is run at the next beat. */
  const clockMs = (): number => Math.floor(startMs + (clock.nowMs() - clockStartMs) * speed);

  let ids = 0;
  const context: VenueContext = {
    markets,
    desk,
    credentials: { apiKey, secret, password },
    checksTimes: settings.checksTimes,
    nowMs: () => Math.max(time.nowMs, isReal ? clockMs() : 0) + plan.skewMs,
    connections: () => server.connections,
    snapshot: (market, { connection, path }) => {
      const ageMs = plan.snapshotAgeMs(connection, path);
      return market.book(ageMs === 0 ? {} : { timeMs: time.nowMs - ageMs });
    },
    funding: fundingOf,
    uniqueId: () => `${settings.seed}-${ids++}`,
  };
  const protocol = kind.protocol(context);
  const server = new LoopbackServer({
    sockets: new WebSocketServer({ noServer: true, autoPong: false, perMessageDeflate: false }),
    protocol: () => protocol,
    plan,
    random: random.split('connections'),
    time,
  });

  const publish = (step: MarketStep): void => {
    protocol.stepped(step);
    desk.stepped(step);
  };

  const settle = (market: VenueMarket): void => {
    for (const { rate } of fundingOf(market, time.nowMs, time.nowMs)) {
      desk.settle(market, BigInt(Math.round(Number(rate) * 1_000_000)));
    }
  };

  const step = (): void => {
    for (const market of markets) publish(market.step(time.nowMs));
    if (time.nowMs % fundingIntervalMs === 0) for (const market of markets) settle(market);
    if (time.nowMs % secondMs === 0) protocol.ticked();
    time.after(stepMs, step);
  };
  time.after(stepMs, step);

  /** Waits until the system has what was sent, and no longer for clients that do not read. */
  const flush = async (): Promise<void> => {
    const waiting = [...server.connections].filter((one) => !one.isFlushed).map((one) => one.flushed());
    if (waiting.length === 0) return;
    await new Promise<void>((resolve) => {
      const stop = systemClock.after(slowClientMs, resolve);
      const done = (): void => {
        stop();
        resolve();
      };
      Promise.all(waiting).then(done, done);
    });
  };

  const port = await server.listen();
  let isClosed = false;

  const runTo = async (targetMs: number): Promise<void> => {
    for (let count = 1; !isClosed && time.runNext(targetMs); count++) {
      if (count % stepsBetweenWaits === 0) await flush();
    }
    time.passTo(targetMs);
    await flush();
  };

  let running = Promise.resolve();
  let stopClock = (): void => undefined;
  if (isReal) {
    const beat = (): void => {
      running = runTo(clockMs());
      stopClock = clock.after(Math.max(10, stepMs / speed), beat);
    };
    beat();
  }

  const eachConnection = (act: 'cut' | 'silence'): number => {
    const connections = [...server.connections];
    for (const connection of connections) {
      plan.note(act === 'cut' ? 'disconnect' : 'half-open', undefined, connection.number, undefined);
      connection[act]();
    }
    return connections.length;
  };

  return {
    exchange,
    port,
    httpUrl: `http://127.0.0.1:${port}`,
    webSocketUrl: `ws://127.0.0.1:${port}`,
    truth: venueTruth(markets, fundingOf),
    faults: plan,
    nowMs: () => time.nowMs,
    advance: (ms) => {
      if (isReal || isClosed || !(ms >= 0)) {
        throw new DataError({
          code: 'CANNOT_ADVANCE',
          message: `advance(${ms}) of a venue that ${isClosed ? 'is closed' : isReal ? 'goes with a clock' : 'cannot go back'}.`,
          remedy: 'Open the venue with time: "manual" and advance it by 0 ms or more.',
          context: { ms, isReal, isClosed },
        });
      }
      running = running.then(() => runTo(time.nowMs + ms));
      return running;
    },
    get requests() {
      return server.requests;
    },
    get seenConnections() {
      return server.seen;
    },
    get connections() {
      return server.connections.size;
    },
    say: (text) => {
      for (const connection of server.connections) connection.say(text);
      return server.connections.size;
    },
    disconnect: () => eachConnection('cut'),
    silence: () => eachConnection('silence'),
    get orders() {
      return desk.orders.map((order) => trueOrder(order, kind.orderName));
    },
    get balances() {
      return trueBalances(desk);
    },
    get positions() {
      return truePositions(desk);
    },
    ccxtOptions: () => ({ apiKey, secret, password }),
    pointAt: (one) => {
      if (isAddressed(one)) return pointExchangeAt(one, port);
      throw new InvalidOptionsError({
        code: 'NOT_AN_EXCHANGE',
        message: 'pointAt was given something without addresses.',
        remedy: 'Pass an object of one of ccxt’s classes, for example new pro.binance(venue.ccxtOptions()).',
      });
    },
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      stopClock();
      time.clear();
      await running;
      await server.close();
      // The system lets go of a socket a turn after it says that it is closed.
      await new Promise<void>((resolve) => {
        systemClock.after(0, resolve);
      });
    },
  };
};
