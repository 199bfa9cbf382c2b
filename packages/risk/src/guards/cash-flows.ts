import type { CashMoved, Portfolio } from '@sigmax/core';

/** What came into an account and went out of it since somebody looked last, by asset, in units of it. Plain data. */
export type CashFlows = Record<string, number>;

export const addFlow = (flows: CashFlows, { asset, amount }: CashMoved): void => {
  flows[asset] = (flows[asset] ?? 0) + amount;
};

export const isWithoutFlows = (flows: Readonly<CashFlows>): boolean => {
  for (const _ in flows) return false;
  return true;
};

/** Value of what came in, at the prices at which equity counts it: money that arrives in a fall has lost nothing yet. */
export const worthOf = (flows: Readonly<CashFlows>, portfolio: Portfolio): number => {
  let value = 0;
  for (const asset in flows) value += (flows[asset] as number) * (portfolio.assetValue(asset) ?? Number.NaN);
  return value;
};
