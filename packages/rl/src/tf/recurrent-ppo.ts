import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { ppoLearner } from '../algorithms/ppo-learner';
import { parsePpoOptions } from '../algorithms/ppo-options';
import { headOfSpace } from '../network/head-of-space';
import { initialiseWeights, orthogonal } from '../network/initialise-weights';
import type { TrainableNetwork } from '../network/policy-network';
import { type CellName, type RecurrentDescription, stateSizeOf } from '../recurrent/recurrent-description';
import type { Algorithm } from '../training/algorithm';
import { networkPolicy } from '../training/network-policy';
import { loadTensorflow } from './load-tensorflow';
import { recurrentMemory } from './recurrent-memory';
import { recurrentProgram } from './recurrent-program';
import { requireTensors } from './require-tensors';
import { sequenceOrder } from './sequence-order';
import { tensorCore } from './tensor-core';
import { tensorNetwork } from './tensor-network';
import type { TfAlgorithm, TfPpoOptions } from './tf-ppo';

export interface RecurrentPpoOptions extends Omit<TfPpoOptions, 'trunk' | 'trunkWeights'> {
  /** Defaults to `lstm`. */
  readonly cell?: CellName | undefined;
  /** Units of the cell. Defaults to 64. */
  readonly recurrentSize?: number | undefined;
  /**
   * Most steps that a gradient goes back; longer sequences are cut, and each part begins with what was remembered then. Defaults to
   * the steps of a rollout.
   */
  readonly longestSequence?: number | undefined;
}

const schema = z.strictObject({
  backend: z.string().min(1),
  cell: z.enum(['lstm', 'gru']).default('lstm'),
  recurrentSize: z.int().min(1).max(65_536).default(64),
  longestSequence: z.int().positive().optional(),
});

/** Orthogonal matrices of gain 1 for the cells, whose biases stay 0. Source: Huang et al. 2022, details of LSTMs, 1. */
export const initialiseCells = (network: TrainableNetwork, random: Parameters<Algorithm['start']>[1]): void => {
  for (const { name, rows, columns, offset } of network.layout.blocks) {
    if (name.endsWith('.cell.inputs') || name.endsWith('.cell.recurrent')) {
      orthogonal(network.weights, offset, rows, columns, 1, random);
    }
  }
};

/**
 * PPO with an LSTM or a GRU in tfjs, for environments that do not show all there is to know.
 *
 * What is remembered is kept for each environment, and forgotten where an episode begins. Minibatches are consecutive rows of shuffled
 * environments, cut into sequences where episodes begin and padded; padding has no part in the loss. Options are those of `ppo`, with
 * defaults of 128 steps, 128 rows and hidden layers of [64] on top of the cell; `trunks: 'separate'` gives the value a cell of its own.
 * Source: Huang et al. 2022; sb3-contrib's `RecurrentPPO`.
 *
 * What was learned acts without tfjs, in double precision of our own, and can be made a bundle. Repeats and goes on from checkpoints as
 * `tfPpo` does. Cost: a minibatch whose longest sequence has T steps takes about 60 T operations
 * of tfjs for each cell, so that `longestSequence` bounds its time.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @throws {TrainingError} tfjs or the backend is missing (`TFJS_MISSING`, `TFJS_BACKEND_MISSING`); in training: tfjs failed
 * (`TFJS_FAILED`).
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { box, cartPole, mapObservation, train } from '@sigmax/rl';
 * import { recurrentPpo } from '@sigmax/rl/tf';
 * const space = box({ low: [-Infinity, -Infinity], high: [Infinity, Infinity] });
 * const withoutSpeeds = () => mapObservation(cartPole(), space, ([x = 0, , angle = 0]) => Float64Array.of(x, angle));
 * const algorithm = await recurrentPpo({ backend: 'cpu', cell: 'gru', recurrentSize: 4, hiddenSizes: [], steps: 8, epochs: 1 });
 * const { stepsDone } = await train({ algorithm, environment: withoutSpeeds, environments: 2, steps: 32, seed: 0 });
 * stepsDone; // => 32
 * algorithm.dispose();
 * ```
 */
export const recurrentPpo = async (options: RecurrentPpoOptions): Promise<TfAlgorithm> => {
  const { backend: givenBackend, cell: givenCell, recurrentSize: givenSize, longestSequence, ...rest } = options;
  requireTensors(rest, 'recurrentPpo');
  const own = parseOptions(
    schema,
    { backend: givenBackend, cell: givenCell, recurrentSize: givenSize, longestSequence },
    'recurrentPpo',
  );
  const settings = parsePpoOptions({ steps: 128, minibatchSize: 128, hiddenSizes: [64], ...rest }, 'recurrentPpo');
  const { backend, cell, recurrentSize } = own;
  const tensorflow = await loadTensorflow(backend);
  const disposals: (() => void)[] = [];

  const start: Algorithm['start'] = (world, random) => {
    const { vector, count } = world;
    const { observationSize, actionSpace } = vector;
    const { steps, minibatchSize, hiddenSizes, trunks, activation } = settings;
    const head = headOfSpace(actionSpace);
    const description: RecurrentDescription = {
      observationSize,
      cell,
      recurrentSize,
      hiddenSizes,
      trunks,
      activation,
      head,
    };
    const { passOf, ...program } = recurrentProgram(tensorflow, description);
    disposals.push(program.dispose);
    let ends: ArrayLike<number> = [];
    const memory = recurrentMemory({
      stateSize: stateSizeOf(description),
      environments: count,
      steps,
      longest: own.longestSequence ?? steps,
      ends: () => ends,
    });
    const capacity = Math.max(count, Math.min(minibatchSize, count * steps));
    const core = tensorCore(tensorflow, { ...program, begin: passOf(memory) }, { backend, capacity });
    const network = tensorNetwork(core, { observationSize, head, memory });
    const weightRandom = random.split('weights');
    initialiseWeights(network, weightRandom, settings.initialWeights);
    initialiseCells(network, weightRandom);
    return ppoLearner(settings, world, random, {
      network,
      order: (rows, orderRandom) => sequenceOrder(rows, steps, orderRandom),
      onBuffer: (buffer) => {
        ends = buffer.ends;
      },
      data: { recurrent: description },
      vectors: { memory: memory.states },
      policy: (isRandom, needsMask) => {
        // In single precision as tfjs has them, and as a bundle keeps them.
        const weights = Float32Array.from(network.weights);
        return networkPolicy({ description, weights, actionSpace, scaling: world.scaling(), isRandom, needsMask });
      },
    });
  };
  return {
    name: 'recurrentPpo',
    options: { ...settings, ...own },
    start,
    dispose: () => {
      for (const dispose of disposals.splice(0)) dispose();
    },
  };
};
