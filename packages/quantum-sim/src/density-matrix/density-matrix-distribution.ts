import type { Circuit } from '../circuit/circuit';
import { bitText } from '../measurement/bit-text';
import type { NoisyMeasurement } from '../noise/noisy-operations';
import { noisyOperations } from '../noise/noisy-operations';
import { defaultMaximumBytes } from '../state-vector/state-bytes';
import { DensityMatrix } from './density-matrix';
import { densityProgram } from './density-program';
import { DensityRunner } from './run-density-program';
import type { SimulateDensityMatrixOptions } from './simulate-density-matrix';

/** Outcomes below are rounding errors of a matrix's entries. */
const least = 1e-14;

/** Turns probabilities of true readings, the k-th measurement in bit k, into those of what is written down. */
const misread = (probabilities: Float64Array, measurements: readonly NoisyMeasurement[]): void => {
  measurements.forEach(({ readout }, place) => {
    if (readout === undefined) return;
    const { oneGivenZero, zeroGivenOne } = readout;
    const step = 2 ** place;
    for (let index = 0; index < probabilities.length; index++) {
      if ((Math.floor(index / step) & 1) === 1) continue;
      const zero = probabilities[index]!;
      const one = probabilities[index + step]!;
      probabilities[index] = (1 - oneGivenZero) * zero + zeroGivenOne * one;
      probabilities[index + step] = oneGivenZero * zero + (1 - zeroGivenOne) * one;
    }
  });
};

/**
 * The probabilities of what the classical bits read at the end of a noisy circuit, without drawing. Keys have bit 0 last;
 * outcomes below 1e-14 are left out.
 *
 * Cost: that of {@link simulateDensityMatrix}; a measurement that something follows on the same qubit doubles it and its memory.
 *
 * @throws {CircuitError} A parameter has no value, or a channel does not fit a gate.
 * @throws {QuantumCapacityError} The matrices would need more than `maximumBytes`.
 * @example
 * ```ts
 * import { circuit } from '@sigmax/quantum-sim';
 * import { densityMatrixDistribution } from '@sigmax/quantum-sim/density-matrix';
 * import { noiseModel } from '@sigmax/quantum-sim/noise';
 * const noise = noiseModel({ readout: [{ error: { oneGivenZero: 0.25, zeroGivenOne: 0.5 } }] });
 * densityMatrixDistribution(circuit(1).measure(0), { noise }); // => { '0': 0.75, '1': 0.25 }
 * ```
 */
export const densityMatrixDistribution = (
  circuit: Circuit,
  options: SimulateDensityMatrixOptions = {},
): Readonly<Record<string, number>> => {
  const { qubitCount, bitCount } = circuit;
  const matrix = new DensityMatrix(qubitCount, options);
  const { instructions, measurements } = densityProgram(noisyOperations(circuit, options), qubitCount, bitCount);
  const start = { bits: new Uint8Array(bitCount), stored: undefined };
  const maximumBytes = options.maximumBytes ?? defaultMaximumBytes;
  const runner = new DensityRunner({ state: matrix.vector, qubitCount, maximumBytes }, start);
  const found = new Map<string, number>();
  for (const branch of runner.run(instructions, [start])) {
    runner.bring(branch);
    const readings = new Float64Array(2 ** measurements.length);
    for (let state = 0; state < matrix.size; state++) {
      const reading = measurements.reduce((sum, { qubit }, place) => sum | (((state >> qubit) & 1) << place), 0);
      readings[reading]! += matrix.probability(state);
    }
    misread(readings, measurements);
    readings.forEach((probability, reading) => {
      if (probability < least) return;
      const bits = branch.bits.slice();
      measurements.forEach(({ bit }, place) => {
        bits[bit] = (reading >> place) & 1;
      });
      const text = bitText(bits);
      found.set(text, (found.get(text) ?? 0) + probability);
    });
  }
  return Object.fromEntries(found);
};
