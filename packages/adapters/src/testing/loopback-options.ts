import { type Clock, parseOptions, systemClock } from '@sigmax/core';
import { z } from 'zod';

/** Venues that a loopback server speaks like. */
export const loopbackExchanges = ['binance', 'binanceusdm', 'bybit', 'okx', 'kraken'] as const;

/** As ccxt calls them. */
export type LoopbackExchange = (typeof loopbackExchanges)[number];

export interface LoopbackVenueOptions {
  readonly exchange: LoopbackExchange;
  /** The same seed gives the same market. */
  readonly seed: number;
  /**
   * What is traded, as ccxt writes it: `BTC/USDT`, or `BTC/USDT:USDT` for a perpetual. Defaults to Bitcoin and Ether, spot
   * on `binance` and `kraken`, perpetuals on `binanceusdm`, both on `bybit` and `okx`.
   */
  readonly symbols?: readonly string[] | undefined;
  /** `manual`: time stands still until `advance`. `real`: it goes with `clock`. Defaults to `manual`. */
  readonly time?: 'manual' | 'real' | undefined;
  /** When the market opens. Defaults to 2024-01-01 in manual time, and to now in real time. */
  readonly startMs?: number | undefined;
  /** How much faster than the clock a market in real time goes. Defaults to 1. */
  readonly speed?: number | undefined;
  /** Defaults to the machine's clock; read in real time only. */
  readonly clock?: Clock | undefined;
  /** How far trades and bars reach back from the start. Defaults to six hours. */
  readonly historyMs?: number | undefined;
  /** What the account holds. Defaults to 10,000 USDT (USD on `kraken`) and one of each base asset of a spot market. */
  readonly balances?: Readonly<Record<string, number>> | undefined;
  /** What requests must be signed with. Default to `key`, `secret` and `password`. */
  readonly apiKey?: string | undefined;
  readonly secret?: string | undefined;
  readonly password?: string | undefined;
  /**
   * Whether signed requests must be of now by the venue's clock. Defaults to true in real time at speed 1, and to false where
   * the venue's time is not the client's.
   */
  readonly checksTimes?: boolean | undefined;
}

const isClock = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'nowMs' in value && 'after' in value;

const schema = z.strictObject({
  exchange: z.enum(loopbackExchanges),
  seed: z.int(),
  symbols: z.array(z.string()).min(1).optional(),
  time: z.enum(['manual', 'real']).default('manual'),
  startMs: z.int().positive().optional(),
  speed: z.number().positive().default(1),
  clock: z.custom<Clock>(isClock, 'expected a Clock').default(systemClock),
  historyMs: z
    .int()
    .nonnegative()
    .default(6 * 3_600_000),
  balances: z.record(z.string().regex(/^[A-Z0-9]+$/), z.number().nonnegative()).optional(),
  apiKey: z.string().min(1).default('key'),
  // Of an even number of Base64's characters, since Kraken signs with what they stand for.
  secret: z.string().min(1).default('c2VjcmV0'),
  password: z.string().min(1).default('password'),
  checksTimes: z.boolean().optional(),
});

const defaultSymbols: Readonly<Record<LoopbackExchange, readonly string[]>> = {
  binance: ['BTC/USDT', 'ETH/USDT'],
  binanceusdm: ['BTC/USDT:USDT', 'ETH/USDT:USDT'],
  bybit: ['BTC/USDT', 'ETH/USDT', 'BTC/USDT:USDT', 'ETH/USDT:USDT'],
  okx: ['BTC/USDT', 'ETH/USDT', 'BTC/USDT:USDT', 'ETH/USDT:USDT'],
  kraken: ['BTC/USD', 'ETH/USD'],
};

/** 2024-01-01, which is a boundary of every bar up to a week, a Monday, and of funding. */
const firstOf2024Ms = 1_704_067_200_000;

const stepMs = 100;

/** Options with everything decided. */
export const readLoopbackOptions = (options: LoopbackVenueOptions) => {
  const read = parseOptions(schema, options, 'loopbackVenue');
  const isReal = read.time === 'real';
  const openedMs = isReal ? read.clock.nowMs() : 0;
  const startMs = Math.floor((read.startMs ?? (isReal ? openedMs : firstOf2024Ms)) / stepMs) * stepMs;
  return {
    ...read,
    isReal,
    symbols: read.symbols ?? defaultSymbols[read.exchange],
    startMs,
    /** What the clock said when the market's time was `startMs`. */
    clockStartMs: read.startMs === undefined ? startMs : openedMs,
    checksTimes: read.checksTimes ?? (isReal && read.speed === 1),
    /** Time between two moments of the market. */
    stepMs,
  };
};

export type LoopbackSettings = ReturnType<typeof readLoopbackOptions>;
