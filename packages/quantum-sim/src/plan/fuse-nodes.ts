import { identity } from '../gates/pauli-gates';
import { commute } from './commute';
import { costOf, isDiagonal, isIdentity, mergeNodes } from './merge-nodes';
import { orderNodes } from './order-nodes';
import type { PlanNode } from './plan-node';

/** How many nodes a gate is moved past in search of one to merge with. */
const window = 64;

/**
 * Puts one more node behind a list, changing the list: it moves back past nodes that it commutes with, merges with those
 * that it can, and both vanish where they undo each other.
 */
const append = (nodes: PlanNode[], added: PlanNode, mayWiden: boolean): void => {
  let node = added;
  let place = nodes.length;
  for (let at = nodes.length - 1; at >= Math.max(0, nodes.length - window); at--) {
    const earlier = nodes[at]!;
    const merged = mergeNodes(earlier, node, mayWiden);
    // Only gates on the same qubits undo each other.
    const mayUndo = earlier.mask === node.mask && isDiagonal(earlier) === isDiagonal(node);
    if (merged !== undefined && mayUndo && isIdentity(merged)) {
      nodes.splice(at, 1);
      return;
    }
    if (merged !== undefined && costOf(merged) <= costOf(earlier) + costOf(node)) {
      nodes.splice(at, 1);
      node = merged;
      place = at;
    } else if (!commute(earlier, node)) break;
  }
  nodes.splice(place, 0, node);
};

const fuse = (nodes: readonly PlanNode[], mayWiden: boolean): PlanNode[] => {
  const fused: PlanNode[] = [];
  for (const node of nodes) append(fused, node, mayWiden);
  return fused;
};

/**
 * The same as the nodes one after the other, with fewer nodes: first gates on the same qubits merge, then all are put into an
 * order in which diagonals stand together, and those join in tables.
 */
export const fuseNodes = (nodes: readonly PlanNode[]): PlanNode[] =>
  fuse(
    orderNodes(
      fuse(
        nodes.filter(({ factors }) => factors[0]!.gate.base !== identity),
        false,
      ),
    ),
    true,
  );
