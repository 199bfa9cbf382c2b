import { ProblemError } from '../errors';
import { requireKnownKeys } from '../problem/checks';
import type { Amplitudes } from './amplitudes';
import type { Mixer } from './mixer';
import { type ObjectiveFunction, objectiveFunction, type SubspaceObjective } from './objective';
import { phaseOverlap } from './rotate-phases';
import type { Subspace } from './subspace';
import { createSubspaceEngine, type SubspaceEngineOptions } from './subspace-engine';

export interface SubspaceAnsatzOptions extends SubspaceEngineOptions {
  readonly subspace: Subspace;
  /** The cost of each state, to be minimised. */
  readonly costs: Float64Array;
  readonly mixer: Mixer;
  /** Defaults to the expectation. */
  readonly objective?: SubspaceObjective;
}

/**
 * An alternating ansatz inside the feasible states: |ψ⟩ = Π_l M(β_l) e^{−iγ_l Ĉ} |s⟩, with |s⟩ the uniform superposition (the
 * Dicke state for k of n) and Ĉ = (C − mean) / deviation, so that one γ means the same in every problem.
 *
 * Angles are [γ_1 … γ_p, β_1 … β_p]; any even number of them is a depth. To minimise, β is negative where γ is positive: |s⟩ is
 * the highest state of the XY mixers.
 */
export interface SubspaceAnsatz {
  readonly subspace: Subspace;
  readonly costs: Float64Array;
  readonly mixer: Mixer;
  /** Mean and standard deviation of the costs over the feasible states; the deviation is 1 where all are equal. */
  readonly mean: number;
  readonly deviation: number;
  /** The state vector, in an array that the next call reuses. */
  readonly stateAt: (angles: ArrayLike<number>) => Amplitudes;
  /** |ψ_x|², in an array of its own. */
  readonly probabilitiesAt: (angles: ArrayLike<number>) => Float64Array;
  /** The objective over the scaled costs Ĉ. */
  readonly valueAt: (angles: ArrayLike<number>) => number;
  /** The objective, and its derivative with respect to each angle, written to `gradient`. */
  readonly valueAndGradientAt: (angles: ArrayLike<number>, gradient: Float64Array) => number;
}

const momentsOf = (costs: Float64Array): { mean: number; deviation: number } => {
  let mean = 0;
  for (let x = 0; x < costs.length; x++) mean += (costs[x]! - mean) / (x + 1);
  let square = 0;
  // A product, not a power: engines differ in the last bit of x ** 2.
  for (let x = 0; x < costs.length; x++) {
    const apart = costs[x]! - mean;
    square += apart * apart;
  }
  const deviation = Math.sqrt(square / costs.length);
  return { mean, deviation: deviation > 0 ? deviation : 1 };
};

const writeProbabilities = ({ re, im }: Amplitudes, out: Float64Array): void => {
  for (let x = 0; x < out.length; x++) out[x] = re[x]! * re[x]! + im[x]! * im[x]!;
};

const requireFit = ({ subspace, costs, mixer }: SubspaceAnsatzOptions): void => {
  const { dimension } = subspace;
  if (costs.length !== dimension || mixer.dimension !== dimension) {
    throw new ProblemError({
      code: 'DIMENSIONS_DIFFER',
      message: `subspaceAnsatz: the subspace has ${dimension} states, costs has ${costs.length}, the mixer ${mixer.dimension}.`,
      remedy: 'Make costs and mixer from the same subspace.',
      context: { dimension, costs: costs.length, mixer: mixer.dimension },
    });
  }
  const wrong = costs.findIndex((cost) => !Number.isFinite(cost));
  if (wrong === -1) return;
  throw new ProblemError({
    code: 'COST_NOT_FINITE',
    message: `subspaceAnsatz: costs[${wrong}] was ${costs[wrong]}.`,
    remedy: 'Pass finite costs.',
    context: { index: wrong },
  });
};

/**
 * Creates the ansatz of a cost over a subspace.
 *
 * - State: three vectors that calls reuse. Cost: one layer is one turn of phases and one mixer; the gradient of all
 *   angles is about four times a value, by carrying the weighted state back (adjoint differentiation).
 *
 * Sources: Hadfield et al. 2019 (alternating operator ansatz); Jones and Gacon 2020, "Efficient calculation of gradients in
 * classical simulations of variational quantum algorithms", algorithm 1.
 *
 * @throws {ProblemError} costs, mixer and subspace do not fit, or a cost is not finite.
 * @example
 * ```ts
 * import { ringMixer, selectionSubspace, subspaceAnsatz } from '@sigmax/quantum-sim';
 * const subspace = selectionSubspace({ assets: ['BTC', 'ETH', 'SOL'], choose: 1 });
 * const ansatz = subspaceAnsatz({ subspace, costs: Float64Array.of(1, 3, 2), mixer: ringMixer(subspace) });
 * ansatz.mean; // => 2
 * Array.from(ansatz.probabilitiesAt([0.5, 0]), (one) => one.toFixed(4)); // => ['0.3333', '0.3333', '0.3333']
 * ansatz.valueAt([0.5, -0.5]) < ansatz.valueAt([0, 0]); // => true
 * ```
 */
export const subspaceAnsatz = (options: SubspaceAnsatzOptions): SubspaceAnsatz => {
  requireKnownKeys(options, ['subspace', 'costs', 'mixer', 'objective', 'implementation'], 'subspaceAnsatz');
  requireFit(options);
  const { subspace, costs, mixer, objective = { kind: 'expectation' } } = options;
  const { dimension } = subspace;
  const { mean, deviation } = momentsOf(costs);
  const scaled = costs.map((cost) => (cost - mean) / deviation);
  const evaluate: ObjectiveFunction = objectiveFunction(scaled, objective);
  const engine = createSubspaceEngine(mixer, scaled, options);
  const { psi, lambda } = engine;
  const amplitude = 1 / Math.sqrt(dimension);

  const stateAt = (angles: ArrayLike<number>): Amplitudes => {
    const layers = layersOf(angles);
    psi.re.fill(amplitude);
    psi.im.fill(0);
    for (let layer = 0; layer < layers; layer++) {
      engine.turn(angles[layer] as number);
      engine.apply(angles[layers + layer] as number);
    }
    return psi;
  };

  const probabilitiesAt = (angles: ArrayLike<number>): Float64Array => {
    const probabilities = new Float64Array(dimension);
    writeProbabilities(stateAt(angles), probabilities);
    return probabilities;
  };

  const valueAndGradientAt = (angles: ArrayLike<number>, gradient: Float64Array): number => {
    const layers = layersOf(angles);
    stateAt(angles);
    // λ's planes lend their room to the probabilities and their weights.
    writeProbabilities(psi, lambda.im);
    const value = evaluate(lambda.im, lambda.re);
    for (let x = 0; x < dimension; x++) {
      const weight = lambda.re[x]!;
      lambda.re[x] = weight * psi.re[x]!;
      lambda.im[x] = weight * psi.im[x]!;
    }
    for (let layer = layers - 1; layer >= 0; layer--) {
      gradient[layers + layer] = 2 * engine.unapply(angles[layers + layer] as number);
      // Before the first phases there is nothing more to differentiate.
      const overlap = layer === 0 ? phaseOverlap(psi, lambda, scaled) : engine.unturn(angles[layer] as number);
      gradient[layer] = 2 * overlap;
    }
    return value;
  };

  return {
    subspace,
    costs,
    mixer,
    mean,
    deviation,
    stateAt,
    probabilitiesAt,
    valueAt: (angles) => evaluate(probabilitiesAt(angles)),
    valueAndGradientAt,
  };
};

const layersOf = (angles: ArrayLike<number>): number => {
  const layers = angles.length / 2;
  if (Number.isInteger(layers) && Array.from(angles).every((angle) => Number.isFinite(angle))) return layers;
  throw new ProblemError({
    code: 'INVALID_ANGLES',
    message: `subspaceAnsatz: angles was [${Array.from(angles).join(', ')}].`,
    remedy: 'Pass finite angles [γ_1 … γ_p, β_1 … β_p].',
  });
};
