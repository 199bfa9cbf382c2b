import type { Quote } from '@sigmax/core';
import type { Observable } from 'rxjs';
import type { CcxtExchange } from './exchange-shape';
import { type CcxtLiveOptions, contractSizeOf, readLiveOptions } from './live-options';
import { liveStream } from './live-stream';
import { readQuote } from './read-quote';
import { fieldOf, futureFault } from './read-value';
import { refused } from './refused-row';

export type CcxtQuotesOptions = CcxtLiveOptions;

const isSame = (a: Quote, b: Quote): boolean =>
  a.bid === b.bid && a.ask === b.ask && a.bidQuantity === b.bidQuantity && a.askQuantity === b.askQuantity;

/**
 * Streams the best prices of a market over ccxt, from its WebSocket.
 *
 * ccxt keeps the latest quote alone: what comes faster than it is taken leaves only the last. No request brings back quotes; the
 * time of a break is told as `missed`. Quotes of one venue come in time order; one of Binance spot, which stamps none, carries
 * the venue's measured time of arrival.
 *
 * - Units: prices in the quote asset, quantities in the base asset; 0 where the venue sends none.
 * - State: cold; each subscription connects, and unsubscribing closes its sockets and timers.
 * - Cost: one connection.
 * - Errors: as `ccxtBars`, without holes.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong.
 * @example
 * ```ts no-run
 * import { ccxtQuotes } from '@sigmax/adapters/ccxt';
 * ccxtQuotes({ exchange: 'kraken', symbol: 'BTC/USD' }).subscribe(({ bid, ask }) => console.log(bid, ask));
 * ```
 */
export const ccxtQuotes = (options: CcxtQuotesOptions): Observable<Quote> => {
  const { own: _none, ...settings } = readLiveOptions({}, options, 'ccxtQuotes');
  const { symbol, instrumentId } = settings;

  return liveStream<Quote>(settings, 'quotes', (context) => {
    let last: Quote | undefined;
    let isAfterBreak = false;

    const next = async (exchange: CcxtExchange): Promise<unknown> => {
      if (exchange.has.watchBidsAsks !== true) return exchange.watchTicker(symbol);
      return fieldOf(await exchange.watchBidsAsks([symbol]), symbol);
    };

    const take = (row: unknown): void => {
      const quote = readQuote(row, instrumentId, contractSizeOf(context.market(), symbol), context.nowMs());
      if (quote.type === 'refused') {
        context.refuse(quote);
        return;
      }
      const hasStamp = typeof fieldOf(row, 'timestamp') === 'number';
      // A new measurement of the clock may set back the time of arrival, which orders nothing.
      const timeMs = hasStamp ? quote.timeMs : Math.max(quote.timeMs, last?.timeMs ?? 0);
      const fault = hasStamp ? futureFault(timeMs, context.nowMs()) : undefined;
      if (fault !== undefined) {
        context.doubtTime(fault);
        return;
      }
      if (last !== undefined && timeMs < last.timeMs) {
        context.refuse(refused('OUT_OF_ORDER', `time ${timeMs} came after ${last.timeMs}`));
        return;
      }
      if (isAfterBreak && last !== undefined) {
        isAfterBreak = false;
        context.tell({ type: 'missed', fromMs: last.timeMs, toMs: timeMs });
      }
      if (last !== undefined && isSame(last, quote)) return;
      last = { ...quote, timeMs };
      context.emit(last);
    };

    return {
      connected: () => {
        isAfterBreak = last !== undefined;
      },
      watch: async (exchange) => take(await next(exchange)),
    };
  });
};
