import { DataError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { CcxtVenue } from './ccxt-venue';
import { ccxtVenue } from './ccxt-venue';
import { liveFields } from './live-options';
import { type CcxtInstrument, readMarket } from './read-market';
import { fieldOf } from './read-value';

export interface CcxtInstrumentsOptions {
  /** As ccxt calls it, `"binance"`; or a `ccxtVenue`. */
  readonly exchange: string | CcxtVenue;
  /** Which ones, as ccxt writes them; one that is not there or not good is an error. Defaults to all spot markets. */
  readonly symbols?: readonly string[] | undefined;
}

/** The spot markets of a venue. */
export interface CcxtInstruments {
  readonly instruments: readonly CcxtInstrument[];
  /** Markets that are no instruments, each with what is wrong. */
  readonly refused: readonly { readonly symbol: string; readonly code: string; readonly problem: string }[];
}

const schema = z.strictObject({ exchange: liveFields.exchange, symbols: z.array(z.string().min(1)).min(1).optional() });

const silentHooks = { connected: () => {}, disconnected: () => {}, frame: () => false, lost: () => {} };

/** Sign of the mode in which ccxt gives steps as they are. */
const usualMode = 4;

/**
 * Requests the spot markets of a venue and makes instruments of them: steps, minimums and fees as the venue has them.
 *
 * Steps are exact decimals or the market is refused, with what is wrong. Fees are what ccxt knows of the venue's public
 * schedule; a fee has no default in a backtest, so these are for comparison and for a first guess.
 *
 * - Cost: one or two requests; none when a stream of the same `ccxtVenue` has loaded its markets.
 * - Errors: `DataError` `UNKNOWN_SYMBOL` for a symbol of `symbols` that the venue does not have, `INVALID_MARKET` for one that is
 *   refused; what requests fail with.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts no-run
 * import { ccxtInstruments } from '@sigmax/adapters/ccxt';
 * const { instruments } = await ccxtInstruments({ exchange: 'kraken', symbols: ['BTC/USD'] });
 * console.log(instruments[0]?.instrument.priceStep, instruments[0]?.takerFeeRate);
 * ```
 */
export const ccxtInstruments = async (options: CcxtInstrumentsOptions): Promise<CcxtInstruments> => {
  const { exchange: given, symbols } = parseOptions(schema, options, 'ccxtInstruments');
  const venue = typeof given === 'string' ? ccxtVenue({ exchange: given }) : given;
  const open = await venue.open(silentHooks);
  try {
    const { markets, precisionMode } = open.exchange as unknown as { markets: unknown; precisionMode: unknown };
    const mode = typeof precisionMode === 'number' ? precisionMode : usualMode;
    const all = Object.values(Object(markets) as Record<string, unknown>).filter(
      (one) => fieldOf(one, 'spot') === true,
    );
    return choose(all, venue.exchange, mode, symbols);
  } finally {
    open.close();
  }
};

const choose = (
  markets: readonly unknown[],
  exchange: string,
  mode: number,
  symbols: readonly string[] | undefined,
): CcxtInstruments => {
  const instruments: CcxtInstrument[] = [];
  const refused: { symbol: string; code: string; problem: string }[] = [];
  for (const market of markets) {
    const symbol = String(fieldOf(market, 'symbol')).slice(0, 60);
    if (symbols !== undefined && !symbols.includes(symbol)) continue;
    const read = readMarket(market, exchange, mode);
    if (read.type === 'instrument') instruments.push(read);
    else refused.push({ symbol, code: read.code, problem: read.problem });
  }
  for (const symbol of symbols ?? []) {
    if (instruments.some((one) => one.symbol === symbol)) continue;
    const fault = refused.find((one) => one.symbol === symbol);
    throw new DataError({
      code: fault === undefined ? 'UNKNOWN_SYMBOL' : 'INVALID_MARKET',
      message: `${exchange}: ${symbol} ${fault === undefined ? 'is no spot market of the venue' : `is no instrument: ${fault.problem}`}.`,
      remedy: 'Write the symbol as ccxt does, for example "BTC/USDT".',
      context: { exchange, symbol },
    });
  }
  return { instruments, refused };
};
