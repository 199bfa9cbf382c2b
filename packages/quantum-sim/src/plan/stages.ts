import { blockBits } from '../kernels/kernels';
import { alongX, alongZ } from './commute';
import { type PlanNode, popCount } from './plan-node';
import { neededQubits, type Stage } from './stage';

/** Qubits that are in every gathered block: parts of 2^7 amplitudes are whole cache lines. */
const gatheredLow = 7;

/** How many nodes a stage must have so that a gathered block is worth the way there and back. */
const leastGathered = 4;

interface Choice {
  readonly taken: readonly PlanNode[];
  readonly left: readonly PlanNode[];
  readonly qubits: number;
}

/** Takes nodes in order while their qubits fit into a block; a node that stays holds back those that it does not commute with. */
const take = (nodes: readonly PlanNode[], start: number, capacity: number): Choice => {
  const taken: PlanNode[] = [];
  const left: PlanNode[] = [];
  let qubits = start;
  // The qubits of nodes that stay, and those of them on which one is not diagonal, or not along X.
  let held = 0;
  let heldBesidesZ = 0;
  let heldBesidesX = 0;
  for (const node of nodes) {
    const own = node.mask | node.controls;
    const passing = (alongZ(node) & ~heldBesidesZ) | (alongX(node) & ~heldBesidesX);
    const wanted = qubits | neededQubits(node);
    if ((own & held & ~passing) === 0 && popCount(wanted) <= capacity) {
      qubits = wanted;
      taken.push(node);
    } else {
      left.push(node);
      held |= own;
      heldBesidesZ |= own & ~alongZ(node);
      heldBesidesX |= own & ~alongX(node);
    }
  }
  return { taken, left, qubits };
};

/**
 * Splits nodes into stages: those that fit into blocks of consecutive amplitudes, those whose high qubits are gathered, and
 * single ones that pass over the whole state.
 */
export const stagesOf = (nodes: readonly PlanNode[], qubitCount: number): Stage[] => {
  if (qubitCount <= blockBits) return nodes.length === 0 ? [] : [{ low: qubitCount, high: 0, nodes }];
  const stages: Stage[] = [];
  let rest = nodes;
  while (rest.length > 0) {
    const consecutive = take(rest, 2 ** blockBits - 1, blockBits);
    const gathered = take(rest, 2 ** gatheredLow - 1, blockBits);
    if (consecutive.taken.length > 1 && 2 * consecutive.taken.length >= gathered.taken.length) {
      stages.push({ low: blockBits, high: 0, nodes: consecutive.taken });
      rest = consecutive.left;
    } else if (gathered.taken.length >= leastGathered) {
      stages.push({ low: gatheredLow, high: gathered.qubits & ~(2 ** gatheredLow - 1), nodes: gathered.taken });
      rest = gathered.left;
    } else {
      stages.push({ low: qubitCount, high: 0, nodes: rest.slice(0, 1) });
      rest = rest.slice(1);
    }
  }
  return stages;
};
