import { type Circuit, circuit } from '../circuit/circuit';
import { controlled } from '../gates/controlled-gate';
import { standardGates } from '../gates/standard-gates';
import { arcTangent2 } from '../portable-math';
import { requireWhole } from '../problem/checks';

const controlledRy = controlled(standardGates.ry, 1);
const twiceControlledRy = controlled(standardGates.ry, 2);

/** 2 arccos √(part / whole). */
const angleOf = (part: number, whole: number): number => 2 * arcTangent2(Math.sqrt(whole - part), Math.sqrt(part));

/** Splits the ones of the first `size` qubits between those that hold the last of them and those that do not. */
const split = (before: Circuit, size: number, choose: number): Circuit => {
  const last = size - 1;
  let result = before
    .cx(last - 1, last)
    .apply(controlledRy, [last, last - 1], angleOf(1, size))
    .cx(last - 1, last);
  for (let step = 2; step <= choose; step++) {
    const target = last - step;
    result = result
      .cx(target, last)
      .apply(twiceControlledRy, [last, target + 1, target], angleOf(step, size))
      .cx(target, last);
  }
  return result;
};

/**
 * Prepares the Dicke state: from |0…0⟩ the equal superposition of all states in which exactly `choose` of `qubitCount` qubits are 1.
 *
 * - Cost: O(n k) gates. No measurement and no helping qubit.
 *
 * Source: Bärtschi and Eidenbenz 2019, "Deterministic preparation of Dicke states", definition 3 and theorem 1.
 *
 * @throws {QuantumOptionsError} `qubitCount` is not a whole number from 1, or `choose` not one up to it.
 * @example
 * ```ts
 * import { simulate } from '@sigmax/quantum-sim';
 * import { dickeCircuit } from '@sigmax/quantum-sim/strategy';
 * const probabilities = Array.from(simulate(dickeCircuit(4, 2)).probabilities());
 * probabilities.filter((probability) => Math.abs(probability - 1 / 6) < 1e-12).length; // => 6
 * ```
 */
export const dickeCircuit = (qubitCount: number, choose: number): Circuit => {
  requireWhole(qubitCount, 'dickeCircuit: qubitCount', 1);
  requireWhole(choose, 'dickeCircuit: choose', 0, qubitCount);
  let result = circuit(qubitCount);
  // A block of ones at the end; each split decides about the last qubit of what is left.
  for (let qubit = qubitCount - choose; qubit < qubitCount; qubit++) result = result.x(qubit);
  if (choose === 0 || choose === qubitCount) return result;
  for (let size = qubitCount; size >= 2; size--) result = split(result, size, Math.min(choose, size - 1));
  return result;
};
