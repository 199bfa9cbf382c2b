import type { Feature } from './feature';
import { TimeWindow } from './time-window';
import { sums } from './window-summaries';

/**
 * How much more takers bought than sold: `(B − S) / (B + S)`, the sums of their quantities in the window. Trades without a
 * side do not count; not known while none with a side is in the window.
 */
export const tradeFlowImbalance: Feature = {
  name: 'tradeFlowImbalance',
  parameters: {},
  start: (windowMs) => {
    const window = new TimeWindow(sums(2), windowMs);
    return {
      trade: ({ side, quantity, timeMs }) => {
        if (side === undefined) return;
        window.input[0] = side === 'buy' ? quantity : 0;
        window.input[1] = side === 'sell' ? quantity : 0;
        window.add(timeMs);
      },
      value: (timeMs) => {
        if (!window.summarize(timeMs)) return undefined;
        const bought = window.total[0] as number;
        const sold = window.total[1] as number;
        return (bought - sold) / (bought + sold);
      },
    };
  },
};
