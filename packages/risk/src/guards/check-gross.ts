import { type OrderIntent, type Portfolio, pass, type Verdict } from '@sigmax/core';
import { type DenialCode, deny } from '../denial-codes';
import { isUsable } from '../numbers';
import { longUnits, openSales, shortUnits, worthOf } from './asset-units';
import { cutTo } from './cut-to';
import { assetUnits } from './held-units';
import { baseAsset } from './instrument-assets';
import { isWithin } from './is-within';
import { highestValue } from './order-price';
import { type TradedAsset, tradedAssets } from './traded-assets';

/** What an asset may come to count, long or short, whichever is more. */
const worstValue = (traded: TradedAsset, portfolio: Portfolio): number => {
  const held = assetUnits(traded, portfolio);
  const units = Math.max(longUnits(traded, held, portfolio), shortUnits(traded, held, portfolio));
  return worthOf(units, traded, portfolio);
};

/**
 * The verdict on an order that may not raise gross exposure, open orders counted in the worst case, above a value.
 *
 * Σ over assets of max(long, short) · value of a unit, with the asset of the order on the order's side and the order itself
 * at its highest value each. A sale of no more than is held and not promised opens nothing, and passes. `limit` and `scale` are for
 * what is told: the exposure is shown in units of `scale`.
 */
export const checkGross = (
  intent: OrderIntent,
  portfolio: Portfolio,
  code: DenialCode,
  limit: number,
  scale: number,
): Verdict => {
  const { instrumentId, side, quantity } = intent;
  const unit = highestValue(intent, portfolio);
  if (!isUsable(unit)) return deny('PRICE_UNKNOWN', limit, unit);
  const asset = baseAsset(instrumentId);
  const assets = tradedAssets(portfolio);
  let before = 0;
  let closing = 0;
  for (let place = 0; place < assets.length; place++) {
    const traded = assets[place] as TradedAsset;
    if (traded.asset !== asset) {
      before += worstValue(traded, portfolio);
      continue;
    }
    const held = assetUnits(traded, portfolio);
    const units = side === 'buy' ? longUnits(traded, held, portfolio) : shortUnits(traded, held, portfolio);
    before += worthOf(units, traded, portfolio);
    if (side === 'sell') closing = Math.max(0, held) - openSales(traded, portfolio);
  }
  if (quantity <= closing) return pass;
  const after = before + quantity * unit;
  if (!Number.isFinite(after)) return deny('EXPOSURE_UNKNOWN', limit, after);
  const cap = limit * scale;
  if (isWithin(after, cap)) return pass;
  return cutTo(Math.max((cap - before) / unit, closing), quantity, code, limit, after / scale);
};
