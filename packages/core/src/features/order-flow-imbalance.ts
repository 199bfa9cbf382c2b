import type { Feature } from './feature';
import { TimeWindow } from './time-window';
import { sums } from './window-summaries';

/**
 * What came to the best bid less what came to the best ask: the sum over the window of
 * `[b ≥ b′] q − [b ≤ b′] q′ − [a ≤ a′] r + [a ≥ a′] r′`, where b, q, a, r are best prices and quantities and ′ those of the
 * quote before. In the base asset; known from the second quote, while the window holds one.
 *
 * Source: R. Cont, A. Kukanov, S. Stoikov 2014, "The price impact of order book events".
 */
export const orderFlowImbalance: Feature = {
  name: 'orderFlowImbalance',
  parameters: {},
  start: (windowMs) => {
    const window = new TimeWindow(sums(1), windowMs);
    let bidBefore = 0;
    let bidQuantityBefore = 0;
    let askBefore = 0;
    let askQuantityBefore = 0;
    return {
      quote: ({ bid, bidQuantity, ask, askQuantity, timeMs }) => {
        if (bidBefore > 0) {
          let flow = 0;
          if (bid >= bidBefore) flow += bidQuantity;
          if (bid <= bidBefore) flow -= bidQuantityBefore;
          if (ask <= askBefore) flow -= askQuantity;
          if (ask >= askBefore) flow += askQuantityBefore;
          window.input[0] = flow;
          window.add(timeMs);
        }
        bidBefore = bid;
        bidQuantityBefore = bidQuantity;
        askBefore = ask;
        askQuantityBefore = askQuantity;
      },
      value: (timeMs) => (window.summarize(timeMs) ? window.total[0] : undefined),
    };
  },
};
