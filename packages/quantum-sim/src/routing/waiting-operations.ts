import type { FlatOperation } from '../circuit/flatten';

/** Operations in an order that their qubits and bits allow. */
export interface WaitingOperations {
  /** Those behind no other that is still there, in the order of the circuit. */
  front(): readonly FlatOperation[];
  /** The next ones behind the front, at most `count`, in the order of the circuit. */
  coming(count: number): readonly FlatOperation[];
  /** Takes one of the front away. */
  take(operation: FlatOperation): void;
}

const bitsOf = (operation: FlatOperation): readonly number[] => {
  if (operation.kind === 'measure') return [operation.bit];
  if (operation.kind !== 'conditional') return [];
  return [...operation.condition.bits, ...[...operation.body, ...operation.otherwise].flatMap(bitsOf)];
};

export const waitingOperations = (
  operations: readonly FlatOperation[],
  qubitsOf: (operation: FlatOperation) => readonly number[],
): WaitingOperations => {
  const left = new Set(operations);
  // Bits are wires too, numbered below those of the qubits.
  const wiresOf = (operation: FlatOperation): number[] => [
    ...qubitsOf(operation),
    ...new Set(bitsOf(operation).map((bit) => -1 - bit)),
  ];
  const followers = new Map<FlatOperation, FlatOperation[]>();
  const waits = new Map<FlatOperation, number>();
  const last = new Map<number, FlatOperation>();
  for (const operation of operations) {
    const before = new Set(wiresOf(operation).flatMap((wire) => last.get(wire) ?? []));
    waits.set(operation, before.size);
    followers.set(operation, []);
    for (const earlier of before) followers.get(earlier)!.push(operation);
    for (const wire of wiresOf(operation)) last.set(wire, operation);
  }
  let front = operations.filter((operation) => waits.get(operation) === 0);
  return {
    front: () => front,
    coming(count) {
      const found: FlatOperation[] = [];
      const isFront = new Set(front);
      for (const operation of left) {
        if (found.length === count) break;
        if (!isFront.has(operation)) found.push(operation);
      }
      return found;
    },
    take(operation) {
      left.delete(operation);
      const freed = followers.get(operation)!.filter((follower) => {
        waits.set(follower, waits.get(follower)! - 1);
        return waits.get(follower) === 0;
      });
      front = [...front.filter((other) => other !== operation), ...freed];
    },
  };
};
