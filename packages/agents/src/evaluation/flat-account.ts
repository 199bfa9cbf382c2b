import type { Portfolio } from '@sigmax/core';

/** An account that holds nothing but cash: what agents see when they are judged without trading. */
export const flatAccount = (
  timeMs: number,
  instrumentIds: readonly string[],
  reportingAsset: string,
  priceOf: (instrumentId: string) => number | undefined,
): Portfolio => {
  const equity = 10_000;
  const nothing = {
    timeMs,
    reportingAsset,
    instrumentIds,
    equity,
    grossExposure: 0,
    cash: (asset = reportingAsset) => (asset === reportingAsset ? equity : 0),
    quantity: () => 0,
    pendingQuantity: () => 0,
    price: (instrumentId: string, otherwise?: number) => priceOf(instrumentId) ?? otherwise,
    quote: () => undefined,
    sweepPrice: () => undefined,
    quoteValue: () => 1,
    value: () => 0,
    weight: () => 0,
    averagePrice: () => undefined,
    openOrders: [],
  };
  return nothing as unknown as Portfolio;
};
