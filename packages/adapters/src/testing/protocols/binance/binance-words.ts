import type { OrderStatus, VenueOrder } from '../../account/venue-order';
import type { VenueInstrument } from '../../market/venue-instrument';
import type { VenueAnswer } from '../../server/venue-request';
import { jsonAnswer } from '../../server/venue-request';

/** `BTCUSDT`. */
export const binanceId = ({ base, quote }: VenueInstrument): string => `${base}${quote}`;

export const binanceStatus: Readonly<Record<OrderStatus, string>> = {
  new: 'NEW',
  'partially-filled': 'PARTIALLY_FILLED',
  filled: 'FILLED',
  cancelled: 'CANCELED',
  expired: 'EXPIRED',
};

export const binanceOrderType = ({ type, isPostOnly, market }: VenueOrder): string => {
  if (isPostOnly && market.instrument.kind === 'spot') return 'LIMIT_MAKER';
  return type === 'market' ? 'MARKET' : 'LIMIT';
};

export const binanceTimeInForce = ({ timeInForce, isPostOnly, market }: VenueOrder): string =>
  isPostOnly && market.instrument.kind === 'swap' ? 'GTX' : timeInForce;

/** An error as Binance says it. */
export const binanceError = (code: number, msg: string, status = 400): VenueAnswer => jsonAnswer({ code, msg }, status);
