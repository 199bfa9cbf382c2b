import { QuantumOptionsError } from '../errors';
import { largest } from '../optimizers/vectors';
import { requireOneOf } from '../problem/checks';
import type { Amplitudes } from './amplitudes';
import type { Mixer } from './mixer';
import { typescriptSubspaceEngine } from './typescript-subspace-engine';
import { webAssemblySubspaceEngine } from './web-assembly-subspace-engine';

/** The arithmetic of an ansatz inside feasible states, on two state vectors of its own. */
export interface SubspaceEngine {
  readonly name: 'webassembly' | 'typescript';
  readonly psi: Amplitudes;
  readonly lambda: Amplitudes;
  /** Multiplies ψ by e^{−iγc}. */
  readonly turn: (gamma: number) => void;
  /** Takes `turn` back from ψ and λ, and returns Σ c Im (λ̄ ψ) of before. */
  readonly unturn: (gamma: number) => number;
  /** The mixer on ψ. */
  readonly apply: (beta: number) => void;
  /** The mixer's `unapply` on ψ and λ. */
  readonly unapply: (beta: number) => number;
}

export interface EngineParts {
  readonly mixer: Mixer;
  readonly costs: Float64Array;
  /** The largest magnitude of a cost. */
  readonly largestCost: number;
}

export interface SubspaceEngineOptions {
  /**
   * `webassembly` where the machine has SIMD in it and the mixer is a product of hops, else `typescript`; or the one that is named.
   * Both give the same bits.
   */
  readonly implementation?: SubspaceEngine['name'];
}

export const createSubspaceEngine = (
  mixer: Mixer,
  costs: Float64Array,
  { implementation }: SubspaceEngineOptions,
): SubspaceEngine => {
  if (implementation !== undefined) {
    requireOneOf(implementation, 'subspaceAnsatz: implementation', ['webassembly', 'typescript']);
  }
  const parts: EngineParts = { mixer, costs, largestCost: largest(costs) };
  const engine = implementation === 'typescript' ? undefined : webAssemblySubspaceEngine(parts);
  if (engine !== undefined) return engine;
  if (implementation !== 'webassembly') return typescriptSubspaceEngine(parts);
  throw new QuantumOptionsError({
    code: 'NO_WEB_ASSEMBLY',
    message: `subspaceAnsatz: implementation was webassembly, which this machine or the mixer ${mixer.name} has not.`,
    remedy: 'Leave the implementation out.',
    context: { mixer: mixer.name },
  });
};
