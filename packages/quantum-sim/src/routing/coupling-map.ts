import { QuantumOptionsError } from '../errors';

/** The pairs of qubits that a machine can apply two-qubit gates to, in either order. */
export interface CouplingMap {
  readonly qubitCount: number;
  readonly pairs: readonly (readonly [number, number])[];
}

/** 0 — 1 — 2 — …, each qubit with the next. */
export const lineCoupling = (qubitCount: number): CouplingMap => ({
  qubitCount,
  pairs: Array.from({ length: Math.max(0, qubitCount - 1) }, (_, qubit) => [qubit, qubit + 1] as const),
});

/** A line whose last qubit is coupled with the first. */
export const ringCoupling = (qubitCount: number): CouplingMap => {
  const { pairs } = lineCoupling(qubitCount);
  return { qubitCount, pairs: qubitCount < 3 ? pairs : [...pairs, [qubitCount - 1, 0]] };
};

/** Rows and columns; qubit row · columns + column is coupled with its neighbours to the right and below. */
export const gridCoupling = (rows: number, columns: number): CouplingMap => {
  const pairs: [number, number][] = [];
  for (let qubit = 0; qubit < rows * columns; qubit++) {
    if (qubit % columns !== columns - 1) pairs.push([qubit, qubit + 1]);
    if (qubit + columns < rows * columns) pairs.push([qubit, qubit + columns]);
  }
  return { qubitCount: rows * columns, pairs };
};

/** The neighbours of each qubit, in the order of the pairs. */
export const neighboursOf = ({ qubitCount, pairs }: CouplingMap): number[][] => {
  const neighbours: number[][] = Array.from({ length: qubitCount }, () => []);
  for (const [first, second] of pairs) {
    for (const qubit of [first, second]) {
      if (Number.isInteger(qubit) && qubit >= 0 && qubit < qubitCount && first !== second) continue;
      throw new QuantumOptionsError({
        code: 'INVALID_COUPLING',
        message: `coupling map: a pair was [${first}, ${second}], the map has ${qubitCount} qubits.`,
        remedy: 'Pass pairs of different qubits from 0.',
        context: { first, second, qubitCount },
      });
    }
    neighbours[first]!.push(second);
    neighbours[second]!.push(first);
  }
  return neighbours;
};

/**
 * How many couplings lie between any two qubits: row `a` at `a * qubitCount`.
 *
 * @throws {QuantumOptionsError} The map falls into parts that no coupling joins.
 */
export const distancesOf = (map: CouplingMap): Int32Array => {
  const { qubitCount } = map;
  const neighbours = neighboursOf(map);
  const distances = new Int32Array(qubitCount * qubitCount).fill(-1);
  for (let from = 0; from < qubitCount; from++) {
    const row = from * qubitCount;
    distances[row + from] = 0;
    const queue = [from];
    for (const qubit of queue) {
      for (const next of neighbours[qubit]!) {
        if (distances[row + next] !== -1) continue;
        distances[row + next] = distances[row + qubit]! + 1;
        queue.push(next);
      }
    }
    if (queue.length === qubitCount) continue;
    throw new QuantumOptionsError({
      code: 'COUPLING_IN_PARTS',
      message: `coupling map: ${queue.length} of ${qubitCount} qubits can be reached from qubit ${from}.`,
      remedy: 'Pass couplings that join all qubits.',
      context: { from, reached: queue.length, qubitCount },
    });
  }
  return distances;
};
