import type { Circuit } from '../circuit/circuit';
import { controlled } from '../gates/controlled-gate';
import { standardGates } from '../gates/standard-gates';
import { arcTangent2 } from '../portable-math';

const twiceControlledRotation = controlled(standardGates.ry, 2);

/** 2 arccos √(part / whole). */
const angleOf = (part: number, whole: number): number =>
  2 * arcTangent2(Math.sqrt(1 - part / whole), Math.sqrt(part / whole));

/**
 * Appends the gates that turn |0…0⟩ into the Dicke state: all bit strings with `weight` ones, with equal amplitudes.
 *
 * Cost: about 3 · weight · (n − weight) gates.
 *
 * Source: Bärtschi and Eidenbenz 2019, "Deterministic preparation of Dicke states", section 2.
 */
export const dickeCircuit = (circuit: Circuit, qubitCount: number, weight: number): Circuit => {
  let built = circuit;
  for (let qubit = qubitCount - weight; qubit < qubitCount; qubit++) built = built.x(qubit);
  for (let last = qubitCount; last >= 2; last--) {
    const target = last - 1;
    for (let step = 1; step <= Math.min(weight, last - 1); step++) {
      const other = target - step;
      const angle = angleOf(step, last);
      built = built.cx(other, target);
      built =
        step === 1
          ? built.cry(angle, target, other)
          : built.apply(twiceControlledRotation, [target, other + 1, other], angle);
      built = built.cx(other, target);
    }
  }
  return built;
};
