import { standardGates } from '../gates/standard-gates';
import { conditionHolds } from '../noise/condition-holds';
import type { NoisyOperation } from '../noise/noisy-operations';
import { readBit } from '../noise/read-bit';
import type { Random } from '../seeded-random';
import type { MatrixProductState } from './matrix-product-state';

/** Runs operations on a state; channels become one of their operators each. Draws only where something is left to chance. */
export const runOperations = (
  operations: readonly NoisyOperation[],
  state: MatrixProductState,
  bits: Uint8Array,
  random: Random,
): void => {
  for (const operation of operations) {
    if (operation.kind === 'gate') state.apply(operation.gate, operation.qubits, ...operation.angles);
    else if (operation.kind === 'channel') state.applyOneOf(operation.channel.operators, operation.qubits, random);
    else if (operation.kind === 'measure') {
      bits[operation.bit] = readBit(state.measure(operation.qubit, random), operation.readout, random);
    } else if (operation.kind === 'reset') {
      if (state.measure(operation.qubit, random) === 1) state.apply(standardGates.x, [operation.qubit]);
    } else {
      const { condition, body, otherwise } = operation;
      runOperations(conditionHolds(condition, bits) ? body : otherwise, state, bits, random);
    }
  }
};
