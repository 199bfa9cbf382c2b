/**
 * So many digits make a mantissa below 2^53, which divided by an exact power of ten is rounded once.
 *
 * Source: W. Clinger 1990, "How to read floating point numbers accurately".
 */
export const exactLength = 15;

/** 10^0 … 10^14. */
export const powersOfTen = Float64Array.from({ length: exactLength }, (_, exponent) => Number(`1e${exponent}`));
