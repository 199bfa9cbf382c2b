import type { Feature } from './feature';
import { TimeWindow } from './time-window';
import { midOf } from './top-features';
import { comoments } from './window-summaries';

/**
 * Standard deviation of the simple returns from mid to mid inside the window, divisor n, times √periodsPerYear where that is
 * given; a period is one return. Known from two returns; a return counts while both its mids are in the window.
 */
export const realizedVolatility = (periodsPerYear?: number): Feature => ({
  name: 'realizedVolatility',
  parameters: periodsPerYear === undefined ? {} : { periodsPerYear },
  start: (windowMs) => {
    const window = new TimeWindow(comoments, windowMs);
    const factor = Math.sqrt(periodsPerYear ?? 1);
    let before = 0;
    let beforeMs = 0;
    return {
      quote: (quote) => {
        const mid = midOf(quote);
        if (before > 0) {
          window.input[0] = 1;
          window.input[1] = mid / before - 1;
          window.add(beforeMs);
        }
        before = mid;
        beforeMs = quote.timeMs;
      },
      value: (timeMs) => {
        if (!window.summarize(timeMs)) return undefined;
        const count = window.total[0] as number;
        return count < 2 ? undefined : Math.sqrt((window.total[3] as number) / count) * factor;
      },
    };
  },
});
