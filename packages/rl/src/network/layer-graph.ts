/** What a layer does to its sums. `elu` is x above 0 and eˣ − 1 below. */
export type Activation = 'linear' | 'tanh' | 'relu' | 'elu';

/** One dense layer: activation(x · kernel + bias). */
export interface DenseLayer {
  readonly name: string;
  /** The place of the layer that it reads, below its own; −1 reads the input. */
  readonly from: number;
  /** How many numbers it gives. */
  readonly size: number;
  readonly activation: Activation;
}

/**
 * Dense layers that each read the input or an earlier layer, and vectors of free parameters, as plain data.
 *
 * Several layers may read one: a shared trunk with two heads is a graph of this kind, and so are two networks beside each other.
 */
export interface LayerGraph {
  readonly inputSize: number;
  readonly layers: readonly DenseLayer[];
  /** Parameters that no layer reads, such as a logarithm of standard deviations. */
  readonly free: readonly { readonly name: string; readonly size: number }[];
}

/** Where a matrix or a vector of weights lies: row r, column c at `offset + r · columns + c`. */
export interface WeightBlock {
  readonly name: string;
  /** Inputs of a kernel; 1 for a bias and for free parameters. */
  readonly rows: number;
  /** Outputs of a kernel, or the length of a vector. */
  readonly columns: number;
  readonly offset: number;
}

/** The blocks of one weights vector, and its length. */
export interface WeightLayout {
  readonly size: number;
  readonly blocks: readonly WeightBlock[];
}

/** How many numbers layer `index` reads. */
export const inputSizeOf = ({ inputSize, layers }: LayerGraph, index: number): number => {
  const from = (layers[index] as DenseLayer).from;
  return from < 0 ? inputSize : (layers[from] as DenseLayer).size;
};

/**
 * The layout of a graph's weights: for each layer `<name>.kernel` (inputs × outputs, as in tfjs and Keras) and `<name>.bias`, then
 * the free parameters, with nothing between them.
 */
export const weightLayout = (graph: LayerGraph): WeightLayout => {
  const blocks: WeightBlock[] = [];
  let offset = 0;
  const add = (name: string, rows: number, columns: number): void => {
    blocks.push({ name, rows, columns, offset });
    offset += rows * columns;
  };
  graph.layers.forEach(({ name, size }, index) => {
    add(`${name}.kernel`, inputSizeOf(graph, index), size);
    add(`${name}.bias`, 1, size);
  });
  for (const { name, size } of graph.free) add(name, 1, size);
  return { size: offset, blocks };
};
