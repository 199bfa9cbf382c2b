import { type Circuit, circuit } from '../circuit/circuit';
import { ProblemError } from '../errors';
import { quboToIsing } from '../problem/ising';
import type { Qubo } from '../problem/qubo';
import { type SelectionProblem, sectorMembers } from '../solvers/selection-problem';
import { dickeCircuit } from './dicke-circuit';

export interface AnsatzCircuitOptions {
  /** [γ_1 … γ_p, β_1 … β_p], over the scaled cost. */
  readonly angles: readonly number[];
  /** What the cost is divided by: the ansatz' standard deviation over the feasible states. */
  readonly deviation: number;
  /** Only the rings are products of gates on two qubits; the names are those of the mixers. */
  readonly mixer: string;
}

/** The parts of an ansatz, each a circuit on all qubits; qubit i is the cost's variable i. */
export interface AnsatzCircuit {
  readonly whole: Circuit;
  readonly start: Circuit;
  /** The phases and the mixer of each layer. */
  readonly layers: readonly { readonly phases: Circuit; readonly mixer: Circuit }[];
}

/** e^{−iγ C / deviation} but for a global phase. */
const phasesOf = (qubo: Qubo, gamma: number, deviation: number): Circuit => {
  const { fields, couplings } = quboToIsing(qubo);
  const size = qubo.names.length;
  let result = circuit(size);
  const turn = (2 * gamma) / deviation;
  for (let i = 0; i < size; i++) if (fields[i] !== 0) result = result.rz(turn * fields[i]!, i);
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const coupling = couplings[i * size + j]!;
      if (coupling !== 0) result = result.rzz(turn * coupling, i, j);
    }
  }
  return result;
};

/** The neighbours of a ring in the order in which the mixer's factors act. */
const ringPairs = (ring: readonly number[], isParity: boolean): (readonly [number, number])[] => {
  const count = ring.length;
  const places = Array.from({ length: Math.max(0, count - 1) }, (_, place) => place);
  const inOrder = isParity ? [...places].sort((a, b) => (a % 2) - (b % 2) || a - b) : places;
  const pairs = inOrder.map((place) => [ring[place]!, ring[place + 1]!] as const);
  return count > 2 ? [...pairs, [ring[0]!, ring[count - 1]!]] : pairs;
};

const requireRing = (mixer: string): boolean => {
  if (mixer === 'ring-xy' || mixer === 'parity-ring-xy') return mixer === 'parity-ring-xy';
  throw new ProblemError({
    code: 'MIXER_HAS_NO_CIRCUIT',
    message: `ansatzCircuit: mixer was '${mixer}'.`,
    remedy: "Use 'ring-xy' or 'parity-ring-xy', whose factors are gates on two qubits.",
    context: { mixer },
  });
};

/**
 * The circuit whose measurements a subspace ansatz computes: Dicke states of the sectors, then for each layer the phases
 * of the cost as RZ and RZZ and the mixer as XX + YY rotations on a ring.
 *
 * The ring follows the order of each sector's assets, so pass the sectors that the ansatz was made with, ordered by `spreadRingOrder` if
 * it was.
 *
 * - Shapes: n qubits for n assets. Cost: O(n k) gates to start, n(n + 1)/2 and n a layer.
 *
 * Sources: Hadfield et al. 2019, "From the quantum approximate optimization algorithm to a quantum alternating operator ansatz",
 * section 4.3.1; Bärtschi and Eidenbenz 2019 for the start.
 *
 * @throws {ProblemError} the mixer is no product of gates on two qubits, or a variable does not stand in exactly one sector.
 * @example
 * ```ts
 * import { createQubo } from '@sigmax/quantum-sim';
 * import { ansatzCircuit } from '@sigmax/quantum-sim/strategy';
 * const qubo = createQubo({ names: ['BTC', 'ETH', 'SOL'], linear: [-3, -2, -1], couplings: [['BTC', 'ETH', 4]] });
 * const problem = { qubo, sectors: [{ assets: qubo.names, choose: 2 }] };
 * const { whole } = ansatzCircuit(problem, { angles: [0.4, -0.4], deviation: 1, mixer: 'ring-xy' });
 * whole.qubitCount; // => 3
 * ```
 */
export const ansatzCircuit = (problem: SelectionProblem, options: AnsatzCircuitOptions): AnsatzCircuit => {
  const { angles, deviation } = options;
  const isParity = requireRing(options.mixer);
  const sectors = sectorMembers(problem, 'ansatzCircuit');
  const size = problem.qubo.names.length;
  const depth = angles.length / 2;
  const start = sectors.reduce(
    (result, { members, choose }) => result.add(dickeCircuit(members.length, choose), [...members]),
    circuit(size),
  );
  const layers = Array.from({ length: depth }, (_, layer) => {
    const turn = 2 * angles[depth + layer]!;
    const mixer = sectors
      .filter(({ members, choose }) => choose > 0 && choose < members.length)
      .flatMap(({ members }) => ringPairs(members, isParity))
      .reduce((result, [first, second]) => result.xxPlusYy(turn, 0, first, second), circuit(size));
    return { phases: phasesOf(problem.qubo, angles[layer]!, deviation), mixer };
  });
  const whole = layers.reduce((result, { phases, mixer }) => result.add(phases).add(mixer), circuit(size).add(start));
  return { whole, start, layers };
};
