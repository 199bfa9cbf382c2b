import type { Activation } from '../network/layer-graph';
import type { Numbers } from '../network/network-core';
import { exponentialMinusOne, hyperbolicTangent } from '../portable-math';

/** Replaces the first `count` sums by what the activation makes of them. */
export const activate = (activation: Activation, values: Numbers, count: number): void => {
  if (activation === 'tanh') {
    for (let at = 0; at < count; at++) values[at] = hyperbolicTangent(values[at] as number);
  } else if (activation === 'relu') {
    // Written so that NaN stays NaN.
    for (let at = 0; at < count; at++) if ((values[at] as number) < 0) values[at] = 0;
  } else if (activation === 'elu') {
    for (let at = 0; at < count; at++) {
      if ((values[at] as number) < 0) values[at] = exponentialMinusOne(values[at] as number);
    }
  }
};

/** Multiplies the first `count` gradients by the slope of the activation, which its output y gives: 1 − y², 0 or 1, 1 or y + 1. */
export const multiplyBySlope = (activation: Activation, gradients: Numbers, outputs: Numbers, count: number): void => {
  if (activation === 'tanh') {
    for (let at = 0; at < count; at++) {
      const y = outputs[at] as number;
      gradients[at] = (gradients[at] as number) * (1 - y * y);
    }
  } else if (activation === 'relu') {
    for (let at = 0; at < count; at++) if (!((outputs[at] as number) > 0)) gradients[at] = 0;
  } else if (activation === 'elu') {
    for (let at = 0; at < count; at++) {
      const y = outputs[at] as number;
      if (!(y > 0)) gradients[at] = (gradients[at] as number) * (y + 1);
    }
  }
};
