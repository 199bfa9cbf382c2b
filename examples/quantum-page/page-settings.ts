import type { Field } from './fields';

/** What the page simulates. */
export interface PageSettings {
  /** How many of the most traded assets take part. */
  readonly assets: number;
  /** B: how many of them are held. */
  readonly choose: number;
  /** q. */
  readonly riskAversion: number;
  /** [γ_1 … γ_p, β_1 … β_p]. */
  readonly angles: readonly number[];
}

/** Above it an answer takes longer than a hand waits. */
export const mostPortfolios = 400_000;

export const mostLayers = 4;

/** The fields beside the angles. */
export const settingFields = (assets: number) =>
  ({
    assets: { label: 'Assets', minimum: 2, maximum: assets, isWhole: true },
    choose: { label: 'Budget B', minimum: 1, maximum: assets - 1, isWhole: true },
    riskAversion: { label: 'Risk aversion q', minimum: 0, maximum: 1_000, isWhole: false },
    layers: { label: 'Layers', minimum: 1, maximum: mostLayers, isWhole: true },
  }) as const satisfies Readonly<Record<string, Field>>;

export const angleField = (label: string): Field => ({ label, minimum: -20, maximum: 20, isWhole: false });

/** C(n, k), exact as long as it is below 2^53. */
export const portfolioCount = (assets: number, choose: number): number => {
  let count = 1;
  for (let step = 1; step <= choose; step++) count = (count * (assets - choose + step)) / step;
  return Math.round(count);
};

/** 1234567 → 1,234,567. */
export const grouped = (value: number): string => value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',');

/** The most assets of which so many can be chosen in time; `undefined` where none can. */
export const mostAssetsFor = (choose: number, available: number): number | undefined => {
  for (let assets = available; assets > choose; assets--) {
    if (portfolioCount(assets, choose) <= mostPortfolios) return assets;
  }
  return undefined;
};

/** What is wrong with two fields together, in words. */
export const wrongTogether = (assets: number, choose: number): string | undefined => {
  if (choose >= assets) return `Budget B is ${choose} of ${assets} assets. Choose at most ${assets - 1}.`;
  const count = portfolioCount(assets, choose);
  if (count <= mostPortfolios) return undefined;
  return `${choose} of ${assets} makes ${grouped(count)} portfolios; this page answers up to ${grouped(mostPortfolios)}. Take fewer assets or another budget.`;
};
