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

/** Limbs of a kept state. */
const limbCount = 8;

/** 2^24, what a limb at work is below. */
const wideLimit = 16_777_216;

// The multiplier in limbs of 24 bits, the lowest first.
const m0 = 0xccf645;
const m1 = 0xdf649f;
const m2 = 0xa44385;
const m3 = 0x1fc65d;
const m4 = 0x60ed05;
const m5 = 0x23;

type Limbs = [number, number, number, number, number, number];

const wholeSeed = (seed: number): number => {
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new InvalidOptionsError({
    code: 'INVALID_SEED',
    message: `pcg64: seed was ${String(seed)}.`,
    remedy: 'Pass a whole number from 0 to 2^53 − 1, for example 7.',
    context: { seed },
  });
};

/** One word of 64 bits from `words` at place `at`, in limbs of 16 bits. NumPy's words have their low half first. */
const limbsOf = (words: Uint32Array, at: number): number[] =>
  [0, 1].flatMap((half) => {
    const word = words[2 * at + half] as number;
    return [word & 0xffff, word >>> 16];
  });

/** Eight limbs of 16 bits as five of 24 and one of 8, in which products and their sums are exact doubles. */
const toWide = (limbs: readonly number[], wide: Float64Array): void => {
  for (let at = 0; at < 6; at += 2) {
    const [low, middle, high = 0] = limbs.slice((at / 2) * 3) as [number, number, number?];
    wide[at] = low + (middle & 0xff) * 65_536;
    wide[at + 1] = (middle >>> 8) + high * 256;
  }
};

const toNarrow = (wide: Float64Array): number[] =>
  [0, 2, 4].flatMap((at) => {
    const [low, high] = [wide[at] as number, wide[at + 1] as number];
    return [low & 0xffff, (low >>> 16) | ((high & 0xff) << 8), high >>> 8].slice(0, at === 4 ? 2 : 3);
  });

/** PCG XSL RR 128/64. Source: O'Neill 2014, HMC-CS-2014-0905. */
class Generator implements Pcg64 {
  readonly #seed: number;
  readonly #key: readonly number[];
  readonly #state = new Float64Array(6);
  readonly #increment = new Float64Array(6);
  #half = 0;
  #hasHalf = false;
  #high = 0;
  #low = 0;

  constructor(seed: number, key: readonly number[]) {
    this.#seed = seed;
    this.#key = key;
    const words = seedWords(seed, key, 8);
    const sequence = [...limbsOf(words, 3), ...limbsOf(words, 2)];
    let carry = 1;
    const increment = sequence.map((limb) => {
      const shifted = limb * 2 + carry;
      carry = shifted >>> 16;
      return shifted & 0xffff;
    });
    toWide(increment, this.#increment);
    this.#step();
    const before = toNarrow(this.#state);
    let over = 0;
    const state = [...limbsOf(words, 1), ...limbsOf(words, 0)].map((limb, index) => {
      const sum = (before[index] as number) + limb + over;
      over = sum >>> 16;
      return sum & 0xffff;
    });
    toWide(state, this.#state);
    this.#step();
  }

  /**
   * state ← state · 0x2360ED051FC65DA44385DF649FCCF645 + increment, modulo 2^128.
   *
   * Each column is a sum of at most six products below 2^48, so that it and its carry are exact. Written out: it is what each draw costs.
   */
  #step(): void {
    const state = this.#state as unknown as Limbs;
    const increment = this.#increment as unknown as Limbs;
    const s0 = state[0];
    const s1 = state[1];
    const s2 = state[2];
    const s3 = state[3];
    const s4 = state[4];
    const s5 = state[5];
    let column = s0 * m0 + increment[0];
    let carry = Math.floor(column / wideLimit);
    state[0] = column - carry * wideLimit;
    column = s0 * m1 + s1 * m0 + increment[1] + carry;
    carry = Math.floor(column / wideLimit);
    state[1] = column - carry * wideLimit;
    column = s0 * m2 + s1 * m1 + s2 * m0 + increment[2] + carry;
    carry = Math.floor(column / wideLimit);
    state[2] = column - carry * wideLimit;
    column = s0 * m3 + s1 * m2 + s2 * m1 + s3 * m0 + increment[3] + carry;
    carry = Math.floor(column / wideLimit);
    state[3] = column - carry * wideLimit;
    column = s0 * m4 + s1 * m3 + s2 * m2 + s3 * m1 + s4 * m0 + increment[4] + carry;
    carry = Math.floor(column / wideLimit);
    state[4] = column - carry * wideLimit;
    column = s0 * m5 + s1 * m4 + s2 * m3 + s3 * m2 + s4 * m1 + s5 * m0 + increment[5] + carry;
    state[5] = column - Math.floor(column / 256) * 256;
  }

  /** Sets the two halves of the next 64 bits. */
  #draw(): void {
    this.#step();
    const state = this.#state as unknown as Limbs;
    const second = state[1];
    const third = state[2];
    const highest = state[4] | (state[5] << 24);
    let low = state[0] ^ (second << 24) ^ (third >>> 16) ^ (state[3] << 8);
    let high = (second >>> 8) ^ (third << 16) ^ highest;
    let turn = highest >>> 26;
    if (turn >= 32) {
      const kept = low;
      low = high;
      high = kept;
      turn -= 32;
    }
    if (turn !== 0) {
      const kept = low;
      low = (low >>> turn) | (high << (32 - turn));
      high = (high >>> turn) | (kept << (32 - turn));
    }
    this.#low = low >>> 0;
    this.#high = high >>> 0;
  }

  /** NumPy's `next_uint32`: the low half of a draw, then its high half. */
  #word(): number {
    if (this.#hasHalf) {
      this.#hasHalf = false;
      return this.#half;
    }
    this.#draw();
    this.#half = this.#high;
    this.#hasHalf = true;
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
    for (;;) {
      const word = this.#word();
      // word · limit = 2^32 · upper + lower, in two parts, since it may be above 2^53.
      const top = (word >>> 16) * limit;
      const topUpper = Math.floor(top / 65_536);
      const middle = (top - topUpper * 65_536) * 65_536 + (word & 0xffff) * limit;
      const middleUpper = Math.floor(middle / 2 ** 32);
      const lower = middle - middleUpper * 2 ** 32;
      // The threshold is below the limit, and dear: it is seldom needed.
      if (lower >= limit || lower >= (2 ** 32 - limit) % limit) return topUpper + middleUpper;
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
    return {
      seed: this.#seed,
      key: [...this.#key],
      limbs: toNarrow(this.#state),
      half: this.#hasHalf ? this.#half : undefined,
    };
  }

  restore({ limbs, half }: Pcg64State): this {
    toWide(limbs, this.#state);
    this.#half = half ?? 0;
    this.#hasHalf = half !== undefined;
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
