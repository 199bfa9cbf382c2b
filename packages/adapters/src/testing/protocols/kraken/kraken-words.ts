import type { OrderStatus, VenueOrder } from '../../account/venue-order';
import type { VenueInstrument } from '../../market/venue-instrument';
import type { VenueTrade } from '../../market/venue-trade';
import { jsonAnswer, type VenueAnswer } from '../../server/venue-request';

/** Assets that Kraken calls otherwise over HTTP: its own id, and its short name. */
const assets: Readonly<Record<string, readonly [id: string, short: string]>> = {
  BTC: ['XXBT', 'XBT'],
  ETH: ['XETH', 'ETH'],
  USD: ['ZUSD', 'USD'],
  EUR: ['ZEUR', 'EUR'],
};

/** `XXBT`. */
export const krakenAsset = (asset: string): string => assets[asset]?.[0] ?? asset;

/** `XBT`. */
export const krakenShort = (asset: string): string => assets[asset]?.[1] ?? asset;

/** `XXBTZUSD`. */
export const krakenId = ({ base, quote }: VenueInstrument): string => `${krakenAsset(base)}${krakenAsset(quote)}`;

/** `XBTUSD`. */
export const krakenShortId = ({ base, quote }: VenueInstrument): string => `${krakenShort(base)}${krakenShort(quote)}`;

/** Lengths of bars in minutes that Kraken has. */
export const krakenIntervals: readonly number[] = [1, 5, 15, 30, 60, 240, 1_440, 10_080];

/** Seconds with a fraction, as Kraken writes times over HTTP. */
export const krakenSeconds = (timeMs: number): number => timeMs / 1_000;

/** Microseconds of a trade: those of one moment follow each other, so that a time says which trades were seen. */
export const krakenTradeUs = ({ timeMs, place }: VenueTrade): number => timeMs * 1_000 + place;

/** RFC 3339 with microseconds. */
export const krakenTime = (microseconds: number): string => {
  const text = new Date(Math.floor(microseconds / 1_000)).toISOString();
  return text.replace('Z', `${String(microseconds % 1_000).padStart(3, '0')}Z`);
};

/** Over HTTP. */
export const krakenStatus: Readonly<Record<OrderStatus, string>> = {
  new: 'open',
  'partially-filled': 'open',
  filled: 'closed',
  cancelled: 'canceled',
  expired: 'expired',
};

/** Over WebSockets. */
export const krakenOrderStatus: Readonly<Record<OrderStatus, string>> = {
  new: 'new',
  'partially-filled': 'partially_filled',
  filled: 'filled',
  cancelled: 'canceled',
  expired: 'expired',
};

/** An id of an order as Kraken writes it: `O00001-00000-000001`. */
export const krakenOrderId = ({ id }: Pick<VenueOrder, 'id'>): string => {
  const digits = BigInt(id).toString(36).toUpperCase().padStart(16, '0');
  return `O${digits.slice(0, 5)}-${digits.slice(5, 10)}-${digits.slice(10)}`;
};

/** An id of one of the account's trades. */
export const krakenTradeId = (id: string): string => {
  const digits = BigInt(id).toString(36).toUpperCase().padStart(16, '0');
  return `T${digits.slice(0, 5)}-${digits.slice(5, 10)}-${digits.slice(10)}`;
};

/** An answer as Kraken wraps it; errors come with status 200 too. */
export const krakenAnswer = (result: unknown): VenueAnswer => jsonAnswer({ error: [], result });

export const krakenError = (text: string, status = 200): VenueAnswer => jsonAnswer({ error: [text] }, status);
