import type { Circuit } from '../circuit/circuit';
import { bitText } from '../measurement/bit-text';
import type { ShotResult } from '../measurement/run-shots';
import { sampleOutcomes } from '../measurement/sample-outcomes';
import { type Random, seededRandom } from '../seeded-random';
import type { StateVectorOptions } from '../state-vector/state-vector';
import { checkCount } from './check-count';
import type { NoisyRunOptions } from './noisy-operations';
import { readBit } from './read-bit';
import { trajectories } from './trajectories';

export interface RunNoisyShotsOptions extends StateVectorOptions, NoisyRunOptions {
  readonly shots: number;
  /** Every draw follows from it. */
  readonly seed: number;
}

/**
 * Runs a circuit with noise shot by shot on a state vector and counts what its classical bits read at the end.
 *
 * Each shot is a trajectory: every channel becomes one of its operators, drawn with its probability. That takes 2^n amplitudes
 * where a density matrix takes 4^n entries, so it reaches twice the qubits. Readings of shot i follow from the seed and i alone.
 *
 * Cost: S runs of the circuit for S shots, from the first thing that chance decides on.
 *
 * Source: Dalibard, Castin and Mølmer 1992, "Wave-function approach to dissipative processes in quantum optics".
 *
 * @throws {QuantumOptionsError} `shots` or `seed` is no whole number in range.
 * @throws {CircuitError} A parameter has no value, or a channel does not fit a gate.
 * @throws {QuantumCapacityError} The state would need more than `maximumBytes`.
 * @example
 * ```ts
 * import { circuit } from '@sigmax/quantum-sim';
 * import { bitFlip, noiseModel, runNoisyShots } from '@sigmax/quantum-sim/noise';
 * const noise = noiseModel({ rules: [{ on: 'x', channel: bitFlip(1) }] });
 * runNoisyShots(circuit(20).x(3).measure(3, 0), { shots: 5, seed: 1, noise }).counts; // => { '00000000000000000000': 5 }
 * ```
 */
export const runNoisyShots = (circuit: Circuit, options: RunNoisyShotsOptions): ShotResult => {
  const { shots, seed } = options;
  checkCount('runNoisyShots', 'shots', shots, 1);
  const { state, measurements, isCertain, run } = trajectories(circuit, options, true);
  const counts = new Map<string, number>();
  const take = (outcome: number, bits: Uint8Array, random: Random): void => {
    for (const { qubit, bit, readout } of measurements) {
      bits[bit] = readBit(((outcome >> qubit) & 1) as 0 | 1, readout, random);
    }
    const text = bitText(bits);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  };
  if (isCertain) {
    const bits = new Uint8Array(circuit.bitCount);
    sampleOutcomes(state, shots, seededRandom(seed).split('samples'), (outcome, shot) => {
      take(outcome, bits, run(shot, bits));
    });
  } else {
    for (let shot = 0; shot < shots; shot++) {
      const bits = new Uint8Array(circuit.bitCount);
      const random = run(shot, bits);
      sampleOutcomes(state, 1, random, (outcome) => take(outcome, bits, random));
    }
  }
  return { shots, seed, counts: Object.fromEntries(counts) };
};
