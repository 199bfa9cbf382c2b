import { commute } from './commute';
import { isIdentity, mergeNodes } from './merge-nodes';
import type { PlanNode } from './plan-node';

/** How many nodes a gate is moved past in search of one to merge with. */
const window = 64;

/**
 * Puts one more node behind a list, changing the list: it moves back past nodes that it commutes with, merges with those
 * that it can, and both vanish where they undo each other. Nothing moves to before `floor`.
 */
export const appendFused = (nodes: PlanNode[], added: PlanNode, floor: number): void => {
  if (isIdentity(added)) return;
  let node = added;
  let place = nodes.length;
  for (let at = nodes.length - 1; at >= Math.max(floor, nodes.length - window); at--) {
    const earlier = nodes[at]!;
    const merged = mergeNodes(earlier, node);
    if (merged !== undefined) {
      nodes.splice(at, 1);
      if (isIdentity(merged)) return;
      node = merged;
      place = at;
    } else if (!commute(earlier, node)) break;
  }
  nodes.splice(place, 0, node);
};
