import { type Bar, timeframeMs } from '@sigmax/core';
import type { Observable } from 'rxjs';
import { z } from 'zod';
import { type BarJoinOutput, barJoin } from './bar-join';
import { holeError } from './hole-error';
import { type CcxtLiveOptions, readLiveOptions } from './live-options';
import { liveStream } from './live-stream';
import { requireRows } from './require-rows';

export interface CcxtBarsOptions extends CcxtLiveOptions {
  /** As venues write it: `"1m"`, `"1h"`, `"1d"`. */
  readonly timeframe: string;
  /** Where history begins: bars that open at this time or later. Without it the bar that is open now is the first. */
  readonly sinceMs?: number | undefined;
  /** Completes after the last bar that closes at this time or earlier. */
  readonly untilMs?: number | undefined;
  /** How long after its close a bar may still change at the venue. Defaults to 2,000 ms. */
  readonly settleMs?: number | undefined;
  /** `rest` requests every closed bar, for venues whose streams lose messages. Defaults to `stream`. */
  readonly confirm?: 'stream' | 'rest' | undefined;
  /** What bars that the venue does not have any more do to the stream. Defaults to `error`. */
  readonly holes?: 'error' | 'tell' | undefined;
}

const isTimeframe = (value: unknown): boolean => typeof value === 'string' && /^[1-9]\d{0,5}[smhdw]$/.test(value);

const fields = {
  timeframe: z.custom<string>(isTimeframe, 'expected a count and a unit of s, m, h, d or w, such as "1h"'),
  sinceMs: z.number().positive().optional(),
  untilMs: z.number().positive().optional(),
  settleMs: z.number().nonnegative().default(2_000),
  confirm: z.enum(['stream', 'rest']).default('stream'),
  holes: z.enum(['error', 'tell']).default('error'),
};

/** Monday, 5 January 1970: weeks of venues begin on Mondays. */
const firstMondayMs = 345_600_000;
const weekMs = 604_800_000;

/** The first open of a bar at a time or later. */
const firstOpenMs = (sinceMs: number, frameMs: number): number => {
  const anchorMs = frameMs % weekMs === 0 ? firstMondayMs : 0;
  return Math.ceil((sinceMs - anchorMs) / frameMs) * frameMs + anchorMs;
};

/**
 * Streams closed bars of a market over ccxt: from its WebSocket, and from requests wherever the WebSocket was not there.
 *
 * Bars carry their close and follow each other without a gap: after each break the missing ones are requested before any later
 * one goes out. A bar goes out when the venue's stream has shown the next one on the same connection, or, in a quiet market,
 * when a request has it `settleMs` after its close by the venue's measured clock.
 *
 * - Units: prices in the quote asset, volume in the base asset.
 * - State: cold; each subscription connects, and unsubscribing closes its sockets, timers and requests.
 * - Cost: one connection; a request at each connection, and one for each bar that the stream did not show to its end.
 * - Errors: `DataError` `HOLE` when the venue has later bars and not these (told only, with `holes: "tell"`);
 *   `InvalidOptionsError` `UNKNOWN_SYMBOL`, `NOT_SUPPORTED`, `CCXT_NOT_INSTALLED`, `UNKNOWN_EXCHANGE`; `BrokerError` of kinds that
 *   no retry mends.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong.
 * @example
 * ```ts no-run
 * import { ccxtBars } from '@sigmax/adapters/ccxt';
 * const bars = ccxtBars({ exchange: 'binance', symbol: 'BTC/USDT', timeframe: '1m' });
 * bars.subscribe(({ timeMs, close }) => console.log(new Date(timeMs).toISOString(), close));
 * ```
 */
export const ccxtBars = (options: CcxtBarsOptions): Observable<Bar> => {
  const { own, ...settings } = readLiveOptions(fields, options, 'ccxtBars');
  const { symbol, instrumentId, venue } = settings;
  const { timeframe, sinceMs, untilMs = Number.POSITIVE_INFINITY, settleMs, confirm, holes } = own;
  const frameMs = timeframeMs(timeframe);
  const fromMs = sinceMs === undefined ? undefined : firstOpenMs(sinceMs, frameMs);

  return liveStream<Bar>(settings, 'bars', (context) => {
    const join = barJoin({ instrumentId, frameMs, settleMs, fromMs, confirm });
    const state = join.start();

    const fetch = (since: number, attempt: number): void => {
      let askedMs = 0;
      context.request(
        'fetchOHLCV',
        async (exchange) => {
          askedMs = context.nowMs();
          return requireRows(await exchange.fetchOHLCV(symbol, timeframe, since), `${venue.exchange}, fetchOHLCV`);
        },
        (rows) => follow(join.fetched(state, rows, askedMs, context.nowMs())),
        attempt > 1 ? Math.min(5_000, 250 * 2 ** (attempt - 2)) : 0,
      );
    };

    const follow = (outputs: readonly BarJoinOutput[]): void => {
      for (const output of outputs) {
        switch (output.type) {
          case 'bar':
            if (output.bar.timeMs <= untilMs) context.emit(output.bar);
            if (output.bar.timeMs + frameMs > untilMs) {
              context.complete();
              return;
            }
            break;
          case 'fetch':
            fetch(output.sinceMs, output.attempt);
            break;
          case 'hole':
            context.tell(output);
            if (holes === 'error') {
              context.fail(holeError(instrumentId, 'bars', output));
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
      watch: async (exchange) => {
        const rows = requireRows(await exchange.watchOHLCV(symbol, timeframe), `${venue.exchange}, watchOHLCV`);
        follow(join.streamed(state, rows, context.nowMs()));
      },
      tick: (nowMs) => follow(join.tick(state, nowMs)),
    };
  });
};
