import type { Variable } from '@tensorflow/tfjs-core';
import type { WeightBlock } from '../network/layer-graph';
import type { Tensorflow } from './load-tensorflow';

/** A variable of zeros for each block: a vector for a bias, a matrix for a kernel. */
export const zeroVariables = (tensorflow: Tensorflow, blocks: readonly WeightBlock[]): Variable[] =>
  blocks.map(({ name, rows, columns }) =>
    tensorflow.tidy(() => {
      const isVector = rows === 1 && name.endsWith('.bias');
      return tensorflow.variable(tensorflow.zeros(isVector ? [columns] : [rows, columns]));
    }),
  );
