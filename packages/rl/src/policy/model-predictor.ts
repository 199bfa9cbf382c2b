import { headSpace } from '../bundle/bundle-policy';
import type { ModelBundle } from '../bundle/model-bundle';
import { actionOutputSize } from '../network/policy-description';
import type { TradingAction } from '../trading/trading-actions';
import { scaleRow } from '../training/normaliser';
import { actingNetwork } from './acting-network';
import { choiceProbabilities } from './choice-probabilities';
import { inputDistance } from './input-distance';
import type { Fallback } from './prediction';

/** What a model says to an observation. */
export interface Predicted {
  readonly action: TradingAction;
  readonly probabilities: readonly number[] | undefined;
  readonly confidence: number | undefined;
}

/** Whether each component of a mask allows a choice. */
const allowsSomething = (mask: Uint8Array, sizes: readonly number[]): boolean => {
  let start = 0;
  return sizes.every((size) => {
    const isAllowed = mask.subarray(start, start + size).includes(1);
    start += size;
    return isAllowed;
  });
};

/**
 * Makes predictions of a bundle, or says why it does not: a number that is not finite, an observation out of distribution, a mask
 * that is missing or forbids everything. It never throws. The action is the likeliest one, as of `bundlePolicy`. What a recurrent
 * network remembers begins with the predictor.
 */
export const modelPredictor = (
  { description, weights, metadata }: ModelBundle,
  options: { readonly farthest: number },
): ((observation: Float64Array, mask: Uint8Array | undefined) => Predicted | Fallback) => {
  const network = actingNetwork(description, weights);
  const { law } = network;
  const space = headSpace(description.head);
  const { head, observationSize } = description;
  const { scaling, inputs, needsMask = false, temperature = 1, name } = metadata;
  const seen = new Float64Array(observationSize);
  const out = { actions: new Float64Array(actionOutputSize(head)), values: new Float64Array(1) };
  const numbers = new Float64Array(law.width);
  const passed = (code: Fallback['code'], message: string): Fallback => ({ source: name, code, message });

  return (observation, mask) => {
    if (!observation.every(Number.isFinite))
      return passed('NOT_FINITE', 'the observation has a number that is not finite');
    const distance = inputs === undefined ? 0 : inputDistance(inputs, observation);
    if (!(distance <= options.farthest)) {
      return passed(
        'OUT_OF_DISTRIBUTION',
        `the observation is ${distance.toFixed(1)} deviations from those of training`,
      );
    }
    if (mask === undefined ? needsMask : head.type === 'categorical' && !allowsSomething(mask, head.sizes)) {
      return passed('MASK', mask === undefined ? 'a mask is needed' : 'the mask forbids everything');
    }
    if (scaling === undefined) seen.set(observation);
    else scaleRow(scaling, observation, 0, seen, 0);
    network.forward(seen, out);
    if (!out.actions.every(Number.isFinite))
      return passed('NOT_FINITE', 'the network said a number that is not finite');
    law.mode(out.actions, 0, mask, 0, numbers, 0);
    if (head.type !== 'categorical') {
      const action = numbers.map((value, at) =>
        Math.min(Math.max(value, head.low[at] as number), head.high[at] as number),
      );
      return { action: space.read(action, 0), probabilities: undefined, confidence: undefined };
    }
    const probabilities = choiceProbabilities(out.actions, head.sizes, temperature, mask);
    let start = 0;
    let confidence = 1;
    head.sizes.forEach((size, component) => {
      confidence *= probabilities[start + (numbers[component] as number)] as number;
      start += size;
    });
    return { action: space.read(numbers, 0), probabilities, confidence };
  };
};
