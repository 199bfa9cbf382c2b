import type { Random } from '@sigmax/core';
import type { Numbers } from './network-core';
import type { TrainableNetwork } from './policy-network';

/**
 * Fills a rows × columns matrix with orthonormal rows or columns, whichever are fewer, times `gain`.
 *
 * Gram and Schmidt on normal numbers, twice so that rounding does not add up; the result is uniform over the orthogonal group.
 * Source: Saxe, McClelland, Ganguli 2014; Mezzadri 2007.
 */
export const orthogonal = (
  out: Numbers,
  offset: number,
  rows: number,
  columns: number,
  gain: number,
  random: Random,
): void => {
  const count = Math.min(rows, columns);
  const length = Math.max(rows, columns);
  const vectors: Float64Array[] = [];
  while (vectors.length < count) {
    const vector = Float64Array.from({ length }, () => random.normal());
    for (let pass = 0; pass < 2; pass++) {
      for (const other of vectors) {
        let product = 0;
        for (let at = 0; at < length; at++) product += (vector[at] as number) * (other[at] as number);
        for (let at = 0; at < length; at++) vector[at] = (vector[at] as number) - product * (other[at] as number);
      }
      const size = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
      for (let at = 0; at < length; at++) vector[at] = (vector[at] as number) / size;
    }
    vectors.push(vector);
  }
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const vector = vectors[rows < columns ? row : column] as Float64Array;
      out[offset + row * columns + column] = gain * (vector[rows < columns ? column : row] as number);
    }
  }
};

export interface InitialWeights {
  /** Gain of hidden layers. Defaults to √2. */
  readonly hiddenGain?: number | undefined;
  /** Gain of the policy's head: small, so that all actions begin about as likely. Defaults to 0.01. */
  readonly policyGain?: number | undefined;
  /** Gain of the value's head. Defaults to 1. */
  readonly valueGain?: number | undefined;
  /** ln σ of a Gaussian head. Defaults to 0. */
  readonly logStandardDeviation?: number | undefined;
}

/** Draws weights: orthogonal kernels, zero biases. Source: Andrychowicz et al. 2021; Engstrom et al. 2020. */
export const initialiseWeights = (network: TrainableNetwork, random: Random, options: InitialWeights = {}): void => {
  const { hiddenGain = Math.SQRT2, policyGain = 0.01, valueGain = 1, logStandardDeviation = 0 } = options;
  const { weights, layout, logStandardDeviations } = network;
  weights.fill(0);
  for (const { name, rows, columns, offset } of layout.blocks) {
    if (!name.endsWith('.kernel')) continue;
    const gain = name === 'policy.head.kernel' ? policyGain : name === 'value.head.kernel' ? valueGain : hiddenGain;
    orthogonal(weights, offset, rows, columns, gain, random);
  }
  logStandardDeviations.fill(logStandardDeviation);
};
