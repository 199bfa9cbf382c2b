import { type Activation, inputSizeOf, type LayerGraph, weightLayout } from '../network/layer-graph';
import type { CoreRows, NetworkCore } from '../network/network-core';
import { wholePower } from './adam';
import type { CoreOptions } from './create-core';
import { type KernelExports, kernelInstance } from './web-assembly-runtime';

const width = 4;

/** Below lies what the compiler may put there. */
const memoryStart = 1024;

const roundedUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

/** One layer with the addresses that its kernels take, in bytes, and strides in bytes. */
interface Layer {
  readonly activation: Activation;
  readonly inputs: number;
  readonly outputs: number;
  /** Outputs rounded up to a whole number of vectors. */
  readonly columns: number;
  readonly x: number;
  readonly xStride: number;
  readonly y: number;
  readonly slopes: number;
  readonly stride: number;
  readonly kernel: number;
  readonly bias: number;
  /** Where a kernel and bias whose rows are no whole vectors are copied to; `undefined` where they are used in place. */
  readonly packed: { readonly kernel: number; readonly bias: number } | undefined;
  readonly kernelGradient: number;
  readonly biasGradient: number;
  /** Where the gradient of x goes, and whether another layer has written there before; `undefined` where nobody asks. */
  readonly below: { readonly at: number; readonly isShared: boolean; readonly transposed: number } | undefined;
}

const kernelOf = (
  { tanh, relu, elu }: KernelExports,
  activation: Activation,
): ((at: number, count: number) => void) | undefined => ({ tanh, relu, elu, linear: undefined })[activation];

const slopeKernelOf = (
  { multiplyByTanhSlope, multiplyByReluSlope, multiplyByEluSlope }: KernelExports,
  activation: Activation,
) => ({ tanh: multiplyByTanhSlope, relu: multiplyByReluSlope, elu: multiplyByEluSlope, linear: undefined })[activation];

/** Hands out places in a memory one after the other, each at a multiple of 64 bytes. */
const placer = () => {
  let end = memoryStart;
  return {
    place: (numbers: number): number => {
      const at = end;
      end = roundedUp(end + numbers * width, 64);
      return at;
    },
    bytes: () => end,
  };
};

/**
 * The core in single precision, with WebAssembly's vectors of four numbers. To be called where `hasKernels()` is true.
 *
 * Memory: weights, gradients and moments; two tables of capacity × size for each layer, rows padded to whole vectors; a
 * transposed copy of the kernels whose inputs get gradients.
 */
export const webAssemblyCore = (
  graph: LayerGraph,
  { capacity, hasInputGradients = false }: CoreOptions,
): NetworkCore => {
  const layout = weightLayout(graph);
  const { layers: dense, inputSize } = graph;
  const { place, bytes } = placer();
  const count = roundedUp(layout.size, 4);
  const [weightsAt, gradientsAt, firstAt, secondAt] = [place(count), place(count), place(count), place(count)];
  const padded = (size: number): number => roundedUp(size, 4);
  const inputStride = padded(inputSize);
  const inputsAt = place(capacity * inputStride);
  const inputGradientsAt = hasInputGradients ? place(capacity * inputStride) : undefined;
  const outputsAt = dense.map(({ size }) => place(capacity * padded(size)));
  const slopesAt = dense.map(({ size }) => place(capacity * padded(size)));
  const zerosAt = place(Math.max(inputStride, ...dense.map(({ size }) => padded(size))));
  const layers = dense.map(({ from, size, activation }, index): Layer => {
    const inputs = inputSizeOf(graph, index);
    const [kernel, bias] = [layout.blocks[2 * index], layout.blocks[2 * index + 1]].map(
      (block) => (block as { readonly offset: number }).offset * width,
    ) as [number, number];
    const belowAt = from < 0 ? inputGradientsAt : slopesAt[from];
    return {
      activation,
      inputs,
      outputs: size,
      columns: padded(size),
      x: from < 0 ? inputsAt : (outputsAt[from] as number),
      xStride: padded(inputs) * width,
      y: outputsAt[index] as number,
      slopes: slopesAt[index] as number,
      stride: padded(size) * width,
      kernel: weightsAt + kernel,
      bias: weightsAt + bias,
      packed: size % 4 === 0 ? undefined : { kernel: place(inputs * padded(size)), bias: place(padded(size)) },
      kernelGradient: gradientsAt + kernel,
      biasGradient: gradientsAt + bias,
      below:
        belowAt === undefined
          ? undefined
          : {
              at: belowAt,
              // Layers are taken from the last to the first.
              isShared: dense.slice(index + 1).some((later) => later.from === from),
              transposed: place(size * padded(inputs)),
            },
    };
  });
  const { exports, buffer } = kernelInstance(bytes());
  const { product, gradient, columnSums, pack, transpose, sumOfSquares, scale, adamStep } = exports;
  const activations = layers.map(({ activation }) => kernelOf(exports, activation));
  const slopeKernels = layers.map(({ activation }) => slopeKernelOf(exports, activation));
  const view = (at: number, numbers: number): Float32Array => new Float32Array(buffer, at, numbers);
  const rowsAt = (at: number, size: number): CoreRows => ({
    values: view(at, capacity * padded(size)),
    stride: padded(size),
  });

  const forwardLayer = (layer: Layer, index: number, rows: number): void => {
    const { packed, inputs, outputs, columns, stride } = layer;
    if (packed !== undefined) {
      pack(layer.kernel, packed.kernel, stride, inputs, outputs);
      pack(layer.bias, packed.bias, stride, 1, outputs);
    }
    const { kernel, bias } = packed ?? layer;
    product(layer.x, layer.xStride, kernel, stride, bias, 0, layer.y, stride, rows, inputs, columns);
    activations[index]?.(layer.y, rows * columns);
  };

  const backwardLayer = (layer: Layer, index: number, rows: number): void => {
    const { inputs, outputs, columns, stride, slopes, below, xStride } = layer;
    slopeKernels[index]?.(slopes, layer.y, rows * columns);
    gradient(layer.x, xStride, slopes, stride, layer.kernelGradient, rows, inputs, outputs);
    columnSums(slopes, stride, layer.biasGradient, rows, outputs);
    if (below === undefined) return;
    const { at, isShared, transposed } = below;
    transpose(layer.kernel, transposed, xStride, inputs, outputs);
    const start = isShared ? at : zerosAt;
    const startStride = isShared ? xStride : 0;
    product(slopes, stride, transposed, xStride, start, startStride, at, xStride, rows, outputs, xStride / width);
  };

  return {
    name: 'webassembly',
    graph,
    layout,
    capacity,
    weights: view(weightsAt, layout.size),
    gradients: view(gradientsAt, layout.size),
    firstMoments: view(firstAt, layout.size),
    secondMoments: view(secondAt, layout.size),
    inputs: rowsAt(inputsAt, inputSize),
    outputs: dense.map(({ size }, index) => rowsAt(outputsAt[index] as number, size)),
    outputGradients: dense.map(({ size }, index) => rowsAt(slopesAt[index] as number, size)),
    inputGradients: inputGradientsAt === undefined ? undefined : rowsAt(inputGradientsAt, inputSize),
    forward: (rows) => {
      for (let index = 0; index < layers.length; index++) forwardLayer(layers[index] as Layer, index, rows);
    },
    backward: (rows) => {
      for (let index = layers.length - 1; index >= 0; index--) backwardLayer(layers[index] as Layer, index, rows);
    },
    clipGradients: (limit) => {
      const length = Math.sqrt(sumOfSquares(gradientsAt, count));
      const factor = limit / (length + 1e-6);
      if (factor < 1) scale(gradientsAt, count, factor);
      return length;
    },
    adamStep: (step, rate, { beta1, beta2, epsilon }) => {
      adamStep(
        weightsAt,
        gradientsAt,
        firstAt,
        secondAt,
        count,
        beta1,
        1 - beta1,
        beta2,
        1 - beta2,
        rate / (1 - wholePower(beta1, step)),
        Math.sqrt(1 - wholePower(beta2, step)),
        epsilon,
      );
    },
  };
};
