import type { Circuit } from '../circuit/circuit';
import { bitText } from '../measurement/bit-text';
import type { ShotResult } from '../measurement/run-shots';
import { checkCount } from '../noise/check-count';
import { type NoisyMeasurement, type NoisyRunOptions, noisyOperations } from '../noise/noisy-operations';
import { readBit } from '../noise/read-bit';
import { splitEnd } from '../noise/split-end';
import { type Random, seededRandom } from '../seeded-random';
import { defaultMaximumBytes } from '../state-vector/state-bytes';
import { countBits } from './bit-words';
import { runStabilizerProgram, stabilizerProgram } from './stabilizer-program';
import { type StabilizerOptions, StabilizerState, stabilizerBytes } from './stabilizer-state';

export interface RunStabilizerShotsOptions extends StabilizerOptions, NoisyRunOptions {
  readonly shots: number;
  /** Every draw follows from it. */
  readonly seed: number;
}

/**
 * Draws readings of some qubits of one state. They are one reading plus any sum, modulo 2, of the X parts of the stabilisers, each
 * as likely as all others, so a draw needs one random bit for each stabiliser and no measurement.
 *
 * Source: Dehaene and De Moor 2003, "Clifford group, stabilizer states, and linear and quadratic operations over GF(2)".
 */
const drawReadings = (
  state: StabilizerState,
  qubits: readonly number[],
  random: Random,
): ((values: Uint8Array) => void) => {
  const { words, x } = state.tableau;
  const start = (qubit: number): number => (2 * qubit + 1) * words;
  const columns = qubits.map((qubit) => x.slice(start(qubit), start(qubit) + words));
  const first = qubits.map((qubit) => state.measure(qubit, random));
  const coins = new Int32Array(words);
  return (values) => {
    for (let word = 0; word < words; word++) coins[word] = random.integer(2 ** 32);
    columns.forEach((column, index) => {
      let bits = 0;
      for (let word = 0; word < words; word++) bits ^= column[word]! & coins[word]!;
      values[index] = first[index]! ^ (countBits(bits) & 1);
    });
  };
};

/**
 * Runs a circuit of Clifford operations and counts what its classical bits read at the end. Measurements, resets and conditions may
 * stand anywhere; noise may be of channels that mix Clifford gates, such as `pauliChannel`, `depolarizing` and the flips.
 *
 * Cost: one run where only the measurements at its end are left to chance, and O(n² / 32) for each shot; otherwise a run of what
 * is left to chance, and what follows, for each shot.
 *
 * @throws {CircuitError} An operation is no Clifford operation (the first one is named), or a parameter has no value.
 * @throws {QuantumOptionsError} `shots` or `seed` is no whole number in range.
 * @throws {QuantumCapacityError} The tableau, or two of them where something in the middle is left to chance, would need more than
 * `maximumBytes`.
 * @example
 * ```ts
 * import { circuit } from '@sigmax/quantum-sim';
 * import { runStabilizerShots } from '@sigmax/quantum-sim/stabilizer';
 * const bell = circuit(2).h(0).cx(0, 1).measureAll();
 * const { counts } = runStabilizerShots(bell, { shots: 100, seed: 1 });
 * (counts['00'] ?? 0) + (counts['11'] ?? 0); // => 100
 * ```
 */
export const runStabilizerShots = (circuit: Circuit, options: RunStabilizerShotsOptions): ShotResult => {
  const { shots, seed } = options;
  checkCount('runStabilizerShots', 'shots', shots, 1);
  const root = seededRandom(seed);
  const operations = noisyOperations(circuit, options);
  // Everything is looked at in its order before anything runs.
  stabilizerProgram(operations);
  const [before, measurements] = splitEnd(operations);
  const instructions = stabilizerProgram(before);
  const state = new StabilizerState(circuit.qubitCount, options);
  const chance = instructions.findIndex(({ kind }) => kind !== 'gate');
  const isCertain = chance === -1;
  runStabilizerProgram(isCertain ? instructions : instructions.slice(0, chance), state, new Uint8Array(0), root);
  const counts = new Map<string, number>();
  const values = new Uint8Array(measurements.length);
  const count = (bits: Uint8Array, random: Random): void => {
    measurements.forEach(({ bit, readout }: NoisyMeasurement, index) => {
      bits[bit] = readBit(values[index] as 0 | 1, readout, random);
    });
    const text = bitText(bits);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  };
  const qubits = measurements.map(({ qubit }) => qubit);
  if (isCertain) {
    const random = root.split('samples');
    const draw = drawReadings(state, qubits, random);
    for (let shot = 0; shot < shots; shot++) {
      draw(values);
      count(new Uint8Array(circuit.bitCount), random);
    }
  } else {
    const maximumBytes = (options.maximumBytes ?? defaultMaximumBytes) - stabilizerBytes(circuit.qubitCount);
    const own = new StabilizerState(circuit.qubitCount, { maximumBytes });
    const rest = instructions.slice(chance);
    for (let shot = 0; shot < shots; shot++) {
      const random = root.split(`trajectory ${shot}`);
      const bits = new Uint8Array(circuit.bitCount);
      own.copyFrom(state);
      runStabilizerProgram(rest, own, bits, random);
      qubits.forEach((qubit, index) => {
        values[index] = own.measure(qubit, random);
      });
      count(bits, random);
    }
  }
  return { shots, seed, counts: Object.fromEntries(counts) };
};
