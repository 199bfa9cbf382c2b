import type { Tensor2D } from '@tensorflow/tfjs-core';
import { adamStep, clipGradients } from '../kernels/adam';
import type { CoreRows, TrainableCore } from '../network/network-core';
import { TrainingError } from '../training/training-error';
import type { Tensorflow } from './load-tensorflow';
import type { TensorPass, TensorProgram } from './tensor-program';

export interface TensorCoreOptions {
  readonly backend: string;
  /** Most rows of one call. */
  readonly capacity: number;
}

const failed = (backend: string, cause: unknown): TrainingError =>
  new TrainingError({
    code: 'TFJS_FAILED',
    message: `tfjs with the backend ${backend} failed: ${cause instanceof Error ? cause.message : String(cause)}`,
    remedy: 'Some layers have no gradient on some backends: try cpu.',
    context: { backend },
    cause,
  });

/** Runs what needs `backend`, whichever was used last, and leaves no tensor behind. */
const inside = <Result>(tensorflow: Tensorflow, backend: string, work: () => Result): Result => {
  try {
    // A backend that has started is set at once: its promise says nothing more.
    if (tensorflow.getBackend() !== backend) void tensorflow.setBackend(backend);
    return tensorflow.tidy(work as () => void) as Result;
  } catch (cause) {
    throw failed(backend, cause);
  }
};

/**
 * The arithmetic of a program in tfjs, single precision. Weights, gradients and Adam's moments are double-precision vectors of ours,
 * so that they are kept exactly and Adam is that of the other cores; the variables of the program are given them rounded, when they
 * have changed.
 *
 * One machine and one backend give the same bits again; others may not, since tfjs takes exp and tanh from the engine or the graphics
 * card.
 */
export const tensorCore = (
  tensorflow: Tensorflow,
  program: TensorProgram,
  options: TensorCoreOptions,
): TrainableCore => {
  const { backend, capacity } = options;
  const { inputSize, layout, outputSizes, variables, trained } = program;
  const vector = (): Float64Array => new Float64Array(layout.size);
  const [weights, gradients, firstMoments, secondMoments] = [vector(), vector(), vector(), vector()];
  const rowsOf = (stride: number): CoreRows => ({ values: new Float64Array(capacity * stride), stride });
  const inputs = rowsOf(inputSize);
  const outputs = outputSizes.map(rowsOf);
  const outputGradients = outputSizes.map(rowsOf);
  const given = new Float32Array(layout.size);
  const self = {};
  let pass: TensorPass = { total: 0, run: () => [] };

  const giveWeights = (): void => {
    // To assign to a variable that was disposed of would bring it back.
    if (variables.some(({ isDisposed }) => isDisposed)) throw new Error('its tensors were disposed of');
    let isGiven = program.holder.core === self;
    for (let at = 0; at < given.length; at++) {
      const weight = Math.fround(weights[at] as number);
      if (given[at] === weight) continue;
      given[at] = weight;
      isGiven = false;
    }
    if (isGiven) return;
    variables.forEach((variable, index) => {
      const { offset, rows, columns } = layout.blocks[index] as (typeof layout.blocks)[number];
      variable.assign(tensorflow.tensor(given.slice(offset, offset + rows * columns), variable.shape));
    });
    program.holder.core = self;
  };

  /** Rows of ours as a tensor, at the places of the pass; what lies between is 0. */
  const tensorOf = ({ values, stride }: CoreRows, rows: number): Tensor2D => {
    const { total, places } = pass;
    const numbers = new Float32Array(total * stride);
    for (let row = 0; row < rows; row++) {
      const to = (places === undefined ? row : (places[row] as number)) * stride;
      for (let at = 0; at < stride; at++) numbers[to + at] = values[row * stride + at] as number;
    }
    return tensorflow.tensor2d(numbers, [total, stride]);
  };

  const read = (numbers: ArrayLike<number>, { values, stride }: CoreRows, rows: number): void => {
    for (let row = 0; row < rows; row++) {
      const from = (pass.places === undefined ? row : (pass.places[row] as number)) * stride;
      for (let at = 0; at < stride; at++) values[row * stride + at] = numbers[from + at] as number;
    }
  };

  return {
    name: `tfjs ${backend}`,
    layout,
    capacity,
    weights,
    gradients,
    firstMoments,
    secondMoments,
    inputs,
    outputs,
    outputGradients,
    forward: (rows) => {
      inside(tensorflow, backend, () => {
        giveWeights();
        pass = program.begin(rows);
        const results = pass.run(tensorOf(inputs, rows));
        outputs.forEach((table, index) => {
          read((results[index] as Tensor2D).dataSync(), table, rows);
        });
        pass.take?.(results.slice(outputs.length).map((result) => result.dataSync()));
      });
    },
    backward: (rows) => {
      inside(tensorflow, backend, () => {
        giveWeights();
        const x = tensorOf(inputs, rows);
        const slopes = outputGradients.map((table) => tensorOf(table, rows));
        const { grads } = tensorflow.variableGrads(
          () =>
            tensorflow.addN(
              pass
                .run(x)
                .slice(0, slopes.length)
                .map((result, index) => tensorflow.sum(tensorflow.mul(result, slopes[index] as Tensor2D))),
            ),
          [...trained],
        );
        variables.forEach(({ name }, index) => {
          const { offset, rows: height, columns } = layout.blocks[index] as (typeof layout.blocks)[number];
          const gradient = grads[name];
          if (gradient === undefined || gradient === null) gradients.fill(0, offset, offset + height * columns);
          else gradients.set(gradient.dataSync(), offset);
        });
      });
    },
    clipGradients: (limit) => clipGradients(gradients, limit),
    adamStep: (step, rate, adam) => {
      adamStep({ weights, gradients, firstMoments, secondMoments }, step, rate, adam);
    },
  };
};
