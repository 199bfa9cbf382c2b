import type { Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { WeightLayout } from '../network/layer-graph';

/** How the rows of one call lie in tensors. */
export interface TensorPass {
  /** Rows of the tensors, padding with them. */
  readonly total: number;
  /** Where each row of the call lies in them; at its own place where left out. */
  readonly places?: ArrayLike<number> | undefined;
  /** Computes the outputs, and after them what `take` is given. */
  run(x: Tensor2D): readonly Tensor2D[];
  /** Takes further results of a run, as numbers. */
  take?(results: readonly ArrayLike<number>[]): void;
}

/** A network as tfjs computes it: variables, one for each block of the layout but the free ones, and a way through them. */
export interface TensorProgram {
  readonly inputSize: number;
  readonly layout: WeightLayout;
  readonly outputSizes: readonly number[];
  readonly variables: readonly Variable[];
  /** Those of them that learn. */
  readonly trained: readonly Variable[];
  /** Whose weights the variables hold. Several cores may share one program, and so its tensors. */
  readonly holder: { core?: object };
  begin(rows: number): TensorPass;
  dispose(): void;
}
