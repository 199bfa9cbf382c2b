import type { Circuit } from './circuit';
import type { BarrierOperation, Condition, GateOperation, MeasureOperation, ResetOperation } from './operation';

/** A choice between two lists of operations. */
export interface FlatConditional {
  readonly kind: 'conditional';
  readonly condition: Condition;
  readonly body: readonly FlatOperation[];
  readonly otherwise: readonly FlatOperation[];
}

/** An operation that holds no circuit; its qubits and bits are those of the outermost circuit. */
export type FlatOperation = GateOperation | MeasureOperation | ResetOperation | BarrierOperation | FlatConditional;

const append = (out: FlatOperation[], circuit: Circuit, qubits: readonly number[], bits: readonly number[]): void => {
  const mapped = (inner: readonly number[]): number[] => inner.map((qubit) => qubits[qubit]!);
  for (const operation of circuit.operations) {
    if (operation.kind === 'gate') out.push({ ...operation, qubits: mapped(operation.qubits) });
    else if (operation.kind === 'barrier') out.push({ kind: 'barrier', qubits: mapped(operation.qubits) });
    else if (operation.kind === 'reset') out.push({ kind: 'reset', qubit: qubits[operation.qubit]! });
    else if (operation.kind === 'measure') {
      out.push({ kind: 'measure', qubit: qubits[operation.qubit]!, bit: bits[operation.bit]! });
    } else if (operation.kind === 'circuit') {
      const innerQubits = mapped(operation.qubits);
      const innerBits = operation.bits.map((bit) => bits[bit]!);
      for (let time = 0; time < operation.repetitions; time++) append(out, operation.circuit, innerQubits, innerBits);
    } else {
      const { condition, body, otherwise } = operation;
      const inside = (part: Circuit | undefined): FlatOperation[] => {
        const list: FlatOperation[] = [];
        if (part !== undefined) append(list, part, qubits, bits);
        return list;
      };
      out.push({
        kind: 'conditional',
        condition: { bits: condition.bits.map((bit) => bits[bit]!), value: condition.value },
        body: inside(body),
        otherwise: inside(otherwise),
      });
    }
  }
};

/**
 * The operations of a circuit with the circuits inside it written out, in order.
 *
 * @example
 * ```ts
 * import { circuit, flatten } from '@sigmax/quantum-sim';
 * const step = circuit(2).h(0).cx(0, 1);
 * flatten(circuit(3).add(step.repeat(2), [2, 0])).map((operation) => operation.kind === 'gate' && operation.qubits);
 * // is [[2], [2, 0], [2], [2, 0]]
 * ```
 */
export const flatten = (circuit: Circuit): FlatOperation[] => {
  const out: FlatOperation[] = [];
  const identity = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  append(out, circuit, identity(circuit.qubitCount), identity(circuit.bitCount));
  return out;
};
