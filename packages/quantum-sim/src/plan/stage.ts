import type { PlanNode } from './plan-node';

/**
 * Nodes that are applied together to one block after another.
 *
 * A block has the qubits 0 to `low` − 1 and those of `high`, in order; qubits outside are the same for a whole block. With
 * no `high` a block lies in one piece and is worked on where it is; otherwise it is gathered and scattered.
 */
export interface Stage {
  readonly low: number;
  readonly high: number;
  readonly nodes: readonly PlanNode[];
}

/** The qubits that a node needs inside a block; controls and diagonals may stay outside. */
export const neededQubits = (node: PlanNode): number =>
  node.kind === 'phase' || node.kind === 'diagonal' ? 0 : node.mask;
