import { inputSizeOf, type LayerGraph, weightLayout } from '../network/layer-graph';
import type { CoreRows, NetworkCore } from '../network/network-core';
import { activate, multiplyBySlope } from './activations';
import { adamStep, clipGradients } from './adam';
import type { CoreOptions } from './create-core';

/** sums ← bias + x · kernel, row by row; terms are added in the order of the inputs. */
const multiply = (
  x: CoreRows,
  sums: CoreRows,
  rows: number,
  inputs: number,
  outputs: number,
  weights: ArrayLike<number>,
  kernelAt: number,
): void => {
  const biasAt = kernelAt + inputs * outputs;
  for (let row = 0; row < rows; row++) {
    const to = row * sums.stride;
    for (let column = 0; column < outputs; column++) sums.values[to + column] = weights[biasAt + column] as number;
    for (let input = 0; input < inputs; input++) {
      const value = x.values[row * x.stride + input] as number;
      const from = kernelAt + input * outputs;
      for (let column = 0; column < outputs; column++) {
        sums.values[to + column] = (sums.values[to + column] as number) + value * (weights[from + column] as number);
      }
    }
  }
};

/** Gradients of kernel (xᵀ · d) and bias (column sums of d). */
const kernelGradient = (
  x: CoreRows,
  slopes: CoreRows,
  rows: number,
  inputs: number,
  outputs: number,
  gradients: Float64Array,
  kernelAt: number,
): void => {
  const biasAt = kernelAt + inputs * outputs;
  gradients.fill(0, kernelAt, biasAt + outputs);
  for (let row = 0; row < rows; row++) {
    const from = row * slopes.stride;
    for (let input = 0; input < inputs; input++) {
      const value = x.values[row * x.stride + input] as number;
      const to = kernelAt + input * outputs;
      for (let column = 0; column < outputs; column++) {
        gradients[to + column] = (gradients[to + column] as number) + value * (slopes.values[from + column] as number);
      }
    }
    for (let column = 0; column < outputs; column++) {
      gradients[biasAt + column] = (gradients[biasAt + column] as number) + (slopes.values[from + column] as number);
    }
  }
};

/** dx ← dx + d · kernelᵀ. */
const passBack = (
  slopes: CoreRows,
  below: CoreRows,
  rows: number,
  inputs: number,
  outputs: number,
  weights: ArrayLike<number>,
  kernelAt: number,
): void => {
  for (let row = 0; row < rows; row++) {
    const from = row * slopes.stride;
    for (let input = 0; input < inputs; input++) {
      let sum = 0;
      const at = kernelAt + input * outputs;
      for (let column = 0; column < outputs; column++) {
        sum += (slopes.values[from + column] as number) * (weights[at + column] as number);
      }
      const to = row * below.stride + input;
      below.values[to] = (below.values[to] as number) + sum;
    }
  }
};

/** The core in double precision: the measure of the other, and what works where there is no WebAssembly. */
export const typescriptCore = (
  graph: LayerGraph,
  { capacity, hasInputGradients = false }: CoreOptions,
): NetworkCore => {
  const layout = weightLayout(graph);
  const { layers } = graph;
  const all = new Float64Array(4 * layout.size);
  const part = (index: number): Float64Array => all.subarray(index * layout.size, (index + 1) * layout.size);
  const [weights, gradients, firstMoments, secondMoments] = [part(0), part(1), part(2), part(3)];
  const rowsOf = (stride: number): CoreRows => ({ values: new Float64Array(capacity * stride), stride });
  const inputs = rowsOf(graph.inputSize);
  const outputs = layers.map(({ size }) => rowsOf(size));
  const outputGradients = layers.map(({ size }) => rowsOf(size));
  const inputGradients = hasInputGradients ? rowsOf(graph.inputSize) : undefined;
  const isRead = layers.map((_, index) => layers.some(({ from }) => from === index));
  const kernelAt = layers.map((_, index) => (layout.blocks[2 * index] as { readonly offset: number }).offset);
  const inputSizes = layers.map((_, index) => inputSizeOf(graph, index));

  return {
    name: 'typescript',
    graph,
    layout,
    capacity,
    weights,
    gradients,
    firstMoments,
    secondMoments,
    inputs,
    outputs,
    outputGradients,
    inputGradients,
    forward: (rows) => {
      layers.forEach(({ from, size, activation }, index) => {
        const x = from < 0 ? inputs : (outputs[from] as CoreRows);
        const y = outputs[index] as CoreRows;
        multiply(x, y, rows, inputSizes[index] as number, size, weights, kernelAt[index] as number);
        activate(activation, y.values, rows * y.stride);
      });
    },
    backward: (rows) => {
      inputGradients?.values.fill(0, 0, rows * inputGradients.stride);
      outputGradients.forEach(({ values, stride }, index) => {
        if (isRead[index]) values.fill(0, 0, rows * stride);
      });
      for (let index = layers.length - 1; index >= 0; index--) {
        const { from, size, activation } = layers[index] as (typeof layers)[number];
        const slopes = outputGradients[index] as CoreRows;
        const at = kernelAt[index] as number;
        const width = inputSizes[index] as number;
        multiplyBySlope(activation, slopes.values, (outputs[index] as CoreRows).values, rows * slopes.stride);
        const x = from < 0 ? inputs : (outputs[from] as CoreRows);
        kernelGradient(x, slopes, rows, width, size, gradients, at);
        const below = from < 0 ? inputGradients : outputGradients[from];
        if (below !== undefined) passBack(slopes, below, rows, width, size, weights, at);
      }
    },
    clipGradients: (limit) => clipGradients(gradients, limit),
    adamStep: (step, rate, options) => {
      adamStep({ weights, gradients, firstMoments, secondMoments }, step, rate, options);
    },
  };
};
