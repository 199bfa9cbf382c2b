import { type BarSeries, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { assetPaths } from './asset-paths';
import type { StressScenario } from './scenario';
import { stressScenarios } from './scenarios/stress-scenarios';
import { type PortfolioShock, shockPortfolio } from './shock-portfolio';
import { assetsOf, idOf, type StressCosts, type StressMarket, type StressPortfolio } from './stress-market';
import { type StressBot, type StressRun, type StressRunOptions, stressRun } from './stress-run';

/** 20:50 UTC on 10 October 2025. */
const october = Date.UTC(2025, 9, 10, 20, 50);

const id = z.string().regex(/^[^\s:]+:[^\s:/]+\/[^\s:/]+$/, 'expected venue:BASE/QUOTE');
const amounts = z.record(z.string().min(1), z.number());
const rate = z.number().min(0).lt(1);

const schema = z.strictObject({
  portfolio: z.strictObject({
    cash: z
      .record(z.string().min(1), z.number().min(0))
      .refine((cash) => Object.keys(cash).length > 0, 'expected an asset'),
    holdings: z.record(z.string(), z.number().min(0)).optional(),
    perpetuals: amounts.optional(),
    maintenanceMarginFraction: rate.optional(),
  }),
  markets: z
    .array(
      z.strictObject({
        instrument: z.union([id, z.looseObject({ id })]),
        price: z.number().positive(),
        volumePerHour: z.number().positive(),
        beta: z.number().optional(),
        annualVolatility: z.number().positive().optional(),
      }),
    )
    .min(1),
  costs: z.strictObject({
    takerFeeRate: rate,
    makerFeeRate: z.number().gt(-1).lt(1),
    slippageRate: rate,
    participationFraction: z.number().positive().max(1),
  }),
  reportingAsset: z.string().min(1),
  bot: z.custom<StressBot>((value) => typeof value === 'object' && value !== null, 'expected a bot').optional(),
  scenarios: z.array(z.custom<StressScenario>((value) => typeof value === 'object' && value !== null)).optional(),
  timeframeMs: z.number().positive().default(60_000),
  startMs: z.number().default(october),
  aftermathBars: z.int().min(1).max(100_000).default(60),
  history: z.array(z.custom<BarSeries>((value) => typeof value === 'object' && value !== null)).default([]),
  seed: z.int().default(1),
});

export interface StressOptions {
  /** What is held before each scenario. */
  readonly portfolio: StressPortfolio;
  /** What the portfolio holds and the bot trades, all quoted in the reporting asset. */
  readonly markets: readonly StressMarket[];
  readonly costs: StressCosts;
  readonly reportingAsset: string;
  /** Runs through each scenario, once with its guards and once without. Left out: only the portfolio is shocked. */
  readonly bot?: StressBot;
  /** Defaults to {@link stressScenarios}. */
  readonly scenarios?: readonly StressScenario[];
  /** Length of the bars that the bot sees. Defaults to a minute. */
  readonly timeframeMs?: number;
  /** When the scenarios begin, for guards that look at the time of day. Defaults to 20:50 UTC on 10 October 2025. */
  readonly startMs?: number;
  /** How many bars go on after the last point of a scenario. Defaults to 60. */
  readonly aftermathBars?: number;
  /** Bars that the bot has seen before, for strategies that need them. The scenarios begin behind them. */
  readonly history?: readonly BarSeries[];
  /** Defaults to 1. */
  readonly seed?: number;
}

/** What one scenario does. Plain data. */
export interface StressResult {
  readonly scenario: string;
  readonly title: string;
  readonly source: string;
  /** Why there are no figures; `undefined` when there are. */
  readonly notApplicable: string | undefined;
  /** To the portfolio, when nobody does anything. */
  readonly shock: PortfolioShock | undefined;
  /** To the bot. */
  readonly withGuards: StressRun | undefined;
  readonly withoutGuards: StressRun | undefined;
}

/** Why a bot is not run through a scenario that a portfolio can be put through. */
const botObstacle = ({ funding, mistake }: StressScenario, options: StressOptions): string | undefined => {
  if (Object.values(options.portfolio.perpetuals ?? {}).some((units) => units !== 0))
    return 'the broker that sets a portfolio up carries no perpetuals';
  if (funding !== undefined) return 'no perpetuals are held';
  return mistake?.type === 'symbol' && options.markets.length < 2 ? 'there is one instrument only' : undefined;
};

/** Names that belong to no market would be left out without a word. */
const marketFault = ({ portfolio, markets, reportingAsset }: StressOptions): string | undefined => {
  const ids = markets.map(idOf);
  const named = [...Object.keys(portfolio.holdings ?? {}), ...Object.keys(portfolio.perpetuals ?? {})];
  const stray = named.find((one) => !ids.includes(one));
  if (stray !== undefined) return `the portfolio holds ${stray}, of which there is no market`;
  const foreign = ids.find((one) => assetsOf(one)[1] !== reportingAsset);
  return foreign === undefined ? undefined : `${foreign} is not quoted in ${reportingAsset}`;
};

const checkedOptions = (
  options: StressOptions,
): StressRunOptions & { readonly scenarios: readonly StressScenario[] } => {
  const checked = parseOptions(
    schema.superRefine((value, context) => {
      const message = marketFault(value as StressOptions);
      if (message !== undefined) context.addIssue({ code: 'custom', path: ['markets'], message });
    }),
    options,
    'stress',
  );
  return { ...(checked as StressRunOptions), scenarios: options.scenarios ?? stressScenarios };
};

const outcomeOf = (scenario: StressScenario, options: StressRunOptions): StressResult => {
  const { name, title, source } = scenario;
  const nothing = { shock: undefined, withGuards: undefined, withoutGuards: undefined };
  const about = { scenario: name, title, source };
  const paths = assetPaths(scenario.shock, options.markets, options.portfolio);
  if (!paths.isApplicable) return { ...about, ...nothing, notApplicable: paths.reason };
  const shock = shockPortfolio(scenario, options);
  if (typeof shock === 'string') return { ...about, ...nothing, notApplicable: shock };
  if (options.bot === undefined) return { ...about, ...nothing, shock, notApplicable: undefined };
  const obstacle = botObstacle(scenario, options);
  if (obstacle !== undefined) return { ...about, ...nothing, shock, notApplicable: `for the bot: ${obstacle}` };
  return {
    ...about,
    notApplicable: undefined,
    shock,
    withGuards: stressRun(scenario, paths, options, options.bot.guards ?? []),
    withoutGuards: stressRun(scenario, paths, options, []),
  };
};

/**
 * Puts a portfolio, and a bot that holds it, through scenarios.
 *
 * Each scenario becomes paths of values in dollars and, for a bot, bars of prices: calm ones in which the portfolio is bought
 * past the guards, then the shock. The bot is the real one, on the real kernel, once with its guards and once without.
 *
 * The result says what the portfolio loses when nobody does anything and how far it is from liquidation, what the bot loses
 * at the worst close and at the end, which guard does something first and at what loss, how long a flatten takes, and how
 * long closing everything would take with the volume that is left. A scenario that needs what is not known, a beta say,
 * says so instead.
 *
 * - Units: money in dollars of before; prices and volumes as the markets give them.
 * - Cost: two backtests a scenario, of the scenario's length in bars.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong, or the portfolio cannot be bought.
 * @see {@link stressTable} for a table of the result.
 * @example
 * ```ts
 * import { defineStrategy, hold } from '@sigmax/core';
 * import { maxDrawdown, stress, stressScenarios } from '@sigmax/risk';
 * const wait = defineStrategy({ name: 'wait', start: () => () => hold });
 * const [october] = stress({
 *   portfolio: { cash: { USDT: 1_000 }, holdings: { 'demo:SOL/USDT': 20 } },
 *   markets: [{ instrument: 'demo:SOL/USDT', price: 200, volumePerHour: 50_000 }],
 *   costs: { takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0005, participationFraction: 0.1 },
 *   reportingAsset: 'USDT',
 *   bot: { strategy: wait(), guards: [maxDrawdown({ limit: 0.1, action: 'flatten' })] },
 *   scenarios: stressScenarios.slice(0, 1),
 * });
 * october?.withGuards?.firstGuard?.guard; // => 'max-drawdown'
 * october!.withGuards!.worstLossFraction < october!.withoutGuards!.worstLossFraction; // => true
 * ```
 */
export const stress = (options: StressOptions): StressResult[] => {
  const { scenarios, ...rest } = checkedOptions(options);
  return scenarios.map((scenario) => outcomeOf(scenario, rest));
};
