import { inputSizeOf, type LayerGraph, type WeightBlock } from '../network/layer-graph';

/** The input of the model that is written. */
export const inputName = 'observation';

/** A weight as `weightsManifest` of a tfjs model names it. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32';
}

/** tfjs's name of a block: `policy.0.kernel` is `policy.0/kernel`, `trunk.cell.inputs` is `trunk.cell/kernel`. */
const specName = (block: string): string =>
  block
    .replace(/\.(kernel|bias)$/, '/$1')
    .replace(/\.inputs$/, '/kernel')
    .replace(/\.recurrent$/, '/recurrent_kernel');

/** The weights of layers in the order of their blocks. */
export const weightSpecs = (layers: readonly WeightBlock[]): WeightSpec[] =>
  layers.map(({ name, rows, columns }) => ({
    name: specName(name),
    shape: name.endsWith('.bias') ? [columns] : [rows, columns],
    dtype: 'float32',
  }));

export const zeros = { class_name: 'Zeros', config: {} };

/** The topology of tfjs's layers format (Keras 2) for a graph whose last two layers are its outputs. */
export const layersTopology = (graph: LayerGraph, name: string): unknown => {
  const nameOf = (place: number): string => (place < 0 ? inputName : (graph.layers[place]?.name as string));
  const dense = graph.layers.map(({ name: layer, from, size, activation }, place) => ({
    class_name: 'Dense',
    name: layer,
    config: {
      name: layer,
      trainable: true,
      dtype: 'float32',
      units: size,
      activation,
      use_bias: true,
      kernel_initializer: zeros,
      bias_initializer: zeros,
      input_dim: inputSizeOf(graph, place),
    },
    inbound_nodes: [[[nameOf(from), 0, 0, {}]]],
  }));
  const input = {
    class_name: 'InputLayer',
    name: inputName,
    config: { name: inputName, dtype: 'float32', sparse: false, batch_input_shape: [null, graph.inputSize] },
    inbound_nodes: [],
  };
  return {
    keras_version: '2.15.0',
    backend: 'tensor_flow.js',
    class_name: 'Model',
    config: {
      name,
      layers: [input, ...dense],
      input_layers: [[inputName, 0, 0]],
      output_layers: dense.slice(-2).map((layer) => [layer.name, 0, 0]),
    },
  };
};
