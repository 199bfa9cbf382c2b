import { noActionAllowed } from '../network/heads/no-action-allowed';
import type { CoreRows, NetworkCore } from '../network/network-core';

/** What a network thinks of the actions in each row of its last `forward`. */
export type ActionValues = (row: number, action: number) => number;

/**
 * The values of actions as the heads of a core give them: Q = A, or where dueling Q = V + A − mean A, the mean over all actions.
 *
 * The policy's head is A and the value's head V. Source: Wang et al. 2016, equation 9.
 */
export const actionValues = ({ outputs, graph }: NetworkCore, isDueling: boolean): ActionValues => {
  const [advantages, values] = outputs.slice(-2) as [CoreRows, CoreRows];
  const size = (graph.layers[graph.layers.length - 2] as { readonly size: number }).size;
  return (row, action) => {
    const at = row * advantages.stride;
    const own = advantages.values[at + action] as number;
    if (!isDueling) return own;
    let sum = 0;
    for (let one = 0; one < size; one++) sum += advantages.values[at + one] as number;
    return (values.values[row * values.stride] as number) + own - sum / size;
  };
};

/**
 * The allowed action with the greatest value in a row, the first of those that are as good.
 *
 * @throws {EnvironmentError} the mask forbids everything (`NO_ACTION_ALLOWED`).
 */
export const bestAction = (
  values: ActionValues,
  row: number,
  size: number,
  mask: ArrayLike<number> | undefined,
  maskAt: number,
): number => {
  let best = -1;
  let highest = Number.NEGATIVE_INFINITY;
  for (let action = 0; action < size; action++) {
    if (mask !== undefined && mask[maskAt + action] !== 1) continue;
    const value = values(row, action);
    if (best >= 0 && !(value > highest)) continue;
    best = action;
    highest = value;
  }
  if (best < 0) throw noActionAllowed(0, size);
  return best;
};

/**
 * What the values of a batch are drawn towards: y = R + discount · Q_target(s′, a*).
 *
 * a* is the best allowed action by the target network (Mnih et al. 2015), or, double, by the network that learns (van Hasselt,
 * Guez, Silver 2016). Where the discount is 0, nothing is asked of what comes after.
 */
export const dqnTargets = (
  batch: {
    readonly rows: ArrayLike<number>;
    readonly rewards: ArrayLike<number>;
    readonly discounts: ArrayLike<number>;
    readonly masks: ArrayLike<number> | undefined;
  },
  networks: { readonly chooser: ActionValues; readonly target: ActionValues; readonly actions: number },
  out: Float64Array,
): void => {
  const { rows, rewards, discounts, masks } = batch;
  const { chooser, target, actions } = networks;
  for (let row = 0; row < rows.length; row++) {
    const at = rows[row] as number;
    const discount = discounts[at] as number;
    out[row] = rewards[at] as number;
    if (discount === 0) continue;
    const best = bestAction(chooser, row, actions, masks, at * actions);
    out[row] = (out[row] as number) + discount * target(row, best);
  }
};
