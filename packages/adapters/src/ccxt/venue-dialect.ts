/** How the trades of a venue are asked for, and what their ids say. */
export interface TradeDialect {
  /** `consecutive`: each id of a market is the one before plus 1. `opaque`: ids tell nothing but equality. */
  readonly ids: 'consecutive' | 'opaque';
  /** Parameters of `watchTrades`, so that the stream counts as the requests do. */
  readonly watch: Readonly<Record<string, unknown>>;
  /** The parameter of `fetchTrades` that names the first id that is wanted; without it the time is used. */
  readonly fromId?: string;
  /** Trades of one answer at most. */
  readonly page: number;
  /** Where the venue says of how many trades one message tells: a field of its own record. */
  readonly countField?: string;
  /**
   * Parameters that ask for the trades before one, where requests by time reach back only a little; answers of so many rows are
   * put before the others until they reach back far enough.
   */
  readonly earlier?: { readonly page: number; parameters(oldestId: string): Readonly<Record<string, unknown>> };
  /** An answer reaches so far from the time it is asked for, however few trades there are. */
  readonly windowMs?: number;
}

const byTime: TradeDialect = { ids: 'opaque', watch: {}, page: 1_000 };

/** Binance streams single trades unless it is asked for aggregates, which are what its requests give. */
const binance: TradeDialect = {
  ids: 'consecutive',
  watch: { name: 'aggTrade' },
  fromId: 'fromId',
  page: 1_000,
  windowMs: 3_600_000,
};

/** What is known of the venues that were tried; others are asked by time and joined by overlap. */
const known: Readonly<Record<string, TradeDialect>> = {
  binance,
  binanceus: binance,
  binanceusdm: binance,
  kraken: { ids: 'consecutive', watch: {}, page: 1_000 },
  // The last trades only, whatever time is asked for.
  bybit: { ...byTime, page: 60 },
  okx: {
    ...byTime,
    page: 500,
    countField: 'count',
    earlier: {
      page: 100,
      parameters: (oldestId) => ({ method: 'publicGetMarketHistoryTrades', type: '1', after: oldestId }),
    },
  },
};

export const tradeDialect = (exchange: string): TradeDialect =>
  Object.hasOwn(known, exchange) ? (known[exchange] as TradeDialect) : byTime;
