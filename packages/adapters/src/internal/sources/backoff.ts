import type { Random, SigmaxError } from '@sigmax/core';

export interface Waits {
  readonly everyMs: number;
  readonly minimumBackoffMs: number;
  readonly maximumBackoffMs: number;
}

/** Part of a wait that is left to chance, so that many sources and many bots do not ask at one moment. */
const spread = 0.1;

/** The wait after a look that worked: everyMs ± 10 %. */
export const nextWaitMs = ({ everyMs }: Pick<Waits, 'everyMs'>, random: Random): number =>
  everyMs * (1 + spread * (2 * random.uniform() - 1));

const askedToWaitMs = (error: SigmaxError): number => {
  const { retryAfterMs } = error.context;
  return typeof retryAfterMs === 'number' && retryAfterMs > 0 && retryAfterMs < Number.POSITIVE_INFINITY
    ? retryAfterMs
    : 0;
};

/**
 * The wait after the n-th failure in a row, before 1.
 *
 * b = min(maximum, minimum · 2^(n−1)), uniform in [b/2, b); for a failure that a later try does not mend, such as a wrong key, b = maximum.
 * Never shorter than the server asked for, to which up to 10 % are added.
 */
export const backoffMs = (error: SigmaxError, failures: number, waits: Waits, random: Random): number => {
  const { minimumBackoffMs, maximumBackoffMs } = waits;
  const longestMs = error.isRetryable
    ? Math.min(maximumBackoffMs, minimumBackoffMs * 2 ** Math.min(failures - 1, 60))
    : maximumBackoffMs;
  const chance = random.uniform();
  return Math.max((longestMs * (1 + chance)) / 2, askedToWaitMs(error) * (1 + spread * chance));
};
