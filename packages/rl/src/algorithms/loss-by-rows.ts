import type { ClippedLossOptions, ClippedLossSums } from '../network/clipped-loss';
import type { ActionDistribution } from '../network/heads/action-distribution';
import type { CoreRows } from '../network/network-core';
import type { TrainableNetwork } from '../network/policy-network';
import { exponential } from '../portable-math';
import type { RolloutBuffer } from '../rollout/rollout-buffer';

/** What (A − mean) · scale makes of advantages before they are learned from. */
export interface AdvantageScale {
  readonly mean: number;
  readonly scale: number;
}

/** The gradients of both heads and the sums of the loss, row by row, after a `forward` of the rows: for any law of actions. */
export const lossByRows = (
  network: TrainableNetwork,
  distribution: ActionDistribution,
  buffer: RolloutBuffer,
  rows: ArrayLike<number>,
  from: number,
  count: number,
  { mean, scale }: AdvantageScale,
  options: ClippedLossOptions,
  sums: ClippedLossSums,
): void => {
  const { core, logStandardDeviations } = network;
  const { clipRange, valueClipRange, valueClip, entropyCoefficient, valueCoefficient } = options;
  const { actionWidth, maskSize } = buffer;
  const last = core.outputs.length - 1;
  const [policyOutputs, valueOutputs] = [core.outputs[last - 1] as CoreRows, core.outputs[last] as CoreRows];
  const [policySlopes, valueSlopes] = [
    core.outputGradients[last - 1] as CoreRows,
    core.outputGradients[last] as CoreRows,
  ];
  const freeGradients = core.gradients.subarray(core.layout.size - logStandardDeviations.length);
  freeGradients.fill(0);
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
  sums.policyLoss = policyLoss;
  sums.valueLoss = valueLoss;
  sums.entropy = entropy;
  sums.divergence = divergence;
  sums.oldDivergence = oldDivergence;
  sums.clipped = clipped;
};
