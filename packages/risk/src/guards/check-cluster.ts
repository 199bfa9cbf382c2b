import { type OrderIntent, type Portfolio, pass, type Verdict } from '@sigmax/core';
import { deny } from '../denial-codes';
import { assetHeld, longUnits, shortUnits, worthOf } from './asset-units';
import { cutTo } from './cut-to';
import { baseAsset } from './instrument-assets';
import { isWithin } from './is-within';
import { type TradedAsset, tradedAssets } from './traded-assets';

/**
 * The verdict on an order that may not raise either side of a cluster, open orders counted in the worst case, above a
 * fraction of equity.
 *
 * Longs add up and shorts add up; neither sets the other off. A sale that leaves nothing short passes. The cluster is every asset of `names` or, without them, every
 * one whose place has `label` in `labels`. `unit` is what one unit of the order counts.
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
  let units = 0;
  for (let place = 0; place < assets.length; place++) {
    const traded = assets[place] as TradedAsset;
    const isMember = names === undefined ? labels[place] === label : names.has(traded.asset);
    if (!isMember) continue;
    const held = assetHeld(traded, portfolio);
    const own = side === 'buy' ? longUnits(traded, held, portfolio) : shortUnits(traded, held, portfolio);
    const value = worthOf(own, traded, portfolio);
    if (traded.asset === asset) units = own;
    // A sale closes what is held of its own asset before it opens a short, and nothing of another one.
    before += traded.asset === asset ? value : Math.max(0, value);
  }
  if (side === 'sell' && units + quantity <= 0) return pass;
  const { equity } = portfolio;
  const cap = limit * equity;
  const after = before + quantity * unit;
  if (!Number.isFinite(after)) return deny('EXPOSURE_UNKNOWN', limit, after);
  if (isWithin(after, cap)) return pass;
  const room = Math.max((cap - before) / unit, side === 'sell' ? -units : 0);
  return cutTo(room, quantity, 'CLUSTER_ABOVE_LIMIT', limit, after / equity);
};
