import type { ActionDistribution } from '../network/heads/action-distribution';
import { distributionOf } from '../network/heads/distribution-of';
import { initialiseWeights } from '../network/initialise-weights';
import type { NetworkCore } from '../network/network-core';
import type { ActionHead, PolicyDescription } from '../network/policy-description';
import { type PolicyNetwork, policyNetwork } from '../network/policy-network';
import { pcg64 } from '../random/pcg64';
import { type RolloutBuffer, rolloutBuffer } from '../rollout/rollout-buffer';
import type { PpoFigures, PpoLossOptions } from './ppo-loss';

export const lossOptions: PpoLossOptions = {
  clipRange: 0.2,
  valueClipRange: undefined,
  valueClip: 'clipped',
  entropyCoefficient: 0.01,
  valueCoefficient: 0.5,
  isAdvantageNormalised: true,
};

export const noFigures = (): PpoFigures => ({
  loss: 0,
  policyLoss: 0,
  valueLoss: 0,
  entropy: 0,
  divergence: 0,
  oldDivergence: 0,
  clipFraction: 0,
});

export interface MadeRollout {
  readonly network: PolicyNetwork;
  readonly distribution: ActionDistribution;
  readonly buffer: RolloutBuffer;
  readonly rows: Int32Array;
}

export interface MadeRolloutOptions {
  readonly head: ActionHead;
  readonly size?: number;
  readonly isMasked?: boolean;
  readonly trunks?: PolicyDescription['trunks'];
  readonly implementation?: NetworkCore['name'];
  /** How far the policy that acted is from the one of the network. */
  readonly drift?: number;
}

/** A network and a rollout of random observations, with actions drawn by a policy that is a little different. */
export const madeRollout = (options: MadeRolloutOptions): MadeRollout => {
  const {
    head,
    size = 12,
    isMasked = false,
    trunks = 'separate',
    implementation = 'typescript',
    drift = 0.3,
  } = options;
  const random = pcg64(17);
  const network = policyNetwork(
    { observationSize: 3, hiddenSizes: [5], trunks, activation: 'tanh', head },
    { implementation, capacity: size },
  );
  initialiseWeights(network, random.split('weights'), { policyGain: 1, logStandardDeviation: -0.3 });
  const distribution = distributionOf(network);
  const maskSize = isMasked ? distribution.outputSize : 0;
  const buffer = rolloutBuffer({
    environments: 1,
    steps: size,
    observationSize: 3,
    actionWidth: distribution.width,
    maskSize,
  });
  for (let at = 0; at < buffer.observations.length; at++) buffer.observations[at] = random.normal();
  for (let at = 0; at < buffer.masks.length; at++) buffer.masks[at] = at % 3 === Math.floor(at / 7) % 3 ? 0 : 1;
  const out = { actions: new Float64Array(size * distribution.outputSize), values: new Float64Array(size) };
  network.forward(buffer.observations, size, out);
  for (let row = 0; row < size; row++) {
    const logProbability = distribution.sample(
      out.actions,
      row * distribution.outputSize,
      isMasked ? buffer.masks : undefined,
      row * maskSize,
      random,
      buffer.actions,
      row * distribution.width,
    );
    buffer.logProbabilities[row] = logProbability + drift * random.normal();
    buffer.values[row] = (out.values[row] as number) + drift * random.normal();
    buffer.advantages[row] = random.normal();
    buffer.returns[row] = (buffer.values[row] as number) + (buffer.advantages[row] as number);
  }
  return { network, distribution, buffer, rows: Int32Array.from({ length: size }, (_, row) => row) };
};
