import { ProblemError } from '../errors';
import { phaseOverlap, rotatePhases, unrotatePhases } from '../subspace/rotate-phases';
import type { CostPhase, CostScaling } from './cost-phase';

const requireTable = (names: readonly string[], costs: Float64Array): void => {
  const wrong = costs.findIndex((cost) => !Number.isFinite(cost));
  if (costs.length === 2 ** names.length && wrong === -1) return;
  throw new ProblemError({
    code: 'INVALID_DIAGONAL',
    message:
      wrong === -1
        ? `qaoa: the diagonal has ${costs.length} costs for ${names.length} variables.`
        : `qaoa: the cost of bit string ${wrong} was ${costs[wrong]}.`,
    remedy: `Pass ${2 ** names.length} finite costs, bit i of an index being variable i.`,
    context: { costs: costs.length, names: names.length },
  });
};

/**
 * Any cost at all, kept as a table of 2^n numbers. Cost: 8 bytes a state; about 30 operations an amplitude and layer.
 *
 * @throws {ProblemError} The table has the wrong length, or a cost is not finite.
 */
export const diagonalPhase = (names: readonly string[], costs: Float64Array, scaling: CostScaling): CostPhase => {
  requireTable(names, costs);
  let mean = 0;
  for (let x = 0; x < costs.length; x++) mean += (costs[x]! - mean) / (x + 1);
  let square = 0;
  for (let x = 0; x < costs.length; x++) {
    const apart = costs[x]! - mean;
    square += apart * apart;
  }
  const deviation = square > 0 ? Math.sqrt(square / costs.length) : 1;
  const offset = scaling === 'raw' ? 0 : mean;
  const scale = scaling === 'raw' ? 1 : deviation;
  const scaled = costs.map((cost) => (cost - offset) / scale);
  return {
    names,
    mean,
    deviation,
    offset,
    scale,
    apply: (state, gamma) => rotatePhases(state, scaled, gamma),
    unapply: (psi, lambda, gamma) => unrotatePhases(psi, lambda, scaled, gamma),
    overlap: (psi, lambda) => phaseOverlap(psi, lambda, scaled),
    weigh: ({ re, im }, lambda) => {
      let sum = 0;
      for (let x = 0; x < scaled.length; x++) {
        const cost = scaled[x]!;
        const real = re[x]!;
        const imaginary = im[x]!;
        sum += cost * (real * real + imaginary * imaginary);
        if (lambda === undefined) continue;
        lambda.re[x] = cost * real;
        lambda.im[x] = cost * imaginary;
      }
      return sum;
    },
    costs: () => costs.slice(),
  };
};
