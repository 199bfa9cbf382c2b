import type { TrainableCore } from '../network/network-core';
import type { NetworkMemory } from '../network/network-memory';
import { type ActionHead, actionOutputSize } from '../network/policy-description';
import type { TrainableNetwork } from '../network/policy-network';

export interface TensorNetworkOptions {
  readonly observationSize: number;
  readonly head: ActionHead;
  /** What a recurrent network remembers, which must then act on as many rows as it has environments. */
  readonly memory?: (NetworkMemory & { act(): void }) | undefined;
}

/** A policy with its value function on a core of any kind; the last two outputs of the core are theirs. */
export const tensorNetwork = (core: TrainableCore, options: TensorNetworkOptions): TrainableNetwork => {
  const { observationSize, head, memory } = options;
  const { inputs, outputs, layout, weights, capacity } = core;
  const width = actionOutputSize(head);
  const [actions, values] = outputs.slice(-2) as [(typeof outputs)[number], (typeof outputs)[number]];
  const copyRows = (count: number, from: ArrayLike<number>, first: number): void => {
    for (let row = 0; row < count; row++) {
      for (let at = 0; at < observationSize; at++) {
        inputs.values[row * inputs.stride + at] = from[(first + row) * observationSize + at] as number;
      }
    }
  };
  return {
    description: { observationSize, head },
    layout,
    weights,
    logStandardDeviations: weights.subarray(layout.size - (head.type === 'gaussian' ? width : 0)),
    core,
    memory,
    forward: (observations, rows, out) => {
      memory?.act();
      for (let first = 0; first < rows; first += capacity) {
        const count = Math.min(capacity, rows - first);
        copyRows(count, observations, first);
        core.forward(count);
        for (let row = 0; row < count; row++) {
          for (let at = 0; at < width; at++) {
            out.actions[(first + row) * width + at] = actions.values[row * actions.stride + at] as number;
          }
          out.values[first + row] = values.values[row * values.stride] as number;
        }
      }
    },
  };
};
