import type { CoreRows, NetworkCore } from '../network/network-core';
import { actionValues } from './dqn-targets';

export interface DqnFigures {
  /** Mean Huber loss. */
  readonly loss: number;
  /** Mean value of the actions that were taken. */
  readonly meanValue: number;
  /** Mean distance of those values from their targets. */
  readonly meanError: number;
}

/**
 * Computes the loss after a `forward` of the batch and writes its derivatives with respect to both heads.
 *
 * Loss: mean of h(Q(s, a) − y) with Huber's h(e) = e² / 2 for |e| ≤ 1 and |e| − 1/2 beyond (Huber 1964), whose slope is e clipped to ±1.
 */
export const dqnLoss = (
  core: NetworkCore,
  actions: ArrayLike<number>,
  targets: ArrayLike<number>,
  rows: number,
  isDueling: boolean,
): DqnFigures => {
  const values = actionValues(core, isDueling);
  const [advantages, states] = core.outputGradients.slice(-2) as [CoreRows, CoreRows];
  const size = (core.graph.layers[core.graph.layers.length - 2] as { readonly size: number }).size;
  let loss = 0;
  let meanValue = 0;
  let meanError = 0;
  for (let row = 0; row < rows; row++) {
    const action = actions[row] as number;
    const value = values(row, action);
    const error = value - (targets[row] as number);
    const distance = Math.abs(error);
    loss += (distance <= 1 ? (error * error) / 2 : distance - 0.5) / rows;
    meanValue += value / rows;
    meanError += distance / rows;
    const slope = Math.min(Math.max(error, -1), 1) / rows;
    const at = row * advantages.stride;
    for (let one = 0; one < size; one++) {
      advantages.values[at + one] = (one === action ? slope : 0) - (isDueling ? slope / size : 0);
    }
    states.values[row * states.stride] = isDueling ? slope : 0;
  }
  return { loss, meanValue, meanError };
};
