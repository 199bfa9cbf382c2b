import type { Feature } from './feature';
import { TimeWindow } from './time-window';
import { sums } from './window-summaries';

/**
 * How far a unit of turnover moves the price: the mean, over the bars that closed in the window, of
 * `|close / previous close − 1| / (close · volume)`. Per unit of the quote asset. A bar without volume does not count, nor
 * does the first; turnover is volume at the close, since a bar does not say more.
 *
 * Source: Y. Amihud 2002, "Illiquidity and stock returns", eq. 1.
 */
export const amihudIlliquidity: Feature = {
  name: 'amihudIlliquidity',
  parameters: {},
  start: (windowMs) => {
    const window = new TimeWindow(sums(2), windowMs);
    let before = 0;
    return {
      bar: ({ close, volume, timeMs }) => {
        const turnover = close * volume;
        if (before > 0 && turnover > 0) {
          window.input[0] = 1;
          window.input[1] = Math.abs(close / before - 1) / turnover;
          window.add(timeMs);
        }
        before = close;
      },
      value: (timeMs) => {
        if (!window.summarize(timeMs)) return undefined;
        return (window.total[1] as number) / (window.total[0] as number);
      },
    };
  },
};
