import type { RunningState } from './running-statistics';

/** How observations are scaled before a network sees them, as plain data that is kept with its weights. */
export interface ObservationScaling extends RunningState {
  /** Nothing leaves ± this. */
  readonly clip: number;
}

/** Added to variances. */
export const scalingEpsilon = 1e-8;

/** (x − mean) / √(variance + 1e-8), clipped, for one row. NaN stays NaN. */
export const scaleRow = (
  { mean, variance, clip }: { mean: ArrayLike<number>; variance: ArrayLike<number>; clip: number },
  values: ArrayLike<number>,
  from: number,
  out: Float64Array,
  to: number,
): void => {
  for (let column = 0; column < mean.length; column++) {
    const apart = (values[from + column] as number) - (mean[column] as number);
    const scaled = apart / Math.sqrt((variance[column] as number) + scalingEpsilon);
    out[to + column] = scaled > clip ? clip : scaled < -clip ? -clip : scaled;
  }
};
