import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { actionOutputSize, logStandardDeviationName } from '../network/policy-description';
import { type RecurrentDescription, recurrentLayout, stateSizeOf, trunksOf } from '../recurrent/recurrent-description';
import { dense } from './dense';
import { activated } from './graph-program';
import type { Tensorflow } from './load-tensorflow';
import { recurrentCells } from './recurrent-cells';
import type { RecurrentMemory } from './recurrent-memory';
import type { TensorPass, TensorProgram } from './tensor-program';
import { zeroVariables } from './zero-variables';

/**
 * A recurrent network in tfjs. `passOf(memory)` gives the `begin` of a core that works with a memory of its own.
 *
 * Sequences lie beside each other, one tensor for each step; what the input gives is computed for all steps at once.
 */
export const recurrentProgram = (tensorflow: Tensorflow, description: RecurrentDescription) => {
  const { observationSize, cell: cellName, recurrentSize, hiddenSizes, activation, head } = description;
  const { concat, split, tensor2d } = tensorflow;
  const cell = recurrentCells[cellName];
  const trunks = trunksOf(description);
  const layout = recurrentLayout(description);
  const variables = zeroVariables(
    tensorflow,
    layout.blocks.filter(({ name }) => name !== logStandardDeviationName),
  );
  const perTrunk = 3 + 2 * hiddenSizes.length;
  const stateSize = stateSizeOf(description);
  const at = (index: number): Tensor2D => variables[index] as unknown as Tensor2D;

  const runTrunk = (
    x: Tensor2D,
    index: number,
    first: readonly Tensor2D[],
    length: number,
  ): { top: Tensor2D; last: readonly Tensor2D[] } => {
    const begin = index * perTrunk;
    const sums = dense(tensorflow, x, at(begin), variables[begin + 2] as Tensor, true);
    const step = cell.begin(tensorflow, at(begin + 1), recurrentSize);
    const outputs: Tensor2D[] = [];
    let states = first;
    for (const part of length === 1 ? [sums] : (split(sums, length, 0) as Tensor2D[])) {
      states = step(part, states);
      outputs.push(states[0] as Tensor2D);
    }
    let top = outputs.length === 1 ? (outputs[0] as Tensor2D) : (concat(outputs, 0) as Tensor2D);
    for (let layer = begin + 3; layer < begin + perTrunk; layer += 2) {
      top = activated(tensorflow, activation, dense(tensorflow, top, at(layer), variables[layer + 1] as Tensor));
    }
    return { top, last: states };
  };

  const passOf =
    (memory: RecurrentMemory) =>
    (rows: number): TensorPass => {
      const { batch, length, places, firstStates } = memory.begin(rows);
      return {
        total: batch * length,
        places,
        run: (x) => {
          const parts = trunks.length * cell.parts;
          const first = tensor2d(firstStates, [batch, stateSize]);
          const states = parts === 1 ? [first] : (split(first, parts, 1) as Tensor2D[]);
          const ran = trunks.map((_, index) =>
            runTrunk(x, index, states.slice(index * cell.parts, (index + 1) * cell.parts), length),
          );
          const heads = variables.length - 4;
          const [policyTop, valueTop] = [ran[0]?.top as Tensor2D, ran.at(-1)?.top as Tensor2D];
          return [
            dense(tensorflow, policyTop, at(heads), variables[heads + 1] as Tensor),
            dense(tensorflow, valueTop, at(heads + 2), variables[heads + 3] as Tensor),
            ...(length === 1 && places === undefined
              ? [
                  concat(
                    ran.flatMap(({ last }) => last),
                    1,
                  ) as Tensor2D,
                ]
              : []),
          ];
        },
        take: ([states]) => {
          if (states !== undefined) memory.nextStates.set(states);
        },
      };
    };

  const program: Omit<TensorProgram, 'begin'> = {
    inputSize: observationSize,
    layout,
    outputSizes: [actionOutputSize(head), 1],
    variables,
    trained: variables,
    holder: {},
    dispose: () => {
      for (const variable of variables) variable.dispose();
    },
  };
  return { ...program, passOf };
};
