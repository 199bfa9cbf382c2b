import type { Circuit } from '../circuit/circuit';
import { bitText } from '../measurement/bit-text';
import type { ShotResult } from '../measurement/run-shots';
import { checkCount } from '../noise/check-count';
import { type NoisyRunOptions, noisyOperations } from '../noise/noisy-operations';
import { readBit } from '../noise/read-bit';
import { splitEnd } from '../noise/split-end';
import { type Random, seededRandom } from '../seeded-random';
import { defaultMaximumBytes } from '../state-vector/state-bytes';
import { defaultMaximumBond, MatrixProductState, type MatrixProductStateOptions } from './matrix-product-state';
import { matrixProductStateBytes } from './matrix-product-state-bytes';
import { runOperations } from './run-operations';

export interface RunMatrixProductStateShotsOptions extends MatrixProductStateOptions, NoisyRunOptions {
  readonly shots: number;
  /** Every draw follows from it. */
  readonly seed: number;
}

export interface MatrixProductStateShots extends ShotResult {
  /** The largest sum of weights that a shot left out. */
  readonly truncationError: number;
  /** The largest bond at the end of a shot. */
  readonly largestBond: number;
}

/**
 * Runs a circuit on a matrix product state and counts what its classical bits read at the end. Measurements, resets, conditions and
 * noise may stand anywhere; each shot follows one way that chance can take.
 *
 * Cost: one run, and O(n · bond²) for each shot, where only the measurements at the end are left to chance; otherwise for each shot
 * a run from the first thing that is.
 *
 * @throws {CircuitError} A gate acts on more than 6 qubits, a parameter has no value, or a channel does not fit a gate.
 * @throws {QuantumOptionsError} `shots`, `seed`, the bond cap or the cutoff is out of range.
 * @throws {QuantumCapacityError} The tensors could grow beyond `maximumBytes`.
 * @example
 * ```ts
 * import { circuit } from '@sigmax/quantum-sim';
 * import { runMatrixProductStateShots } from '@sigmax/quantum-sim/matrix-product-state';
 * let chain = circuit(50).h(0);
 * for (let qubit = 1; qubit < 50; qubit++) chain = chain.cx(qubit - 1, qubit);
 * const { counts } = runMatrixProductStateShots(chain.measureAll(), { shots: 100, seed: 1, maximumBond: 8 });
 * (counts['0'.repeat(50)] ?? 0) + (counts['1'.repeat(50)] ?? 0); // => 100
 * ```
 */
export const runMatrixProductStateShots = (
  circuit: Circuit,
  options: RunMatrixProductStateShotsOptions,
): MatrixProductStateShots => {
  const { shots, seed } = options;
  checkCount('runMatrixProductStateShots', 'shots', shots, 1);
  const root = seededRandom(seed);
  const state = new MatrixProductState(circuit.qubitCount, options);
  const [operations, measurements] = splitEnd(noisyOperations(circuit, options));
  const chance = operations.findIndex(({ kind }) => kind !== 'gate');
  const isCertain = chance === -1;
  const start = isCertain ? operations : operations.slice(0, chance);
  const rest = isCertain ? [] : operations.slice(chance);
  runOperations(start, state, new Uint8Array(0), root);
  let truncationError = state.truncationError;
  let largestBond = state.largestBond;
  const counts = new Map<string, number>();
  const count = (values: Uint8Array, bits: Uint8Array, random: Random): void => {
    for (const { qubit, bit, readout } of measurements) bits[bit] = readBit(values[qubit] as 0 | 1, readout, random);
    const text = bitText(bits);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  };
  if (isCertain) {
    const readouts = root.split('readouts');
    state.sample(shots, root.split('samples'), (values) => {
      count(values, new Uint8Array(circuit.bitCount), readouts);
    });
  } else {
    const taken = matrixProductStateBytes(circuit.qubitCount, options.maximumBond ?? defaultMaximumBond);
    const maximumBytes = (options.maximumBytes ?? defaultMaximumBytes) - taken;
    const own = new MatrixProductState(circuit.qubitCount, { ...options, maximumBytes });
    for (let shot = 0; shot < shots; shot++) {
      const random = root.split(`trajectory ${shot}`);
      const bits = new Uint8Array(circuit.bitCount);
      own.copyFrom(state);
      runOperations(rest, own, bits, random);
      truncationError = Math.max(truncationError, own.truncationError);
      largestBond = Math.max(largestBond, own.largestBond);
      if (measurements.length === 0) count(new Uint8Array(0), bits, random);
      else own.sample(1, random, (values) => count(values, bits, random));
    }
  }
  return { shots, seed, counts: Object.fromEntries(counts), truncationError, largestBond };
};
