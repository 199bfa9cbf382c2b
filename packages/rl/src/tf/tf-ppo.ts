import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { ppoLearner } from '../algorithms/ppo-learner';
import { type PpoOptions, type PpoSettings, parsePpoOptions } from '../algorithms/ppo-options';
import { headOfSpace } from '../network/head-of-space';
import { initialiseWeights } from '../network/initialise-weights';
import { type PolicyDescription, policyGraph } from '../network/policy-description';
import type { Algorithm, Learner } from '../training/algorithm';
import { networkPolicy } from '../training/network-policy';
import type { TrainingWorld } from '../training/training-world';
import { graphProgram } from './graph-program';
import { loadTensorflow } from './load-tensorflow';
import { requireTensors } from './require-tensors';
import { tensorCore } from './tensor-core';
import { tensorNetwork } from './tensor-network';
import { tensorPolicy } from './tensor-policy';
import type { TensorProgram } from './tensor-program';
import type { TrunkModel } from './trunk-model';
import { trunkProgram } from './trunk-program';

/** An algorithm that holds tensors of tfjs. */
export interface TfAlgorithm extends Algorithm {
  /** Frees them. What was learned with it cannot act any more, unless it acts without tfjs. */
  dispose(): void;
}

export interface TfPpoOptions extends Omit<PpoOptions, 'implementation'> {
  /** The backend of tfjs: `cpu`, `wasm`, `webgl` or another that you imported. */
  readonly backend: string;
  /**
   * Layers between the observation and the heads of policy and value, instead of `hiddenSizes`, `trunks` and `activation`. Its
   * weights are trained in place.
   */
  readonly trunk?: TrunkModel | undefined;
  /** `drawn`: the kernels of the trunk begin orthogonal, from the seed of training; `given`: as they are. Defaults to `drawn`. */
  readonly trunkWeights?: 'drawn' | 'given' | undefined;
}

const schema = z.strictObject({
  backend: z.string().min(1),
  trunk: z
    .custom<TrunkModel>((value) => typeof (value as TrunkModel | undefined)?.apply === 'function', 'Invalid trunk')
    .optional(),
  trunkWeights: z.enum(['drawn', 'given']).default('drawn'),
});

/** The trunk's weights one after the other, as they are now. */
const weightsOf = (trunk: TrunkModel): number[] =>
  trunk.weights.flatMap((weight) => [...(weight.read() as { dataSync(): Float32Array }).dataSync()]);

/**
 * PPO with its network in tfjs: the dense layers of `ppo`, or any `tf.LayersModel` as the trunk.
 *
 * Loads `@tensorflow/tfjs-core` and `-layers` when it is called; import a backend yourself. All random numbers are those of the package. One machine
 * and one backend give the same bits again, and a checkpoint goes on with the same bits; other machines may differ in the last
 * ones. With dense layers one update has the weights of `ppo` to 1e-5, and what was learned acts without tfjs.
 *
 * A trunk is applied as it predicts: no dropout, no losses of regularisers, and no learning of layers that are not trainable. It holds
 * the weights of whoever acted or learned with it last; `algorithm.dispose()` leaves its variables alone.
 *
 * @throws {InvalidOptionsError} an option is wrong; when training begins: the trunk does not fit (`INVALID_TRUNK`).
 * @throws {TrainingError} tfjs or the backend is missing (`TFJS_MISSING`, `TFJS_BACKEND_MISSING`); in training: tfjs failed
 * (`TFJS_FAILED`).
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { cartPole, train } from '@sigmax/rl';
 * import { tfPpo } from '@sigmax/rl/tf';
 * const algorithm = await tfPpo({ backend: 'cpu', steps: 16, minibatchSize: 32, epochs: 2, hiddenSizes: [8] });
 * const { stepsDone } = await train({ algorithm, environment: () => cartPole(), environments: 4, steps: 128, seed: 0 });
 * stepsDone; // => 128
 * algorithm.dispose();
 * ```
 */
export const tfPpo = async (options: TfPpoOptions): Promise<TfAlgorithm> => {
  const { backend: givenBackend, trunk: givenTrunk, trunkWeights: givenWeights, ...rest } = options;
  requireTensors(rest, 'tfPpo');
  const own = parseOptions(schema, { backend: givenBackend, trunk: givenTrunk, trunkWeights: givenWeights }, 'tfPpo');
  const { backend, trunk, trunkWeights } = own;
  const settings = parsePpoOptions(rest, 'tfPpo');
  const tensorflow = await loadTensorflow(backend);
  const begin = trunk === undefined ? [] : weightsOf(trunk);
  const programs: TensorProgram[] = [];

  const start = (world: TrainingWorld, random: Parameters<Algorithm['start']>[1]): Learner => {
    const { vector, count } = world;
    const { observationSize, actionSpace } = vector;
    const { steps, minibatchSize, hiddenSizes, trunks, activation } = settings;
    const description: PolicyDescription = {
      observationSize,
      hiddenSizes,
      trunks,
      activation,
      head: headOfSpace(actionSpace),
    };
    const program =
      trunk === undefined
        ? graphProgram(tensorflow, policyGraph(description))
        : trunkProgram(tensorflow, trunk, description);
    programs.push(program);
    const networkOf = (capacity: number) =>
      tensorNetwork(tensorCore(tensorflow, program, { backend, capacity }), description);
    const network = networkOf(Math.max(count, Math.min(minibatchSize, count * steps)));
    initialiseWeights(network, random.split('weights'), settings.initialWeights);
    if (trunk !== undefined) restoreGiven(network.weights, program, begin, trunkWeights);
    return ppoLearner(settings, world, random, {
      network,
      data: trunk === undefined ? { description } : { trunk: program.layout.blocks.map(({ name }) => name) },
      policy: (isRandom, needsMask) => {
        const how = { actionSpace, scaling: world.scaling(), isRandom, needsMask };
        if (trunk === undefined) return networkPolicy({ ...how, description, weights: network.weights });
        const acting = networkOf(1);
        acting.weights.set(network.weights);
        return tensorPolicy({ ...how, network: acting });
      },
    });
  };
  return {
    name: 'tfPpo',
    options: optionsAsData(settings, own),
    start,
    dispose: () => {
      for (const program of programs.splice(0)) program.dispose();
    },
  };
};

/** Puts the weights that the trunk came with where they are not drawn. */
const restoreGiven = (
  weights: { [at: number]: number },
  { layout }: TensorProgram,
  begin: readonly number[],
  trunkWeights: 'drawn' | 'given',
): void => {
  for (const { name, offset, rows, columns } of layout.blocks) {
    if (offset >= begin.length || (trunkWeights === 'drawn' && name.endsWith('.kernel'))) continue;
    for (let at = offset; at < offset + rows * columns; at++) weights[at] = begin[at] as number;
  }
};

const optionsAsData = (settings: PpoSettings, { backend, trunk, trunkWeights }: z.output<typeof schema>): unknown => ({
  ...settings,
  backend,
  ...(trunk === undefined ? {} : { trunk: trunk.weights.map(({ shape }) => shape), trunkWeights }),
});
