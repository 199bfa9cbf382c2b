import { binomial } from '../subspace/binomials';

/** The indices of n bits with exactly `weight` ones, ascending. */
export const weightStates = (bits: number, weight: number): Int32Array => {
  const all = new Int32Array(binomial(bits, weight));
  let state = 2 ** weight - 1;
  for (let place = 0; place < all.length; place++) {
    all[place] = state;
    if (state === 0) break;
    // The next number with as many ones (Gosper).
    const low = state & -state;
    const ripple = state + low;
    state = ripple | (Math.floor((state ^ ripple) / low) >>> 2);
  }
  return all;
};
