import type { FundingRate } from '@sigmax/core';
import type { Observable } from 'rxjs';
import { z } from 'zod';
import type { CcxtExchange } from './exchange-shape';
import { holeError } from './hole-error';
import { type CcxtLiveOptions, readLiveOptions } from './live-options';
import { liveStream } from './live-stream';
import { readFunding, readPaidFunding } from './read-funding';
import { futureFault } from './read-value';
import { refused } from './refused-row';
import { requireRows } from './require-rows';

export interface CcxtFundingOptions extends CcxtLiveOptions {
  /** Where history begins: rates that were paid at this time or later. */
  readonly sinceMs?: number | undefined;
  /** How often the rate is requested, where ccxt has no stream of it. Defaults to 60,000 ms. */
  readonly everyMs?: number | undefined;
  /** What rates that the venue does not have do to the stream. Defaults to `error`. */
  readonly holes?: 'error' | 'tell' | undefined;
}

const fields = {
  sinceMs: z.number().positive().optional(),
  everyMs: z.number().positive().default(60_000),
  holes: z.enum(['error', 'tell']).default('error'),
};

/** A rate that was paid may be stamped a little after its boundary. */
const lateMs = 60_000;

/** Requests for a rate that was paid before it counts as gone. */
const patience = 5;

/**
 * Streams the funding rate of a perpetual over ccxt: the one that is paid next, and each one that was paid.
 *
 * The next rate comes from the WebSocket where ccxt has that (OKX) and from a request every `everyMs` elsewhere. Once the time
 * of settlement moves on, the paid rate is requested and goes out before any later one, so no payment is missing: it has
 * `timeMs` equal to `settlesAtMs`.
 *
 * - Units: a fraction of the position's value for one interval.
 * - State: cold; unsubscribing closes sockets, timers and requests.
 * - Errors: as `ccxtBars`; `DataError` `HOLE` when the venue does not give a rate that was paid.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong.
 * @example
 * ```ts no-run
 * import { ccxtFunding } from '@sigmax/adapters/ccxt';
 * ccxtFunding({ exchange: 'binanceusdm', symbol: 'BTC/USDT:USDT' }).subscribe(({ rate }) => console.log(rate));
 * ```
 */
export const ccxtFunding = (options: CcxtFundingOptions): Observable<FundingRate> => {
  const { own, ...settings } = readLiveOptions(fields, options, 'ccxtFunding');
  const { symbol, instrumentId, venue } = settings;
  const { sinceMs, everyMs, holes } = own;

  // Requests are the sign of life where there is no socket, and they come every `everyMs`.
  const silenceMs = Math.max(settings.silenceMs, 3 * everyMs);
  return liveStream<FundingRate>({ ...settings, silenceMs }, 'funding', (context) => {
    /** The next settlement, the rate of which is not known to be paid. */
    let nextMs: number | undefined;
    let lastMs = 0;
    let isPaidDue = sinceMs !== undefined;
    /** The rate that waits until those that were paid before it are out. */
    let latest: FundingRate | undefined;
    let isAsking = false;

    const emit = (rate: FundingRate): void => {
      if (rate.timeMs < lastMs) {
        context.refuse(refused('OUT_OF_ORDER', `time ${rate.timeMs} came after ${lastMs}`));
        return;
      }
      lastMs = rate.timeMs;
      context.emit(rate);
    };

    const release = (): void => {
      isPaidDue = false;
      if (latest === undefined) return;
      nextMs = latest.settlesAtMs;
      emit(latest);
      latest = undefined;
    };

    const onPaid = (rows: readonly unknown[], fromMs: number, attempt: number): void => {
      isAsking = false;
      const rates = rows.map((row) => readPaidFunding(row, instrumentId));
      const paid = rates
        .flatMap((rate) => (rate.type === 'refused' ? [] : [rate]))
        .filter(({ timeMs }) => timeMs >= fromMs && (nextMs === undefined || timeMs > lastMs))
        .sort((a, b) => a.timeMs - b.timeMs);
      for (const rate of rates) if (rate.type === 'refused') context.refuse(rate);
      const isFound = nextMs === undefined || paid.some(({ timeMs }) => timeMs <= (nextMs as number) + lateMs);
      if (!isFound && attempt < patience) {
        askPaid(fromMs, attempt + 1);
        return;
      }
      if (!isFound) {
        const hole = { fromMs, toMs: latest?.timeMs ?? fromMs, missing: undefined };
        context.tell({ type: 'hole', ...hole });
        if (holes === 'error') {
          context.fail(holeError(instrumentId, 'funding rates', hole));
          return;
        }
      }
      for (const rate of paid) emit(rate);
      context.tell({ type: 'backfilled', count: paid.length });
      release();
    };

    const askPaid = (fromMs: number, attempt = 1): void => {
      if (isAsking) return;
      isAsking = true;
      context.request(
        'fetchFundingRateHistory',
        async (exchange) =>
          requireRows(
            await exchange.fetchFundingRateHistory(symbol, fromMs),
            `${venue.exchange}, fetchFundingRateHistory`,
          ),
        (rows) => onPaid(rows, fromMs, attempt),
        attempt > 1 ? 500 * 2 ** attempt : 0,
      );
    };

    const take = (row: unknown): void => {
      const rate = readFunding(row, instrumentId, context.nowMs());
      if (rate.type === 'refused') {
        context.refuse(rate);
        return;
      }
      const fault = futureFault(rate.timeMs, context.nowMs());
      if (fault !== undefined) {
        context.doubtTime(fault);
        return;
      }
      const isPassed = nextMs !== undefined && rate.settlesAtMs > nextMs;
      if (!isPassed && !isPaidDue) {
        nextMs = rate.settlesAtMs;
        if (rate.timeMs > lastMs) emit(rate);
        return;
      }
      latest = rate;
      isPaidDue = true;
      askPaid(nextMs ?? (sinceMs as number));
    };

    const poll = async (exchange: CcxtExchange): Promise<void> => {
      await new Promise<void>((resolve) => {
        context.request(
          'fetchFundingRate',
          () => exchange.fetchFundingRate(symbol),
          (row) => {
            context.alive();
            take(row);
            resolve();
          },
        );
      });
      await context.pause(everyMs);
    };

    return {
      connected: () => {
        isAsking = false;
        if (isPaidDue && latest !== undefined) askPaid(nextMs ?? (sinceMs as number));
      },
      disconnected: () => {
        isAsking = false;
      },
      watch: async (exchange) => {
        if (exchange.has.watchFundingRate !== true) {
          await poll(exchange);
          return;
        }
        take(await exchange.watchFundingRate(symbol));
      },
    };
  });
};
