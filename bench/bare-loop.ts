import type { BarSeries } from '@sigmax/core';
import { weight } from './sma-cross-strategy';

/** The ceiling: the same strategy on typed arrays with no engine, no ledger, no log. Returns the last equity. */
export const bareLoop = ({ open, close, length }: BarSeries, fast: number, slow: number): number => {
  const equity = new Float64Array(length);
  let cash = 10_000;
  let quantity = 0;
  let isWanted = false;
  let quickSum = 0;
  let steadySum = 0;
  for (let index = 0; index < length; index++) {
    const price = open[index] as number;
    if (isWanted && quantity === 0) {
      const spent = cash * weight;
      quantity = (spent * 0.999) / price;
      cash -= spent;
    } else if (!isWanted && quantity > 0) {
      cash += quantity * price * 0.999;
      quantity = 0;
    }
    const last = close[index] as number;
    quickSum += last;
    steadySum += last;
    if (index >= fast) quickSum -= close[index - fast] as number;
    if (index >= slow) steadySum -= close[index - slow] as number;
    if (index >= slow - 1) isWanted = quickSum / fast > steadySum / slow;
    equity[index] = cash + quantity * last;
  }
  return equity[length - 1] as number;
};
