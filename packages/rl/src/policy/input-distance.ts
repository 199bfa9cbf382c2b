import type { InputStatistics } from '../bundle/model-bundle';

/** Added to deviations, so that a number that never moved in training may move by a little. */
const slack = 0.05;

/**
 * How far an observation is from those of training: the greatest |xᵢ − μᵢ| / √(σᵢ² + 0.05²). NaN when a number is none.
 *
 * @example
 * ```ts
 * import { inputDistance } from '@sigmax/rl';
 * inputDistance({ mean: [0, 1], variance: [0.0075, 1] }, [0.3, 1]).toFixed(6); // => '3.000000'
 * ```
 */
export const inputDistance = ({ mean, variance }: InputStatistics, observation: ArrayLike<number>): number => {
  let greatest = 0;
  for (let at = 0; at < mean.length; at++) {
    const apart = Math.abs((observation[at] as number) - (mean[at] as number));
    const distance = apart / Math.sqrt((variance[at] as number) + slack * slack);
    if (!(distance <= greatest)) greatest = distance;
    if (Number.isNaN(greatest)) return greatest;
  }
  return greatest;
};

/**
 * Mean and variance of each number of observations, as a bundle keeps them for the test of what is out of distribution.
 *
 * @example
 * ```ts
 * import { inputStatistics } from '@sigmax/rl';
 * inputStatistics([[1, 5], [3, 5]]); // => { mean: [2, 5], variance: [1, 0] }
 * ```
 */
export const inputStatistics = (observations: readonly ArrayLike<number>[]): InputStatistics => {
  const width = observations[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, at) => observations.map((row) => row[at] as number));
  const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const mean = columns.map(meanOf);
  return {
    mean,
    variance: columns.map((column, at) => meanOf(column.map((value) => (value - (mean[at] as number)) ** 2))),
  };
};
