import type { Tensor2D } from '@tensorflow/tfjs-core';
import { type CellName, cellSizes } from '../recurrent/recurrent-description';
import type { Tensorflow } from './load-tensorflow';

/** One kind of recurrent cell of `size` units. */
export interface RecurrentCell {
  /** How many times `size` numbers the input and the recurrent matrix give. */
  readonly gates: number;
  /** How many times `size` numbers it remembers; the first `size` of them are its output. */
  readonly parts: number;
  /** Prepares the recurrent matrix, once for all steps. A step takes what the input gives, with bias, and states; it returns states. */
  begin(
    tensorflow: Tensorflow,
    recurrent: Tensor2D,
    size: number,
  ): (sums: Tensor2D, states: readonly Tensor2D[]) => Tensor2D[];
}

/** x · matrix for the steps of a sequence: the matrix is transposed once, and its gradient is that of {@link dense}. */
const productBy = (tensorflow: Tensorflow, matrix: Tensor2D): ((x: Tensor2D) => Tensor2D) => {
  const { customGrad, matMul, transpose } = tensorflow;
  const transposed = transpose(matrix);
  const product = customGrad((x, weights, save) => {
    (save as (tensors: unknown[]) => void)([x, transposed]);
    return {
      value: matMul(x as Tensor2D, weights as Tensor2D),
      gradFunc: (slopes, saved) => {
        const [before, back] = saved as [Tensor2D, Tensor2D];
        return [matMul(slopes as Tensor2D, back), matMul(transpose(before), slopes as Tensor2D)];
      },
    };
  });
  return (x) => product(x, matrix) as Tensor2D;
};

/**
 * Gates i, f, g, o: c ← σ(f) c + σ(i) tanh(g), h ← σ(o) tanh(c). Remembers h and c. Order of the gates as in Keras. Source: Hochreiter
 * and Schmidhuber 1997; Gers, Schmidhuber and Cummins 2000.
 */
const lstm: RecurrentCell = {
  ...cellSizes.lstm,
  begin: (tensorflow, recurrent) => {
    const { add, mul, sigmoid, split, tanh } = tensorflow;
    const product = productBy(tensorflow, recurrent);
    return (sums, [output, cell]) => {
      const [input, forget, candidate, open] = split(add(sums, product(output as Tensor2D)) as Tensor2D, 4, 1) as [
        Tensor2D,
        Tensor2D,
        Tensor2D,
        Tensor2D,
      ];
      const next = add(mul(sigmoid(forget), cell as Tensor2D), mul(sigmoid(input), tanh(candidate))) as Tensor2D;
      return [mul(sigmoid(open), tanh(next)), next];
    };
  },
};

/**
 * Gates z, r and candidate g: g = tanh(x_g + (r h) U_g), h ← z h + (1 − z) g. Remembers h. Order and place of the reset as in Keras with
 * `resetAfter: false`. Source: Cho et al. 2014.
 */
const gru: RecurrentCell = {
  ...cellSizes.gru,
  begin: (tensorflow, recurrent, size) => {
    const { add, mul, sigmoid, split, sub, tanh } = tensorflow;
    const [gateMatrix, candidateMatrix] = split(recurrent, [2 * size, size], 1) as [Tensor2D, Tensor2D];
    const gateProduct = productBy(tensorflow, gateMatrix);
    const candidateProduct = productBy(tensorflow, candidateMatrix);
    return (sums, [output]) => {
      const before = output as Tensor2D;
      const [gateSums, candidateSums] = split(sums, [2 * size, size], 1) as [Tensor2D, Tensor2D];
      const gates = sigmoid(add(gateSums, gateProduct(before)) as Tensor2D);
      const [update, reset] = split(gates, 2, 1) as [Tensor2D, Tensor2D];
      const candidate = tanh(add(candidateSums, candidateProduct(mul(reset, before) as Tensor2D)));
      // z h + (1 − z) g = g + z (h − g)
      return [add(candidate, mul(update, sub(before, candidate))) as Tensor2D];
    };
  },
};

export const recurrentCells: Readonly<Record<CellName, RecurrentCell>> = { lstm, gru };
