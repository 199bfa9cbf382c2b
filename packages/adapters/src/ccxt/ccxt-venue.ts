import { type Clock, type Random, type SigmaxError, seededRandom, systemClock } from '@sigmax/core';
import { exactFrame } from './exact-frames';
import type { CcxtClass, CcxtClient, CcxtExchange } from './exchange-shape';
import { loadCcxt } from './load-ccxt';
import { mapCcxtError } from './map-ccxt-error';
import { namesPrototype } from './names-prototype';
import { type RequestBudget, requestBudget } from './request-budget';
import { requireJson } from './require-json';
import { pauseMs } from './retry-after';
import { type ClockOffset, type VenueClock, venueClock } from './venue-clock';
import { type CcxtVenueOptions, readVenueOptions } from './venue-options';

/** What a stream hears of its connections. */
export interface ConnectionHooks {
  connected(): void;
  disconnected(error: unknown): void;
  /** A message came. True keeps it from ccxt. */
  frame(text: string): boolean;
  /** A message came that could not be read: what it said is lost. */
  lost(code: string, problem: string): void;
}

/** An exchange of ccxt that is ready, of one stream alone. */
export interface OpenExchange {
  readonly exchange: CcxtExchange;
  /** Cuts all sockets; the next `watch…` of ccxt opens new ones. */
  cut(): void;
  /** Ends everything: sockets, timers, requests. */
  close(): void;
}

/** One venue as several streams share it: its request budget, its clock, its list of markets. */
export interface CcxtVenue {
  /** As ccxt calls it. */
  readonly exchange: string;
  readonly clock: Clock;
  readonly random: Random;
  /** The venue's time. */
  nowMs(): number;
  /** The last measurement of the venue's clock. */
  readonly clockOffset: ClockOffset | undefined;
  /** @internal */
  open(hooks: ConnectionHooks): Promise<OpenExchange>;
  /** Measures the clock if it is time to. Resolves to what was measured. @internal */
  keepTime(exchange: CcxtExchange): Promise<ClockOffset | undefined>;
  /** Has the clock measured anew soon. @internal */
  doubtTime(): void;
  /** @internal */
  failure(error: unknown, operation: string): SigmaxError;
}

/** A seed that two processes, or two starts of one, hardly share: it stays below 2^53. */
const ownSeed = (nowMs: number): number => (Math.floor(Math.abs(nowMs)) % 2 ** 36) * 0x10000 + (process.pid % 0x10000);

/** What ccxt is told besides the user's options: waits and limits are ours. */
const ccxtOptions = (config: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const given = Object(config.options) as Record<string, unknown>;
  // ccxt would wait up to a minute before a new connection, by the machine's clock.
  return { ...given, ws: { ...Object(given.ws), backoff: { base: 0 } } };
};

/** Clients that were cut: their sockets close a moment later, when a new connection may already be open. */
const gone = new WeakSet<CcxtClient>();

const cutClient = (exchange: CcxtExchange, client: CcxtClient, reason: Error): void => {
  gone.add(client);
  client.error = reason;
  client.clearConnectionTimeout();
  client.clearPingInterval();
  delete exchange.clients[client.url];
  client.reset(reason);
  // `close` would wait for the other side, which may be gone.
  if (client.connection?.terminate !== undefined) client.connection.terminate();
  else client.connection?.close?.();
};

/** Without a prototype, whatever name a message gives leads nowhere else. */
const forgetData = (exchange: CcxtExchange): void => {
  exchange.ohlcvs = Object.create(null);
  exchange.trades = Object.create(null);
};

/** Hands a message to ccxt, as its own client would, with ids digit by digit and without a word on the console. */
const deliver = (client: CcxtClient, text: string, hooks: ConnectionHooks): void => {
  if (hooks.frame(text)) return;
  if (namesPrototype(text)) {
    hooks.lost('HOSTILE_NAME', `a message of ${text.length} characters named what all objects share`);
    return;
  }
  let message: unknown = text;
  if (/^\s*[{[]/.test(text)) {
    try {
      message = JSON.parse(exactFrame(text));
    } catch {
      hooks.lost('NOT_JSON', `a message of ${text.length} characters was no JSON`);
      return;
    }
  }
  try {
    client.onMessageCallback(client, message);
  } catch (error) {
    // What ccxt means for those who wait it hands to them itself; what escapes is a message that it could not use.
    hooks.lost('CCXT_FAILED', error instanceof Error ? error.message : String(error));
  }
};

const listenTo = (exchange: CcxtExchange, hooks: ConnectionHooks): void => {
  const { onConnected, onError, onClose, client: makeClient } = exchange;
  const known = new WeakSet<CcxtClient>();
  exchange.client = (url) => {
    const client = makeClient.call(exchange, url);
    if (known.has(client)) return client;
    known.add(client);
    const { onMessage } = client;
    client.onMessage = (event) => {
      if (gone.has(client)) return;
      const isPacked = Reflect.get(client, 'gunzip') === true || Reflect.get(client, 'inflate') === true;
      if (isPacked || Reflect.get(client, 'decompressBinary') === false) onMessage.call(client, event);
      else deliver(client, String(event.data), hooks);
    };
    return client;
  };
  exchange.onConnected = (client, message) => {
    if (gone.has(client)) return;
    onConnected.call(exchange, client, message);
    // What ccxt has kept of the last connection would come again as if it were new.
    forgetData(exchange);
    hooks.connected();
  };
  exchange.onError = (client, error) => {
    if (gone.has(client)) return;
    onError.call(exchange, client, error);
    hooks.disconnected(error);
  };
  exchange.onClose = (client, event) => {
    if (gone.has(client)) return;
    onClose.call(exchange, client, event);
    const code: unknown = Reflect.get(Object(event), 'code');
    const closed = new Error(
      `the venue closed the connection${code === undefined ? '' : ` with code ${String(code)}`}`,
    );
    closed.name = 'NetworkError';
    hooks.disconnected(client.error ?? closed);
  };
};

/**
 * Makes the handle of a venue that several streams share, so that they keep one budget of requests, measure its clock once and
 * load its markets once. Nothing is loaded and nothing is sent before a stream is subscribed.
 *
 * - Budget: what ccxt says a request costs, against `unitsPerMinute` in any minute; Retry-After and bans (429, 418) stop all
 *   requests until they are over.
 * - Clock: the offset to the venue's time is measured at the first connection, every `measureClockMs` and after a refused time; it
 *   says which bars are closed and stamps signed requests.
 *
 * @throws {InvalidOptionsError} an option is wrong; `HOST_OPTION`, `CREDENTIAL_IN_CONFIG`.
 * @example
 * ```ts
 * import { ccxtVenue } from '@sigmax/adapters/ccxt';
 * const venue = ccxtVenue({ exchange: 'binance' });
 * venue.clockOffset; // => undefined
 * ```
 */
export const ccxtVenue = (options: CcxtVenueOptions): CcxtVenue => {
  const settings = readVenueOptions(options, 'ccxtVenue');
  const { exchange: name, credentials = {}, config, clock = systemClock, timeoutMs } = settings;
  const secrets = Object.values(credentials).filter((value): value is string => typeof value === 'string');
  const random = settings.random ?? seededRandom(ownSeed(clock.nowMs()));
  const time: VenueClock = venueClock(clock, settings.measureClockMs);
  let loading: Promise<CcxtClass> | undefined;
  let markets: { readonly markets: unknown; readonly currencies: unknown } | undefined;
  let budget: RequestBudget | undefined;
  /** Whether the last limit that the venue spoke of was a ban: ccxt has one word for both at some venues. */
  let isBanned = true;

  const failure = (error: unknown, operation: string): SigmaxError => {
    const waitMs = budget?.waitMs() ?? 0;
    const place = { exchange: name, operation, secrets };
    const mapped = mapCcxtError(error, place);
    if (mapped.code === 'CLOCK_SKEW') time.doubt();
    if (mapped.code !== 'RATE_LIMITED' && mapped.code !== 'BANNED') return mapped;
    return mapCcxtError(error, { ...place, isBanned, ...(waitMs > 0 ? { retryAfterMs: waitMs } : {}) });
  };

  const limitRequests = (exchange: CcxtExchange, life: AbortSignal): void => {
    const units = settings.unitsPerMinute ?? Math.max(2, 60_000 / Math.max(1, exchange.rateLimit));
    budget ??= requestBudget({ clock, units });
    const shared = budget;
    const { fetch2, onRestResponse } = exchange;
    exchange.fetch2 = async (path, api, method = 'GET', parameters = {}, headers, body, costs, ...rest) => {
      const cost = exchange.calculateRateLimiterCost(api, method, path, parameters, costs ?? {});
      await shared.take(cost, life);
      return fetch2.call(exchange, path, api, method, parameters, headers, body, costs ?? {}, ...rest);
    };
    exchange.onRestResponse = (status, reason, url, method, headers, body, ...rest) => {
      const waitMs = pauseMs(status, headers, clock.nowMs());
      if (waitMs > 0) shared.pause(waitMs);
      if (status === 418 || status === 429) isBanned = status === 418;
      if (status === 200) requireJson(body, `${name}, ${method}`);
      return onRestResponse.call(exchange, status, reason, url, method, headers, body, ...rest);
    };
  };

  const construct = async (hooks: ConnectionHooks, life: AbortSignal): Promise<CcxtExchange> => {
    loading ??= loadCcxt(name);
    const Exchange = await loading.catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    const exchange = new Exchange({
      ...config,
      ...credentials,
      // ccxt would use the machine's clock for both.
      enableRateLimit: false,
      timeout: timeoutMs,
      options: ccxtOptions(config),
    });
    exchange.newUpdates = true;
    forgetData(exchange);
    exchange.milliseconds = () => Math.floor(time.nowMs());
    if (settings.testnet) (exchange as unknown as { setSandboxMode(on: boolean): void }).setSandboxMode(true);
    limitRequests(exchange, life);
    listenTo(exchange, hooks);
    if (settings.prepare !== undefined) {
      await settings.prepare(exchange as never);
      // Without it ccxt opens no plain ws:// connection, which only a local venue has.
      await exchange.loadHttpProxyAgent();
    }
    return exchange;
  };

  return {
    exchange: name,
    clock,
    random,
    nowMs: () => time.nowMs(),
    get clockOffset() {
      return time.last;
    },
    failure,
    doubtTime: () => time.doubt(),
    keepTime: async (exchange) => {
      if (exchange.has.fetchTime !== true || !time.isDue()) return undefined;
      return time.measure(() => exchange.fetchTime());
    },
    open: async (hooks) => {
      const life = new AbortController();
      let isClosed = false;
      const exchange = await construct(hooks, life.signal);
      const cut = (): void => {
        const reason = new Error('the connection was closed by the stream');
        reason.name = 'ExchangeClosedByUser';
        for (const client of Object.values(exchange.clients ?? {})) cutClient(exchange, client, reason);
      };
      const close = (): void => {
        if (isClosed) return;
        isClosed = true;
        life.abort(new Error('the stream was closed'));
        cut();
        exchange.fetchDispatcher?.destroy().catch(() => undefined);
      };
      try {
        if (markets === undefined) {
          await exchange.loadMarkets();
          markets = { markets: exchange.markets, currencies: exchange.currencies };
        } else exchange.setMarkets(markets.markets, markets.currencies);
      } catch (error) {
        close();
        throw failure(error, 'loadMarkets');
      }
      return { exchange, cut, close };
    },
  };
};
