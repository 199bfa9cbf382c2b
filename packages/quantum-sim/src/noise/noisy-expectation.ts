import type { Circuit } from '../circuit/circuit';
import { expectation } from '../measurement/expectation';
import type { PauliSum } from '../measurement/pauli-sum';
import type { StateVectorOptions } from '../state-vector/state-vector';
import { checkCount } from './check-count';
import type { NoisyRunOptions } from './noisy-operations';
import { trajectories } from './trajectories';

export interface NoisyExpectationOptions extends StateVectorOptions, NoisyRunOptions {
  /** How many trajectories to average, at least 2. */
  readonly trajectories: number;
  /** Every draw follows from it. */
  readonly seed: number;
}

export interface NoisyExpectation {
  readonly mean: number;
  /** Of the mean: the root of variance / trajectories. */
  readonly standardError: number;
  /** Of one trajectory's ⟨ψ|H|ψ⟩. */
  readonly variance: number;
  readonly trajectories: number;
}

/**
 * The expectation of an observable at the end of a noisy circuit, as the mean of exact ⟨ψ|H|ψ⟩ over trajectories of a state vector.
 * It tends to the Tr(ρH) of the density matrix as 1/√N. What the circuit measures stays measured.
 *
 * Cost: N runs of the circuit for N trajectories; one run where nothing is left to chance.
 *
 * @throws {QuantumOptionsError} `trajectories` is no whole number from 2, or the observable acts on a qubit that is not there.
 * @throws {CircuitError} A parameter has no value, or a channel does not fit a gate.
 * @throws {QuantumCapacityError} The state would need more than `maximumBytes`.
 * @example
 * ```ts
 * import { circuit, pauliSum } from '@sigmax/quantum-sim';
 * import { amplitudeDamping, noiseModel, noisyExpectation } from '@sigmax/quantum-sim/noise';
 * const noise = noiseModel({ rules: [{ on: 'x', channel: amplitudeDamping(0.25) }] });
 * const { mean, standardError } = noisyExpectation(circuit(1).x(0), pauliSum([[1, 'Z0']]), { trajectories: 1_000, seed: 1, noise });
 * Math.abs(mean + 0.5) < 5 * standardError; // => true
 * ```
 */
export const noisyExpectation = (
  circuit: Circuit,
  observable: PauliSum,
  options: NoisyExpectationOptions,
): NoisyExpectation => {
  const count = options.trajectories;
  checkCount('noisyExpectation', 'trajectories', count, 2);
  const { state, isCertain, run } = trajectories(circuit, options, false);
  if (isCertain) {
    return { mean: expectation(state, observable), standardError: 0, variance: 0, trajectories: count };
  }
  let mean = 0;
  let squares = 0;
  const bits = new Uint8Array(circuit.bitCount);
  for (let index = 0; index < count; index++) {
    run(index, bits.fill(0));
    const value = expectation(state, observable);
    const distance = value - mean;
    mean += distance / (index + 1);
    squares += distance * (value - mean);
  }
  const variance = squares / (count - 1);
  return { mean, standardError: Math.sqrt(variance / count), variance, trajectories: count };
};
