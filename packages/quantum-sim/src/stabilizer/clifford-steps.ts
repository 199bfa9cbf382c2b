import type { Clifford, SignedPauli } from './clifford';

/**
 * A Clifford gate as arithmetic on bits. Of its 2k input bits, bit q is the x and bit k + q the z of qubit q.
 *
 * Each output bit is the exclusive or of the input bits in a mask. The sign flips where an odd number of `signProducts` is 1, each
 * the product of the input bits in a mask.
 */
export interface CliffordSteps {
  readonly qubitCount: number;
  readonly outputs: readonly number[];
  readonly signProducts: readonly number[];
}

const parity = (bits: number): number => {
  let odd = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) odd ^= 1;
  return odd;
};

const popCount = (bits: number): number => {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
};

/** Whether the image of the Hermitian product with these bits has a minus: the images of its factors, multiplied in order. */
const isFlipped = (input: number, { qubitCount, ofX, ofZ }: Clifford): boolean => {
  const low = input & (2 ** qubitCount - 1);
  const high = input >> qubitCount;
  // i^turns X^x Z^z, begun with the i of each Y.
  let turns = popCount(low & high);
  let x = 0;
  let z = 0;
  const multiply = (factor: SignedPauli): void => {
    // Z^z X^x' = (−1)^|z & x'| X^x' Z^z
    turns += popCount(factor.x & factor.z) + (factor.isNegative ? 2 : 0) + 2 * parity(z & factor.x);
    x ^= factor.x;
    z ^= factor.z;
  };
  for (let qubit = 0; qubit < qubitCount; qubit++) if ((low >> qubit) & 1) multiply(ofX[qubit]!);
  for (let qubit = 0; qubit < qubitCount; qubit++) if ((high >> qubit) & 1) multiply(ofZ[qubit]!);
  return ((turns - popCount(x & z)) & 3) === 2;
};

/** The arithmetic of a Clifford gate: masks of its linear part, and the algebraic normal form of its sign (Zhegalkin 1927). */
export const cliffordSteps = (clifford: Clifford): CliffordSteps => {
  const { qubitCount, ofX, ofZ } = clifford;
  const inputs = [...ofX, ...ofZ];
  const outputs = Array.from({ length: 2 * qubitCount }, (_, output) => {
    const isX = output < qubitCount;
    const qubit = output % qubitCount;
    return inputs.reduce((mask, image, input) => mask | ((((isX ? image.x : image.z) >> qubit) & 1) << input), 0);
  });
  const form = Uint8Array.from({ length: 4 ** qubitCount }, (_, input) => (isFlipped(input, clifford) ? 1 : 0));
  for (let bit = 1; bit < form.length; bit *= 2) {
    for (let index = 0; index < form.length; index++) if ((index & bit) !== 0) form[index]! ^= form[index ^ bit]!;
  }
  const signProducts = [...form.keys()].filter((mask) => form[mask] === 1);
  return { qubitCount, outputs, signProducts };
};
