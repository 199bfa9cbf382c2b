import type { OrderStatus, VenueOrder } from '../../account/venue-order';
import type { VenueInstrument } from '../../market/venue-instrument';
import { jsonAnswer, type VenueAnswer } from '../../server/venue-request';

export type BybitCategory = 'spot' | 'linear';

/** `BTCUSDT`, of spot and of the perpetual. */
export const bybitId = ({ base, quote }: VenueInstrument): string => `${base}${quote}`;

export const bybitCategory = ({ kind }: VenueInstrument): BybitCategory => (kind === 'spot' ? 'spot' : 'linear');

/** Lengths of bars by their names, in ms. */
export const bybitIntervals: Readonly<Record<string, number>> = {
  '1': 60_000,
  '3': 180_000,
  '5': 300_000,
  '15': 900_000,
  '30': 1_800_000,
  '60': 3_600_000,
  '120': 7_200_000,
  '240': 14_400_000,
  '360': 21_600_000,
  '720': 43_200_000,
  D: 86_400_000,
  W: 604_800_000,
};

/** What is left of an order when it ends says which word is right. */
export const bybitStatus = ({ status, filledSteps }: VenueOrder): string => {
  const words: Readonly<Record<OrderStatus, string>> = {
    new: 'New',
    'partially-filled': 'PartiallyFilled',
    filled: 'Filled',
    cancelled: filledSteps > 0 ? 'PartiallyFilledCanceled' : 'Cancelled',
    expired: filledSteps > 0 ? 'PartiallyFilledCanceled' : 'Cancelled',
  };
  return words[status];
};

export const bybitSide = (side: 'buy' | 'sell'): string => (side === 'buy' ? 'Buy' : 'Sell');

/** An answer as Bybit wraps it; errors come with status 200 too. */
export const bybitAnswer = (result: unknown, nowMs: number): VenueAnswer =>
  jsonAnswer({ retCode: 0, retMsg: 'OK', result, retExtInfo: {}, time: nowMs });

export const bybitError = (retCode: number, retMsg: string, nowMs: number): VenueAnswer =>
  jsonAnswer({ retCode, retMsg, result: {}, retExtInfo: {}, time: nowMs });
