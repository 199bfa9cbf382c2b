import { InvalidOptionsError } from '@sigmax/core';
import type { Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { WeightBlock, WeightLayout } from '../network/layer-graph';
import { type ActionHead, actionOutputSize, logStandardDeviationName } from '../network/policy-description';
import { dense } from './dense';
import type { Tensorflow } from './load-tensorflow';
import type { TensorProgram } from './tensor-program';
import type { TrunkModel } from './trunk-model';
import { zeroVariables } from './zero-variables';

const refuse = (message: string, context: Readonly<Record<string, unknown>>): InvalidOptionsError =>
  new InvalidOptionsError({
    code: 'INVALID_TRUNK',
    message: `The trunk ${message}.`,
    remedy:
      'Give a tf.LayersModel with one input of as many numbers as an observation has, and one output of known size.',
    context,
  });

const product = (shape: readonly (number | null)[]): number =>
  shape.reduce<number>((all, one) => all * (one ?? Number.NaN), 1);

/** Inputs and outputs of a weight as a matrix: all but the last axis, and the last. */
const matrixOf = (shape: readonly (number | null)[]): { rows: number; columns: number } => {
  const columns = shape.at(-1) ?? 1;
  return { rows: shape.length < 2 ? 1 : product(shape.slice(0, -1)), columns };
};

/**
 * Heads for policy and value on a model of the user's: blocks `trunk.<weight>` for all of its weights, then those of the heads.
 *
 * The model is applied as it predicts, without dropout; layers that are not trainable stay as they are.
 *
 * @throws {InvalidOptionsError} the model has other inputs or outputs (`INVALID_TRUNK`).
 */
export const trunkProgram = (
  tensorflow: Tensorflow,
  trunk: TrunkModel,
  { observationSize, head }: { readonly observationSize: number; readonly head: ActionHead },
): TensorProgram => {
  const [input, output] = [trunk.inputs[0], trunk.outputs[0]];
  if (trunk.inputs.length !== 1 || trunk.outputs.length !== 1 || input === undefined || output === undefined) {
    throw refuse(`has ${trunk.inputs.length} inputs and ${trunk.outputs.length} outputs`, { name: trunk.name });
  }
  const inputShape = input.shape.slice(1) as number[];
  const features = product(output.shape.slice(1));
  if (product(inputShape) !== observationSize || !Number.isInteger(features)) {
    throw refuse(
      `takes [${inputShape}] and gives [${output.shape.slice(1)}]; an observation has ${observationSize} numbers`,
      {
        observationSize,
      },
    );
  }
  const blocks: WeightBlock[] = [];
  let size = 0;
  const add = (name: string, rows: number, columns: number): void => {
    blocks.push({ name, rows, columns, offset: size });
    size += rows * columns;
  };
  trunk.weights.forEach(({ shape }, index) => {
    const { rows, columns } = matrixOf(shape);
    add(`trunk.${index}.${shape.length < 2 ? 'vector' : 'kernel'}`, rows, columns);
  });
  const width = actionOutputSize(head);
  for (const [name, columns] of [
    ['policy.head', width],
    ['value.head', 1],
  ] as const) {
    add(`${name}.kernel`, features, columns);
    add(`${name}.bias`, 1, columns);
  }
  const heads = zeroVariables(tensorflow, blocks.slice(-4));
  if (head.type === 'gaussian') add(logStandardDeviationName, 1, width);
  const layout: WeightLayout = { size, blocks };
  const variables = [...trunk.weights.map((weight) => weight.read() as Variable), ...heads];
  return {
    inputSize: observationSize,
    layout,
    outputSizes: [width, 1],
    variables,
    trained: [...trunk.trainableWeights.map((weight) => weight.read() as Variable), ...heads],
    holder: {},
    begin: (rows) => ({
      total: rows,
      run: (x) => {
        const shaped = tensorflow.reshape(x, [rows, ...inputShape]);
        const given = trunk.apply(shaped as never, { training: false } as never) as Tensor;
        const top = tensorflow.reshape(given, [rows, features]) as Tensor2D;
        const [policyKernel, policyBias, valueKernel, valueBias] = heads as unknown as [
          Tensor2D,
          Tensor,
          Tensor2D,
          Tensor,
        ];
        return [dense(tensorflow, top, policyKernel, policyBias), dense(tensorflow, top, valueKernel, valueBias)];
      },
    }),
    // The variables of the trunk are the user's.
    dispose: () => {
      for (const variable of heads) variable.dispose();
    },
  };
};
