import type { Circuit } from '../circuit/circuit';
import { type NoisyRunOptions, noisyOperations } from '../noise/noisy-operations';
import { defaultMaximumBytes } from '../state-vector/state-bytes';
import { DensityMatrix, type DensityMatrixOptions } from './density-matrix';
import { densityProgram } from './density-program';
import { DensityRunner } from './run-density-program';

export interface SimulateDensityMatrixOptions extends DensityMatrixOptions, NoisyRunOptions {}

/**
 * The density matrix of a circuit after it started from |0…0⟩, with noise, averaged over all that was measured.
 *
 * Measurements, resets and conditions may stand anywhere. A measurement that a condition asks splits the matrix in two until
 * the bit is no longer asked for; all others split nothing.
 *
 * Cost: O(gates · 4^n) for each reading of the bits that conditions still ask for; memory as that of {@link DensityMatrix}, times
 * those readings.
 *
 * @throws {CircuitError} A parameter has no value, or a channel does not fit a gate.
 * @throws {QuantumCapacityError} The matrices would need more than `maximumBytes`.
 * @example
 * ```ts
 * import { circuit, pauliSum } from '@sigmax/quantum-sim';
 * import { simulateDensityMatrix } from '@sigmax/quantum-sim/density-matrix';
 * import { depolarizing, noiseModel } from '@sigmax/quantum-sim/noise';
 * const noise = noiseModel({ rules: [{ on: 'cx', channel: depolarizing(0.1, 2) }] });
 * const bell = simulateDensityMatrix(circuit(2).h(0).cx(0, 1), { noise });
 * bell.expectation(pauliSum([[1, 'Z0 Z1']])).toFixed(6); // => '0.900000'
 * ```
 */
export const simulateDensityMatrix = (circuit: Circuit, options: SimulateDensityMatrixOptions = {}): DensityMatrix => {
  const { qubitCount, bitCount } = circuit;
  const matrix = new DensityMatrix(qubitCount, options);
  const { instructions } = densityProgram(noisyOperations(circuit, options), qubitCount);
  const start = { bits: new Uint8Array(bitCount), stored: undefined };
  const maximumBytes = options.maximumBytes ?? defaultMaximumBytes;
  const runner = new DensityRunner({ state: matrix.vector, qubitCount, maximumBytes }, start);
  // No bit is asked for at the end, so one branch is left.
  for (const branch of runner.run(instructions, [start])) runner.bring(branch);
  return matrix;
};
