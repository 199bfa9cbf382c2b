import { circuit } from '../circuit/circuit';
import { flatten } from '../circuit/flatten';
import type { GateOperation } from '../circuit/operation';
import { QuantumOptionsError } from '../errors';
import { planOf } from '../plan/plan';
import { seededRandom } from '../seeded-random';
import { StateVector } from '../state-vector/state-vector';
import { type CommutingGroup, commutingGroups } from './commuting-groups';
import { parity, pauliMasks } from './pauli-masks';
import type { PauliSum } from './pauli-sum';
import { sampleOutcomes } from './sample-outcomes';

export interface SampledExpectation {
  readonly mean: number;
  /** Of the mean: the root of Σ variance / shots over the groups. */
  readonly standardError: number;
  /** Σ over the groups of the variance of one shot's reading. */
  readonly variance: number;
  readonly shotsPerGroup: number;
  readonly groups: readonly CommutingGroup[];
}

/** The gates that turn the basis of a group into that of Z. */
const basisChange = ({ basis }: CommutingGroup, qubitCount: number): GateOperation[] => {
  let change = circuit(qubitCount);
  for (const [qubit, pauli] of basis) {
    if (pauli === 'Y') change = change.sdg(qubit);
    if (pauli !== 'Z') change = change.h(qubit);
  }
  return flatten(change) as GateOperation[];
};

/**
 * The expectation of an observable as an experiment would find it: each group of terms that commute qubit by qubit is measured
 * `shotsPerGroup` times.
 *
 * Cost: for each group one copy of the state, a change of basis and O(2^n + S log S) for S shots.
 *
 * @throws {QuantumOptionsError} `shotsPerGroup` is no whole number from 2, or the observable acts on a qubit that the state has not.
 * @example
 * ```ts
 * import { circuit, pauliSum, sampledExpectation, simulate } from '@sigmax/quantum-sim';
 * const state = simulate(circuit(2).h(0).cx(0, 1));
 * const { mean, standardError } = sampledExpectation(state, pauliSum([[1, 'X0 X1'], [1, 'Z0 Z1']]), { shotsPerGroup: 100, seed: 1 });
 * mean; // => 2
 * standardError; // => 0
 * ```
 */
export const sampledExpectation = (
  state: StateVector,
  observable: PauliSum,
  { shotsPerGroup, seed }: { readonly shotsPerGroup: number; readonly seed: number },
): SampledExpectation => {
  if (!(Number.isSafeInteger(shotsPerGroup) && shotsPerGroup >= 2 && shotsPerGroup <= 2 ** 31)) {
    throw new QuantumOptionsError({
      code: 'INVALID_SHOTS',
      message: `sampledExpectation: shotsPerGroup was ${shotsPerGroup}.`,
      remedy: 'Pass a whole number from 2 to 2147483648.',
      context: { shotsPerGroup },
    });
  }
  const { qubitCount, precision } = state;
  const masks = new Map(observable.map((term) => [term, pauliMasks(term, qubitCount)]));
  const random = seededRandom(seed);
  const copy = new StateVector(qubitCount, {
    precision,
    implementation: state.kernels.name,
    maximumBytes: Number.MAX_VALUE,
  });
  const groups = commutingGroups(observable);
  let mean = observable.find(({ factors }) => factors.length === 0)?.coefficient ?? 0;
  let variance = 0;
  groups.forEach((group, index) => {
    copy.copyFrom(state);
    planOf(basisChange(group, qubitCount), qubitCount, []).run(copy.kernels);
    const supports = group.terms.map((term) => ({
      coefficient: term.coefficient,
      mask: masks.get(term)!.x | masks.get(term)!.z,
    }));
    let sum = 0;
    let squares = 0;
    sampleOutcomes(copy, shotsPerGroup, random.split(`group ${index}`), (outcome) => {
      let value = 0;
      for (const { coefficient, mask } of supports) value += parity(outcome & mask) === 1 ? -coefficient : coefficient;
      sum += value;
      squares += value * value;
    });
    mean += sum / shotsPerGroup;
    variance += Math.max(0, squares - (sum * sum) / shotsPerGroup) / (shotsPerGroup - 1);
  });
  return { mean, standardError: Math.sqrt(variance / shotsPerGroup), variance, shotsPerGroup, groups };
};
