import type { Activation } from '../network/layer-graph';

/** One layer as the kernels take it: addresses and strides in bytes. */
export interface LayerWords {
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
  /** Where kernel and bias are multiplied: in place, or copies whose rows are whole vectors. */
  readonly packedKernel: number;
  readonly packedBias: number;
  readonly kernelGradient: number;
  readonly biasGradient: number;
  /** Where the gradient of x goes, and what it is added to; `undefined` where nobody asks. */
  readonly below:
    | { readonly at: number; readonly start: number; readonly startStride: number; readonly transposed: number }
    | undefined;
}

/** How many words of 32 bits a layer takes. */
export const wordsPerLayer = 19;

const activationWord: Readonly<Record<Activation, number>> = { linear: 0, tanh: 1, relu: 2, elu: 3 };

/** The words of a layer in the order of `Layer` in ../../assembly/layers.ts. */
export const layerWords = (layer: LayerWords): readonly number[] => [
  activationWord[layer.activation],
  layer.inputs,
  layer.outputs,
  layer.columns,
  layer.x,
  layer.xStride,
  layer.y,
  layer.slopes,
  layer.stride,
  layer.kernel,
  layer.bias,
  layer.packedKernel,
  layer.packedBias,
  layer.kernelGradient,
  layer.biasGradient,
  layer.below?.at ?? 0,
  layer.below?.start ?? 0,
  layer.below?.startStride ?? 0,
  layer.below?.transposed ?? 0,
];
