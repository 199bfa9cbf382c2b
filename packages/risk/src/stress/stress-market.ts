import type { Instrument } from '@sigmax/core';

/** An instrument in a stress test. What a scenario needs and is left out here makes it not applicable. */
export interface StressMarket {
  /** Its id, or with its venue's steps. It has to be quoted in the reporting asset. */
  readonly instrument: string | Instrument;
  /** Before the shock. */
  readonly price: number;
  /** Usual volume, in base. */
  readonly volumePerHour: number;
  /** What it moves when the market moves by 1. */
  readonly beta?: number;
  /** Standard deviation of a year's returns: 0.6 is 60 %. */
  readonly annualVolatility?: number;
}

/** What is held before the shock. */
export interface StressPortfolio {
  /** Balances by asset, the reporting asset among them. */
  readonly cash: Readonly<Record<string, number>>;
  /** Units held of instruments, by id, in base. */
  readonly holdings?: Readonly<Record<string, number>>;
  /** Units of perpetuals, by id, below 0 for shorts. Their value is no part of equity, their profit is. */
  readonly perpetuals?: Readonly<Record<string, number>>;
  /** Equity that the venue demands for each unit of value of perpetuals, as a fraction. */
  readonly maintenanceMarginFraction?: number;
}

/** What trading costs, and how much of it there is. */
export interface StressCosts {
  readonly takerFeeRate: number;
  readonly makerFeeRate: number;
  /** How much worse than the price a taker fills, as a fraction. */
  readonly slippageRate: number;
  /** Largest part of the volume that own orders may be. */
  readonly participationFraction: number;
}

export const idOf = ({ instrument }: StressMarket): string =>
  typeof instrument === 'string' ? instrument : instrument.id;

/** `BTC` and `USDT` of `binance:BTC/USDT`. */
export const assetsOf = (instrumentId: string): readonly [base: string, quote: string] => {
  const [base = '', quote = ''] = instrumentId.slice(instrumentId.indexOf(':') + 1).split('/');
  return [base, quote];
};
