export type Precision = 'f64' | 'f32';

export type Plane = Float64Array | Float32Array;

/** Blocks of 2^13 amplitudes, 128 KiB in double precision, stay in a second-level cache while many operations pass. */
export const blockBits = 13;

/** How many coefficients one stage of a plan may have. */
export const coefficientCapacity = 8192;

/** The fewest qubits that a plane is made for: kernels work on up to four amplitudes at a time. */
export const leastBits = 2;

/**
 * The arithmetic of a state vector on two planes of amplitudes.
 *
 * Every kernel works on the 2^bits amplitudes from index `at`, whose qubit q is bit q of the distance from `at`. `controls` and
 * `mask` are bit masks of qubits; an operation acts where all of its controls are 1. Coefficients are read from `slot` on.
 *
 * Calls on blocks that do not overlap do not touch each other's amplitudes, so threads may share a stage's blocks and give the same
 * bits.
 *
 * What an implementer guarantees: products and sums are formed in the order that the formula shows, each rounded once, so that
 * two implementations of one precision give the same numbers (0 and −0 count as the same).
 */
export interface Kernels {
  readonly name: 'webassembly' | 'typescript';
  readonly precision: Precision;
  /** The state, then a scratch block of 2^blockBits amplitudes, or one for each part of a team. */
  readonly re: Plane;
  readonly im: Plane;
  readonly coefficients: Plane;
  /**
   * Both planes: a₀ ← m₀₀a₀ + m₀₁a₁, a₁ ← m₁₁a₁ + m₁₀a₀. Coefficients m₀₀, m₀₁, m₁₀, m₁₁; where they are m, m, m, −m, it is
   * m(a₀ + a₁) and m(a₀ − a₁).
   */
  real(at: number, bits: number, target: number, controls: number, slot: number): void;
  /** A real diagonal and an imaginary rest: m₀₀, y₀₁, y₁₀, m₁₁ of [[m₀₀, iy₀₁], [iy₁₀, m₁₁]]. */
  cross(at: number, bits: number, target: number, controls: number, slot: number): void;
  /** (m₀₀a₀) + (m₀₁a₁) and (m₁₁a₁) + (m₁₀a₀), complex; re and im of m₀₀, m₀₁, m₁₀, m₁₁. */
  general(at: number, bits: number, target: number, controls: number, slot: number): void;
  /** Exchanges a₀ and a₁. */
  flip(at: number, bits: number, target: number, controls: number): void;
  /** Exchanges the amplitudes where two qubits differ. */
  swap(at: number, bits: number, first: number, second: number, controls: number): void;
  /** Multiplies the amplitudes whose mask is all 1 by one number: re, im. */
  phase(at: number, bits: number, mask: number, slot: number): void;
  /**
   * Multiplies by a table: 2^k real parts, then 2^k imaginary parts, for the k qubits of the mask, which has qubits 0 and 1;
   * the lowest qubit of the mask is bit 0 of the place in the table.
   */
  diagonal(at: number, bits: number, mask: number, slot: number): void;
  /**
   * A matrix on the k qubits of the mask, the lowest of them bit 0 of a row's number: 4^k real parts row by row, then 4^k
   * imaginary parts. Sums go over the columns in order.
   */
  dense(at: number, bits: number, mask: number, controls: number, slot: number): void;
  /** Brings amplitudes into the cache before several kernels work on them, or does nothing. */
  warm(at: number, bits: number): void;
  /**
   * Copies into the block `to`: its low `low` bits are those of `from`, its further bits the qubits of `high` in order.
   */
  gather(from: number, to: number, low: number, high: number): void;
  /** The way back of `gather`. */
  scatter(from: number, to: number, low: number, high: number): void;
  /** Where threads share the state. */
  readonly team?: KernelTeam;
}

/** Parts of a stage that threads work on beside each other. */
export interface KernelTeam {
  /** How many calls, of which a gather, a scatter and a warm are two each, a part may write down before `run`. */
  readonly capacity: number;
  /** The kernels of a part write down what they are called with; its gathered blocks go to `scratch`. */
  readonly parts: readonly { readonly kernels: Kernels; readonly scratch: number }[];
  /** Does what all parts have written down, each part in its order, and returns when all is done. */
  run(): void;
}
