import { correlatedShock, type Exposure } from './correlated-shock';
import type { ScenarioShock } from './scenario';
import { assetsOf, idOf, type StressMarket, type StressPortfolio } from './stress-market';
import { endOf, type ValuePath } from './value-path';

const yearMs = 365 * 86_400_000;

/** Assets that promise to be worth one dollar. */
const stablecoins = new Set(['USDT', 'USDC', 'DAI', 'FDUSD', 'TUSD', 'BUSD', 'PYUSD', 'USDP', 'USDE', 'UST', 'USDD']);

const money = new Set(['USD', 'EUR', 'GBP']);

/** No asset is worth less than this part of what it was: a price has to stay above 0. */
const least = 0.0001;

/** How every asset goes in a scenario, in dollars. */
export interface AssetPaths {
  readonly isApplicable: true;
  readonly endMs: number;
  pathOf(asset: string): ValuePath;
}

/** Why a scenario says nothing about a portfolio. */
export interface NotApplicable {
  readonly isApplicable: false;
  readonly reason: string;
}

const notApplicable = (reason: string): NotApplicable => ({ isApplicable: false, reason });

const named = (paths: Readonly<Record<string, ValuePath>>): AssetPaths => ({
  isApplicable: true,
  endMs: Math.max(0, ...Object.values(paths).map(endOf)),
  pathOf: (asset) => {
    if (money.has(asset)) return [];
    if (Object.hasOwn(paths, asset)) return paths[asset] ?? [];
    return (stablecoins.has(asset) ? paths.stable : paths.other) ?? [];
  },
});

const scaled = (path: ValuePath, beta: number): ValuePath =>
  path.map((point) => ({ ...point, value: Math.max(least, 1 + beta * (point.value - 1)) }));

/** Markets of what moves: neither money nor what promises to be. */
const moving = (markets: readonly StressMarket[]): (readonly [base: string, market: StressMarket])[] =>
  markets.flatMap((market) => {
    const [base] = assetsOf(idOf(market));
    return money.has(base) || stablecoins.has(base) ? [] : [[base, market] as const];
  });

const byBeta = (path: ValuePath, markets: readonly StressMarket[]): AssetPaths | NotApplicable => {
  const paths: Record<string, ValuePath> = {};
  for (const [base, { beta }] of moving(markets)) {
    if (beta === undefined) return notApplicable(`beta of ${base} is not given`);
    paths[base] = scaled(path, beta);
  }
  return named(paths);
};

const correlated = (
  { correlation, sigmas, horizonMs }: Extract<ScenarioShock, { readonly type: 'correlated' }>,
  markets: readonly StressMarket[],
  portfolio: StressPortfolio,
): AssetPaths | NotApplicable => {
  const bases = moving(markets);
  const unknown = bases.find(([, { annualVolatility }]) => annualVolatility === undefined);
  if (unknown !== undefined) return notApplicable(`annualVolatility of ${unknown[0]} is not given`);
  const exposures = bases.map(([base, market]): Exposure => {
    const id = idOf(market);
    const units = (portfolio.holdings?.[id] ?? 0) + (portfolio.perpetuals?.[id] ?? 0) + (portfolio.cash[base] ?? 0);
    const deviation = (market.annualVolatility as number) * Math.sqrt(horizonMs / yearMs);
    return { value: units * market.price, deviation };
  });
  const returns = correlatedShock(exposures, correlation, sigmas);
  if (returns === undefined) return notApplicable('nothing is held that could lose');
  return named(
    Object.fromEntries(
      bases.map(([base], index) => [
        base,
        [{ afterMs: horizonMs, value: Math.max(least, 1 + (returns[index] as number)) }],
      ]),
    ),
  );
};

/** Resolves the shock of a scenario for the assets of a portfolio. */
export const assetPaths = (
  shock: ScenarioShock,
  markets: readonly StressMarket[],
  portfolio: StressPortfolio,
): AssetPaths | NotApplicable => {
  switch (shock.type) {
    case 'paths':
      return named(shock.paths);
    case 'factor':
      return byBeta(shock.path, markets);
    case 'correlated':
      return correlated(shock, markets, portfolio);
  }
};
