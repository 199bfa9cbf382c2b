import type { Random } from '@sigmax/core';

/** One boundary at which holders of a perpetual pay each other. */
export interface VenueFunding {
  readonly timeMs: number;
  /** Fraction as text, `0.00010000`. */
  readonly rate: string;
}

/** Time between two boundaries. */
export const fundingIntervalMs = 8 * 3_600_000;

/** The rate of a boundary: a function of the seed and the boundary alone, so that history has no beginning. */
export const fundingAt = (random: Random, timeMs: number): VenueFunding => {
  const units = random.split(`funding ${timeMs}`).integer(41) - 20;
  const digits = String(Math.abs(units)).padStart(3, '0');
  return { timeMs, rate: `${units < 0 ? '-' : ''}0.00${digits}000` };
};

/** The first boundary after a moment. */
export const nextFundingMs = (timeMs: number): number =>
  (Math.floor(timeMs / fundingIntervalMs) + 1) * fundingIntervalMs;

/** The boundaries from one moment to another, both included, oldest first. */
export const fundingBetween = (random: Random, fromMs: number, toMs: number): VenueFunding[] => {
  const found: VenueFunding[] = [];
  for (let timeMs = nextFundingMs(fromMs - 1); timeMs <= toMs; timeMs += fundingIntervalMs) {
    found.push(fundingAt(random, timeMs));
  }
  return found;
};
