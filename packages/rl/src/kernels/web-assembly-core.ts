import { type DenseLayer, inputSizeOf, type LayerGraph, weightLayout } from '../network/layer-graph';
import type { CoreRows, NetworkCore } from '../network/network-core';
import { wholePower } from './adam';
import { type ClippedLossPlaces, clippedLossKernel, placesWords } from './clipped-loss-kernel';
import type { CoreOptions } from './create-core';
import { type LayerWords, layerWords, wordsPerLayer } from './layer-words';
import { kernelInstance } from './web-assembly-runtime';

const width = 4;

/** Below lies what the compiler may put there. */
const memoryStart = 1024;

const roundedUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

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
  { capacity, hasInputGradients = false, hasClippedLoss = false }: CoreOptions,
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
  const clippedLossPlaces = (): ClippedLossPlaces => {
    const [policy, value] = [dense.length - 2, dense.length - 1];
    const [choices, columnLength] = [(dense[policy] as DenseLayer).size, roundedUp(capacity, 2)];
    return {
      choices,
      logits: outputsAt[policy] as number,
      logitStride: padded(choices) * width,
      logitSlopes: slopesAt[policy] as number,
      values: outputsAt[value] as number,
      valueStride: padded(1) * width,
      valueSlopes: slopesAt[value] as number,
      columns: place(5 * columnLength * 2),
      columnLength,
      scratch: place(8 * (2 * choices + 3) * 4),
      sums: place(6 * 2),
    };
  };
  const layersAt = place(dense.length * wordsPerLayer);
  const layers = dense.map(({ from, size, activation }, index): LayerWords => {
    const inputs = inputSizeOf(graph, index);
    const [kernel, bias] = [layout.blocks[2 * index], layout.blocks[2 * index + 1]].map(
      (block) => (block as { readonly offset: number }).offset * width,
    ) as [number, number];
    const isPacked = size % 4 !== 0;
    const belowAt = from < 0 ? inputGradientsAt : slopesAt[from];
    const xStride = padded(inputs) * width;
    // Layers are taken from the last to the first.
    const isShared = dense.slice(index + 1).some((later) => later.from === from);
    return {
      activation,
      inputs,
      outputs: size,
      columns: padded(size),
      x: from < 0 ? inputsAt : (outputsAt[from] as number),
      xStride,
      y: outputsAt[index] as number,
      slopes: slopesAt[index] as number,
      stride: padded(size) * width,
      kernel: weightsAt + kernel,
      bias: weightsAt + bias,
      packedKernel: isPacked ? place(inputs * padded(size)) : weightsAt + kernel,
      packedBias: isPacked ? place(padded(size)) : weightsAt + bias,
      kernelGradient: gradientsAt + kernel,
      biasGradient: gradientsAt + bias,
      below:
        belowAt === undefined
          ? undefined
          : {
              at: belowAt,
              start: isShared ? belowAt : zerosAt,
              startStride: isShared ? xStride : 0,
              transposed: place(size * padded(inputs)),
            },
    };
  });
  const lossAt = hasClippedLoss ? place(placesWords) : undefined;
  const places = hasClippedLoss ? clippedLossPlaces() : undefined;
  const { exports, buffer } = kernelInstance(bytes());
  const { forward, backward, sumOfSquares, scale, adamStep } = exports;
  const words = layers.flatMap(layerWords);
  new Uint32Array(buffer, layersAt, words.length).set(words);
  const view = (at: number, numbers: number): Float32Array => new Float32Array(buffer, at, numbers);
  const rowsAt = (at: number, size: number): CoreRows => ({
    values: view(at, capacity * padded(size)),
    stride: padded(size),
  });

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
    clippedLoss:
      lossAt === undefined || places === undefined
        ? undefined
        : clippedLossKernel(exports.clippedLoss, buffer, lossAt, places),
    inputGradients: inputGradientsAt === undefined ? undefined : rowsAt(inputGradientsAt, inputSize),
    forward: (rows) => {
      forward(layersAt, layers.length, rows);
    },
    backward: (rows) => {
      backward(layersAt, layers.length, rows);
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
