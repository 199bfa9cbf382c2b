import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { createBundle } from '../bundle/create-bundle';
import type { BundleMetadata, ModelBundle } from '../bundle/model-bundle';
import { BundleError } from '../errors';
import { weightLayout } from '../network/layer-graph';
import { type ActionHead, actionOutputSize, type PolicyDescription, policyGraph } from '../network/policy-description';
import type { LayerLike, LayersModelLike } from './layers-model-like';

export interface FromLayersModelOptions {
  readonly head: ActionHead;
  readonly metadata: BundleMetadata;
  /** Of a Gaussian head, which no layer holds. Defaults to 0 for each. */
  readonly logStandardDeviations?: readonly number[];
}

const schema = z.strictObject({
  head: z.looseObject({ type: z.string() }),
  metadata: z.looseObject({}),
  logStandardDeviations: z.array(z.number()).readonly().optional(),
});

const refuse = (message: string): BundleError =>
  new BundleError({
    code: 'UNSUPPORTED_MODEL',
    message: `fromLayersModel: ${message}.`,
    remedy:
      'Give a functional model of dense layers with one activation, whose outputs are the policy and the value, each linear; other networks run in tfjs itself.',
  });

const textOf = (config: Readonly<Record<string, unknown>>, field: string): string => String(config[field]);

/** The dense layers from the input to an output, the output last. */
const chainOf = (output: LayerLike): LayerLike[] => {
  const chain: LayerLike[] = [];
  for (let layer: LayerLike | undefined = output; layer !== undefined; ) {
    if (layer.getClassName() === 'InputLayer') return chain;
    if (layer.getClassName() !== 'Dense') throw refuse(`layer ${layer.name} is ${layer.getClassName()}`);
    if (layer.getConfig().useBias === false) throw refuse(`layer ${layer.name} has no bias`);
    chain.unshift(layer);
    const before: readonly LayerLike[] = layer.inboundNodes[0]?.inboundLayers ?? [];
    if (before.length > 1) throw refuse(`layer ${layer.name} reads ${before.length} layers`);
    layer = before[0];
  }
  return chain;
};

const unitsOf = (layer: LayerLike): number => Number(layer.getConfig().units);

const descriptionOf = (
  policy: readonly LayerLike[],
  value: readonly LayerLike[],
  head: ActionHead,
): PolicyDescription => {
  const [policyHidden, valueHidden] = [policy.slice(0, -1), value.slice(0, -1)];
  const ends = [policy.at(-1), value.at(-1)] as [LayerLike, LayerLike];
  if (ends.some((layer) => textOf(layer.getConfig(), 'activation') !== 'linear'))
    throw refuse('an output is not linear');
  if (unitsOf(ends[0]) !== actionOutputSize(head) || unitsOf(ends[1]) !== 1) {
    throw refuse(
      `the outputs have ${unitsOf(ends[0])} and ${unitsOf(ends[1])} numbers instead of ${actionOutputSize(head)} and 1`,
    );
  }
  const isShared = policyHidden.every((layer, place) => layer === valueHidden[place]);
  const sizes = policyHidden.map(unitsOf);
  if (sizes.join() !== valueHidden.map(unitsOf).join()) throw refuse('the trunks of policy and value differ in size');
  const activations = new Set(
    [...policyHidden, ...valueHidden].map((layer) => textOf(layer.getConfig(), 'activation')),
  );
  const [activation = 'tanh'] = activations;
  if (activations.size > 1 || !['tanh', 'relu', 'elu'].includes(activation)) {
    throw refuse(`the activations are ${[...activations].join(', ')}`);
  }
  const [kernel] = (policy[0] as LayerLike).getWeights();
  return {
    observationSize: kernel?.shape[0] as number,
    hiddenSizes: sizes,
    trunks: isShared ? 'shared' : 'separate',
    activation: activation as PolicyDescription['activation'],
    head,
  };
};

/**
 * Makes a bundle of a `tf.LayersModel` with two outputs, policy and value: dense layers with one activation, in one shared trunk or
 * two of the same sizes. Copies the weights and leaves the model as it is.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @throws {BundleError} the model is of another kind (`UNSUPPORTED_MODEL`), or what the bundle would hold is wrong.
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { input, layers, model } from '@tensorflow/tfjs-layers';
 * import { fromLayersModel, type LayersModelLike } from '@sigmax/rl/tf';
 * const observation = input({ shape: [3] });
 * const trunk = layers.dense({ units: 4, activation: 'relu' }).apply(observation) as typeof observation;
 * const outputs = [2, 1].map((units) => layers.dense({ units }).apply(trunk) as typeof observation);
 * const network = model({ inputs: observation, outputs });
 * const bundle = fromLayersModel(network as unknown as LayersModelLike, {
 *   head: { type: 'categorical', sizes: [2] },
 *   metadata: { name: 'mine', featureNames: ['a', 'b', 'c'], seed: 1, steps: 0, algorithm: { name: 'tfjs', options: {} } },
 * });
 * bundle.weights.length; // => 31
 * ```
 */
export const fromLayersModel = (model: LayersModelLike, options: FromLayersModelOptions): ModelBundle => {
  parseOptions(schema, options, 'fromLayersModel');
  const { head, metadata, logStandardDeviations } = options;
  const [policyOutput, valueOutput, ...others] = model.outputLayers;
  if (policyOutput === undefined || valueOutput === undefined || others.length > 0) {
    throw refuse(`the model has ${model.outputLayers.length} outputs`);
  }
  const [policy, value] = [chainOf(policyOutput), chainOf(valueOutput)];
  const description = descriptionOf(policy, value, head);
  const graph = policyGraph(description);
  const { blocks } = weightLayout(graph);
  const layers = [
    ...policy.slice(0, -1),
    ...(description.trunks === 'separate' ? value.slice(0, -1) : []),
    policyOutput,
    valueOutput,
  ];
  const numbers = layers.flatMap((layer) => layer.getWeights().flatMap((tensor) => Array.from(tensor.dataSync())));
  const free = blocks.filter(({ name }) => graph.free.some((one) => one.name === name));
  const deviations = free.flatMap(({ columns }) => logStandardDeviations ?? new Array<number>(columns).fill(0));
  return createBundle({ description, weights: [...numbers, ...deviations], metadata });
};
