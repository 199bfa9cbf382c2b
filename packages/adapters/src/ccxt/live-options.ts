import { InvalidOptionsError, parseOptions, type RetryWithBackoffOptions } from '@sigmax/core';
import { z } from 'zod';
import type { CcxtStatusSink } from './ccxt-status';
import { type CcxtVenue, ccxtVenue } from './ccxt-venue';
import { instrumentIdOf } from './instrument-id';

/** How a broken connection is tried again; see `retryWithBackoff` of core for each. */
export type CcxtReconnect = Pick<
  RetryWithBackoffOptions,
  'minimumMs' | 'maximumMs' | 'factor' | 'resetAfterMs' | 'maximumAttempts' | 'maximumConnects' | 'budgetMs'
>;

/** Options of every stream. */
export interface CcxtLiveOptions {
  /** As ccxt calls it, `"binance"`; or a `ccxtVenue`, which several streams share. */
  readonly exchange: string | CcxtVenue;
  /** As ccxt writes it: `"BTC/USDT"`, a perpetual `"BTC/USDT:USDT"`. */
  readonly symbol: string;
  /** Defaults to `exchange:BASE/QUOTE`, for a perpetual `exchange-swap:BASE/QUOTE`. */
  readonly instrumentId?: string | undefined;
  /** Where it is told what happens beside the data. */
  readonly status?: CcxtStatusSink | undefined;
  readonly reconnect?: CcxtReconnect | undefined;
  /** Time without any message after which a connection counts as dead. Defaults to 90,000 ms. */
  readonly silenceMs?: number | undefined;
}

const isVenue = (value: unknown): value is CcxtVenue =>
  ['open', 'nowMs', 'keepTime', 'failure'].every((name) => typeof Reflect.get(Object(value), name) === 'function');

const positive = z.number().positive().optional();

export const liveFields = {
  exchange: z.union([z.string().min(1), z.custom<CcxtVenue>(isVenue, 'expected a name or a ccxtVenue')]),
  symbol: z.string().min(1),
  instrumentId: z
    .string()
    .regex(/^[^\s:]+:[^\s:/]+\/[^\s:/]+$/, 'expected venue:BASE/QUOTE')
    .optional(),
  status: z
    .custom<CcxtStatusSink>(
      (value) => typeof Reflect.get(Object(value), 'next') === 'function',
      'expected a Subject, or an object with next',
    )
    .optional(),
  reconnect: z
    .strictObject({
      minimumMs: positive,
      maximumMs: positive,
      factor: positive,
      resetAfterMs: positive,
      maximumAttempts: z.int().nonnegative().optional(),
      maximumConnects: z.int().positive().optional(),
      budgetMs: positive,
    })
    .default({}),
  silenceMs: z.number().positive().default(90_000),
};

/** What a stream is about, checked. */
export interface LiveSettings {
  readonly venue: CcxtVenue;
  readonly symbol: string;
  readonly instrumentId: string;
  readonly status: CcxtStatusSink | undefined;
  readonly reconnect: CcxtReconnect;
  readonly silenceMs: number;
}

/**
 * Reads the options that every stream has, and those of its own.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 */
export const readLiveOptions = <Fields extends z.ZodRawShape>(
  fields: Fields,
  options: unknown,
  what: string,
): LiveSettings & { readonly own: z.output<z.ZodObject<Fields>> } => {
  const parsed = parseOptions(z.strictObject({ ...liveFields, ...fields }), options, what) as z.output<
    z.ZodObject<typeof liveFields>
  >;
  const { exchange, symbol, status, reconnect, silenceMs } = parsed;
  const venue = typeof exchange === 'string' ? ccxtVenue({ exchange }) : exchange;
  const instrumentId = parsed.instrumentId ?? instrumentIdOf(venue.exchange, symbol);
  return {
    venue,
    symbol,
    instrumentId,
    status,
    reconnect,
    silenceMs,
    own: parsed as unknown as z.output<z.ZodObject<Fields>>,
  };
};

/** What one unit of an amount of this market is in its base asset. */
export const contractSizeOf = (market: Readonly<Record<string, unknown>>, symbol: string): number => {
  if (market.contract !== true) return 1;
  const size = market.contractSize;
  if (market.linear === true && typeof size === 'number' && size > 0 && size < Number.POSITIVE_INFINITY) return size;
  throw new InvalidOptionsError({
    code: 'UNSUPPORTED_MARKET',
    message: `symbol was ${JSON.stringify(symbol)}, a contract whose amounts are not in its base asset.`,
    remedy: 'Use a spot market, or one that is linear: settled in its quote asset.',
    context: { symbol },
  });
};
