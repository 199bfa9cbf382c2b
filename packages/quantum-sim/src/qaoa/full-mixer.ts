import type { ParameterExpression } from '../circuit/angle';
import type { Circuit } from '../circuit/circuit';
import type { QaoaState } from './qaoa-kernels';

/**
 * What carries amplitude between all 2^n bit strings, and the state that it starts from: e^{−iβG} for a Hermitian G of which the
 * start is an eigenstate of a high eigenvalue, or a product of such factors. To minimise, β is negative where γ is positive.
 *
 * An implementer keeps the norm to 1e-12 over 100 applications.
 */
export interface FullMixer {
  readonly name: string;
  readonly qubitCount: number;
  /** Writes the start over a state. */
  readonly start: (state: QaoaState) => void;
  /** Applies the mixer, in place. */
  readonly apply: (state: QaoaState, beta: number) => void;
  /**
   * Takes `apply(…, beta)` back from both states, in place, and returns Σ Im ⟨λ| G_f |ψ⟩ over the factors f, each where it
   * stands. Twice this is the derivative with respect to β.
   */
  readonly unapply: (psi: QaoaState, lambda: QaoaState, beta: number) => number;
  /** Turns a state from the frame that the mixer works in to the usual one; absent where they are the same. */
  readonly leaveFrame?: (state: QaoaState) => void;
  /** Appends the gates that make the start from |0…0⟩; absent where there is no circuit of few gates. */
  readonly startCircuit?: (circuit: Circuit) => Circuit;
  /** Appends the gates of one application; absent likewise. */
  readonly mixerCircuit?: (circuit: Circuit, beta: ParameterExpression) => Circuit;
}
