import { DataError } from '../errors';

const fail = (what: string, instrumentId: string, code: string, message: string): never => {
  throw new DataError({
    code,
    message: `${what} (${instrumentId}): ${message}.`,
    remedy: 'Let the stream pass checkMarketData first, and sort it by time.',
    context: { what, instrumentId },
  });
};

/** Throws a `DataError` unless the time is finite and does not step back. */
export const requireTime = (what: string, instrumentId: string, timeMs: number, previousMs: number): void => {
  if (!Number.isFinite(timeMs)) fail(what, instrumentId, 'NOT_FINITE', `time was ${timeMs}`);
  if (!(timeMs >= previousMs)) fail(what, instrumentId, 'OUT_OF_ORDER', `time ${timeMs} came after ${previousMs}`);
};

/** Throws a `DataError` unless a price is finite and above 0. */
export const requirePrice = (what: string, instrumentId: string, price: number): void => {
  if (!(price > 0 && price < Infinity)) fail(what, instrumentId, 'NOT_POSITIVE', `price was ${price}`);
};

/** Throws a `DataError` unless a volume is finite and at least 0. */
export const requireVolume = (what: string, instrumentId: string, volume: number): void => {
  if (!(volume >= 0 && volume < Infinity)) fail(what, instrumentId, 'NEGATIVE_VOLUME', `volume was ${volume}`);
};
