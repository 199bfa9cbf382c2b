import type { Amplitudes } from '../subspace/amplitudes';

/** Blocks of 2^10 amplitudes stay in a first-level cache while the lowest qubits are rotated. */
export const blockBits = 10;

/** Half of the bits of a block: the phases of one are a product of a column's and a row's. */
export const columnBits = 5;

/** How many blocks get their phases before they are turned together, on as many threads as there are. */
export const blocksAtOnce = 32;

/** Numbers of a table of phases: real and imaginary parts of the 2^10 phases that all blocks share. */
export const tableLength = 2 * 2 ** blockBits;

/** Behind them for each of the blocks: real and imaginary parts of 2^5 columns, then of 2^5 rows. */
export const phasesLength = 4 * 2 ** columnBits;

/** Blocks of 2^14 amplitudes of two planes stay in a second-level cache while the qubits above a small block are taken back. */
export const pairedBits = 14;

/** Behind them: one sum for each qubit. */
export const sumsAt = tableLength + blocksAtOnce * phasesLength;

/** Then costs: those of the couplings inside a block for each of its states, then sums by columns, then sums by rows. */
export const costsAt = sumsAt + 64;

/** Where the planes begin. */
const planesAt = costsAt + 2 ** blockBits + 2 * 2 ** columnBits;

/**
 * The arithmetic of an ansatz on all 2^n states, on planes in one memory; `at` is the place of a plane's first number.
 *
 * What an implementer guarantees: each number is formed by the operations that the formula shows, in that order, each rounded
 * once, so that two implementations give the same bits.
 */
export interface QaoaKernels {
  readonly name: 'webassembly' | 'typescript';
  readonly memory: Float64Array;
  /** Where the table of phases is. */
  readonly tableAt: number;
  /** Where `unrotate` writes one sum for each qubit. */
  readonly sumsAt: number;
  /** Where the costs of a block are: a table, sums by columns, sums by rows. */
  readonly costsAt: number;
  /** Multiplies a plane by `scale`, then on each qubit in turn (a, b) ← (a − t b, b + t a). */
  readonly rotate: (at: number, bits: number, t: number, scale: number) => void;
  /** The same on two planes; before qubit q is turned, adds Σ (l₁ p₀ − l₀ p₁) over its pairs to sum q. */
  readonly unrotate: (psi: number, lambda: number, bits: number, t: number, scale: number) => void;
  /** Multiplies the amplitudes of `count` blocks in a row by their phases: (column · row) · phase of the table. */
  readonly turn: (re: number, im: number, bits: number, count: number) => void;
  /** Σ c|ψ|² over one block in order, c = table + (column + row); writes cψ to the block at `lambda` where it is given. */
  readonly weigh: (re: number, im: number, bits: number, lambda?: BlockPlace) => number;
  /** Σ c Im(λ̄ψ) over one block in order. */
  readonly overlap: (re: number, im: number, bits: number, lambda: BlockPlace) => number;
}

/** Where the parts of a block are. */
export interface BlockPlace {
  readonly re: number;
  readonly im: number;
}

/** A state vector in the memory of kernels. */
export interface QaoaState extends Amplitudes {
  readonly kernels: QaoaKernels;
  readonly reAt: number;
  readonly imAt: number;
}

/** Between planes, so that they are not a multiple of 4 KiB apart, which processors mistake for the same place. */
const gap = 264;

/** Numbers of a memory for `count` states of n qubits. */
export const memoryLength = (qubitCount: number, count: number): number =>
  planesAt + 2 * count * (2 ** qubitCount + gap);

/** The states that a memory of that length holds. */
export const statesIn = (kernels: QaoaKernels, qubitCount: number, count: number): QaoaState[] => {
  const size = 2 ** qubitCount;
  const plane = (place: number) => planesAt + place * (size + gap);
  return Array.from({ length: count }, (_, index) => {
    const reAt = plane(2 * index);
    const imAt = plane(2 * index + 1);
    return {
      kernels,
      reAt,
      imAt,
      re: kernels.memory.subarray(reAt, reAt + size),
      im: kernels.memory.subarray(imAt, imAt + size),
    };
  });
};
