import type { Trade } from '@sigmax/core';
import type { Observable } from 'rxjs';
import { z } from 'zod';
import { consecutiveTrades } from './consecutive-trades';
import type { CcxtExchange } from './exchange-shape';
import { holeError } from './hole-error';
import { type CcxtLiveOptions, contractSizeOf, readLiveOptions } from './live-options';
import { type LiveContext, liveStream } from './live-stream';
import { overlappingTrades } from './overlapping-trades';
import { type Reached, reachBack } from './reach-back';
import { readTrade } from './read-trade';
import { fieldOf, futureFault } from './read-value';
import { requireRows } from './require-rows';
import type { TradeJoin, TradeJoinOutput } from './trade-join';
import { type TradeDialect, tradeDialect } from './venue-dialect';

export interface CcxtTradesOptions extends CcxtLiveOptions {
  /** Where history begins, as far back as the venue goes. Without it the first trade of the stream is the first. */
  readonly sinceMs?: number | undefined;
  /** Completes with the first trade after this time. */
  readonly untilMs?: number | undefined;
  /** What trades that the venue does not have any more do to the stream. Defaults to `error`. */
  readonly holes?: 'error' | 'tell' | undefined;
}

const fields = {
  sinceMs: z.number().positive().optional(),
  untilMs: z.number().positive().optional(),
  holes: z.enum(['error', 'tell']).default('error'),
};

interface Page {
  readonly rows: readonly unknown[];
  /** Whether the venue has nothing later yet. */
  readonly isLast: boolean;
}

type Fetch = Extract<TradeJoinOutput, { type: 'fetch' }>;

/** More trades than this in one message are none. */
const mostInOne = 10_000;

/** The ids of rows that stand for several trades, each with how many. */
const groupsOf = (
  rows: readonly unknown[],
  countField: string | undefined,
): ReadonlyMap<string, number> | undefined => {
  if (countField === undefined) return undefined;
  const groups = new Map<string, number>();
  for (const row of rows) {
    const [id, written] = [fieldOf(row, 'id'), fieldOf(fieldOf(row, 'info'), countField)];
    const count = typeof written === 'string' || typeof written === 'number' ? Number(written) : 1;
    if (typeof id === 'string' && Number.isInteger(count) && count > 1 && count <= mostInOne) groups.set(id, count);
  }
  return groups;
};

/** Requests what follows; where a venue answers for a stretch of time alone, stretch after stretch until one has trades. */
const fetchPage = async (
  exchange: CcxtExchange,
  symbol: string,
  { afterId, sinceMs }: Fetch,
  dialect: TradeDialect,
  nowMs: number,
  back: { readonly reached: Reached; isGone(): boolean },
): Promise<Page> => {
  const { fromId, page, windowMs } = dialect;
  const what = `${exchange.id}, fetchTrades`;
  if (fromId !== undefined && afterId !== undefined) {
    const parameters = { [fromId]: String(BigInt(afterId) + 1n) };
    const rows = requireRows(await exchange.fetchTrades(symbol, undefined, page, parameters), what);
    return { rows, isLast: rows.length < page };
  }
  for (let fromMs = Math.floor(sinceMs); ; fromMs += windowMs as number) {
    const rows = requireRows(
      await exchange.fetchTrades(symbol, dialect.earlier === undefined ? fromMs : undefined, page),
      what,
    );
    const isToNow = windowMs === undefined || fromMs + windowMs >= nowMs;
    if (rows.length === 0 && !isToNow) continue;
    if (dialect.earlier === undefined) return { rows, isLast: isToNow && rows.length < page };
    const { page: earlierPage, parameters } = dialect.earlier;
    const earlier = async (oldestId: string): Promise<readonly unknown[]> =>
      requireRows(await exchange.fetchTrades(symbol, undefined, earlierPage, parameters(oldestId)), what);
    return { rows: await reachBack(rows, fromMs, back.reached, earlier, back.isGone), isLast: true };
  }
};

/**
 * Streams the trades of a market over ccxt: from its WebSocket, and from requests wherever the WebSocket was not there.
 *
 * Each trade goes out once, in time order, with the venue's id as text. Where a venue numbers its trades without gaps (Binance,
 * Kraken) a missing one is noticed with the next, also when a message was lost; elsewhere trades wait after each break until
 * an answer reaches from the last trade before it to the first one after. Binance's are aggregate trades: one taker, one price.
 *
 * - Units: prices in the quote asset, quantities in the base asset, those of linear contracts too.
 * - State: cold; each subscription connects, and unsubscribing closes its sockets, timers and requests.
 * - Cost: one connection; one or two requests at each connection. Up to 100,000 trades wait for those before them.
 * - Errors: as `ccxtBars`; `DataError` `HOLE` also where requests reach back only to the last trades (Bybit: 60).
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong.
 * @example
 * ```ts no-run
 * import { ccxtTrades } from '@sigmax/adapters/ccxt';
 * const trades = ccxtTrades({ exchange: 'binance', symbol: 'BTC/USDT' });
 * trades.subscribe(({ id, price, quantity }) => console.log(id, price, quantity));
 * ```
 */
export const ccxtTrades = (options: CcxtTradesOptions): Observable<Trade> => {
  const { own, ...settings } = readLiveOptions(fields, options, 'ccxtTrades');
  const { symbol, instrumentId, venue } = settings;
  const { sinceMs, untilMs = Number.POSITIVE_INFINITY, holes } = own;
  const dialect = tradeDialect(venue.exchange);

  const session = <State>(context: LiveContext<Trade>, join: TradeJoin<State>) => {
    const state = join.start();
    const reached: Reached = { rows: [] };
    let connection = 0;

    const read = (rows: readonly unknown[]): Trade[] => {
      const contractSize = contractSizeOf(context.market(), symbol);
      const trades: Trade[] = [];
      for (const row of rows) {
        const trade = readTrade(row, instrumentId, contractSize);
        const fault = trade.type === 'trade' ? futureFault(trade.timeMs, context.nowMs()) : undefined;
        if (trade.type === 'refused') context.refuse(trade);
        else if (fault === undefined) trades.push(trade);
        else context.doubtTime(fault);
      }
      return trades;
    };

    const fetch = (wanted: Fetch): void => {
      const asked = connection;
      const back = { reached, isGone: () => asked !== connection };
      context.request(
        'fetchTrades',
        (exchange) => fetchPage(exchange, symbol, wanted, dialect, context.nowMs(), back),
        ({ rows, isLast }) => follow(join.fetched(state, read(rows), isLast)),
        wanted.attempt > 1 ? Math.min(5_000, 250 * 2 ** (wanted.attempt - 2)) : 0,
      );
    };

    const follow = (outputs: readonly TradeJoinOutput[]): void => {
      for (const output of outputs) {
        switch (output.type) {
          case 'trade':
            if (output.trade.timeMs > untilMs) {
              context.complete();
              return;
            }
            context.emit(output.trade);
            break;
          case 'fetch':
            fetch(output);
            break;
          case 'hole':
            context.tell(output);
            if (holes === 'error') {
              context.fail(holeError(instrumentId, 'trades', output));
              return;
            }
            break;
          case 'backfilled':
            context.tell(output);
            break;
          case 'refused':
            context.refuse(output);
            break;
        }
      }
    };

    return {
      connected: () => follow(join.connected(state)),
      disconnected: () => {
        connection += 1;
      },
      watch: async (exchange: CcxtExchange) => {
        // ccxt writes into the parameters that it is given.
        const answer = await exchange.watchTrades(symbol, undefined, undefined, { ...dialect.watch });
        const rows = requireRows(answer, `${venue.exchange}, watchTrades`);
        follow(join.streamed(state, read(rows), groupsOf(rows, dialect.countField)));
      },
    };
  };

  return liveStream<Trade>(settings, 'trades', (context) =>
    dialect.ids === 'consecutive'
      ? session(context, consecutiveTrades(sinceMs))
      : session(context, overlappingTrades(sinceMs)),
  );
};
