import type { GateOperation } from '../circuit/operation';
import { nodeOf, type PlanNode } from './plan-node';

/** Follows exchanges of qubits by names instead of moving amplitudes. */
export interface Relabelling {
  /** Takes a gate: an exchange renames, everything else comes back on the places where its qubits are. */
  take(gate: GateOperation): PlanNode | undefined;
  /** The exchanges that put every qubit back to its own place. */
  finish(): PlanNode[];
}

export const relabelling = (qubitCount: number, swapGate: GateOperation['gate']): Relabelling => {
  const places = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  return {
    take(operation) {
      const node = nodeOf(operation);
      if (node.kind === 'swap' && node.controls === 0) {
        const [first, second] = operation.qubits as readonly [number, number];
        [places[first], places[second]] = [places[second]!, places[first]!];
        return undefined;
      }
      return nodeOf({ ...operation, qubits: operation.qubits.map((qubit) => places[qubit]!) });
    },
    finish() {
      const nodes: PlanNode[] = [];
      for (let qubit = 0; qubit < qubitCount; qubit++) {
        const at = places[qubit]!;
        if (at === qubit) continue;
        nodes.push(nodeOf({ gate: swapGate, qubits: [qubit, at], angles: [] }));
        // Whoever was here is now there.
        const other = places.indexOf(qubit);
        places[other] = at;
        places[qubit] = qubit;
      }
      return nodes;
    },
  };
};
