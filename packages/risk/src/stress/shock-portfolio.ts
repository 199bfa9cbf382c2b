import { type AssetPaths, assetPaths } from './asset-paths';
import type { StressScenario } from './scenario';
import { assetsOf, idOf, type StressCosts, type StressMarket, type StressPortfolio } from './stress-market';
import { valueAt } from './value-path';

export interface ShockOptions {
  readonly portfolio: StressPortfolio;
  readonly markets: readonly StressMarket[];
  readonly costs: StressCosts;
}

/** What a scenario does to a portfolio that nobody touches. Money in dollars of before. */
export interface PortfolioShock {
  readonly startEquity: number;
  /** At the worst moment, funding and what a venue keeps taken off. */
  readonly worstEquity: number;
  readonly worstAfterMs: number;
  /** (start − worst) / start; below 0 where nothing was lost at any moment. */
  readonly lossFraction: number;
  /**
   * How far all prices of what is held would have to move against it until perpetuals are liquidated, as a fraction; at
   * the beginning and at the worst moment. `undefined` without perpetuals, and where no move would do it.
   */
  readonly liquidationDistance: number | undefined;
  readonly worstLiquidationDistance: number | undefined;
  /** Whether equity falls to what the venue demands for perpetuals, at any moment. */
  readonly isLiquidated: boolean;
  /** What closing everything would cost in fees and slippage, at the prices of before. */
  readonly closingCost: number;
  /** How long closing everything would take at the usual part of what volume is left. */
  readonly timeToFlatMs: number;
}

interface Line {
  readonly base: string;
  readonly value: number;
  readonly isPerpetual: boolean;
}

const linesOf = ({ portfolio, markets }: ShockOptions): Line[] =>
  markets.flatMap((market, index) => {
    const id = idOf(market);
    const [base] = assetsOf(id);
    // An asset that is traded at two venues lies in the account once.
    const isFirst = markets.findIndex((one) => assetsOf(idOf(one))[0] === base) === index;
    const spot = (portfolio.holdings?.[id] ?? 0) + (isFirst ? (portfolio.cash[base] ?? 0) : 0);
    const perpetual = portfolio.perpetuals?.[id] ?? 0;
    return [
      { base, value: spot * market.price, isPerpetual: false },
      { base, value: perpetual * market.price, isPerpetual: true },
    ].filter(({ value }) => value !== 0);
  });

/** The account at one moment. */
interface Moment {
  readonly equity: number;
  readonly distance: number | undefined;
  readonly isLiquidated: boolean;
}

/**
 * Distance to liquidation: all prices move by s until C + S (1 + s) + P s = m G (1 + s), with C cash, S the value of what is
 * held, P the signed and G the whole value of perpetuals, so s = (m G − C − S) / (S + P − m G), where the loss so far counts
 * as cash.
 */
const distanceTo = (equity: number, held: number, signed: number, demanded: number): number | undefined => {
  const slope = held + signed - demanded;
  return slope === 0 ? undefined : Math.abs((demanded - equity) / slope);
};

const momentAt = (
  lines: readonly Line[],
  { portfolio }: ShockOptions,
  cash: readonly (readonly [asset: string, amount: number])[],
  paths: AssetPaths,
  afterMs: number,
  side: -1 | 1,
): Moment => {
  const worth = (asset: string): number => valueAt(paths.pathOf(asset), afterMs, side);
  let equity = cash.reduce((sum, [asset, amount]) => sum + amount * worth(asset), 0);
  let [held, signed, whole] = [0, 0, 0];
  for (const { base, value, isPerpetual } of lines) {
    const now = value * worth(base);
    if (isPerpetual) {
      equity += now - value;
      signed += now;
      whole += Math.abs(now);
    } else {
      equity += now;
      held += now;
    }
  }
  if (whole === 0) return { equity, distance: undefined, isLiquidated: false };
  const demanded = (portfolio.maintenanceMarginFraction ?? 0) * whole;
  const isLiquidated = !(equity > demanded);
  return { equity, distance: isLiquidated ? 0 : distanceTo(equity, held, signed, demanded), isLiquidated };
};

const timesOf = (paths: AssetPaths, assets: readonly string[]): number[] =>
  [...new Set([0, ...assets.flatMap((asset) => paths.pathOf(asset).map(({ afterMs }) => afterMs))])].sort(
    (one, other) => one - other,
  );

/** What holders of perpetuals pay in a scenario, below 0 where they are paid. */
const fundingOf = (lines: readonly Line[], { funding }: StressScenario): number =>
  funding === undefined
    ? 0
    : lines.reduce(
        (sum, { value, isPerpetual }) => sum + (isPerpetual ? value * funding.rate * funding.intervals : 0),
        0,
      );

/**
 * Says what a scenario does to a portfolio that nobody touches, at every moment at which a path bends.
 *
 * Equity = Σ cash + Σ units · price + Σ perpetuals · (price − price before), in dollars. It is liquidated when equity is at or
 * below maintenance margin · Σ |value of perpetuals|. Returns a reason instead when the scenario needs what is not known.
 *
 * - Units: money in dollars, with what promises to be a dollar at one before the shock.
 * - Cost: O(instruments · points of the scenario).
 *
 * @example
 * ```ts
 * import { shockPortfolio, stressScenarios } from '@sigmax/risk';
 * const october = stressScenarios[0]!;
 * const shock = shockPortfolio(october, {
 *   portfolio: { cash: { USDT: 5_000 }, holdings: { 'demo:BTC/USDT': 0.05 } },
 *   markets: [{ instrument: 'demo:BTC/USDT', price: 100_000, volumePerHour: 1_000 }],
 *   costs: { takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0005, participationFraction: 0.1 },
 * });
 * typeof shock !== 'string' && shock.lossFraction.toFixed(3); // => '0.070'
 * ```
 */
export const shockPortfolio = (scenario: StressScenario, options: ShockOptions): PortfolioShock | string => {
  const { portfolio, markets, costs } = options;
  const paths = assetPaths(scenario.shock, markets, portfolio);
  if (!paths.isApplicable) return paths.reason;
  const lines = linesOf(options);
  if (scenario.funding !== undefined && lines.every(({ isPerpetual }) => !isPerpetual)) return 'no perpetuals are held';
  const bases = new Set(markets.map((market) => assetsOf(idOf(market))[0]));
  const cash = Object.entries(portfolio.cash).filter(([asset]) => !bases.has(asset));
  const assets = [...cash.map(([asset]) => asset), ...lines.map(({ base }) => base)];
  const first = momentAt(lines, options, cash, paths, 0, -1);
  let worst = { ...first, afterMs: 0 };
  let isLiquidated = first.isLiquidated;
  for (const afterMs of timesOf(paths, assets)) {
    for (const side of [-1, 1] as const) {
      const moment = momentAt(lines, options, cash, paths, afterMs, side);
      isLiquidated ||= moment.isLiquidated;
      if (moment.equity < worst.equity) worst = { ...moment, afterMs };
    }
  }
  const kept = 1 - (scenario.venueLossFraction ?? 0);
  const worstEquity = (worst.equity - Math.max(0, fundingOf(lines, scenario))) * kept;
  const depth = scenario.depthFactor ?? 1;
  const slippageRate = Math.min(1, costs.slippageRate * (scenario.spreadFactor ?? 1));
  const whole = lines.reduce((sum, { value }) => sum + Math.abs(value), 0);
  const hoursToFlat = markets.map((market) => {
    const id = idOf(market);
    const units = Math.abs(portfolio.holdings?.[id] ?? 0) + Math.abs(portfolio.perpetuals?.[id] ?? 0);
    return units === 0 ? 0 : units / (market.volumePerHour * depth * costs.participationFraction);
  });
  return {
    startEquity: first.equity,
    worstEquity,
    worstAfterMs: worst.afterMs,
    lossFraction: (first.equity - worstEquity) / first.equity,
    liquidationDistance: first.distance,
    worstLiquidationDistance: worst.distance,
    isLiquidated,
    closingCost: whole * (costs.takerFeeRate + slippageRate),
    timeToFlatMs: Math.max(0, ...hoursToFlat) * 3_600_000,
  };
};
