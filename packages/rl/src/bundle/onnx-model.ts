import { BundleError } from '../errors';
import { bytesField, floatField, integerField, joinedBytes, textField } from '../logs/protobuf-writer';
import { inputSizeOf, type LayerGraph, weightLayout } from '../network/layer-graph';
import { policyGraph } from '../network/policy-description';
import { scalingEpsilon } from '../training/normaliser';
import { isRecurrent } from './bundle-description';
import { littleEndian } from './encode-bundle';
import type { ModelBundle } from './model-bundle';
import { requireBundle } from './require-bundle';
import { schemaHash } from './schema-hash';

/** Numbers of onnx.proto (ONNX 1.16, IR version 8): field numbers of its messages and the value FLOAT. */
const float32 = 1;

const tensor = (name: string, shape: readonly number[], values: Float32Array): Uint8Array =>
  joinedBytes([
    ...shape.map((size) => integerField(1, size)),
    integerField(2, float32),
    textField(8, name),
    bytesField(9, littleEndian(values)),
  ]);

const node = (
  type: string,
  inputs: readonly string[],
  output: string,
  attributes: readonly Uint8Array[] = [],
): Uint8Array =>
  joinedBytes([
    ...inputs.map((input) => textField(1, input)),
    textField(2, output),
    textField(3, output),
    textField(4, type),
    ...attributes.map((attribute) => bytesField(5, attribute)),
  ]);

/** A table of any number of rows. */
const table = (name: string, columns: number): Uint8Array => {
  const shape = [bytesField(1, textField(2, 'rows')), bytesField(1, integerField(1, columns))];
  return joinedBytes([
    textField(1, name),
    bytesField(2, bytesField(1, integerField(1, float32), bytesField(2, ...shape))),
  ]);
};

const operators = { tanh: 'Tanh', relu: 'Relu', elu: 'Elu' } as const;

interface Parts {
  readonly nodes: Uint8Array[];
  readonly tensors: Uint8Array[];
}

/** (x − mean) / √(variance + 1e-8), clipped. Returns the name of what comes out. */
const addScaling = ({ nodes, tensors }: Parts, { metadata, description }: ModelBundle): string => {
  const { scaling } = metadata;
  if (scaling === undefined) return 'observation';
  const size = [1, description.observationSize];
  const deviations = scaling.variance.map((variance) => Math.sqrt(variance + scalingEpsilon));
  tensors.push(tensor('scaling.mean', size, Float32Array.from(scaling.mean)));
  tensors.push(tensor('scaling.deviation', size, Float32Array.from(deviations)));
  tensors.push(tensor('scaling.low', [], Float32Array.of(-scaling.clip)));
  tensors.push(tensor('scaling.high', [], Float32Array.of(scaling.clip)));
  nodes.push(node('Sub', ['observation', 'scaling.mean'], 'scaling.centred'));
  nodes.push(node('Div', ['scaling.centred', 'scaling.deviation'], 'scaling.divided'));
  nodes.push(node('Clip', ['scaling.divided', 'scaling.low', 'scaling.high'], 'scaling.clipped'));
  return 'scaling.clipped';
};

/** A `Gemm` for each layer, with its activation behind. */
const addLayers = ({ nodes, tensors }: Parts, graph: LayerGraph, weights: Float32Array, input: string): void => {
  const { blocks } = weightLayout(graph);
  const last = graph.layers.length - 1;
  graph.layers.forEach(({ name, from, size, activation }, place) => {
    const [kernel, bias] = [blocks[2 * place], blocks[2 * place + 1]].map((block) => {
      const { offset, rows, columns } = block as (typeof blocks)[number];
      return weights.subarray(offset, offset + rows * columns);
    }) as [Float32Array, Float32Array];
    tensors.push(tensor(`${name}.kernel`, [inputSizeOf(graph, place), size], kernel));
    tensors.push(tensor(`${name}.bias`, [size], bias));
    const read = from < 0 ? input : `${graph.layers[from]?.name}.out`;
    const out = place === last ? 'value' : place === last - 1 ? 'actions' : `${name}.out`;
    const sums = activation === 'linear' ? out : `${name}.sums`;
    nodes.push(node('Gemm', [read, `${name}.kernel`, `${name}.bias`], sums));
    // `alpha` of Elu is written out: name 1, float 2, type 20 = FLOAT.
    const alpha = joinedBytes([textField(1, 'alpha'), floatField(2, 1), integerField(20, 1)]);
    if (activation !== 'linear') {
      nodes.push(node(operators[activation], [sums], out, activation === 'elu' ? [alpha] : []));
    }
  });
};

/**
 * Writes the network of a bundle as an ONNX model (operator set 13): input `observation` as the environment shows it, any number of
 * rows, its scaling inside; outputs `actions`, logits or means, and `value`. Single precision.
 *
 * Sampling, masks and the temperature are left to the caller; names of features and the schema hash are in `metadata_props`. The
 * same bundle gives the same bytes.
 *
 * @example
 * ```ts
 * import { createBundle, onnxModel } from '@sigmax/rl';
 * const bundle = createBundle({
 *   description: {
 *     observationSize: 1, hiddenSizes: [], trunks: 'shared', activation: 'tanh', head: { type: 'categorical', sizes: [2] },
 *   },
 *   weights: [1, 2, 3, 4, 5, 6],
 *   metadata: { name: 'example', featureNames: ['a'], seed: 1, steps: 0, algorithm: { name: 'none', options: {} } },
 * });
 * onnxModel(bundle)[0]; // => 8
 * ```
 */
export const onnxModel = (bundle: ModelBundle): Uint8Array => {
  const { description, weights, metadata } = requireBundle(bundle, 'onnxModel');
  if (isRecurrent(description)) {
    throw new BundleError({
      code: 'UNSUPPORTED_MODEL',
      message: `onnxModel: ${metadata.name} has a ${description.cell} cell.`,
      remedy: 'Give a bundle of dense layers; this one acts with bundlePolicy and policyStrategy.',
    });
  }
  const graph = policyGraph(description);
  const parts: Parts = { nodes: [], tensors: [] };
  addLayers(parts, graph, weights, addScaling(parts, bundle));
  const actions = graph.layers.at(-2)?.size as number;
  const properties = [
    ['featureNames', JSON.stringify(metadata.featureNames)],
    ['schemaHash', schemaHash(description, metadata)],
    ['name', metadata.name],
  ] as const;
  return joinedBytes([
    integerField(1, 8),
    textField(2, '@sigmax/rl'),
    textField(3, bundle.sdkVersion),
    bytesField(
      7,
      ...parts.nodes.map((one) => bytesField(1, one)),
      textField(2, metadata.name),
      ...parts.tensors.map((one) => bytesField(5, one)),
      bytesField(11, table('observation', description.observationSize)),
      bytesField(12, table('actions', actions)),
      bytesField(12, table('value', 1)),
    ),
    bytesField(8, textField(1, ''), integerField(2, 13)),
    ...properties.map(([key, value]) => bytesField(14, textField(1, key), textField(2, value))),
  ]);
};
