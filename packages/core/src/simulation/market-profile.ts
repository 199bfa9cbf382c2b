import { spotInstrument } from '../market/instrument';

/** What an instrument of a simulated market looks like. */
export interface MarketProfile {
  /** First price, in quote per base. */
  readonly price?: number | undefined;
  /** Long-run standard deviation of the log price a year, jumps included: 0.6 is 60 %. */
  readonly annualVolatility?: number | undefined;
  /** Long-run drift of the log price a year. */
  readonly annualDrift?: number | undefined;
  /** Mean value traded a day, in the quote asset. */
  readonly dailyTurnover?: number | undefined;
  /** Smallest price difference. Prices are whole multiples of it. */
  readonly priceStep?: number | undefined;
}

export interface FullProfile {
  readonly price: number;
  readonly annualVolatility: number;
  readonly annualDrift: number;
  readonly dailyTurnover: number;
  readonly priceStep: number;
}

/** Price, annual volatility and daily turnover by base asset: round figures of early 2024, in dollars. */
const known: Readonly<Record<string, readonly [number, number, number]>> = {
  BTC: [42_000, 0.55, 1.5e9],
  ETH: [2_500, 0.65, 8e8],
  BNB: [310, 0.6, 2e8],
  SOL: [100, 0.8, 3e8],
  XRP: [0.62, 0.7, 2e8],
  ADA: [0.6, 0.75, 8e7],
  DOGE: [0.09, 0.8, 1e8],
  AVAX: [38, 0.8, 1e8],
  LINK: [15, 0.75, 7e7],
  DOT: [8, 0.75, 5e7],
  LTC: [72, 0.65, 7e7],
};

const stepFor = (price: number): number => {
  if (price >= 100) return 0.01;
  if (price >= 1) return 0.0001;
  return price >= 0.01 ? 0.000001 : 0.00000001;
};

/**
 * Completes a profile: by base asset for a few large ones, otherwise price 100, volatility 0.75, turnover 5e7. Drift is
 * 0. The quote asset plays no part: give a price for pairs that are not against a dollar.
 */
export const fullProfile = (instrumentId: string, profile: MarketProfile = {}): FullProfile => {
  const [price, annualVolatility, dailyTurnover] = known[spotInstrument(instrumentId).base] ?? [100, 0.75, 5e7];
  const first = profile.price ?? price;
  return {
    price: first,
    annualVolatility: profile.annualVolatility ?? annualVolatility,
    annualDrift: profile.annualDrift ?? 0,
    dailyTurnover: profile.dailyTurnover ?? dailyTurnover,
    priceStep: profile.priceStep ?? stepFor(first),
  };
};
