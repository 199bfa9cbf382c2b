import { z } from 'zod';
import { InvalidOptionsError } from '../errors';
import { stepDecimals } from '../market/instrument';
import { type Timeframe, timeframeMs } from '../market/timeframe';
import { parseOptions } from '../options';
import { correlationTriangle } from './correlated-shocks';
import { type FullProfile, fullProfile, type MarketProfile } from './market-profile';

export interface SimulatedMarketOptions<Ids extends readonly string[] = readonly string[]> {
  /** A whole number. The same seed and options give the same bars, bit for bit, on every engine. */
  readonly seed: number;
  /** Ids, `"venue:BASE/QUOTE"`. Each has random numbers of its own: adding one does not change the others. */
  readonly instruments: Ids;
  /** Number of bars of each instrument. A longer market starts with the same bars. */
  readonly bars: number;
  /** Length of a bar. Defaults to `'1h'`. */
  readonly timeframe?: Timeframe;
  /** Open of the first bar. Defaults to 1 January 2024, 1704067200000. */
  readonly startMs?: number;
  /** Correlation of the shocks of any two instruments through the common factor, 0 to below 1. Defaults to 0.65. */
  readonly correlation?: number;
  /** Correlation matrix of what the common factor leaves, in the order of `instruments`. Defaults to none. */
  readonly residualCorrelation?: readonly (readonly number[])[];
  /**
   * First price, volatility, drift, turnover and price step by id. Defaults by base asset for BTC, ETH, BNB, SOL, XRP,
   * ADA, DOGE, AVAX, LINK, DOT and LTC; price 100, volatility 0.75, turnover 5e7 for others.
   */
  readonly profiles?: Readonly<Record<string, MarketProfile>>;
}

/** Options after checking. */
export interface MarketSettings {
  readonly seed: number;
  readonly instruments: readonly string[];
  readonly profiles: readonly FullProfile[];
  readonly bars: number;
  readonly barMs: number;
  readonly startMs: number;
  readonly correlation: number;
  readonly triangle: readonly (readonly number[])[] | undefined;
}

const profile = z.strictObject({
  price: z.number().positive().optional(),
  annualVolatility: z.number().positive().max(3).optional(),
  annualDrift: z.number().min(-3).max(3).optional(),
  dailyTurnover: z.number().nonnegative().optional(),
  priceStep: z
    .number()
    .positive()
    .refine((step) => stepDecimals(step) !== undefined, 'expected a decimal step with at most 12 places')
    .optional(),
});

const schema = z.strictObject({
  seed: z.int(),
  instruments: z
    .array(z.string())
    .min(1, 'expected at least one id')
    .refine((ids) => new Set(ids).size === ids.length, 'expected every id once'),
  bars: z.int().positive(),
  timeframe: z.string().default('1h'),
  startMs: z.int().min(0).max(4_102_444_800_000).default(1_704_067_200_000),
  correlation: z.number().min(0).lt(1).default(0.65),
  residualCorrelation: z.array(z.array(z.number())).optional(),
  profiles: z.record(z.string(), profile).default({}),
});

const longestYears = 200;

const invalid = (what: string, problem: string, remedy: string): InvalidOptionsError =>
  new InvalidOptionsError({ code: 'INVALID_OPTIONS', message: `${what}: ${problem}.`, remedy, context: { what } });

/** @throws {InvalidOptionsError} an option is wrong or unknown */
export const readMarketOptions = (options: unknown, what: string): MarketSettings => {
  const { timeframe, residualCorrelation, ...parsed } = parseOptions(schema, options, what);
  const { seed, instruments, bars, startMs, correlation } = parsed;
  const barMs = timeframeMs(timeframe);
  if (bars * barMs > longestYears * 365 * 86_400_000) {
    const problem = `bars was ${bars}, at ${timeframe} more than ${longestYears} years`;
    throw invalid(what, problem, 'Ask for fewer bars; prices would leave the range of numbers.');
  }
  const stranger = Object.keys(parsed.profiles).find((id) => !instruments.includes(id));
  if (stranger !== undefined) {
    const problem = `profiles has ${JSON.stringify(stranger)}, which is not among the instruments`;
    throw invalid(what, problem, 'Write the id as in instruments.');
  }
  const profiles = instruments.map((id) => fullProfile(id, parsed.profiles[id]));
  const tooFine = profiles.findIndex(({ price, priceStep }) => !(price >= priceStep && price <= priceStep * 1e12));
  if (tooFine >= 0) {
    const { price, priceStep } = profiles[tooFine] as FullProfile;
    const problem = `${instruments[tooFine]} has price ${price} at price step ${priceStep}`;
    throw invalid(what, problem, 'Give a price between 1 and 1e12 price steps.');
  }
  const triangle =
    residualCorrelation === undefined ? undefined : correlationTriangle(residualCorrelation, instruments.length);
  return { seed, instruments, profiles, bars, barMs, startMs, correlation, triangle };
};
