import type { OrderStatus, VenueOrder } from '../../account/venue-order';
import { decimalText } from '../../decimal-text';
import type { VenueInstrument } from '../../market/venue-instrument';
import type { VenueMarket } from '../../market/venue-market';
import { jsonAnswer, type VenueAnswer } from '../../server/venue-request';
import type { TextLevel } from '../../text-level';

/** `BTC-USDT`, `BTC-USDT-SWAP`. */
export const okxId = ({ base, quote, kind }: VenueInstrument): string =>
  kind === 'spot' ? `${base}-${quote}` : `${base}-${quote}-SWAP`;

export const okxType = ({ kind }: VenueInstrument): 'SPOT' | 'SWAP' => (kind === 'spot' ? 'SPOT' : 'SWAP');

/** Of a perpetual: a contract is 0.01 of the base asset, so quantities move by two places. */
const contractPlaces = 2;

/** Decimal places of a quantity as OKX writes it: of the base asset on spot, of contracts otherwise. */
export const okxDecimals = ({ kind, quantityDecimals }: VenueInstrument): number =>
  kind === 'spot' ? quantityDecimals : quantityDecimals - contractPlaces;

/** A quantity as OKX writes it. */
export const okxQuantity = ({ instrument }: VenueMarket, steps: number | bigint): string =>
  decimalText(steps, okxDecimals(instrument));

/** A quantity of the base asset, written again as OKX counts it. */
const okxText = (market: VenueMarket, quantity: string): string => {
  const steps = Number(quantity.replace('.', ''));
  return okxQuantity(market, steps);
};

export const okxLevels = (market: VenueMarket, levels: readonly TextLevel[]): TextLevel[] =>
  market.instrument.kind === 'spot'
    ? [...levels]
    : levels.map(([price, quantity]) => [price, okxText(market, quantity)]);

/** Lengths of bars by their names, in ms. Bars of six hours and more have a twin that follows UTC, as ours do. */
export const okxIntervals: Readonly<Record<string, number>> = {
  '1m': 60_000,
  '3m': 180_000,
  '5m': 300_000,
  '15m': 900_000,
  '30m': 1_800_000,
  '1H': 3_600_000,
  '2H': 7_200_000,
  '4H': 14_400_000,
  '6Hutc': 21_600_000,
  '12Hutc': 43_200_000,
  '1Dutc': 86_400_000,
  '1Wutc': 604_800_000,
};

export const okxStatus: Readonly<Record<OrderStatus, string>> = {
  new: 'live',
  'partially-filled': 'partially_filled',
  filled: 'filled',
  cancelled: 'canceled',
  expired: 'canceled',
};

export const okxOrderType = ({ type, isPostOnly, timeInForce }: VenueOrder): string => {
  if (type === 'market') return 'market';
  if (isPostOnly) return 'post_only';
  return timeInForce === 'GTC' ? 'limit' : timeInForce.toLowerCase();
};

/** An answer as OKX wraps it. */
export const okxAnswer = (data: readonly unknown[]): VenueAnswer => jsonAnswer({ code: '0', msg: '', data });

export const okxError = (code: string, msg: string, status = 400): VenueAnswer =>
  jsonAnswer({ code, msg, data: [] }, status);
