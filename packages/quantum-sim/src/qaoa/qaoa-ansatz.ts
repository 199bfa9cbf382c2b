import { ProblemError } from '../errors';
import { requireKnownKeys, requireOneOf, requirePositive } from '../problem/checks';
import type { Amplitudes } from '../subspace/amplitudes';
import { type ObjectiveFunction, objectiveFunction, type SubspaceObjective } from '../subspace/objective';
import { defaultMaximumBytes, requireMemory } from '../subspace/require-memory';
import type { CostPhase, CostScaling } from './cost-phase';
import { createQaoaKernels, type QaoaKernelOptions } from './create-qaoa-kernels';
import type { FullMixer } from './full-mixer';
import { phaseOf, type QaoaCost } from './qaoa-cost';
import { memoryLength, type QaoaState, statesIn } from './qaoa-kernels';
import { xMixer } from './x-mixer';

export interface QaoaAnsatzOptions extends QaoaKernelOptions {
  /** What is to be minimised. */
  readonly cost: QaoaCost;
  /** Defaults to the transverse field, from the uniform superposition. */
  readonly mixer?: FullMixer;
  /** Defaults to the expectation. */
  readonly objective?: SubspaceObjective;
  /** `deviation` (default): γ counts standard deviations of the cost over all bit strings. `raw`: units of the cost. */
  readonly scaling?: CostScaling;
  /** Above this an ansatz is refused. Defaults to 2^31. */
  readonly maximumBytes?: number;
}

/**
 * An alternating ansatz on all 2^n bit strings: |ψ⟩ = Π_l M(β_l) e^{−iγ_l Ĉ} |s⟩ with |s⟩ the mixer's start and
 * Ĉ = (C − offset) / scale.
 *
 * Angles are [γ_1 … γ_p, β_1 … β_p]; any even number of them is a depth. To minimise, β is negative where γ is positive.
 */
export interface QaoaAnsatz {
  readonly names: readonly string[];
  readonly mixer: FullMixer;
  /** Mean and standard deviation of the cost over all bit strings; the deviation is 1 where all are equal. */
  readonly mean: number;
  readonly deviation: number;
  readonly offset: number;
  readonly scale: number;
  /** The state vector, in an array that the next call may reuse. */
  readonly stateAt: (angles: ArrayLike<number>) => Amplitudes;
  /** |ψ_x|², in an array of its own. */
  readonly probabilitiesAt: (angles: ArrayLike<number>) => Float64Array;
  /** ⟨C⟩, in units of the cost. */
  readonly energyAt: (angles: ArrayLike<number>) => number;
  /** The objective over the scaled costs Ĉ. */
  readonly valueAt: (angles: ArrayLike<number>) => number;
  /** The objective, and its derivative with respect to each angle, written to `gradient`. */
  readonly valueAndGradientAt: (angles: ArrayLike<number>, gradient: Float64Array) => number;
  /** The cost of every bit string, in a new array of 2^n numbers. */
  readonly costs: () => Float64Array;
}

const layersOf = (angles: ArrayLike<number>): number => {
  const layers = angles.length / 2;
  if (Number.isInteger(layers) && Array.from(angles).every((angle) => Number.isFinite(angle))) return layers;
  throw new ProblemError({
    code: 'INVALID_ANGLES',
    message: `qaoaAnsatz: angles was [${Array.from(angles).join(', ')}].`,
    remedy: 'Pass finite angles [γ_1 … γ_p, β_1 … β_p].',
  });
};

const squares = ({ re, im }: Amplitudes, out: Float64Array): void => {
  for (let x = 0; x < out.length; x++) out[x] = re[x]! * re[x]! + im[x]! * im[x]!;
};

const requireRoom = (size: number, states: number, tables: number, limit: number): void =>
  requireMemory(
    8 * (memoryLength(size, states) + tables * 2 ** size),
    limit,
    `qaoaAnsatz of ${size} variables`,
    'Use fewer variables, selectByAnsatz where exactly k are chosen, or raise maximumBytes.',
  );

/** The objective where it is not the mean: over a table of costs. */
const tableObjective = (phase: CostPhase, objective: SubspaceObjective): ObjectiveFunction | undefined => {
  if (objective.kind === 'expectation') return undefined;
  const scaled = phase.costs().map((cost) => (cost - phase.offset) / phase.scale);
  return objectiveFunction(scaled, objective);
};

/**
 * Creates the ansatz of a cost over all bit strings.
 *
 * Quadratic costs are applied as products of phases, all others from a table; the transverse field is a real rotation in a
 * turned frame. Circuits of gates give the same amplitudes to 1e-12; see `qaoaCircuit`.
 *
 * - State: one vector of 16 · 2^n bytes that calls reuse, a second one once a gradient is asked, and 20 · 2^n bytes more for an
 *   objective that sorts. Cost: with the default mixer about 2 n + 20 operations an amplitude and layer; the gradient of all
 *   angles is about four times a value, by carrying the weighted state back (adjoint differentiation).
 *
 * Sources: Farhi, Goldstone and Gutmann 2014; Hadfield et al. 2019 (other mixers); Lykov et al. 2023, "Fast simulation of
 * high-depth QAOA circuits" (costs as a diagonal); Jones and Gacon 2020 (gradient).
 *
 * @throws {QuantumCapacityError} the state vectors would need more than `maximumBytes`.
 * @throws {ProblemError} the mixer has another number of qubits than the cost has variables, or a cost is not finite.
 * @throws {QuantumOptionsError} an option is out of range or not known.
 * @example
 * ```ts
 * import { maxCut } from '@sigmax/quantum-sim';
 * import { qaoaAnsatz } from '@sigmax/quantum-sim/qaoa';
 * const square = maxCut({ nodes: ['a', 'b', 'c', 'd'], edges: [['a', 'b', 1], ['b', 'c', 1], ['c', 'd', 1], ['d', 'a', 1]] });
 * const ansatz = qaoaAnsatz({ cost: square, scaling: 'raw' });
 * ansatz.energyAt([Math.PI / 4, -Math.PI / 8]).toFixed(10); // => '-3.0000000000'
 * ```
 */
export const qaoaAnsatz = (options: QaoaAnsatzOptions): QaoaAnsatz => {
  const what = 'qaoaAnsatz';
  requireKnownKeys(
    options,
    ['cost', 'mixer', 'objective', 'scaling', 'maximumBytes', 'implementation', 'threads'],
    what,
  );
  const { cost, objective = { kind: 'expectation' }, scaling = 'deviation' } = options;
  requireOneOf(scaling, `${what}: scaling`, ['deviation', 'raw']);
  const limit = requirePositive(options.maximumBytes ?? defaultMaximumBytes, `${what}: maximumBytes`);
  const size = cost.names.length;
  requireRoom(size, 1, objective.kind === 'expectation' ? 0 : 3, limit);
  const phase = phaseOf(cost, scaling, limit);
  const mixer = options.mixer ?? xMixer(size);
  if (mixer.qubitCount !== size) {
    throw new ProblemError({
      code: 'DIMENSIONS_DIFFER',
      message: `${what}: the cost has ${size} variables, the mixer ${mixer.qubitCount} qubits.`,
      remedy: 'Make the mixer for as many qubits as the cost has variables.',
      context: { variables: size, qubits: mixer.qubitCount },
    });
  }
  const evaluate = tableObjective(phase, objective);
  let states: readonly QaoaState[] = [];

  const withStates = (count: number): readonly QaoaState[] => {
    if (states.length < count) {
      requireRoom(size, count, evaluate === undefined ? 0 : 3, limit);
      // The old memory goes first: nothing in it is needed.
      states = [];
      states = statesIn(createQaoaKernels(size, count, options), size, count);
    }
    return states;
  };

  const run = (psi: QaoaState, angles: ArrayLike<number>): void => {
    const layers = layersOf(angles);
    mixer.start(psi);
    for (let layer = 0; layer < layers; layer++) {
      phase.apply(psi, angles[layer] as number);
      mixer.apply(psi, angles[layers + layer] as number);
    }
  };

  const runFirst = (angles: ArrayLike<number>): QaoaState => {
    const psi = withStates(1)[0] as QaoaState;
    run(psi, angles);
    return psi;
  };

  const probabilitiesAt = (angles: ArrayLike<number>): Float64Array => {
    const probabilities = new Float64Array(2 ** size);
    squares(runFirst(angles), probabilities);
    return probabilities;
  };

  /** Writes the weighted state to `lambda` and returns the objective. */
  const weigh = (psi: QaoaState, lambda: QaoaState): number => {
    if (evaluate === undefined) return phase.weigh(psi, lambda);
    // λ's planes lend their room to the probabilities and their weights.
    squares(psi, lambda.im);
    const value = evaluate(lambda.im, lambda.re);
    for (let x = 0; x < lambda.re.length; x++) {
      const weight = lambda.re[x]!;
      lambda.re[x] = weight * psi.re[x]!;
      lambda.im[x] = weight * psi.im[x]!;
    }
    return value;
  };

  return {
    names: phase.names,
    mixer,
    mean: phase.mean,
    deviation: phase.deviation,
    offset: phase.offset,
    scale: phase.scale,
    stateAt: (angles) => {
      const psi = runFirst(angles);
      mixer.leaveFrame?.(psi);
      return { re: psi.re, im: psi.im };
    },
    probabilitiesAt,
    energyAt: (angles) => phase.offset + phase.scale * phase.weigh(runFirst(angles)),
    valueAt: (angles) => (evaluate === undefined ? phase.weigh(runFirst(angles)) : evaluate(probabilitiesAt(angles))),
    valueAndGradientAt: (angles, gradient) => {
      const layers = layersOf(angles);
      const [psi, lambda] = withStates(2) as [QaoaState, QaoaState];
      run(psi, angles);
      const value = weigh(psi, lambda);
      for (let layer = layers - 1; layer >= 0; layer--) {
        gradient[layers + layer] = 2 * mixer.unapply(psi, lambda, angles[layers + layer] as number);
        // Before the first phases there is nothing more to differentiate.
        const overlap = layer === 0 ? phase.overlap(psi, lambda) : phase.unapply(psi, lambda, angles[layer] as number);
        gradient[layer] = 2 * overlap;
      }
      return value;
    },
    costs: phase.costs,
  };
};
