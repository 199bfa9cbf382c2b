import { alongX, alongZ } from './commute';
import { isDiagonal } from './merge-nodes';
import { type PlanNode, qubitsOf } from './plan-node';

/** Nodes in a row that commute on one qubit, because all are along one axis there. */
interface Run {
  readonly axis: 'x' | 'z' | undefined;
  readonly members: number[];
  left: number;
}

const axisOf = (node: PlanNode, bit: number): Run['axis'] => {
  if ((alongZ(node) & bit) !== 0) return 'z';
  return (alongX(node) & bit) !== 0 ? 'x' : undefined;
};

/** For each qubit its runs, in order. */
const runsOf = (nodes: readonly PlanNode[]): Run[][] => {
  const runs: Run[][] = Array.from({ length: 32 }, () => []);
  nodes.forEach((node, index) => {
    for (const qubit of qubitsOf(node.mask | node.controls)) {
      const axis = axisOf(node, 1 << qubit);
      const last = runs[qubit]!.at(-1);
      if (last === undefined || axis === undefined || last.axis !== axis) {
        runs[qubit]!.push({ axis, members: [index], left: 1 });
      } else {
        last.members.push(index);
        last.left += 1;
      }
    }
  });
  return runs;
};

/**
 * Puts nodes into an order that does the same and has diagonals together: a diagonal waits until nothing else can go first.
 *
 * A node can go when, on each of its qubits, all nodes are gone that came before and do not commute with it there.
 */
export const orderNodes = (nodes: readonly PlanNode[]): PlanNode[] => {
  const runs = runsOf(nodes);
  const waits = nodes.map(({ mask, controls }) => qubitsOf(mask | controls).length);
  const ready: number[] = [];
  const diagonals: number[] = [];
  const free = (index: number): void => {
    (isDiagonal(nodes[index]!) ? diagonals : ready).push(index);
  };
  const arrive = (index: number): void => {
    waits[index]! -= 1;
    if (waits[index] === 0) free(index);
  };
  const active = runs.map(() => 0);
  const go = (index: number): void => {
    const { mask, controls } = nodes[index]!;
    for (const qubit of qubitsOf(mask | controls)) {
      const run = runs[qubit]![active[qubit]!]!;
      run.left -= 1;
      if (run.left > 0) continue;
      active[qubit]! += 1;
      for (const next of runs[qubit]![active[qubit]!]?.members ?? []) arrive(next);
    }
  };
  waits.forEach((count, index) => {
    if (count === 0) free(index);
  });
  for (const ofQubit of runs) for (const index of ofQubit[0]?.members ?? []) arrive(index);
  const ordered: PlanNode[] = [];
  for (let done = 0; done < nodes.length; ) {
    // What becomes free while a batch goes is in the next one.
    const batch = (ready.length > 0 ? ready : diagonals).splice(0);
    for (const index of batch) {
      ordered.push(nodes[index]!);
      go(index);
    }
    done += batch.length;
  }
  return ordered;
};
