import type { Feature } from './feature';
import { TimeWindow } from './time-window';
import { midOf } from './top-features';
import { range } from './window-summaries';

/** A feature of the first, smallest, largest and last mid of the window. */
const ofWindow = (name: string, read: (total: Float64Array, last: number) => number): Feature => ({
  name,
  parameters: {},
  start: (windowMs) => {
    const window = new TimeWindow(range, windowMs);
    let last = 0;
    return {
      quote: (quote) => {
        last = midOf(quote);
        window.input.fill(last);
        window.add(quote.timeMs);
      },
      value: (timeMs) => (window.summarize(timeMs) ? read(window.total, last) : undefined),
    };
  },
});

/** A feature of the mid of this frame and that of the frame before. */
const ofFrames = (name: string, read: (now: number, before: number) => number): Feature => ({
  name,
  parameters: {},
  start: () => {
    let last: number | undefined;
    let before: number | undefined;
    return {
      quote: (quote) => {
        last = midOf(quote);
      },
      value: () => {
        const change = last === undefined || before === undefined ? undefined : read(last, before);
        before = last;
        return change;
      },
    };
  },
});

/** How the mid has moved: over the window, and since the frame before. */
export const midChangeFeatures: readonly Feature[] = [
  ofWindow('priceRange', (total) => (total[2] as number) - (total[1] as number)),
  ofWindow('priceChange', (total, last) => last - (total[0] as number)),
  ofWindow('priceChangeRate', (total, last) => last / (total[0] as number) - 1),
  ofFrames('frameChange', (now, before) => now - before),
  ofFrames('frameChangeRate', (now, before) => now / before - 1),
];
