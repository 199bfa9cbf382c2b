import { QuantumOptionsError } from './errors';
import { naturalLogarithm } from './portable-math';

/**
 * A seeded stream of random numbers.
 *
 * Two streams with the same seed give the same numbers on every platform. `split(name)` makes an independent stream
 * whose numbers do not depend on how many were drawn from its parent, so adding a consumer never shifts the others.
 */
export interface Random {
  /** The next number, uniform in [0, 1), with 53 random bits. */
  uniform(): number;
  /** The next integer, uniform in [0, limit). */
  integer(limit: number): number;
  /** The next standard normal number. */
  normal(): number;
  split(name: string): Random;
}

/** SplitMix32: spreads one 32-bit word into well-mixed words. Source: Steele, Lea, Flood 2014. */
const splitMix = (seed: number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = state ^ (state >>> 16);
    word = Math.imul(word, 0x21f0aaad);
    word ^= word >>> 15;
    word = Math.imul(word, 0x735a2d97);
    return word ^ (word >>> 15);
  };
};

/** FNV-1a over the name's UTF-16 code units. */
const hashName = (name: string, basis: number): number => {
  let hash = basis ^ 0x811c9dc5;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash;
};

const rotateLeft = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

/** xoshiro128**. Source: Blackman and Vigna 2018, "Scrambled linear pseudorandom number generators". */
class Xoshiro implements Random {
  readonly #state: Int32Array;
  readonly #origin: Int32Array;

  constructor(state: Int32Array) {
    this.#origin = state.slice();
    this.#state = state;
  }

  #word(): number {
    const state = this.#state;
    const [a, b, c, d] = state as unknown as [number, number, number, number];
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9);
    state[2] = c ^ a;
    state[3] = d ^ b;
    state[1] = b ^ (c ^ a);
    state[0] = a ^ (d ^ b);
    state[2] = c ^ a ^ (b << 9);
    state[3] = rotateLeft(d ^ b, 11);
    return result >>> 0;
  }

  uniform(): number {
    const high = this.#word() >>> 5;
    const low = this.#word() >>> 6;
    return (high * 0x4000000 + low) / 0x20000000000000;
  }

  integer(limit: number): number {
    if (!(Number.isSafeInteger(limit) && limit > 0)) {
      throw new QuantumOptionsError({
        code: 'INVALID_RANDOM_LIMIT',
        message: `integer(limit): limit was ${limit}.`,
        remedy: 'Pass a whole number above 0.',
        context: { limit },
      });
    }
    return Math.floor(this.uniform() * limit);
  }

  /** The polar method (Marsaglia and Bray 1964); its second value is dropped, so that no state hides between draws. */
  normal(): number {
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * naturalLogarithm(square)) / square);
    }
  }

  split(name: string): Random {
    const [a, b, c, d] = this.#origin as unknown as [number, number, number, number];
    const next = splitMix(hashName(name, a) ^ rotateLeft(b, 8) ^ rotateLeft(c, 16) ^ rotateLeft(d, 24));
    return new Xoshiro(Int32Array.from([next(), next(), next(), next() | 1]));
  }
}

/**
 * Creates the random stream of a seed.
 *
 * @throws {QuantumOptionsError} `seed` is not a whole number of magnitude below 2^53.
 * @example
 * ```ts
 * import { seededRandom } from '@sigmax/quantum-sim';
 * seededRandom(7).uniform() === seededRandom(7).uniform(); // => true
 * ```
 */
export const seededRandom = (seed: number): Random => {
  if (!Number.isSafeInteger(seed)) {
    throw new QuantumOptionsError({
      code: 'INVALID_SEED',
      message: `seed was ${String(seed)}.`,
      remedy: 'Pass a whole number, for example 7.',
      context: { seed },
    });
  }
  const low = splitMix(seed | 0);
  const high = splitMix(Math.floor(seed / 0x100000000) ^ 0x5bf03635);
  return new Xoshiro(Int32Array.from([low() ^ high(), low(), high(), low() | 1]));
};
