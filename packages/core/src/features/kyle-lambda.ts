import type { Feature } from './feature';
import { TimeWindow } from './time-window';
import { midOf } from './top-features';
import { comoments } from './window-summaries';

/**
 * What one unit bought moves the mid: the least-squares slope, with an intercept, of the change from mid to mid on the
 * quantity bought less sold by takers between them. Quote asset per base asset, per base asset. A pair counts while both its
 * quotes are in the window; known from three pairs whose quantities differ.
 *
 * Source: A. S. Kyle 1985, "Continuous auctions and insider trading", Δp = λ · flow; least squares as the estimate.
 */
export const kyleLambda: Feature = {
  name: 'kyleLambda',
  parameters: {},
  start: (windowMs) => {
    const window = new TimeWindow(comoments, windowMs);
    let before = 0;
    let beforeMs = 0;
    let flow = 0;
    return {
      trade: ({ side, quantity }) => {
        if (side !== undefined) flow += side === 'buy' ? quantity : -quantity;
      },
      quote: (quote) => {
        const mid = midOf(quote);
        if (before > 0) {
          window.input[0] = 1;
          window.input[1] = flow;
          window.input[2] = mid - before;
          window.add(beforeMs);
        }
        before = mid;
        beforeMs = quote.timeMs;
        flow = 0;
      },
      value: (timeMs) => {
        if (!window.summarize(timeMs)) return undefined;
        const squares = window.total[3] as number;
        return (window.total[0] as number) >= 3 && squares > 0 ? (window.total[4] as number) / squares : undefined;
      },
    };
  },
};
