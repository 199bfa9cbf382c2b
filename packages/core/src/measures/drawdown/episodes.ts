import type { Drawdowns } from './drawdowns';

/** One fall and its recovery. Indices are those of the periods; −1 is the start. */
export interface DrawdownEpisode {
  /** Last period at the peak. */
  readonly peakIndex: number;
  readonly troughIndex: number;
  /** First period back at the peak; `undefined` when the end came first. */
  readonly recoveryIndex: number | undefined;
  readonly depth: number;
  /** Periods from the peak to the recovery, or to the end. */
  readonly periods: number;
}

/**
 * Returns the drawdowns as episodes in time order, each from its peak to the first period back there.
 *
 * @example
 * ```ts
 * import { drawdownEpisodes, drawdowns } from '@sigmax/core';
 * const [fall] = drawdownEpisodes(drawdowns([0.5, -0.5, 3, -0.1], { compounded: true }));
 * fall; // => { peakIndex: 0, troughIndex: 1, recoveryIndex: 2, depth: 0.5, periods: 2 }
 * ```
 */
export const drawdownEpisodes = ({ depths }: Drawdowns): DrawdownEpisode[] => {
  const episodes: DrawdownEpisode[] = [];
  let peakIndex = -1;
  let troughIndex = -1;
  let depth = 0;
  const close = (recoveryIndex: number | undefined, lastIndex: number) => {
    if (depth > 0) episodes.push({ peakIndex, troughIndex, recoveryIndex, depth, periods: lastIndex - peakIndex });
  };
  for (let index = 0; index < depths.length; index++) {
    const now = depths[index] as number;
    if (now === 0) {
      close(index, index);
      peakIndex = index;
      depth = 0;
    } else if (now > depth) {
      depth = now;
      troughIndex = index;
    }
  }
  close(undefined, depths.length - 1);
  return episodes;
};

/**
 * Returns the number of periods of the longest drawdown, from peak to recovery or to the end; 0 when there was none.
 *
 * @example
 * ```ts
 * import { drawdowns, longestDrawdown } from '@sigmax/core';
 * longestDrawdown(drawdowns([0.5, -0.5, 0.25, 0.25], { compounded: true })); // => 3
 * ```
 */
export const longestDrawdown = (falls: Drawdowns): number | undefined =>
  falls.depths.length === 0
    ? undefined
    : drawdownEpisodes(falls).reduce((longest, { periods }) => Math.max(longest, periods), 0);

/**
 * Returns the share of periods below a former peak.
 *
 * @example
 * ```ts
 * import { drawdowns, timeUnderWater } from '@sigmax/core';
 * timeUnderWater(drawdowns([0.5, -0.5, 3, 0.1], { compounded: true })); // => 0.25
 * ```
 */
export const timeUnderWater = ({ depths }: Drawdowns): number | undefined => {
  if (depths.length === 0) return undefined;
  let wet = 0;
  for (let index = 0; index < depths.length; index++) if ((depths[index] as number) > 0) wet++;
  return wet / depths.length;
};

/**
 * Returns the number of periods from the trough of the deepest drawdown back to its peak; `undefined` when there was no
 * drawdown or it has not recovered.
 *
 * @example
 * ```ts
 * import { drawdowns, recoveryPeriods } from '@sigmax/core';
 * recoveryPeriods(drawdowns([0.5, -0.5, 0.5, 0.5], { compounded: true })); // => 2
 * ```
 */
export const recoveryPeriods = (falls: Drawdowns): number | undefined => {
  let deepest: DrawdownEpisode | undefined;
  for (const episode of drawdownEpisodes(falls)) {
    if (deepest === undefined || episode.depth > deepest.depth) deepest = episode;
  }
  return deepest?.recoveryIndex === undefined ? undefined : deepest.recoveryIndex - deepest.troughIndex;
};
