import { parameter } from '../circuit/angle';
import { type Circuit, circuit as emptyCircuit } from '../circuit/circuit';
import { ProblemError } from '../errors';
import { pauliRotation } from '../gates/custom-gates';
import { requireKnownKeys, requireWhole } from '../problem/checks';
import { type Ising, quboToIsing } from '../problem/ising';
import type { Qubo } from '../problem/qubo';
import { isingToPolynomial, type SpinPolynomial } from '../problem/spin-polynomial';
import type { FullMixer } from './full-mixer';
import { xMixer } from './x-mixer';

export interface QaoaCircuitOptions {
  /** A cost with terms, in the units in which γ counts it. */
  readonly cost: Qubo | Ising | SpinPolynomial;
  readonly layers: number;
  /** Defaults to the transverse field. */
  readonly mixer?: FullMixer;
}

const polynomialOf = (cost: QaoaCircuitOptions['cost']): SpinPolynomial => {
  if ('terms' in cost) return cost;
  return isingToPolynomial('linear' in cost ? quboToIsing(cost) : cost);
};

/**
 * The circuit of an ansatz: parameters `gamma1` … and `beta1` …, gates rz, rzz and Pauli rotations for the cost, those of the
 * mixer, and a global phase for the constant. At the same angles its amplitudes are those of `qaoaAnsatz` with scaling `raw`.
 *
 * - Cost: layers · (terms + gates of the mixer) operations.
 *
 * @throws {ProblemError} the mixer has no circuit of few gates, or another number of qubits.
 * @throws {QuantumOptionsError} `layers` is not a whole number from 1.
 * @example
 * ```ts
 * import { createQubo, expectation, isingToPauliSum, quboToIsing, simulate } from '@sigmax/quantum-sim';
 * import { qaoaAnsatz, qaoaCircuit } from '@sigmax/quantum-sim/qaoa';
 * const cost = createQubo({ names: ['a', 'b'], linear: [1, -2], couplings: [['a', 'b', 3]] });
 * const state = simulate(qaoaCircuit({ cost, layers: 1 }), { parameters: { gamma1: 0.4, beta1: -0.3 } });
 * const ansatz = qaoaAnsatz({ cost, scaling: 'raw' });
 * expectation(state, isingToPauliSum(quboToIsing(cost))).toFixed(12) === ansatz.energyAt([0.4, -0.3]).toFixed(12); // => true
 * ```
 */
export const qaoaCircuit = (options: QaoaCircuitOptions): Circuit => {
  requireKnownKeys(options, ['cost', 'layers', 'mixer'], 'qaoaCircuit');
  const { names, terms } = polynomialOf(options.cost);
  const layers = requireWhole(options.layers, 'qaoaCircuit: layers', 1);
  const mixer = options.mixer ?? xMixer(names.length);
  const { startCircuit, mixerCircuit } = mixer;
  if (mixer.qubitCount !== names.length || startCircuit === undefined || mixerCircuit === undefined) {
    throw new ProblemError({
      code: 'NO_CIRCUIT',
      message: `qaoaCircuit: the mixer ${mixer.name} of ${mixer.qubitCount} qubits has ${mixerCircuit === undefined ? 'no circuit of few gates' : `not the ${names.length} qubits of the cost`}.`,
      remedy: 'Use another mixer.',
      context: { mixer: mixer.name },
    });
  }
  let built = startCircuit(emptyCircuit(names.length));
  for (let layer = 1; layer <= layers; layer++) {
    const gamma = parameter(`gamma${layer}`);
    for (const { members, coefficient } of terms) {
      const angle = gamma.times(2 * coefficient);
      const [first, second] = members;
      if (first === undefined) built = built.gphase(gamma.times(-coefficient));
      else if (second === undefined) built = built.rz(angle, first);
      else if (members.length === 2) built = built.rzz(angle, first, second);
      else built = built.apply(pauliRotation('Z'.repeat(members.length)), [...members], angle);
    }
    built = mixerCircuit(built, parameter(`beta${layer}`));
  }
  return built;
};
