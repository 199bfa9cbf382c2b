/** A state vector in two planes: amplitude x is `re[x] + i im[x]`. */
export interface Amplitudes {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** A state vector of zeros. */
export const zeroAmplitudes = (dimension: number): Amplitudes => ({
  re: new Float64Array(dimension),
  im: new Float64Array(dimension),
});
