import type { FundamentalFacts } from './fundamental-facts';

/** Ratios of an asset; `undefined` where a number is missing or divides by zero. */
export interface FundamentalRatios {
  /** Market value / fees of a year. */
  readonly priceToFees: number | undefined;
  /** Market value / revenue of a year. */
  readonly priceToSales: number | undefined;
  /** Market value / value locked. */
  readonly marketValueToLocked: number | undefined;
  /** Market value / value moved on the chain in a day. */
  readonly nvt: number | undefined;
  /** Value moved on the chain in a year / market value. */
  readonly velocity: number | undefined;
  /** Market value / active addresses², in dollars: Metcalfe's law. */
  readonly valueToMetcalfe: number | undefined;
  /** Supply in circulation / whole supply. */
  readonly circulatingShare: number | undefined;
  /** Change of the value locked in 30 days, a fraction. */
  readonly lockedGrowth: number | undefined;
}

const over = (top: number | undefined, bottom: number | undefined): number | undefined => {
  if (top === undefined || bottom === undefined || !(bottom > 0)) return undefined;
  const ratio = top / bottom;
  return Number.isFinite(ratio) ? ratio : undefined;
};

const times = (value: number | undefined, factor: number): number | undefined =>
  value === undefined ? undefined : value * factor;

/**
 * Returns the ratios that the facts allow.
 *
 * P/F = MC / (365 × fees a day); P/S the same with revenue; MC/TVL; NVT = MC / volume a day; velocity = 365 × volume a day / MC;
 * MC / addresses²; circulating / total supply. Per day and per year are never mixed: NVT's usual band of 20 to 60 is per day.
 *
 * Sources: Woo 2017, "Is Bitcoin In A Bubble? Check The NVT Ratio"; Burniske 2017, "Cryptoasset Valuations" (velocity).
 *
 * @example
 * ```ts
 * import { evidence, fundamentalFacts, fundamentalRatios } from '@sigmax/agents';
 * const content = { marketCapUsd: 730, feesPerDayUsd: 1, tvlUsd: 365 };
 * const item = evidence({ kind: 'fundamental', source: 'x', receivedAtMs: 0, content });
 * const { priceToFees, marketValueToLocked, nvt } = fundamentalRatios(fundamentalFacts([item], 'demo:ETH/USDT', 0));
 * [priceToFees, marketValueToLocked, nvt]; // => [2, 2, undefined]
 * ```
 */
export const fundamentalRatios = ({ values }: FundamentalFacts): FundamentalRatios => {
  const { marketCapUsd, tvlUsd, feesPerDayUsd, revenuePerDayUsd, chainVolumePerDayUsd, activeAddresses } = values;
  const squared = activeAddresses === undefined ? undefined : activeAddresses * activeAddresses;
  return {
    priceToFees: over(marketCapUsd, times(feesPerDayUsd, 365)),
    priceToSales: over(marketCapUsd, times(revenuePerDayUsd, 365)),
    marketValueToLocked: over(marketCapUsd, tvlUsd),
    nvt: over(marketCapUsd, chainVolumePerDayUsd),
    velocity: over(times(chainVolumePerDayUsd, 365), marketCapUsd),
    valueToMetcalfe: over(marketCapUsd, squared),
    circulatingShare: over(values.circulatingSupply, values.totalSupply),
    lockedGrowth: values.tvlChange30d,
  };
};
