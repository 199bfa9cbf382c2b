// All layers of a network in one call: what crosses from JavaScript costs more than a small layer.
import { elu, relu, tanh } from './activations';
import { gradient } from './gradient';
import { pack, transpose } from './pack';
import { product } from './product';
import { multiplyBySlopes } from './slopes';

/** One layer as words of 32 bits; src/kernels/layer-words.ts writes them in this order. Addresses and strides in bytes. */
@unmanaged
class Layer {
  /** 0 linear, 1 tanh, 2 relu, 3 elu */
  activation: u32;
  inputs: u32;
  outputs: u32;
  /** Outputs rounded up to a whole number of vectors. */
  columns: u32;
  x: u32;
  xStride: u32;
  y: u32;
  slopes: u32;
  stride: u32;
  /** Kernel and bias in the weights. */
  kernel: u32;
  bias: u32;
  /** Kernel and bias as they are multiplied: the same, or copies whose rows are whole vectors. */
  packedKernel: u32;
  packedBias: u32;
  kernelGradient: u32;
  biasGradient: u32;
  /** Where the gradient of x goes; 0 where nobody asks. */
  below: u32;
  /** What is added to it: a row of zeros for all, or what another layer has written there before. */
  belowStart: u32;
  belowStartStride: u32;
  transposedKernel: u32;
}

// @ts-ignore: decorator
@inline
function layerAt(layers: usize, index: u32): Layer {
  return changetype<Layer>(layers + index * offsetof<Layer>());
}

/** Computes `count` layers, the first first, for `rows` rows. */
export function forward(layers: usize, count: u32, rows: u32): void {
  for (let index: u32 = 0; index < count; index++) {
    const layer = layerAt(layers, index);
    const stride = layer.stride;
    if (layer.packedKernel !== layer.kernel) {
      pack(layer.kernel, layer.packedKernel, stride, layer.inputs, layer.outputs);
      pack(layer.bias, layer.packedBias, stride, 1, layer.outputs);
    }
    product(
      layer.x,
      layer.xStride,
      layer.packedKernel,
      stride,
      layer.packedBias,
      0,
      layer.y,
      stride,
      rows,
      layer.inputs,
      layer.columns,
    );
    const numbers = rows * layer.columns;
    if (layer.activation === 1) tanh(layer.y, numbers);
    else if (layer.activation === 2) relu(layer.y, numbers);
    else if (layer.activation === 3) elu(layer.y, numbers);
  }
}

/** Gradients of the weights of `count` layers, the last first, from `slopes`, which become those of the sums. */
export function backward(layers: usize, count: u32, rows: u32): void {
  for (let index = count; index > 0; index--) {
    const layer = layerAt(layers, index - 1);
    const slopes = layer.slopes;
    const stride = layer.stride;
    multiplyBySlopes(layer.activation, slopes, layer.y, stride, layer.biasGradient, rows, layer.outputs);
    gradient(layer.x, layer.xStride, slopes, stride, layer.kernelGradient, rows, layer.inputs, layer.outputs);
    if (layer.below === 0) continue;
    const xStride = layer.xStride;
    transpose(layer.kernel, layer.transposedKernel, xStride, layer.inputs, layer.outputs);
    product(
      slopes,
      stride,
      layer.transposedKernel,
      xStride,
      layer.belowStart,
      layer.belowStartStride,
      layer.below,
      xStride,
      rows,
      layer.outputs,
      xStride >> 2,
    );
  }
}
