import type { QuantileMethod } from '@sigmax/core';
import type { OrderedValues } from './ordered-values';

/** ⌈p n⌉ without the rounding error of p n, as core counts it. */
const tailCount = (probability: number, length: number): number => {
  const count = probability * length;
  const nearest = Math.round(count);
  return Math.abs(count - nearest) <= 1e-9 * Math.max(1, nearest) ? nearest : Math.ceil(count);
};

/** The quantile of ordered values, read as `quantile` of core reads that of a series; O(log n). */
export const orderedQuantile = (values: OrderedValues, probability: number, method: QuantileMethod): number => {
  const last = values.length - 1;
  if (method === 'order-statistic') {
    return values.at(Math.min(Math.max(tailCount(probability, last + 1) - 1, 0), last));
  }
  const position = probability * last;
  const below = Math.floor(position);
  const low = values.at(below);
  if (method === 'lower' || position === below) return low;
  const high = values.at(Math.min(below + 1, last));
  return method === 'higher' ? high : low + (high - low) * (position - below);
};

/**
 * The mean of the lowest values, as `conditionalValueAtRisk` of core takes it: the share `probability` of them, the last
 * one in part, or all at or below the quantile; O(log n).
 */
export const orderedTailMean = (
  values: OrderedValues,
  probability: number,
  tail: 'fractional' | 'mean',
  method: QuantileMethod,
): number => {
  if (tail === 'mean') {
    const count = values.countUpTo(orderedQuantile(values, probability, method));
    return values.sumOfLowest(count) / count;
  }
  const share = probability * values.length;
  const whole = Math.min(Math.floor(share), values.length);
  const sum = values.sumOfLowest(whole);
  const rest = whole < values.length && share > whole ? (share - whole) * values.at(whole) : 0;
  return (sum + rest) / share;
};
