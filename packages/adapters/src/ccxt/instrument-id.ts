import { InvalidOptionsError } from '@sigmax/core';

/**
 * The id of an instrument by the names that ccxt uses: `binance` and `BTC/USDT` are `binance:BTC/USDT`.
 *
 * A perpetual of ccxt names what it settles in, `BTC/USDT:USDT`; its id has the venue with `-swap`, so that it is not that of
 * the coin itself: `bybit-swap:BTC/USDT`.
 *
 * @throws {InvalidOptionsError} `INVALID_SYMBOL`: it has no base and quote, or a date, and then the id must be given.
 */
export const instrumentIdOf = (exchange: string, symbol: string): string => {
  const match = /^([^\s:/]+\/[^\s:/]+)(:[^\s:/-]+)?$/.exec(symbol);
  if (match === null) {
    throw new InvalidOptionsError({
      code: 'INVALID_SYMBOL',
      message: `symbol was ${JSON.stringify(symbol)}.`,
      remedy: 'Write BASE/QUOTE or BASE/QUOTE:SETTLE, or pass instrumentId.',
      context: { symbol },
    });
  }
  return `${exchange}${match[2] === undefined ? '' : '-swap'}:${match[1]}`;
};
