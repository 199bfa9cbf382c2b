import { z } from 'zod';

const fraction = z.number().min(0).lt(1);

/**
 * What trading costs. Fees and slippage have no default: a backtest without costs is a claim the user has to make.
 *
 * Give exactly one slippage:
 * - `slippageRate`: fraction of the price, 0.0002 is 2 basis points;
 * - `slippageTicks`: price steps of the instrument;
 * - `slippageImpact`: price · impact · (own quantity / bar volume)², the volume-share model of Zipline.
 */
export const costOptions = {
  /** Fraction of the value of a fill that took liquidity: 0.001 is 0.1 %. */
  takerFeeRate: fraction,
  /** Fraction of the value of a fill that provided it; negative is a rebate. */
  makerFeeRate: z.number().gt(-1).lt(1),
  /** Asset that pays fees: the quote asset, what the fill brought in (base on buys), or a named asset while it lasts. */
  feeAsset: z.string().min(1).default('quote'),
  slippageRate: fraction.optional(),
  slippageTicks: z.number().min(0).finite().optional(),
  slippageImpact: z.number().min(0).finite().optional(),
};

export interface Slippage {
  readonly rate: number;
  readonly ticks: number;
  readonly impact: number;
}

/** The price of a taker fill before rounding: worse than `price` by the model. */
export const slippedPrice = (
  slippage: Slippage,
  direction: 1 | -1,
  price: number,
  priceStep: number,
  quantity: number,
  volume: number,
): number => {
  // Trading against a bar without volume has no share; the largest share the model knows is all of it.
  const share = slippage.impact === 0 ? 0 : volume > 0 ? Math.min(1, quantity / volume) : 1;
  const worse = price * (slippage.rate + slippage.impact * share * share) + slippage.ticks * priceStep;
  return price + direction * worse;
};
