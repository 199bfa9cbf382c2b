import type { AdamOptions } from '../network/network-core';

export interface AdamVectors {
  readonly weights: Float64Array;
  readonly gradients: Float64Array;
  readonly firstMoments: Float64Array;
  readonly secondMoments: Float64Array;
}

/** β^t by repeated multiplication of squares, the same bits in every engine. */
export const wholePower = (base: number, exponent: number): number => {
  let power = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power *= square;
    square *= square;
  }
  return power;
};

/** Scales the gradient to `limit` where it is longer; returns the length that it had. Source: PyTorch's `clip_grad_norm_`. */
export const clipGradients = (gradients: Float64Array, limit: number): number => {
  let sum = 0;
  for (let at = 0; at < gradients.length; at++) sum += (gradients[at] as number) * (gradients[at] as number);
  const length = Math.sqrt(sum);
  const scale = limit / (length + 1e-6);
  if (scale < 1) for (let at = 0; at < gradients.length; at++) gradients[at] = (gradients[at] as number) * scale;
  return length;
};

/** One step of Adam; see {@link NetworkCore}. */
export const adamStep = (vectors: AdamVectors, step: number, rate: number, options: AdamOptions): void => {
  const { weights, gradients, firstMoments, secondMoments } = vectors;
  const { beta1, beta2, epsilon } = options;
  const stepSize = rate / (1 - wholePower(beta1, step));
  const root = Math.sqrt(1 - wholePower(beta2, step));
  for (let at = 0; at < weights.length; at++) {
    const gradient = gradients[at] as number;
    const first = beta1 * (firstMoments[at] as number) + (1 - beta1) * gradient;
    const second = beta2 * (secondMoments[at] as number) + (1 - beta2) * (gradient * gradient);
    firstMoments[at] = first;
    secondMoments[at] = second;
    weights[at] = (weights[at] as number) - stepSize * (first / (Math.sqrt(second) / root + epsilon));
  }
};
