import { requireOneOf, requireWhole } from '../problem/checks';

/**
 * Which qubits are entangled, and in what order: `full` every pair; `linear` neighbours from qubit 0 on; `reverse-linear` neighbours
 * from the last on; `circular` the last with the first, then neighbours; `sca` circular, shifted by one place each layer, with control and
 * target exchanged in every other; `pairwise` neighbours from even qubits, then from odd ones.
 */
export type Entanglement = 'full' | 'linear' | 'reverse-linear' | 'circular' | 'sca' | 'pairwise';

export const entanglements: readonly Entanglement[] = [
  'full',
  'linear',
  'reverse-linear',
  'circular',
  'sca',
  'pairwise',
];

type Pair = readonly [control: number, target: number];

/**
 * The pairs of qubits that one layer entangles, in order.
 *
 * Source: Sim, Johnson and Aspuru-Guzik 2019, "Expressibility and entangling capability of parameterized quantum circuits"
 * (`circular` and `sca` are their circuits 19 and 14); the names are those of Qiskit's `TwoLocal`.
 *
 * @throws {QuantumOptionsError} an argument is out of range.
 * @example
 * ```ts
 * import { entangledPairs } from '@sigmax/quantum-sim/vqe';
 * entangledPairs('circular', 3); // => [[2, 0], [0, 1], [1, 2]]
 * entangledPairs('sca', 3, 1); // => [[2, 1], [0, 2], [1, 0]]
 * ```
 */
export const entangledPairs = (entanglement: Entanglement, qubitCount: number, layer = 0): Pair[] => {
  requireOneOf(entanglement, 'entangledPairs: entanglement', entanglements);
  requireWhole(qubitCount, 'entangledPairs: qubitCount', 1);
  requireWhole(layer, 'entangledPairs: layer', 0);
  const qubits = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  const neighbours = qubits.slice(1).map((qubit): Pair => [qubit - 1, qubit]);
  // Two qubits have one pair, which a circle would count twice.
  const circle: Pair[] = qubitCount > 2 ? [[qubitCount - 1, 0], ...neighbours] : neighbours;
  switch (entanglement) {
    case 'full':
      return qubits.flatMap((first) => qubits.slice(first + 1).map((second): Pair => [first, second]));
    case 'linear':
      return neighbours;
    case 'reverse-linear':
      return neighbours.reverse();
    case 'pairwise':
      return [...neighbours.filter(([first]) => first % 2 === 0), ...neighbours.filter(([first]) => first % 2 === 1)];
    case 'circular':
      return circle;
    case 'sca': {
      const shift = circle.length === 0 ? 0 : layer % circle.length;
      const shifted = [...circle.slice(circle.length - shift), ...circle.slice(0, circle.length - shift)];
      return layer % 2 === 0 ? shifted : shifted.map(([first, second]): Pair => [second, first]);
    }
  }
};
