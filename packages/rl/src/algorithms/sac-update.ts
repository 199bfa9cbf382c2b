import type { SquashedGaussian } from '../network/heads/squashed-gaussian';
import type { CoreRows, NetworkCore } from '../network/network-core';
import type { TwinCritics } from './twin-critics';

/** Actions between −1 and 1 that the actor drew, a row each, with the logarithms of their densities. */
export interface DrawnActions {
  readonly actions: Float64Array;
  readonly logProbabilities: Float64Array;
}

/** The head of a policy's core that decides: the last but one of its layers. */
const headOf = (rows: readonly CoreRows[]): CoreRows => rows[rows.length - 2] as CoreRows;

/** Draws an action for each row of the actor's last `forward`. */
export const drawActions = (
  actor: NetworkCore,
  law: SquashedGaussian,
  noise: Float64Array,
  count: number,
  out: DrawnActions,
): void => {
  const { values, stride } = headOf(actor.outputs);
  for (let row = 0; row < count; row++) {
    const at = row * law.width;
    out.logProbabilities[row] = law.draw(values, row * stride, noise, at, out.actions, at);
  }
};

/**
 * What both critics are drawn towards: y = R + discount · (min Q_target(s′, a′) − α ln π(a′|s′)), after the target critics' `forward` of
 * the rows. Where the discount is 0, nothing is asked of what comes after. Source: Haarnoja et al. 2018b, equations 5 and 6; Fujimoto et al. 2018.
 */
export const sacTargets = (
  batch: {
    readonly rows: ArrayLike<number>;
    readonly rewards: ArrayLike<number>;
    readonly discounts: ArrayLike<number>;
  },
  target: TwinCritics,
  { logProbabilities }: DrawnActions,
  temperature: number,
  out: Float64Array,
): void => {
  for (let row = 0; row < batch.rows.length; row++) {
    const at = batch.rows[row] as number;
    const discount = batch.discounts[at] as number;
    out[row] = batch.rewards[at] as number;
    if (discount === 0) continue;
    const value = Math.min(target.value(0, row), target.value(1, row));
    out[row] = (out[row] as number) + discount * (value - temperature * (logProbabilities[row] as number));
  }
};

/** Loss of both critics, ½ mean (Q₁ − y)² + ½ mean (Q₂ − y)², after their `forward`; its derivatives are written. */
export const criticLoss = (critics: TwinCritics, targets: ArrayLike<number>, count: number): number => {
  let loss = 0;
  for (let row = 0; row < count; row++) {
    for (const critic of [0, 1] as const) {
      const error = critics.value(critic, row) - (targets[row] as number);
      loss += (error * error) / (2 * count);
      critics.setSlope(critic, row, error / count);
    }
  }
  return loss;
};

/**
 * Loss of the actor, mean(α ln π(a|s) − min Q(s, a)), after both `forward`s; its derivatives are written to the actor's outputs.
 *
 * They pass through the critic with the lesser value, whose `backward` is done here, and through the noise that made the actions.
 */
export const actorLoss = (
  actor: NetworkCore,
  law: SquashedGaussian,
  critics: TwinCritics,
  { logProbabilities }: DrawnActions,
  noise: Float64Array,
  temperature: number,
  count: number,
): number => {
  let loss = 0;
  for (let row = 0; row < count; row++) {
    const values = [critics.value(0, row), critics.value(1, row)] as const;
    const isFirst = values[0] <= values[1];
    critics.setSlope(0, row, isFirst ? -1 / count : 0);
    critics.setSlope(1, row, isFirst ? 0 : -1 / count);
    loss += (temperature * (logProbabilities[row] as number) - Math.min(...values)) / count;
  }
  critics.core.backward(count);
  const { values: slopes, stride } = critics.core.inputGradients as CoreRows;
  const actionAt = critics.core.graph.inputSize - law.width;
  const outputs = headOf(actor.outputs);
  const gradients = headOf(actor.outputGradients);
  const states = actor.outputGradients[actor.outputGradients.length - 1] as CoreRows;
  for (let row = 0; row < count; row++) {
    law.differentiate(
      outputs.values,
      row * outputs.stride,
      noise,
      row * law.width,
      slopes,
      row * stride + actionAt,
      temperature / count,
      gradients.values,
      row * gradients.stride,
    );
    states.values[row * states.stride] = 0;
  }
  return loss;
};
