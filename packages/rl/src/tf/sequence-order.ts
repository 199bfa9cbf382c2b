import type { Random } from '@sigmax/core';
import { shuffle } from '../algorithms/ppo-update';

/**
 * Writes the rows of a rollout in an order for sequences: environments shuffled, each one's steps in order, and all of it begun at a
 * random row, so that minibatches of consecutive rows are cut elsewhere in every epoch.
 */
export const sequenceOrder = (rows: Int32Array, steps: number, random: Random): void => {
  const environments = Int32Array.from({ length: rows.length / steps }, (_, index) => index);
  shuffle(environments, random);
  const first = random.integer(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const place = (first + at) % rows.length;
    rows[at] = (environments[Math.floor(place / steps)] as number) * steps + (place % steps);
  }
};
