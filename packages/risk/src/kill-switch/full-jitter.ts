import type { Random } from '@sigmax/core';

export interface Backoff {
  readonly baseMs: number;
  readonly capMs: number;
}

/**
 * How long to wait before a retry: uniform in [0, min(cap, base · 2^retry)), so that many who failed together do not come
 * back together.
 *
 * Source: Brooker 2015, "Exponential Backoff And Jitter" (full jitter).
 */
export const fullJitterMs = (random: Random, retry: number, { baseMs, capMs }: Backoff): number =>
  random.uniform() * Math.min(capMs, baseMs * 2 ** Math.min(retry, 32));
