import type { MarketEvent, MarketLabel } from '@sigmax/core';
import { readFilesSync } from './read-files';
import { parseReadOptions, type ReadOptions } from './read-options';

/** Which recording is the market of a backtest; a bot takes its bars and quotes. */
export type RecordedMarketOptions = Omit<ReadOptions, 'types'>;

/**
 * Gives the bars and quotes of a recording as the market of `bot.backtest` or `bot.run`.
 *
 * - State: none; every run reads the files anew, a part at a time, and closes them however it ends.
 * - Cost: 256 KiB of a file and one packed block in memory. It reads synchronously, as a backtest does.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong or unknown.
 * @throws {DataError} while the run reads: see `readRecording`.
 * @example
 * ```ts no-run
 * import { createBot, defineStrategy, simulatedBroker, target } from '@sigmax/core';
 * import { recordedMarket } from '@sigmax/adapters/recorder';
 * const half = defineStrategy({ name: 'half', start: () => ({ bar }) => target(bar.instrumentId, 0.5) });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 });
 * const market = recordedMarket({ folder: 'recordings', name: 'btc' });
 * createBot({ strategy: half(), cash: { USDT: 10_000 } }).backtest({ market, broker }).digest;
 * ```
 */
export const recordedMarket = (options: RecordedMarketOptions): Iterable<MarketEvent> & MarketLabel => {
  const settings = parseReadOptions({ ...options, types: ['bar', 'quote'] }, 'recordedMarket');
  return {
    source: `recording ${settings.name}`,
    isSimulated: false,
    *[Symbol.iterator]() {
      for (const batch of readFilesSync(settings)) {
        for (const { event } of batch) yield event as MarketEvent;
      }
    },
  };
};
