import { InvalidOptionsError } from '@sigmax/core';

/** What a loopback venue trades, with the name that ccxt gives it. */
export interface VenueInstrument {
  /** `BTC/USDT`, or `BTC/USDT:USDT` for a perpetual that settles in USDT. */
  readonly symbol: string;
  readonly kind: 'spot' | 'swap';
  readonly base: string;
  readonly quote: string;
  readonly priceDecimals: number;
  readonly quantityDecimals: number;
  /** Where its price begins, in units of the last decimal. */
  readonly startTicks: number;
  /** Typical quantity of a level, in units of the last decimal. */
  readonly lot: number;
}

/** Prices that look like the asset's; others begin at 100.00. */
const shapes: Readonly<Record<string, readonly [priceDecimals: number, startTicks: number]>> = {
  BTC: [1, 600_000],
  ETH: [2, 300_000],
};

/**
 * Reads a symbol as ccxt writes it.
 *
 * @throws {InvalidOptionsError} it is neither `BASE/QUOTE` nor `BASE/QUOTE:QUOTE`.
 */
export const venueInstrument = (symbol: string, quantityDecimals: number): VenueInstrument => {
  const match = /^([A-Z0-9]+)\/([A-Z0-9]+)(?::([A-Z0-9]+))?$/.exec(symbol);
  const [, base = '', quote = '', settle] = match ?? [];
  if (match === null || (settle !== undefined && settle !== quote)) {
    throw new InvalidOptionsError({
      code: 'INVALID_SYMBOL',
      message: `symbol was ${JSON.stringify(symbol)}.`,
      remedy: 'Write "BTC/USDT" for spot or "BTC/USDT:USDT" for a perpetual that settles in its quote asset.',
      context: { symbol },
    });
  }
  const [priceDecimals, startTicks] = shapes[base] ?? [2, 10_000];
  return {
    symbol,
    kind: settle === undefined ? 'spot' : 'swap',
    base,
    quote,
    priceDecimals,
    quantityDecimals,
    startTicks,
    lot: 10 ** Math.max(0, quantityDecimals - 1),
  };
};
