import type { RunResult } from '../../kernel/run-result';
import { valuationSteps } from '../../kernel/valuation';
import type { BarSeries } from '../../market/bar-series';

/** Index of the last bar that had closed at `timeMs`, −1 before the first. */
export const lastClosed = ({ timeMs: times, length }: BarSeries, timeMs: number): number => {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= timeMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** Price of an instrument at a time: its last close, or its first open before that. */
export const priceAt = (series: BarSeries, timeMs: number): number | undefined => {
  const index = lastClosed(series, timeMs);
  return index < 0 ? series.open[0] : series.close[index];
};

/** Worth of one unit of an asset in the reporting asset at a time; `undefined` when the run kept no price for it. */
export type AssetRate = (asset: string, timeMs: number) => number | undefined;

/** How a run values its assets: by the last close of the instruments that lead to the reporting asset. */
export const assetRates = (result: Pick<RunResult, 'instruments' | 'market' | 'reportingAsset'>): AssetRate => {
  const { instruments, market, reportingAsset } = result;
  const assets = [...new Set([reportingAsset, ...instruments.flatMap(({ base, quote }) => [base, quote])])];
  const priced = instruments.filter(({ id }) => market.some(({ instrumentId }) => instrumentId === id));
  const reachable = reachableAssets(priced, reportingAsset);
  const routes = new Map(
    valuationSteps(
      priced,
      assets.filter((asset) => reachable.has(asset)),
      reportingAsset,
    ).map((step) => {
      const { id, base, quote } = priced[step.instrument] as (typeof priced)[number];
      const series = market.find(({ instrumentId }) => instrumentId === id) as BarSeries;
      return [step.isInverse ? quote : base, { series, isInverse: step.isInverse, via: step.isInverse ? base : quote }];
    }),
  );
  const rate: AssetRate = (asset, timeMs) => {
    if (asset === reportingAsset) return 1;
    const route = routes.get(asset);
    if (route === undefined) return undefined;
    const via = rate(route.via, timeMs);
    const price = priceAt(route.series, timeMs);
    if (via === undefined || price === undefined) return undefined;
    return route.isInverse ? via / price : via * price;
  };
  return rate;
};

const reachableAssets = (instruments: RunResult['instruments'], start: string): Set<string> => {
  const reached = new Set([start]);
  for (let before = 0; before !== reached.size; ) {
    before = reached.size;
    for (const { base, quote } of instruments) {
      if (reached.has(base)) reached.add(quote);
      else if (reached.has(quote)) reached.add(base);
    }
  }
  return reached;
};
