import type { Quote } from '@sigmax/core';
import { fieldOf, priceFault, quantityFault, timeFault } from './read-value';
import type { RefusedRow } from './refused-row';

/**
 * Reads the best prices of a ticker as ccxt writes it. `nowMs` is the venue's time, for venues that stamp none (Binance spot).
 *
 * Quantities that the venue does not send count as 0: nothing is known to be there. Crossed prices are no fault.
 */
export const readQuote = (
  row: unknown,
  instrumentId: string,
  contractSize: number,
  nowMs: number,
): Quote | RefusedRow => {
  const [stamp, bid, ask] = ['timestamp', 'bid', 'ask'].map((name) => fieldOf(row, name));
  const timeMs = stamp ?? nowMs;
  const [bidVolume, askVolume] = ['bidVolume', 'askVolume'].map((name) => fieldOf(row, name) ?? 0);
  const fault =
    timeFault('time', timeMs) ??
    priceFault('bid', bid) ??
    priceFault('ask', ask) ??
    quantityFault('bid quantity', bidVolume) ??
    quantityFault('ask quantity', askVolume);
  if (fault !== undefined) return fault;
  const bidQuantity = (bidVolume as number) * contractSize;
  const askQuantity = (askVolume as number) * contractSize;
  const [bidPrice, askPrice] = [bid as number, ask as number];
  return {
    type: 'quote',
    instrumentId,
    timeMs: timeMs as number,
    bid: bidPrice,
    bidQuantity,
    ask: askPrice,
    askQuantity,
  };
};
