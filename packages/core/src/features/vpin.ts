import { RollingMean } from '../indicators/rolling/rolling-mean';
import type { Feature } from './feature';

/** A rest of a bucket below this share of it is the rounding of decimals in binary. */
const dust = 1e-9;

/**
 * Share of the volume that was one-sided: the mean of `|B − S| / V` over the last `buckets` buckets of `bucketQuantity` V,
 * filled by trades one after the other. From 0 to 1. A trade is split where a bucket ends; one without a side does not count.
 * Known from `buckets` full buckets; of these, not of the window, which it ignores.
 *
 * Source: D. Easley, M. López de Prado, M. O'Hara 2012, "Flow toxicity and liquidity in a high-frequency world"; with
 * the sides that venues report in place of bulk classification.
 */
export const vpin = (bucketQuantity: number, buckets: number): Feature => ({
  name: 'vpin',
  parameters: { bucketQuantity, buckets },
  start: () => {
    const mean = new RollingMean(buckets);
    let latest: number | undefined;
    let filled = 0;
    let signed = 0;
    return {
      trade: ({ side, quantity }) => {
        if (side === undefined) return;
        const sign = side === 'buy' ? 1 : -1;
        let left = quantity / bucketQuantity;
        // More than the window holds would only repeat buckets of one side.
        if (left > 2 * buckets) left = (left % 1) + 2 * buckets;
        while (left >= 1 - filled - dust) {
          const share = 1 - filled;
          latest = mean.next(Math.min(1, Math.abs(signed + sign * share))) ?? latest;
          left = Math.max(0, left - share);
          filled = 0;
          signed = 0;
        }
        filled += left;
        signed += sign * left;
      },
      value: () => latest,
    };
  },
});
