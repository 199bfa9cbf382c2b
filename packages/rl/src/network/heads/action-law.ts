import type { Random } from '@sigmax/core';

/**
 * The law of an action given what the network said, for one row at a time.
 *
 * `outputs[at …]` are the network's numbers of that row; `mask[maskAt …]` has 1 for each choice that is allowed, or there is no mask.
 */
export interface ActionLaw {
  /** How many numbers one action is. */
  readonly width: number;
  /** How many numbers of the network one action needs. */
  readonly outputSize: number;
  /** Draws an action into `actions[to …]` and returns the logarithm of its probability (density). */
  sample(
    outputs: ArrayLike<number>,
    at: number,
    mask: Uint8Array | undefined,
    maskAt: number,
    random: Random,
    actions: Float64Array,
    to: number,
  ): number;
  /** Writes the likeliest action into `actions[to …]`; the first of those that are as likely. */
  mode(
    outputs: ArrayLike<number>,
    at: number,
    mask: Uint8Array | undefined,
    maskAt: number,
    actions: Float64Array,
    to: number,
  ): void;
}
