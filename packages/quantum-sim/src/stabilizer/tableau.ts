import { countBits, parityBelow, wordsFor } from './bit-words';
import type { CliffordSteps } from './clifford-steps';

/**
 * The state of n qubits as n products of Pauli matrices that leave it alone (stabilisers) and n more that go with them
 * (destabilisers): row i of the first anticommutes with row i of the second and commutes with all others.
 *
 * Row i is (−1)^sign · i^|x & z| · X^x Z^z. Bits are packed along the rows, 32 to a word: of each qubit there are `words` words of
 * destabilisers, then as many of stabilisers, so a gate works on 32 rows at a time.
 *
 * Source: Aaronson and Gottesman 2004, "Improved simulation of stabilizer circuits", §III.
 */
export interface Tableau {
  readonly qubitCount: number;
  /** Words for n rows. */
  readonly words: number;
  readonly x: Int32Array;
  readonly z: Int32Array;
  readonly signs: Int32Array;
}

/** |0…0⟩: the stabilisers are Z of each qubit, the destabilisers X. */
export const groundTableau = (qubitCount: number): Tableau => {
  const words = wordsFor(qubitCount);
  const x = new Int32Array(qubitCount * 2 * words);
  const z = new Int32Array(qubitCount * 2 * words);
  for (let qubit = 0; qubit < qubitCount; qubit++) {
    x[qubit * 2 * words + (qubit >>> 5)] = 1 << (qubit & 31);
    z[qubit * 2 * words + words + (qubit >>> 5)] = 1 << (qubit & 31);
  }
  return { qubitCount, words, x, z, signs: new Int32Array(2 * words) };
};

export const copyTableau = (from: Tableau, to: Tableau): void => {
  to.x.set(from.x);
  to.z.set(from.z);
  to.signs.set(from.signs);
};

const bitsOf = (mask: number): number[] =>
  Array.from({ length: 10 }, (_, bit) => bit).filter((bit) => (mask >> bit) & 1);

/** Applies a Clifford gate to all rows, 32 at a time. Cost: O(n / 32) words for each output bit and sign product. */
export const applyClifford = (
  { words, x, z, signs }: Tableau,
  { qubitCount, outputs, signProducts }: CliffordSteps,
  qubits: readonly number[],
): void => {
  const sums = outputs.map(bitsOf);
  const products = signProducts.map(bitsOf);
  const starts = qubits.map((qubit) => qubit * 2 * words);
  const bits = new Int32Array(2 * qubitCount);
  for (let word = 0; word < 2 * words; word++) {
    for (let k = 0; k < qubitCount; k++) {
      bits[k] = x[starts[k]! + word]!;
      bits[qubitCount + k] = z[starts[k]! + word]!;
    }
    let flips = 0;
    for (let index = 0; index < products.length; index++) {
      const product = products[index]!;
      let value = -1;
      for (let k = 0; k < product.length; k++) value &= bits[product[k]!]!;
      flips ^= value;
    }
    signs[word]! ^= flips;
    for (let output = 0; output < 2 * qubitCount; output++) {
      const sum = sums[output]!;
      let value = 0;
      for (let k = 0; k < sum.length; k++) value ^= bits[sum[k]!]!;
      if (output < qubitCount) x[starts[output]! + word] = value;
      else z[starts[output - qubitCount]! + word] = value;
    }
  }
};

/**
 * The sign of the product of the stabilisers in a set, as (−1)^sign · i^|x & z| · X^x Z^z. The set has one bit for each row.
 *
 * Multiplying rows in order, each Z passes the X of the rows behind it; that count is taken from prefix parities, 32 rows at a
 * time. Cost: O(n² / 32) words at most.
 */
export const signOfProduct = ({ qubitCount, words, x, z, signs }: Tableau, set: Int32Array): 0 | 1 => {
  let turns = 0;
  for (let word = 0; word < words; word++) turns += 2 * countBits(signs[words + word]! & set[word]!);
  for (let qubit = 0; qubit < qubitCount; qubit++) {
    const start = (2 * qubit + 1) * words;
    let hasX = 0;
    for (let word = 0; word < words; word++) hasX |= x[start + word]! & set[word]!;
    if (hasX === 0) continue;
    let oddX = 0;
    let oddZ = 0;
    for (let word = 0; word < words; word++) {
      const ownX = x[start + word]! & set[word]!;
      const ownZ = z[start + word]! & set[word]!;
      const passed = parityBelow(ownZ) ^ -oddZ;
      turns += countBits(ownX & ownZ) + 2 * countBits(passed & ownX);
      oddX ^= countBits(ownX) & 1;
      oddZ ^= countBits(ownZ) & 1;
    }
    turns -= oddX & oddZ;
  }
  return ((turns >> 1) & 1) as 0 | 1;
};

/**
 * Multiplies rows by the stabiliser of a number: those in `set`, which has two halves as the rows have, without that one.
 *
 * Cost: O(n) for each word of the set that is not 0.
 */
const multiplyRows = ({ qubitCount, words, x, z, signs }: Tableau, set: Int32Array, row: number): void => {
  const place = words + (row >>> 5);
  const bit = row & 31;
  const isNegative = -((signs[place]! >>> bit) & 1);
  for (let word = 0; word < 2 * words; word++) {
    const rows = set[word]!;
    if (rows === 0) continue;
    // The power of i of each row's product, counted in two bits.
    let ones = 0;
    let twos = 0;
    for (let qubit = 0; qubit < qubitCount; qubit++) {
      const start = qubit * 2 * words;
      const hasX = (x[start + place]! >>> bit) & 1;
      const hasZ = (z[start + place]! >>> bit) & 1;
      if ((hasX | hasZ) === 0) continue;
      const ownX = x[start + word]!;
      const ownZ = z[start + word]!;
      // X, Y and Z of the row against each row's own: a quarter turn where they differ, backwards for XY, YZ and ZX in one order.
      const turned = hasX === 0 ? ownX : hasZ === 0 ? ownZ : ownX ^ ownZ;
      const backwards = hasX === 0 ? ownX & ~ownZ : hasZ === 0 ? ownX & ownZ : ownZ & ~ownX;
      twos ^= (ones & turned) ^ backwards;
      ones ^= turned;
      if (hasX === 1) x[start + word] = ownX ^ rows;
      if (hasZ === 1) z[start + word] = ownZ ^ rows;
    }
    signs[word]! ^= rows & (twos ^ isNegative);
  }
};

/** Puts a row of Z of one qubit in the place of a stabiliser, which becomes the destabiliser. */
const replaceRow = ({ qubitCount, words, x, z, signs }: Tableau, row: number, measured: number, value: 0 | 1): void => {
  const word = row >>> 5;
  const mask = 1 << (row & 31);
  const move = (bits: Int32Array, start: number, replacement: boolean): void => {
    const has = (bits[start + words]! & mask) !== 0;
    bits[start] = has ? bits[start]! | mask : bits[start]! & ~mask;
    bits[start + words] = replacement ? bits[start + words]! | mask : bits[start + words]! & ~mask;
  };
  for (let qubit = 0; qubit < qubitCount; qubit++) {
    move(x, qubit * 2 * words + word, false);
    move(z, qubit * 2 * words + word, qubit === measured);
  }
  move(signs, word, value === 1);
};

/** The number of a stabiliser that has X or Y on a qubit, so that measuring it is a fair coin; `undefined` if there is none. */
export const undecidedRow = ({ words, x }: Tableau, qubit: number): number | undefined => {
  const start = (2 * qubit + 1) * words;
  for (let word = 0; word < words; word++) {
    const bits = x[start + word]!;
    if (bits !== 0) return 32 * word + 31 - Math.clz32(bits & -bits);
  }
  return undefined;
};

/** What measuring a qubit gives where it is decided. */
export const decidedValue = (tableau: Tableau, qubit: number): 0 | 1 => {
  const start = qubit * 2 * tableau.words;
  return signOfProduct(tableau, tableau.x.subarray(start, start + tableau.words));
};

/** Takes an undecided qubit to a value, by way of the stabiliser of that number. */
export const collapseQubit = (tableau: Tableau, qubit: number, row: number, value: 0 | 1): void => {
  const start = qubit * 2 * tableau.words;
  const set = tableau.x.slice(start, start + 2 * tableau.words);
  set[tableau.words + (row >>> 5)]! &= ~(1 << (row & 31));
  multiplyRows(tableau, set, row);
  replaceRow(tableau, row, qubit, value);
};
