import { type OrderIntent, type Portfolio, pass, type Verdict } from '@sigmax/core';
import { deny } from '../denial-codes';
import { longUnits, openSales, shortUnits, worthOf } from './asset-units';
import { cutTo } from './cut-to';
import { assetUnits } from './held-units';
import { baseAsset } from './instrument-assets';
import { isWithin } from './is-within';
import { type TradedAsset, tradedAssets } from './traded-assets';

/**
 * The verdict on an order that may not raise either side of a cluster, open orders counted in the worst case, above a
 * fraction of equity.
 *
 * Longs add up and shorts add up; neither sets the other off. A sale of no more than is held and not promised opens nothing,
 * and passes. The cluster is every asset of `names` or, without them, every one whose place has `label` in `labels`. `unit`
 * is what one unit of the order counts.
 */
export const checkCluster = (
  intent: OrderIntent,
  portfolio: Portfolio,
  unit: number,
  names: ReadonlySet<string> | undefined,
  labels: readonly number[],
  label: number | undefined,
  limit: number,
): Verdict => {
  const { instrumentId, side, quantity } = intent;
  const asset = baseAsset(instrumentId);
  const assets = tradedAssets(portfolio);
  let before = 0;
  let closing = 0;
  for (let place = 0; place < assets.length; place++) {
    const traded = assets[place] as TradedAsset;
    const isMember = names === undefined ? labels[place] === label : names.has(traded.asset);
    if (!isMember) continue;
    const held = assetUnits(traded, portfolio);
    const units = side === 'buy' ? longUnits(traded, held, portfolio) : shortUnits(traded, held, portfolio);
    before += worthOf(units, traded, portfolio);
    if (side === 'sell' && traded.asset === asset) closing = Math.max(0, held) - openSales(traded, portfolio);
  }
  if (quantity <= closing) return pass;
  const { equity } = portfolio;
  const cap = limit * equity;
  const after = before + quantity * unit;
  if (!Number.isFinite(after)) return deny('EXPOSURE_UNKNOWN', limit, after);
  if (isWithin(after, cap)) return pass;
  const room = Math.max((cap - before) / unit, closing);
  return cutTo(room, quantity, 'CLUSTER_ABOVE_LIMIT', limit, after / equity);
};
