import { InvalidOptionsError, timeframeMs } from '@sigmax/core';
import type { BookMoment } from './market/book-timeline';
import type { VenueFunding } from './market/funding-schedule';
import { type VenueBar, venueBar } from './market/venue-bar';
import type { VenueMarket } from './market/venue-market';
import type { AggregateTrade, VenueTrade } from './market/venue-trade';

/** From a moment, included, to another, not included. */
export interface TruthRange {
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
}

/** Best prices, as texts. */
export interface TrueQuote {
  readonly timeMs: number;
  readonly bid: string;
  readonly bidQuantity: string;
  readonly ask: string;
  readonly askQuantity: string;
}

/**
 * What really happened at a loopback venue, whatever its clients were told: the oracle of a test.
 *
 * Symbols are written as ccxt writes them. Prices, quantities and ids are texts, exactly as the venue sends them.
 */
export interface VenueTruth {
  /** Finished bars that opened in the range, stamped with their open as the venue does. */
  bars(symbol: string, timeframe: string, range?: TruthRange): readonly VenueBar[];
  trades(symbol: string, range?: TruthRange): readonly VenueTrade[];
  /** Trades of one taker at one price, as Binance's `aggTrades` number them. */
  aggregates(symbol: string, range?: TruthRange): readonly AggregateTrade[];
  /** The book now, at a time since the venue opened, or after a numbered change. */
  book(symbol: string, at?: { readonly timeMs?: number; readonly updateId?: bigint }): BookMoment;
  quote(symbol: string, at?: { readonly timeMs?: number }): TrueQuote;
  /** Boundaries of funding in the range; the rate of a coming one is decided already. */
  funding(symbol: string, range: { readonly fromMs: number; readonly toMs: number }): readonly VenueFunding[];
}

const isIn = (timeMs: number, { fromMs, toMs }: TruthRange): boolean =>
  timeMs >= (fromMs ?? Number.NEGATIVE_INFINITY) && timeMs < (toMs ?? Number.POSITIVE_INFINITY);

/** Reads the truth off the markets. */
export const venueTruth = (
  markets: readonly VenueMarket[],
  fundingOf: (market: VenueMarket, fromMs: number, toMs: number) => readonly VenueFunding[],
): VenueTruth => {
  const marketOf = (symbol: string): VenueMarket => {
    const market = markets.find(({ instrument }) => instrument.symbol === symbol);
    if (market !== undefined) return market;
    const known = markets.map(({ instrument }) => instrument.symbol);
    throw new InvalidOptionsError({
      code: 'UNKNOWN_SYMBOL',
      message: `symbol was ${JSON.stringify(symbol)}.`,
      remedy: `This venue trades ${known.join(', ')}.`,
      context: { symbol, known },
    });
  };
  return {
    bars: (symbol, timeframe, range = {}) => {
      const market = marketOf(symbol);
      const { bars } = market.bars(timeframeMs(timeframe));
      return bars
        .filter(({ openMs, closeMs }) => closeMs <= market.timeMs && isIn(openMs, range))
        .map((bar) => venueBar(market.instrument, bar));
    },
    trades: (symbol, range = {}) => marketOf(symbol).trades.filter(({ timeMs }) => isIn(timeMs, range)),
    aggregates: (symbol, range = {}) => marketOf(symbol).aggregates.filter(({ timeMs }) => isIn(timeMs, range)),
    book: (symbol, at) => marketOf(symbol).book(at),
    quote: (symbol, at) => {
      const { timeMs, bids, asks } = marketOf(symbol).book(at);
      const [[bid = '', bidQuantity = ''] = []] = bids;
      const [[ask = '', askQuantity = ''] = []] = asks;
      return { timeMs, bid, bidQuantity, ask, askQuantity };
    },
    funding: (symbol, { fromMs, toMs }) => fundingOf(marketOf(symbol), fromMs, toMs - 1),
  };
};
