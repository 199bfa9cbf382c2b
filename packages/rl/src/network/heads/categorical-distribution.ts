import { exponential, naturalLogarithm } from '../../portable-math';
import type { ActionDistribution } from './action-distribution';
import { noActionAllowed } from './no-action-allowed';

/**
 * One independent choice for each size: p = softmax of the logits of the allowed choices; forbidden ones have probability 0.
 *
 * ln p sums over components, and so does the entropy −Σ p ln p. Derivatives: ∂ln p(a)/∂l_j = [j = a] − p_j,
 * ∂H/∂l_j = −p_j (ln p_j + H). Masks as in Huang and Ontañón 2022, with exact zeros.
 *
 * @throws {EnvironmentError} a mask forbids every choice of a component (`NO_ACTION_ALLOWED`).
 */
export const categoricalDistribution = (sizes: readonly number[]): ActionDistribution => {
  const outputSize = sizes.reduce((sum, size) => sum + size, 0);
  const starts = sizes.map((_, index) => sizes.slice(0, index).reduce((sum, size) => sum + size, 0));
  const width = sizes.length;
  const probabilities = new Float64Array(outputSize);
  const logarithms = new Float64Array(outputSize);
  const entropies = new Float64Array(width);
  const chosen = new Int32Array(width);

  /** Probabilities of all components from the logits at `at`. */
  const prepare = (outputs: ArrayLike<number>, at: number, mask: Uint8Array | undefined, maskAt: number): void => {
    for (let component = 0; component < width; component++) {
      const start = starts[component] as number;
      const end = start + (sizes[component] as number);
      let highest = Number.NEGATIVE_INFINITY;
      let isEmpty = true;
      for (let one = start; one < end; one++) {
        if (mask !== undefined && mask[maskAt + one] !== 1) continue;
        isEmpty = false;
        const logit = outputs[at + one] as number;
        if (!(logit <= highest)) highest = logit;
      }
      if (isEmpty) throw noActionAllowed(component, end - start);
      let sum = 0;
      for (let one = start; one < end; one++) {
        const isAllowed = mask === undefined || mask[maskAt + one] === 1;
        const apart = (outputs[at + one] as number) - highest;
        // One choice at least is the highest, and e^0 need not be computed.
        const weight = !isAllowed ? 0 : apart === 0 ? 1 : exponential(apart);
        probabilities[one] = weight;
        sum += weight;
      }
      const logSum = naturalLogarithm(sum);
      let entropy = 0;
      for (let one = start; one < end; one++) {
        const probability = (probabilities[one] as number) / sum;
        const isAllowed = mask === undefined || mask[maskAt + one] === 1;
        const logarithm = isAllowed ? (outputs[at + one] as number) - highest - logSum : 0;
        probabilities[one] = probability;
        logarithms[one] = logarithm;
        entropy -= probability * logarithm;
      }
      entropies[component] = entropy;
    }
  };

  const self: ActionDistribution = {
    width,
    outputSize,
    logProbability: 0,
    entropy: 0,
    sample: (outputs, at, mask, maskAt, random, actions, to) => {
      prepare(outputs, at, mask, maskAt);
      let logProbability = 0;
      for (let component = 0; component < width; component++) {
        const start = starts[component] as number;
        const end = start + (sizes[component] as number);
        let rest = random.uniform();
        let choice = -1;
        for (let one = start; one < end; one++) {
          const probability = probabilities[one] as number;
          if (probability === 0) continue;
          choice = one;
          rest -= probability;
          if (rest < 0) break;
        }
        actions[to + component] = choice - start;
        logProbability += logarithms[choice] as number;
      }
      return logProbability;
    },
    mode: (outputs, at, mask, maskAt, actions, to) => {
      prepare(outputs, at, mask, maskAt);
      for (let component = 0; component < width; component++) {
        const start = starts[component] as number;
        const end = start + (sizes[component] as number);
        let best = start;
        for (let one = start + 1; one < end; one++) {
          if ((probabilities[one] as number) > (probabilities[best] as number)) best = one;
        }
        actions[to + component] = best - start;
      }
    },
    evaluate: (outputs, at, mask, maskAt, actions, actionAt) => {
      prepare(outputs, at, mask, maskAt);
      let logProbability = 0;
      let entropy = 0;
      for (let component = 0; component < width; component++) {
        const choice = (starts[component] as number) + (actions[actionAt + component] as number);
        chosen[component] = choice;
        const isForbidden = mask !== undefined && mask[maskAt + choice] !== 1;
        logProbability += isForbidden ? Number.NEGATIVE_INFINITY : (logarithms[choice] as number);
        entropy += entropies[component] as number;
      }
      self.logProbability = logProbability;
      self.entropy = entropy;
    },
    differentiate: (logScale, entropyScale, gradients, to) => {
      for (let component = 0; component < width; component++) {
        const start = starts[component] as number;
        const end = start + (sizes[component] as number);
        const choice = chosen[component] as number;
        const entropy = entropies[component] as number;
        for (let one = start; one < end; one++) {
          const probability = probabilities[one] as number;
          const direct = logScale * ((one === choice ? 1 : 0) - probability);
          gradients[to + one] = direct - entropyScale * probability * ((logarithms[one] as number) + entropy);
        }
      }
    },
  };
  return self;
};
