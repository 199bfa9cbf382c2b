import { InvalidOptionsError, type Random } from '@sigmax/core';
import { naturalLogarithm } from '../portable-math';
import { seedWords } from './seed-sequence';

/** All that a generator knows, as plain data. */
export interface Pcg64State {
  readonly seed: number;
  readonly key: readonly number[];
  /** The 128 bits of the state, eight limbs of 16 bits, the lowest first. */
  readonly limbs: readonly number[];
  /** The upper half of a draw that `integer` has not used yet. */
  readonly half?: number | undefined;
}

/** A stream of random numbers whose state can be kept and taken up again. */
export interface Pcg64 extends Random {
  split(name: string): Pcg64;
  /** A copy of the state. */
  state(): Pcg64State;
}

const limbCount = 8;

/** 0x2360ED051FC65DA44385DF649FCCF645, in limbs of 16 bits. */
const multiplier = Float64Array.of(0xf645, 0x9fcc, 0xdf64, 0x4385, 0x5da4, 0x1fc6, 0xed05, 0x2360);

const wholeSeed = (seed: number): number => {
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new InvalidOptionsError({
    code: 'INVALID_SEED',
    message: `pcg64: seed was ${String(seed)}.`,
    remedy: 'Pass a whole number from 0 to 2^53 − 1, for example 7.',
    context: { seed },
  });
};

/** One word of 64 bits from `words` at place `at`, in limbs. NumPy's words have their low half first. */
const limbsOf = (words: Uint32Array, at: number): number[] =>
  [0, 1].flatMap((half) => {
    const word = words[2 * at + half] as number;
    return [word & 0xffff, word >>> 16];
  });

/** PCG XSL RR 128/64. Source: O'Neill 2014, HMC-CS-2014-0905. */
class Generator implements Pcg64 {
  readonly #seed: number;
  readonly #key: readonly number[];
  readonly #state = new Float64Array(limbCount);
  readonly #increment = new Float64Array(limbCount);
  readonly #sum = new Float64Array(limbCount);
  #half: number | undefined;
  #high = 0;
  #low = 0;

  constructor(seed: number, key: readonly number[]) {
    this.#seed = seed;
    this.#key = key;
    const words = seedWords(seed, key, 8);
    const sequence = [...limbsOf(words, 3), ...limbsOf(words, 2)];
    let carry = 1;
    sequence.forEach((limb, index) => {
      const shifted = limb * 2 + carry;
      this.#increment[index] = shifted & 0xffff;
      carry = shifted >>> 16;
    });
    this.#step();
    let over = 0;
    [...limbsOf(words, 1), ...limbsOf(words, 0)].forEach((limb, index) => {
      const sum = (this.#state[index] as number) + limb + over;
      this.#state[index] = sum & 0xffff;
      over = sum >>> 16;
    });
    this.#step();
  }

  /** state ← state · multiplier + increment, modulo 2^128. */
  #step(): void {
    const state = this.#state;
    const sum = this.#sum;
    sum.set(this.#increment);
    for (let i = 0; i < limbCount; i++) {
      const limb = state[i] as number;
      for (let j = 0; j < limbCount - i; j++) {
        sum[i + j] = (sum[i + j] as number) + limb * (multiplier[j] as number);
      }
    }
    // Sums are below 2^36, so that products and carries are exact.
    let carry = 0;
    for (let i = 0; i < limbCount; i++) {
      const total = (sum[i] as number) + carry;
      carry = Math.floor(total / 65_536);
      state[i] = total - carry * 65_536;
    }
  }

  /** Sets the two halves of the next 64 bits. */
  #draw(): void {
    this.#step();
    const [a, b, c, d, e, f, g, h] = this.#state as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    let low = (a ^ e) | ((b ^ f) << 16);
    let high = (c ^ g) | ((d ^ h) << 16);
    let turn = h >>> 10;
    if (turn >= 32) {
      [low, high] = [high, low];
      turn -= 32;
    }
    if (turn !== 0) {
      [low, high] = [(low >>> turn) | (high << (32 - turn)), (high >>> turn) | (low << (32 - turn))];
    }
    this.#low = low >>> 0;
    this.#high = high >>> 0;
  }

  /** NumPy's `next_uint32`: the low half of a draw, then its high half. */
  #word(): number {
    if (this.#half !== undefined) {
      const half = this.#half;
      this.#half = undefined;
      return half;
    }
    this.#draw();
    this.#half = this.#high;
    return this.#low;
  }

  uniform(): number {
    this.#draw();
    return (this.#high * 2_097_152 + (this.#low >>> 11)) / 2 ** 53;
  }

  integer(limit: number): number {
    if (!(Number.isSafeInteger(limit) && limit > 0 && limit <= 2 ** 32)) {
      throw new InvalidOptionsError({
        code: 'INVALID_RANDOM_LIMIT',
        message: `integer(limit): limit was ${limit}.`,
        remedy: 'Pass a whole number from 1 to 2^32.',
        context: { limit },
      });
    }
    if (limit === 1) return 0;
    if (limit === 2 ** 32) return this.#word();
    const threshold = (2 ** 32 - limit) % limit;
    for (;;) {
      const word = this.#word();
      // word · limit in two parts: 2^32 · upper + lower.
      const top = (word >>> 16) * limit;
      const bottom = (word & 0xffff) * limit;
      const middle = (top % 65_536) * 65_536 + bottom;
      const lower = middle % 2 ** 32;
      if (lower >= threshold) return Math.floor(top / 65_536) + Math.floor(middle / 2 ** 32);
    }
  }

  normal(): number {
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * naturalLogarithm(square)) / square);
    }
  }

  split(name: string): Pcg64 {
    const codes = Array.from(name, (character) => character.codePointAt(0) as number);
    return new Generator(this.#seed, [...this.#key, codes.length, ...codes]);
  }

  state(): Pcg64State {
    return { seed: this.#seed, key: [...this.#key], limbs: [...this.#state], half: this.#half };
  }

  restore({ limbs, half }: Pcg64State): this {
    this.#state.set(limbs);
    this.#half = half;
    return this;
  }
}

/**
 * Creates NumPy's default random stream: PCG64 seeded by `SeedSequence`.
 *
 * `uniform` is `Generator.random()` and `integer(n)` is `Generator.integers(n)` (Lemire 2019, from halves of draws), to the bit.
 * `normal` is Marsaglia and Bray's polar method (1964) of our uniform numbers, not NumPy's ziggurat. `split(name)` is the stream
 * of the same seed with the spawn key of its parent, followed by the length of the name and its code points; it depends on
 * nothing that was drawn. Seed 0 is a seed like any other.
 *
 * @throws {InvalidOptionsError} `seed` is not a whole number from 0 to 2^53 − 1; from `integer`: the limit is not one to 2^32.
 * @example
 * ```ts
 * import { cartPole, pcg64 } from '@sigmax/rl';
 * pcg64(42).uniform(); // => 0.7739560485559633
 * // Gymnasium's CartPole-v1 with seed 42 begins here.
 * cartPole({ random: pcg64 }).reset(42).observation[0]; // => 0.027395604855596334
 * ```
 */
export const pcg64 = (seed: number): Pcg64 => new Generator(wholeSeed(seed), []);

/**
 * Takes up a stream where `state()` was called.
 *
 * @throws {InvalidOptionsError} the state is none.
 */
export const pcg64From = (state: Pcg64State): Pcg64 => {
  const { seed, key, limbs, half } = state;
  const isHalf = half === undefined || (Number.isInteger(half) && half >= 0 && half < 2 ** 32);
  const areLimbs =
    Array.isArray(limbs) &&
    limbs.length === limbCount &&
    limbs.every((one) => Number.isInteger(one) && one >= 0 && one < 65_536);
  if (isHalf && areLimbs && Array.isArray(key) && key.every((one) => Number.isSafeInteger(one) && one >= 0)) {
    return new Generator(wholeSeed(seed), key).restore(state);
  }
  throw new InvalidOptionsError({
    code: 'INVALID_RANDOM_STATE',
    message: 'pcg64From: the state has other fields than one of pcg64.',
    remedy: 'Give what state() returned.',
  });
};
