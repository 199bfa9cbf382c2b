import type { Numbers } from '../network-core';
import type { ActionLaw } from './action-law';

/** A law whose likelihood can be learned from. What `evaluate` finds is kept for the `differentiate` after it. */
export interface ActionDistribution extends ActionLaw {
  /** Sets `logProbability` and `entropy` for the action at `actions[actionAt …]`. */
  evaluate(
    outputs: ArrayLike<number>,
    at: number,
    mask: Uint8Array | undefined,
    maskAt: number,
    actions: ArrayLike<number>,
    actionAt: number,
  ): void;
  logProbability: number;
  entropy: number;
  /**
   * Writes into `gradients[to …]` the derivatives, with respect to the network's numbers, of
   * `logScale` · ln p + `entropyScale` · entropy at the action of the last `evaluate`; adds those of free parameters to
   * `freeGradients`.
   */
  differentiate(logScale: number, entropyScale: number, gradients: Numbers, to: number, freeGradients: Numbers): void;
}
