import type { ClippedLoss } from './clipped-loss';
import type { LayerGraph, WeightLayout } from './layer-graph';

export type Numbers = Float32Array | Float64Array;

/** A table in the memory of a core: row r begins at `r · stride`. */
export interface CoreRows {
  readonly values: Numbers;
  readonly stride: number;
}

/**
 * The arithmetic of a layer graph with weights, gradients and Adam's two moments in one memory, each a vector of
 * `layout.size` numbers.
 *
 * It knows no algorithm: whoever trains writes the gradient of a loss with respect to outputs and gets that of the weights.
 * What an implementer guarantees: the same weights and inputs give the same bits in every engine, whatever the number of
 * rows; a call never allocates; rows beyond `rows` are not read.
 */
export interface NetworkCore extends TrainableCore {
  readonly name: 'webassembly' | 'typescript';
  readonly graph: LayerGraph;
  /** Derivatives of the loss with respect to the inputs, where asked for. */
  readonly inputGradients: CoreRows | undefined;
}

/**
 * What a learner needs of the arithmetic of a network, whatever its layers are. The last output is the value, the one before it the
 * policy's. An implementer says itself how exactly a run can be repeated.
 */
export interface TrainableCore {
  /** Whose arithmetic it is: learning goes on with the same one. */
  readonly name: string;
  readonly layout: WeightLayout;
  /** Most rows of one call. */
  readonly capacity: number;
  readonly weights: Numbers;
  readonly gradients: Numbers;
  readonly firstMoments: Numbers;
  readonly secondMoments: Numbers;
  readonly inputs: CoreRows;
  /** What each layer gave in the last `forward`. */
  readonly outputs: readonly CoreRows[];
  /** Derivatives of the loss with respect to what a layer gave. Written by the caller for layers that no layer reads. */
  readonly outputGradients: readonly CoreRows[];
  /** PPO's loss on the last two outputs, where the core has it. */
  readonly clippedLoss?: ClippedLoss | undefined;
  /** Computes all layers for the first `rows` inputs. */
  forward(rows: number): void;
  /**
   * Writes the gradient of the weights from `outputGradients`, after a `forward` of the same rows. The gradients of free
   * parameters are left as the caller wrote them.
   */
  backward(rows: number): void;
  /** The length of the gradient; where it is above `limit`, the gradient is first scaled by limit / (length + 1e-6). */
  clipGradients(limit: number): number;
  /**
   * Adam: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − (rate / (1 − β₁ᵗ)) · m / (√v / √(1 − β₂ᵗ) + ε). Source: Kingma and Ba
   * 2015, in PyTorch's order. `step` is t, from 1.
   */
  adamStep(step: number, rate: number, options: AdamOptions): void;
}

export interface AdamOptions {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}
