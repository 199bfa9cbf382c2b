import type { Fill } from '../../orders/order-events';

/** What trading cost, in the reporting asset. */
export interface TradingCosts {
  readonly fees: number;
  readonly makerFees: number;
  readonly takerFees: number;
  readonly slippage: number;
  /** Fees and slippage. */
  readonly total: number;
  /** Σ price × quantity, buys and sells. */
  readonly tradedNotional: number;
  readonly buyNotional: number;
  readonly sellNotional: number;
}

/**
 * Returns the fees and slippage that fills paid and the value they traded.
 *
 * - Units: reporting asset. `quoteRate` is the worth of one unit of the quote asset when the fill happened, 1 unless
 *   given. A rebate is a negative fee.
 *
 * @example
 * ```ts
 * import { tradingCosts } from '@sigmax/core';
 * tradingCosts([]).total; // => 0
 * ```
 */
export const tradingCosts = (
  fills: readonly Fill[],
  { quoteRate = () => 1 }: { readonly quoteRate?: (fill: Fill) => number } = {},
): TradingCosts => {
  let makerFees = 0;
  let takerFees = 0;
  let slippage = 0;
  let buyNotional = 0;
  let sellNotional = 0;
  for (const fill of fills) {
    const rate = quoteRate(fill);
    if (fill.liquidity === 'maker') makerFees += fill.feeValue;
    else takerFees += fill.feeValue;
    slippage += fill.slippageCost * rate;
    if (fill.side === 'buy') buyNotional += fill.notional * rate;
    else sellNotional += fill.notional * rate;
  }
  const fees = makerFees + takerFees;
  const tradedNotional = buyNotional + sellNotional;
  return { fees, makerFees, takerFees, slippage, total: fees + slippage, tradedNotional, buyNotional, sellNotional };
};
