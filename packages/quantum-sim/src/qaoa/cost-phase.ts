import type { QaoaState } from './qaoa-kernels';

/** A cost Ĉ = (C − offset) / scale on all 2^n bit strings, as an ansatz uses it. Bit i of a state's index is variable i. */
export interface CostPhase {
  readonly names: readonly string[];
  /** Mean and standard deviation of C over all bit strings; the deviation is 1 where all are equal. */
  readonly mean: number;
  readonly deviation: number;
  readonly offset: number;
  readonly scale: number;
  /** Multiplies each amplitude by e^{−iγĈ}, in place. */
  readonly apply: (state: QaoaState, gamma: number) => void;
  /** Takes `apply` back from both states and returns Σ Ĉ Im(λ̄ψ). */
  readonly unapply: (psi: QaoaState, lambda: QaoaState, gamma: number) => number;
  /** Σ Ĉ Im(λ̄ψ). */
  readonly overlap: (psi: QaoaState, lambda: QaoaState) => number;
  /** Σ Ĉ|ψ|²; writes Ĉψ into `lambda` where it is given. */
  readonly weigh: (psi: QaoaState, lambda?: QaoaState) => number;
  /** C of every bit string, in a new array. */
  readonly costs: () => Float64Array;
}

/** Whether γ counts standard deviations of the cost from its mean, or units of the cost itself. */
export type CostScaling = 'deviation' | 'raw';
