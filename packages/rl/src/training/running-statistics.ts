/** Mean and variance of columns as plain data. */
export interface RunningState {
  readonly mean: readonly number[];
  readonly variance: readonly number[];
  readonly count: number;
}

/** Mean and variance of columns that grow batch by batch. */
export interface RunningStatistics {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  /** Takes in `rows` rows of as many numbers as there are columns. */
  update(values: ArrayLike<number>, rows: number): void;
  state(): RunningState;
  restore(state: RunningState): void;
}

/**
 * Mean and population variance by the parallel update of Chan, Golub and LeVeque 1979.
 *
 * Begins with mean 0, variance 1 and the weight of 1e-4 rows, as Stable-Baselines3 does.
 */
export const runningStatistics = (columns: number): RunningStatistics => {
  const mean = new Float64Array(columns);
  const variance = new Float64Array(columns).fill(1);
  let count = 1e-4;
  return {
    mean,
    variance,
    update: (values, rows) => {
      const total = count + rows;
      for (let column = 0; column < columns; column++) {
        let sum = 0;
        for (let row = 0; row < rows; row++) sum += values[row * columns + column] as number;
        const batchMean = sum / rows;
        let squares = 0;
        for (let row = 0; row < rows; row++) {
          const apart = (values[row * columns + column] as number) - batchMean;
          squares += apart * apart;
        }
        const shift = batchMean - (mean[column] as number);
        const spread = (variance[column] as number) * count + squares + (shift * shift * count * rows) / total;
        mean[column] = (mean[column] as number) + (shift * rows) / total;
        variance[column] = spread / total;
      }
      count = total;
    },
    state: () => ({ mean: [...mean], variance: [...variance], count }),
    restore: (state) => {
      mean.set(state.mean);
      variance.set(state.variance);
      count = state.count;
    },
  };
};
