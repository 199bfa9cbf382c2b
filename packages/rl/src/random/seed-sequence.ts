/** The words of a pool, as NumPy has them by default. */
const poolSize = 4;

const mixer = (start: number, factor: number) => {
  let constant = start;
  return (word: number): number => {
    const before = word ^ constant;
    constant = Math.imul(constant, factor);
    const product = Math.imul(before, constant);
    return product ^ (product >>> 16);
  };
};

const mix = (x: number, y: number): number => {
  const result = (Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y)) | 0;
  return result ^ (result >>> 16);
};

const wordsOf = (value: number): number[] => {
  const high = Math.floor(value / 2 ** 32);
  return high === 0 ? [value | 0] : [value | 0, high | 0];
};

/**
 * Spreads a seed and a key into `count` words of 32 bits, as NumPy's `SeedSequence(seed, spawn_key=key).generate_state(count)`.
 *
 * `seed` and the numbers of `key` are whole, from 0 to 2^53 − 1. Different keys give independent words. Source: O'Neill 2015,
 * "Developing a seed_seq alternative"; NumPy 2, `bit_generator.pyx`.
 */
export const seedWords = (seed: number, key: readonly number[], count: number): Uint32Array => {
  const entropy = wordsOf(seed);
  if (key.length > 0) {
    while (entropy.length < poolSize) entropy.push(0);
    entropy.push(...key.flatMap(wordsOf));
  }
  const hash = mixer(0x43b0d7e5, 0x931e8875);
  const pool = Array.from({ length: poolSize }, (_, index) => hash(entropy[index] ?? 0));
  for (let from = 0; from < poolSize; from++) {
    for (let to = 0; to < poolSize; to++) {
      if (from !== to) pool[to] = mix(pool[to] as number, hash(pool[from] as number));
    }
  }
  for (const word of entropy.slice(poolSize)) {
    for (let to = 0; to < poolSize; to++) pool[to] = mix(pool[to] as number, hash(word));
  }
  const spread = mixer(0x8b51f9dd, 0x58f38ded);
  return Uint32Array.from({ length: count }, (_, index) => spread(pool[index % poolSize] as number));
};
