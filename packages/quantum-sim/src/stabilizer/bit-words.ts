/** How many bits of a word are set. */
export const countBits = (word: number): number => {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  bits = (bits + (bits >>> 4)) & 0x0f0f0f0f;
  return Math.imul(bits, 0x01010101) >>> 24;
};

/** In each bit, whether an odd number of the lower bits of a word is set. */
export const parityBelow = (word: number): number => {
  let bits = word << 1;
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  return bits ^ (bits << 16);
};

/** How many words of 32 bits hold so many bits. */
export const wordsFor = (bits: number): number => Math.ceil(bits / 32);
