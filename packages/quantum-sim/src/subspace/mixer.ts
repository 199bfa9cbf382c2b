import type { Amplitudes } from './amplitudes';
import type { Hop } from './hop';

/**
 * What carries amplitude between feasible states: e^{−iβG} for a Hermitian G, or a product of such factors.
 *
 * An implementer keeps the norm to 1e-12 over 100 applications, and never leaves the subspace.
 */
export interface Mixer {
  readonly name: string;
  readonly dimension: number;
  /** The factors in order, where each is a hop by the same angle; an ansatz may then carry them out by kernels of its own. */
  readonly hops?: readonly Hop[];
  /** Applies the mixer, in place. */
  readonly apply: (state: Amplitudes, beta: number) => void;
  /**
   * Takes `apply(…, beta)` back from both states, in place, and returns Σ Im ⟨λ| G_f |ψ⟩ over the factors f, each where it
   * stands. Twice this is the derivative with respect to β.
   */
  readonly unapply: (psi: Amplitudes, lambda: Amplitudes, beta: number) => number;
}
