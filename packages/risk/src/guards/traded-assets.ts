import type { Portfolio } from '@sigmax/core';
import { baseAsset } from './instrument-assets';

/** An asset and the instruments that trade it: units of one balance, whichever instrument they came through. */
export interface TradedAsset {
  readonly asset: string;
  readonly instrumentIds: readonly string[];
}

/** A run has one list of instruments, so that they are grouped once and not for each order. */
const known = new WeakMap<readonly string[], readonly TradedAsset[]>();

const grouped = (instrumentIds: readonly string[]): readonly TradedAsset[] => {
  const assets = [...new Set(instrumentIds.map(baseAsset))].map((asset) => ({
    asset,
    instrumentIds: instrumentIds.filter((id) => baseAsset(id) === asset),
  }));
  known.set(instrumentIds, assets);
  return assets;
};

/** The assets that a bot trades, in the order of its instruments. */
export const tradedAssets = ({ instrumentIds }: Portfolio): readonly TradedAsset[] =>
  known.get(instrumentIds) ?? grouped(instrumentIds);

/** An asset that a bot does not trade has no instruments. */
const untraded: readonly string[] = [];

/** The instruments of an asset. */
export const instrumentsOf = (asset: string, portfolio: Portfolio): readonly string[] => {
  const assets = tradedAssets(portfolio);
  for (let place = 0; place < assets.length; place++) {
    const traded = assets[place] as TradedAsset;
    if (traded.asset === asset) return traded.instrumentIds;
  }
  return untraded;
};
