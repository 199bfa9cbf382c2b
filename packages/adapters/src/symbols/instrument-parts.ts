import { InvalidOptionsError } from '@sigmax/core';

/**
 * The venue and the venue's symbol of an instrument id.
 *
 * @throws {InvalidOptionsError} `INVALID_INSTRUMENT_ID`
 */
export const instrumentParts = (instrumentId: string): { readonly venue: string; readonly symbol: string } => {
  const [, venue, symbol] = /^([^\s:]{1,100}):([^\s]{1,200})$/.exec(instrumentId) ?? [];
  if (venue !== undefined && symbol !== undefined && !/[\0\p{Surrogate}]/u.test(instrumentId)) {
    return { venue, symbol };
  }
  throw new InvalidOptionsError({
    code: 'INVALID_INSTRUMENT_ID',
    message: `instrument id was ${JSON.stringify(instrumentId)}.`,
    remedy: 'Write venue:symbol without blanks, for example "binance:BTC/USDT".',
    context: { instrumentId },
  });
};
