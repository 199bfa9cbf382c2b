import { InvalidOptionsError } from '../errors';

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** The length of a bar as venues write it: a count and a unit, `"1m"`, `"4h"`, `"1d"`, `"1w"`. */
export type Timeframe = `${number}${keyof typeof unitMs}`;

/**
 * Returns the length of a timeframe in milliseconds.
 *
 * @throws {InvalidOptionsError} `timeframe` is not a count above 0 followed by s, m, h, d or w.
 * @example
 * ```ts
 * import { timeframeMs } from '@sigmax/core';
 * timeframeMs('1h'); // => 3600000
 * ```
 */
export const timeframeMs = (timeframe: string): number => {
  const match = /^([1-9]\d{0,5})([smhdw])$/.exec(timeframe);
  if (match === null) {
    throw new InvalidOptionsError({
      code: 'INVALID_TIMEFRAME',
      message: `timeframe was ${JSON.stringify(timeframe)}.`,
      remedy: 'Write a count and a unit of s, m, h, d or w, for example "1h".',
      context: { timeframe },
    });
  }
  return Number(match[1]) * unitMs[match[2] as keyof typeof unitMs];
};
