import type { Random } from '../seeded-random';
import type { StateVector } from '../state-vector/state-vector';
import { chooseOutcome } from './choose-outcome';
import { conditionHolds } from './condition-holds';
import { krausWeights } from './kraus-weights';
import { readBit } from './read-bit';
import type { TrajectoryInstruction } from './trajectory-program';

const scale = ({ re, im }: StateVector, factor: number): void => {
  for (let at = 0; at < re.length; at++) {
    re[at] = re[at]! * factor;
    im[at] = im[at]! * factor;
  }
};

const measure = (state: StateVector, qubit: number, random: Random): 0 | 1 => {
  const one = state.probabilityOfOne(qubit);
  // The norm is 1 up to rounding only, so both weights are asked for.
  const zero = Math.max(0, state.squaredNorm() - one);
  const value = chooseOutcome([zero, one], random.uniform()) as 0 | 1;
  state.collapse(qubit, value, value === 1 ? one : zero);
  return value;
};

/**
 * Runs instructions on a state along one way that chance can take: each channel becomes one of its operators, drawn with its
 * probability. The average of |ψ⟩⟨ψ| over many runs is the density matrix.
 *
 * Source: Dalibard, Castin and Mølmer 1992, "Wave-function approach to dissipative processes in quantum optics".
 */
export const runTrajectory = (
  instructions: readonly TrajectoryInstruction[],
  state: StateVector,
  bits: Uint8Array,
  random: Random,
): void => {
  for (const instruction of instructions) {
    if (instruction.kind === 'gates') instruction.plan.run(state.kernels);
    else if (instruction.kind === 'choice') {
      const { plans, probabilities } = instruction;
      plans[chooseOutcome(probabilities, random.uniform())]?.run(state.kernels);
    } else if (instruction.kind === 'kraus') {
      const weights = krausWeights(state, instruction.qubits, instruction.effects);
      const chosen = chooseOutcome(weights, random.uniform());
      instruction.plans[chosen]!.run(state.kernels);
      scale(state, 1 / Math.sqrt(weights[chosen]!));
    } else if (instruction.kind === 'measure') {
      const { qubit, bit, readout } = instruction;
      bits[bit] = readBit(measure(state, qubit, random), readout, random);
    } else if (instruction.kind === 'reset') {
      const { qubit } = instruction;
      if (measure(state, qubit, random) === 1) state.kernels.flip(0, Math.max(state.qubitCount, 2), qubit, 0);
    } else {
      const { condition, body, otherwise } = instruction;
      runTrajectory(conditionHolds(condition, bits) ? body : otherwise, state, bits, random);
    }
  }
};
