import type { ClippedLoss, ClippedLossOptions, ClippedLossSums } from '../network/clipped-loss';
import type { ActionDistribution } from '../network/heads/action-distribution';
import type { TrainableNetwork } from '../network/policy-network';
import type { RolloutBuffer } from '../rollout/rollout-buffer';
import { type AdvantageScale, lossByRows } from './loss-by-rows';

export interface PpoLossOptions extends ClippedLossOptions {
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
): AdvantageScale => {
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

/** What `lossByRows` does, by the kernel of a core. */
const lossByKernel = (
  loss: ClippedLoss,
  buffer: RolloutBuffer,
  rows: ArrayLike<number>,
  from: number,
  count: number,
  { mean, scale }: AdvantageScale,
  options: ClippedLossOptions,
  sums: ClippedLossSums,
): void => {
  const { actions, logProbabilities, advantages, returns, values } = loss;
  for (let at = 0; at < count; at++) {
    const row = rows[from + at] as number;
    actions[at] = buffer.actions[row] as number;
    logProbabilities[at] = buffer.logProbabilities[row] as number;
    advantages[at] = ((buffer.advantages[row] as number) - mean) * scale;
    returns[at] = buffer.returns[row] as number;
    values[at] = buffer.values[row] as number;
  }
  loss.evaluate(count, options, sums);
};

const sums: ClippedLossSums = {
  policyLoss: 0,
  valueLoss: 0,
  entropy: 0,
  divergence: 0,
  oldDivergence: 0,
  clipped: 0,
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
  const { core } = network;
  const { observationSize, maskSize } = buffer;
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

  const isScaled = options.isAdvantageNormalised && count > 1;
  const scale = isScaled ? advantageScale(buffer.advantages, rows, from, count) : { mean: 0, scale: 1 };
  if (core.clippedLoss === undefined || maskSize > 0) {
    lossByRows(network, distribution, buffer, rows, from, count, scale, options, sums);
  } else {
    lossByKernel(core.clippedLoss, buffer, rows, from, count, scale, options, sums);
  }
  core.backward(count);
  figures.policyLoss = sums.policyLoss / count;
  figures.valueLoss = sums.valueLoss / count;
  figures.entropy = sums.entropy / count;
  figures.divergence = sums.divergence / count;
  figures.oldDivergence = sums.oldDivergence / count;
  figures.clipFraction = sums.clipped / count;
  figures.loss =
    figures.policyLoss - options.entropyCoefficient * figures.entropy + options.valueCoefficient * figures.valueLoss;
};
