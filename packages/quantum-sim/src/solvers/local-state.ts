import type { Qubo } from '../problem/qubo';
import { quboValue } from '../problem/qubo';
import type { Random } from '../seeded-random';
import type { SectorMembers } from './selection-problem';

/**
 * An assignment with the field of every variable, g_i = l_i + Σ_j Q_ij x_j, so that a move's change of value is O(1) and making
 * it O(n).
 */
export interface LocalState {
  readonly bits: Uint8Array;
  readonly fields: Float64Array;
  /** For swaps: the assets of each asset's sector, held before free, one array for the sector. */
  readonly slots: Int32Array[];
  /** For swaps: where each asset stands in its slots. */
  readonly slotOf: Int32Array;
  value: number;
}

/** The state of given bits. Cost: O(n²). */
export const localState = (qubo: Qubo, bits: Uint8Array): LocalState => {
  const { linear, couplings } = qubo;
  const size = linear.length;
  const fields = linear.map((field, i) => {
    let sum = field;
    for (let j = 0; j < size; j++) if (bits[j] === 1) sum += couplings[i * size + j]!;
    return sum;
  });
  return { bits, fields, slots: [], slotOf: new Int32Array(size), value: quboValue(qubo, bits) };
};

/** The change of value when variable i flips. */
export const flipChange = ({ bits, fields }: LocalState, i: number): number =>
  bits[i] === 1 ? -fields[i]! : fields[i]!;

/** Flips variable i. */
export const flip = (qubo: Qubo, state: LocalState, i: number): void => {
  const size = state.fields.length;
  const sign = state.bits[i] === 1 ? -1 : 1;
  state.value += sign * state.fields[i]!;
  state.bits[i] = state.bits[i] === 1 ? 0 : 1;
  const row = i * size;
  for (let j = 0; j < size; j++) state.fields[j]! += sign * qubo.couplings[row + j]!;
};

/** The change of value when `out` leaves and `into` enters. */
export const swapChange = (qubo: Qubo, { fields }: LocalState, out: number, into: number): number =>
  fields[into]! - fields[out]! - qubo.couplings[out * fields.length + into]!;

/** Bits with exactly the chosen number of each sector, every such assignment equally likely. */
export const randomSelection = (size: number, sectors: readonly SectorMembers[], random: Random): Uint8Array => {
  const bits = new Uint8Array(size);
  for (const { members, choose } of sectors) {
    const rest = [...members];
    for (let taken = 0; taken < choose; taken++) {
      const place = taken + random.integer(rest.length - taken);
      const member = rest[place] as number;
      rest[place] = rest[taken] as number;
      bits[member] = 1;
    }
  }
  return bits;
};

/** Each variable 0 or 1 with equal probability. */
export const randomBits = (size: number, random: Random): Uint8Array =>
  Uint8Array.from({ length: size }, () => (random.uniform() < 0.5 ? 0 : 1));
