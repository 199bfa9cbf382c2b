import type { Feature } from './feature';
import { TimeWindow } from './time-window';
import { comoments } from './window-summaries';

/**
 * The spread that trade prices alone suggest: `2 √(−c)`, where c is the covariance, divisor n, of successive price changes.
 * In the quote asset. A pair of changes counts while its three trades are in the window; known from two pairs, and only
 * while c is not above 0, since the model has no spread for prices that trend.
 *
 * Source: R. Roll 1984, "A simple implicit measure of the effective bid-ask spread in an efficient market".
 */
export const rollSpread: Feature = {
  name: 'rollSpread',
  parameters: {},
  start: (windowMs) => {
    const window = new TimeWindow(comoments, windowMs);
    let count = 0;
    let price = 0;
    let change = 0;
    let timeMs = 0;
    let beforeMs = 0;
    return {
      trade: (trade) => {
        const next = trade.price - price;
        if (count >= 2) {
          window.input[0] = 1;
          window.input[1] = change;
          window.input[2] = next;
          window.add(beforeMs);
        }
        change = next;
        price = trade.price;
        beforeMs = timeMs;
        timeMs = trade.timeMs;
        if (count < 2) count += 1;
      },
      value: (nowMs) => {
        if (!window.summarize(nowMs)) return undefined;
        const pairs = window.total[0] as number;
        const products = window.total[4] as number;
        return pairs >= 2 && products <= 0 ? 2 * Math.sqrt(-products / pairs) : undefined;
      },
    };
  },
};
