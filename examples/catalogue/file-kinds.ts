import { csvBars } from '@sigmax/adapters/csv';
import type { MarketInput } from '@sigmax/adapters/duckdb';
import {
  binanceFeed,
  binanceFundingRates,
  binanceKlines,
  binanceTrades,
  bybitOrderBook,
} from '@sigmax/adapters/importers';
import type { Timeframe } from '@sigmax/core';

/** A file that the example knows how to read. */
export interface KnownFile {
  /** Below the data folder. */
  readonly name: string;
  readonly kind: string;
  readonly timeframe?: Timeframe;
  open(): Promise<MarketInput>;
}

interface Question {
  readonly path: string;
  readonly name: string;
  readonly venue: string;
}

type Reader = (question: Question, groups: Readonly<Record<string, string | undefined>>) => Omit<KnownFile, 'name'>;

/**
 * `BTCUSDT` is BTC/USDT; a symbol whose quote is not known cannot be cut. Nothing may follow that could belong to the quote:
 * `BNBUSDT` would be BN/BUSD otherwise.
 */
const quotes = 'USDT|USDC|BUSD|FDUSD|BTC|ETH|USD|EUR';
const symbol = `(?<base>[A-Z0-9]{2,15}?)[-_]?(?<quote>${quotes})(?![A-Za-z0-9])`;

const idOf = (venue: string, { base = '', quote = '' }: Readonly<Record<string, string | undefined>>): string =>
  `${venue}:${base.toUpperCase()}/${quote.toUpperCase()}`;

const bars =
  (given?: Timeframe): Reader =>
  ({ path, venue }, groups) => {
    const timeframe = given ?? (groups.timeframe as Timeframe);
    const instrumentId = idOf(venue, { quote: 'USD', ...groups });
    return { kind: 'bars', timeframe, open: () => csvBars(path, { instrumentId, timeframe }) };
  };

/** What the names of files mean; the first that fits is it. */
const readers: readonly (readonly [RegExp, Reader])[] = [
  [
    new RegExp(`funding.*/${symbol}[^/]*\\.(csv|zip)(\\.gz)?$`),
    ({ path, venue }, groups) => ({
      kind: 'funding rates',
      open: async () => binanceFundingRates(path, { instrumentId: idOf(venue, groups) }),
    }),
  ],
  [
    new RegExp(`/usdm_${symbol}[^/]*\\.gz$`, 'i'),
    ({ path, venue }, groups) => ({
      kind: 'raw feed',
      open: async () => binanceFeed(path, { instrumentId: idOf(venue, groups) }),
    }),
  ],
  [
    new RegExp(`/(bybit_|[\\d-]+_)?${symbol}_ob\\d+[^/]*\\.zip$`),
    ({ path }, groups) => ({
      kind: 'order books',
      open: async () => bybitOrderBook(path, { instrumentId: idOf('bybit', groups) }),
    }),
  ],
  [
    new RegExp(`/${symbol}-(?<timeframe>\\d+[smhdw])-[\\d-]+\\.zip$`),
    ({ path, venue }, groups) => {
      const timeframe = groups.timeframe as Timeframe;
      const instrumentId = idOf(venue, groups);
      return { kind: 'klines', timeframe, open: async () => binanceKlines(path, { instrumentId, timeframe }) };
    },
  ],
  [
    new RegExp(`/(\\w*_)?${symbol}[-_]trades[^/]*\\.(csv|zip)(\\.gz)?$`, 'i'),
    ({ path, venue }, groups) => ({
      kind: 'trades',
      open: async () => {
        const options = { instrumentId: idOf(venue, groups) };
        // Recorders name two times; the venue's is the one that its archives have.
        return path.endsWith('.zip')
          ? binanceTrades(path, options)
          : binanceTrades(path, { ...options, columns: { time: 'exch_ts_ms' } });
      },
    }),
  ],
  [new RegExp(`/${symbol}(-perp)?[-_](?<timeframe>\\d+[smhdw])\\.csv(\\.gz)?$`), bars()],
  [/\/(?<base>[a-z]{2,10})-perp-[\d-]+_(?<timeframe>\d+[smhdw])\.csv(\.gz)?$/, bars()],
  [new RegExp(`/${symbol}\\.csv(\\.gz)?$`), bars('1d')],
];

/** How to read a file by its name, or `undefined` when the name says nothing. */
export const knownFile = (question: Question): KnownFile | undefined => {
  const slashed = `/${question.name.replaceAll('\\', '/')}`;
  for (const [pattern, reader] of readers) {
    const match = pattern.exec(slashed);
    if (match !== null) return { name: question.name, ...reader(question, match.groups ?? {}) };
  }
  return undefined;
};
