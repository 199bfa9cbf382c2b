import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tensorflow } from './load-tensorflow';

/**
 * x · kernel + bias, with a gradient of its own: dx = d · kernelᵀ, dkernel = xᵀ · d, dbias = Σ d.
 *
 * What tfjs derives by itself multiplies by matrices that are marked as transposed, which its WebAssembly backend does without its
 * fast path; here they are transposed first. `isConstant` leaves out dx, for inputs that nothing is learned from.
 */
export const dense = (
  { customGrad, fused, matMul, sum, transpose }: Tensorflow,
  x: Tensor2D,
  kernel: Tensor2D,
  bias: Tensor,
  isConstant = false,
): Tensor2D => {
  const product = (input: Tensor2D, weights: Tensor2D, offset: Tensor): Tensor2D =>
    fused.matMul({ a: input, b: weights, bias: offset, activation: 'linear' }) as Tensor2D;
  const weightGradients = (slopes: Tensor2D, input: Tensor2D): [Tensor, Tensor] => [
    matMul(transpose(input), slopes),
    sum(slopes, 0),
  ];
  if (isConstant) {
    return customGrad((weights, offset, save) => {
      const value = product(x, weights as Tensor2D, offset as Tensor);
      (save as (tensors: Tensor[]) => void)([x]);
      return { value, gradFunc: (slopes, saved) => weightGradients(slopes as Tensor2D, (saved as Tensor2D[])[0]!) };
    })(kernel, bias) as Tensor2D;
  }
  return customGrad((input, weights, offset, save) => {
    const value = product(input as Tensor2D, weights as Tensor2D, offset as Tensor);
    (save as (tensors: Tensor[]) => void)([input as Tensor, weights as Tensor]);
    return {
      value,
      gradFunc: (slopes, saved) => {
        const [before, matrix] = saved as [Tensor2D, Tensor2D];
        return [matMul(slopes as Tensor2D, transpose(matrix)), ...weightGradients(slopes as Tensor2D, before)];
      },
    };
  })(x, kernel, bias) as Tensor2D;
};
