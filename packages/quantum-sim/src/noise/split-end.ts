import type { NoisyMeasurement, NoisyOperation } from './noisy-operations';

/**
 * The operations in two parts: the second are the measurements whose qubit nothing touches later and whose bit nothing asks or
 * writes later, one for each qubit at most.
 */
export const splitEnd = (
  operations: readonly NoisyOperation[],
): readonly [before: NoisyOperation[], end: NoisyMeasurement[]] => {
  const touched = new Set<number>();
  const bits = new Set<number>();
  const touch = (operation: NoisyOperation): void => {
    if (operation.kind === 'conditional') {
      for (const bit of operation.condition.bits) bits.add(bit);
      for (const inner of [...operation.body, ...operation.otherwise]) touch(inner);
    } else if (operation.kind === 'measure') {
      touched.add(operation.qubit);
      bits.add(operation.bit);
    } else if (operation.kind === 'reset') touched.add(operation.qubit);
    else for (const qubit of operation.qubits) touched.add(qubit);
  };
  const before: NoisyOperation[] = [];
  const end: NoisyMeasurement[] = [];
  for (const operation of [...operations].reverse()) {
    const isLast = operation.kind === 'measure' && !touched.has(operation.qubit) && !bits.has(operation.bit);
    if (isLast) {
      end.push(operation);
      // One reading of each qubit is enough to read off the diagonal; 2^n readings at most.
      touched.add(operation.qubit);
      bits.add(operation.bit);
    } else {
      before.push(operation);
      touch(operation);
    }
  }
  return [before.reverse(), end.reverse()];
};
