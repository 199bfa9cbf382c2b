import { expect } from 'vitest';
import type { CoreRows, NetworkCore } from '../network/network-core';
import { pcg64 } from '../random/pcg64';
import type { Checkpoint } from '../training/checkpoint';
import { checkpointBytes, checkpointFromBytes } from '../training/checkpoint-bytes';
import { train } from '../training/train';
import type { TrainOptions } from '../training/train-options';

/** Fills weights and the first rows of the inputs with numbers of a seed. */
export const fillCore = (core: NetworkCore, rows: number, seed: number): void => {
  const random = pcg64(seed);
  for (let at = 0; at < core.weights.length; at++) core.weights[at] = 0.5 * random.normal();
  for (let at = 0; at < rows * core.inputs.stride; at++) core.inputs.values[at] = random.normal();
};

/** What a head says of a row. */
export const rowOf = ({ values, stride }: CoreRows, row: number, width: number): number[] =>
  Array.from(values.subarray(row * stride, row * stride + width));

/** Compares every `every`th gradient of the weights with the difference of a loss that is computed anew. */
export const expectGradients = (core: NetworkCore, loss: () => number, every: number): void => {
  const gradients = core.gradients.slice();
  for (let at = 0; at < gradients.length; at += every) {
    const before = core.weights[at] as number;
    core.weights[at] = before + 1e-6;
    const above = loss();
    core.weights[at] = before - 1e-6;
    const below = loss();
    core.weights[at] = before;
    expect(Math.abs((gradients[at] as number) - (above - below) / 2e-6)).toBeLessThan(1e-6);
  }
};

/** Trains without a stop, and again from the bytes of a checkpoint on the way; expects the same bits. */
export const expectExactResume = async <Action>(
  options: TrainOptions<Action>,
  stopAfter: number,
): Promise<Checkpoint> => {
  const kept: Uint8Array[] = [];
  const whole = await train({
    ...options,
    callbacks: [
      {
        name: 'keep',
        onIteration: ({ iteration, checkpoint }) => {
          if (iteration === stopAfter) kept.push(checkpointBytes(checkpoint()));
          return undefined;
        },
      },
    ],
  });
  const rest = await train({ ...options, checkpoint: checkpointFromBytes(kept[0] as Uint8Array) });
  expect(rest.digest).toBe(whole.digest);
  expect(checkpointBytes(rest.checkpoint())).toEqual(checkpointBytes({ ...whole.checkpoint(), callbacks: {} }));
  return whole.checkpoint();
};
