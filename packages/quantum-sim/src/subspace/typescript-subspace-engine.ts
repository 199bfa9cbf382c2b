import { zeroAmplitudes } from './amplitudes';
import { rotatePhases, unrotatePhases } from './rotate-phases';
import type { EngineParts, SubspaceEngine } from './subspace-engine';

/** With any mixer, on every machine. */
export const typescriptSubspaceEngine = ({ mixer, costs, largestCost }: EngineParts): SubspaceEngine => {
  const psi = zeroAmplitudes(mixer.dimension);
  const lambda = zeroAmplitudes(mixer.dimension);
  return {
    name: 'typescript',
    psi,
    lambda,
    turn: (gamma) => rotatePhases(psi, costs, gamma, largestCost),
    unturn: (gamma) => unrotatePhases(psi, lambda, costs, gamma, largestCost),
    apply: (beta) => mixer.apply(psi, beta),
    unapply: (beta) => mixer.unapply(psi, lambda, beta),
  };
};
