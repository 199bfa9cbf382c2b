import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { type Activation, type LayerGraph, weightLayout } from '../network/layer-graph';
import { dense } from './dense';
import type { Tensorflow } from './load-tensorflow';
import type { TensorProgram } from './tensor-program';
import { zeroVariables } from './zero-variables';

/** What an activation is in tfjs. */
export const activated = (tensorflow: Tensorflow, activation: Activation, sums: Tensor2D): Tensor2D =>
  activation === 'linear' ? sums : tensorflow[activation](sums);

/** The dense layers of a graph in tfjs. Its outputs are the layers that no layer reads. */
export const graphProgram = (tensorflow: Tensorflow, graph: LayerGraph): TensorProgram => {
  const layout = weightLayout(graph);
  const { inputSize, layers } = graph;
  const variables = zeroVariables(tensorflow, layout.blocks.slice(0, 2 * layers.length));
  const tops = layers.flatMap((_, index) => (layers.some(({ from }) => from === index) ? [] : [index]));
  return {
    inputSize,
    layout,
    outputSizes: tops.map((index) => (layers[index] as (typeof layers)[number]).size),
    variables,
    trained: variables,
    holder: {},
    begin: (rows) => ({
      total: rows,
      run: (x) => {
        const results: Tensor2D[] = [];
        layers.forEach(({ from, activation }, index) => {
          const [kernel, bias] = [variables[2 * index] as unknown as Tensor2D, variables[2 * index + 1] as Tensor];
          const input = from < 0 ? x : (results[from] as Tensor2D);
          results.push(activated(tensorflow, activation, dense(tensorflow, input, kernel, bias, from < 0)));
        });
        return tops.map((index) => results[index] as Tensor2D);
      },
    }),
    dispose: () => {
      for (const variable of variables) variable.dispose();
    },
  };
};
