import { naturalLogarithm } from '../portable-math';
import type { Feature } from './feature';
import { TimeWindow } from './time-window';
import { sums } from './window-summaries';

/**
 * Volatility from the ranges of the bars that closed in the window: `√(Σ ln(high / low)² / (4 n ln 2))`, times
 * √periodsPerYear where that is given; a period is one bar. Known from one bar.
 *
 * Source: M. Parkinson 1980, "The extreme value method for estimating the variance of the rate of return".
 */
export const parkinsonVolatility = (periodsPerYear?: number): Feature => ({
  name: 'parkinsonVolatility',
  parameters: periodsPerYear === undefined ? {} : { periodsPerYear },
  start: (windowMs) => {
    const window = new TimeWindow(sums(2), windowMs);
    const scale = (periodsPerYear ?? 1) / (4 * Math.LN2);
    return {
      bar: ({ high, low, timeMs }) => {
        const logarithm = naturalLogarithm(high) - naturalLogarithm(low);
        window.input[0] = 1;
        window.input[1] = logarithm * logarithm;
        window.add(timeMs);
      },
      value: (timeMs) => {
        if (!window.summarize(timeMs)) return undefined;
        return Math.sqrt(((window.total[1] as number) / (window.total[0] as number)) * scale);
      },
    };
  },
});
