import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { createCore } from '../kernels/create-core';
import type { WeightLayout } from './layer-graph';
import type { NetworkCore, Numbers, TrainableCore } from './network-core';
import type { NetworkMemory } from './network-memory';
import { actionOutputSize, type PolicyDescription, parsePolicyDescription, policyGraph } from './policy-description';

/** Where `forward` writes, a row after the other. */
export interface PolicyOutputs {
  /** Logits of a categorical head, means of a Gaussian one, means and ln σ of a squashed one: `actionOutputSize(head)` numbers a row. */
  readonly actions: Numbers;
  /** The value of each observation. */
  readonly values: Numbers;
}

/** What a policy of any layers needs for its actions and for learning. */
export interface TrainableNetwork {
  readonly description: Pick<PolicyDescription, 'observationSize' | 'head'>;
  readonly layout: WeightLayout;
  readonly weights: Numbers;
  /** Logarithms of the standard deviations of a Gaussian head, a part of `weights`; empty for another. */
  readonly logStandardDeviations: Numbers;
  /** What does the arithmetic; training works on it. */
  readonly core: TrainableCore;
  /** What a recurrent network remembers; another has none. */
  readonly memory?: NetworkMemory | undefined;
  /** Evaluates the first `rows` rows of observations. With a memory, row e is environment e. */
  forward(observations: ArrayLike<number>, rows: number, out: PolicyOutputs): void;
}

/**
 * A policy with its value function: a description as plain data and one vector of weights.
 *
 * `weights` may be read and written at any time (saved, loaded, averaged); the next `forward` uses what is there. Names and places
 * are in `layout`: `policy.0.kernel`, `policy.0.bias`, …, `policy.head.kernel`, `value.head.bias`, and for a Gaussian head
 * `policy.logStandardDeviation`; shared trunks are `trunk.0.kernel` and so on.
 */
export interface PolicyNetwork extends TrainableNetwork {
  readonly description: PolicyDescription;
  /** What does the arithmetic; training works on it. */
  readonly core: NetworkCore;
  /** Evaluates the first `rows` rows of observations. Allocates nothing. */
  forward(observations: ArrayLike<number>, rows: number, out: PolicyOutputs): void;
}

export interface PolicyNetworkOptions {
  /**
   * `webassembly` (single precision) where the machine has SIMD in it, else `typescript` (double precision); or the one that
   * is named. Defaults to the former.
   */
  readonly implementation?: NetworkCore['name'] | undefined;
  /** Most rows that are worked on at once; more are taken in parts. Defaults to 256. */
  readonly capacity?: number | undefined;
  /** Weights to begin with, `layout.size` numbers; zeros where left out. */
  readonly weights?: ArrayLike<number> | undefined;
}

const isNumbers = (value: unknown): boolean => typeof Reflect.get(Object(value), 'length') === 'number';

const schema = z.strictObject({
  implementation: z.enum(['webassembly', 'typescript']).optional(),
  capacity: z.int().positive().default(256),
  weights: z.custom<ArrayLike<number>>(isNumbers, 'expected a list of numbers').optional(),
});

const requireLength = (weights: ArrayLike<number>, size: number): void => {
  if (weights.length === size) return;
  throw new InvalidOptionsError({
    code: 'INVALID_WEIGHTS',
    message: `policyNetwork: ${weights.length} weights were given.`,
    remedy: `Give ${size}, or leave them out.`,
    context: { given: weights.length, expected: size },
  });
};

/**
 * Makes the network of a description.
 *
 * Memory: four vectors of `layout.size` numbers (weights, gradients, Adam's moments) and about twice the layers' sizes for each row
 * of the capacity. A forward of one row of 7 → 64 → 64 → (3, 1), separate trunks, takes about 9,700 multiplications.
 *
 * @throws {InvalidOptionsError} the description is wrong, weights have the wrong length, or WebAssembly is asked for and absent.
 * @example
 * ```ts
 * import { policyNetwork } from '@sigmax/rl';
 * const network = policyNetwork({
 *   observationSize: 2,
 *   hiddenSizes: [4],
 *   trunks: 'separate',
 *   activation: 'tanh',
 *   head: { type: 'categorical', sizes: [3] },
 * });
 * network.layout.size; // => 44
 * network.weights[network.layout.blocks[5]!.offset] = 0.5; // policy.head.bias
 * const out = { actions: new Float64Array(3), values: new Float64Array(1) };
 * network.forward([1, -1], 1, out);
 * [...out.actions]; // => [0.5, 0, 0]
 * ```
 */
export const policyNetwork = (value: PolicyDescription, options: PolicyNetworkOptions = {}): PolicyNetwork => {
  const description = parsePolicyDescription(value);
  const { implementation, capacity, weights: given } = parseOptions(schema, options, 'policyNetwork');
  const hasClippedLoss = description.head.type === 'categorical' && description.head.sizes.length === 1;
  const core = createCore(policyGraph(description), { implementation, capacity, hasClippedLoss });
  const { inputs, layout, weights, outputs } = core;
  if (given !== undefined) {
    requireLength(given, layout.size);
    weights.set(given);
  }
  const { observationSize, head } = description;
  const width = actionOutputSize(head);
  const policyHead = outputs[outputs.length - 2] as (typeof outputs)[number];
  const valueHead = outputs[outputs.length - 1] as (typeof outputs)[number];
  const freeAt = layout.size - (head.type === 'gaussian' ? width : 0);

  return {
    description,
    layout,
    weights,
    logStandardDeviations: weights.subarray(freeAt),
    core,
    forward: (observations, rows, out) => {
      for (let first = 0; first < rows; first += capacity) {
        const count = Math.min(capacity, rows - first);
        for (let row = 0; row < count; row++) {
          const from = (first + row) * observationSize;
          const to = row * inputs.stride;
          for (let at = 0; at < observationSize; at++) inputs.values[to + at] = observations[from + at] as number;
        }
        core.forward(count);
        for (let row = 0; row < count; row++) {
          const from = row * policyHead.stride;
          const to = (first + row) * width;
          for (let at = 0; at < width; at++) out.actions[to + at] = policyHead.values[from + at] as number;
          out.values[first + row] = valueHead.values[row * valueHead.stride] as number;
        }
      }
    },
  };
};
