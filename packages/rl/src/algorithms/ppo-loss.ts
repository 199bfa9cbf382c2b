import type { ActionDistribution } from '../network/heads/action-distribution';
import type { CoreRows } from '../network/network-core';
import type { TrainableNetwork } from '../network/policy-network';
import { exponential } from '../portable-math';
import type { RolloutBuffer } from '../rollout/rollout-buffer';

export interface PpoLossOptions {
  readonly clipRange: number;
  readonly valueClipRange: number | undefined;
  readonly valueClip: 'clipped' | 'larger';
  readonly entropyCoefficient: number;
  readonly valueCoefficient: number;
  readonly isAdvantageNormalised: boolean;
}

/** Means over one minibatch. */
export interface PpoFigures {
  loss: number;
  policyLoss: number;
  valueLoss: number;
  entropy: number;
  /** Schulman's estimate of the divergence from the policy that acted: mean(r − 1 − ln r), never below 0. */
  divergence: number;
  /** Its simpler estimate: mean(−ln r). */
  oldDivergence: number;
  /** Share of the rows whose ratio left 1 ± ε. */
  clipFraction: number;
}

/** Mean and 1 / (standard deviation + 1e-8), with n − 1 in the denominator, of the advantages of the rows. */
const advantageScale = (
  advantages: Float64Array,
  rows: ArrayLike<number>,
  from: number,
  count: number,
): { mean: number; scale: number } => {
  let sum = 0;
  for (let at = 0; at < count; at++) sum += advantages[rows[from + at] as number] as number;
  const mean = sum / count;
  let squares = 0;
  for (let at = 0; at < count; at++) {
    const apart = (advantages[rows[from + at] as number] as number) - mean;
    squares += apart * apart;
  }
  return { mean, scale: 1 / (Math.sqrt(squares / (count - 1)) + 1e-8) };
};

/**
 * Evaluates the loss of PPO on rows of a rollout and writes the gradient of the weights into the network's core.
 *
 * L = −mean min(r A, clip(r, 1 − ε, 1 + ε) A) − c_e mean H + c_v mean (R − V)², r = π(a|s) / π_old(a|s). The value error may be clipped; see
 * `PpoOptions`. Source: Schulman et al. 2017, equations 7 and 9; Huang et al. 2022, details 7 to 10.
 */
export const ppoLoss = (
  network: TrainableNetwork,
  distribution: ActionDistribution,
  buffer: RolloutBuffer,
  rows: ArrayLike<number>,
  from: number,
  count: number,
  options: PpoLossOptions,
  figures: PpoFigures,
): void => {
  const { core, logStandardDeviations } = network;
  const { clipRange, valueClipRange, valueClip, entropyCoefficient, valueCoefficient } = options;
  const { observationSize, actionWidth, maskSize } = buffer;
  const { inputs } = core;
  for (let at = 0; at < count; at++) {
    const source = (rows[from + at] as number) * observationSize;
    const to = at * inputs.stride;
    for (let one = 0; one < observationSize; one++) {
      inputs.values[to + one] = buffer.observations[source + one] as number;
    }
  }
  network.memory?.select(rows, from, count);
  core.forward(count);

  const last = core.outputs.length - 1;
  const [policyOutputs, valueOutputs] = [core.outputs[last - 1] as CoreRows, core.outputs[last] as CoreRows];
  const [policySlopes, valueSlopes] = [
    core.outputGradients[last - 1] as CoreRows,
    core.outputGradients[last] as CoreRows,
  ];
  const freeGradients = core.gradients.subarray(core.layout.size - logStandardDeviations.length);
  freeGradients.fill(0);
  const isScaled = options.isAdvantageNormalised && count > 1;
  const { mean, scale } = isScaled ? advantageScale(buffer.advantages, rows, from, count) : { mean: 0, scale: 1 };
  const masks = maskSize === 0 ? undefined : buffer.masks;
  let policyLoss = 0;
  let valueLoss = 0;
  let entropy = 0;
  let divergence = 0;
  let oldDivergence = 0;
  let clipped = 0;
  for (let at = 0; at < count; at++) {
    const row = rows[from + at] as number;
    distribution.evaluate(
      policyOutputs.values,
      at * policyOutputs.stride,
      masks,
      row * maskSize,
      buffer.actions,
      row * actionWidth,
    );
    const advantage = ((buffer.advantages[row] as number) - mean) * scale;
    const logRatio = distribution.logProbability - (buffer.logProbabilities[row] as number);
    const ratio = exponential(logRatio);
    const bounded = Math.min(Math.max(ratio, 1 - clipRange), 1 + clipRange);
    const isClipped = Math.abs(ratio - 1) > clipRange;
    // Outside of the range the smaller of both has a slope only where it is the one that is not clipped.
    const hasSlope = !isClipped || ratio * advantage < bounded * advantage;
    policyLoss -= Math.min(ratio * advantage, bounded * advantage);
    divergence += ratio - 1 - logRatio;
    oldDivergence -= logRatio;
    if (isClipped) clipped += 1;
    entropy += distribution.entropy;
    distribution.differentiate(
      hasSlope ? (-advantage * ratio) / count : 0,
      -entropyCoefficient / count,
      policySlopes.values,
      at * policySlopes.stride,
      freeGradients,
    );

    const target = buffer.returns[row] as number;
    const value = valueOutputs.values[at * valueOutputs.stride] as number;
    const error = value - target;
    let loss = error * error;
    let slope = 2 * error;
    if (valueClipRange !== undefined) {
      const before = buffer.values[row] as number;
      const moved = Math.min(Math.max(value - before, -valueClipRange), valueClipRange);
      const boundedError = before + moved - target;
      const isOutside = Math.abs(value - before) > valueClipRange;
      if (valueClip === 'clipped' || boundedError * boundedError > loss) {
        loss = boundedError * boundedError;
        slope = isOutside ? 0 : 2 * boundedError;
      }
    }
    valueLoss += loss;
    valueSlopes.values[at * valueSlopes.stride] = (valueCoefficient * slope) / count;
  }
  core.backward(count);
  figures.policyLoss = policyLoss / count;
  figures.valueLoss = valueLoss / count;
  figures.entropy = entropy / count;
  figures.divergence = divergence / count;
  figures.oldDivergence = oldDivergence / count;
  figures.clipFraction = clipped / count;
  figures.loss = figures.policyLoss - entropyCoefficient * figures.entropy + valueCoefficient * figures.valueLoss;
};
