import { quantile } from '@sigmax/core';
import type { LearningPoint } from './evaluation-options';
import type { Band } from './policy-evaluation';
import { interquartileMean } from './statistics/interquartile-mean';

/** The band of curves that have one point for each of `at`. */
export const bandOf = (at: Float64Array, curves: readonly ArrayLike<number>[]): Band => {
  const of = (pick: (values: number[]) => number): Float64Array =>
    at.map((_, index) => pick(curves.map((curve) => curve[index] as number)));
  return {
    at,
    low: of((values) => quantile(values, 0.1, 'linear') as number),
    middle: of(interquartileMean),
    high: of((values) => quantile(values, 0.9, 'linear') as number),
  };
};

/** The band of learning curves at the steps that all of them have; `undefined` when there is none. */
export const learningBand = (curves: readonly (readonly LearningPoint[])[]): Band | undefined => {
  const [first, ...others] = curves.map((points) => new Map(points.map(({ step, value }) => [step, value])));
  if (first === undefined) return undefined;
  const steps = [...first.keys()].filter((step) => others.every((curve) => curve.has(step))).sort((a, b) => a - b);
  if (steps.length === 0) return undefined;
  return bandOf(
    Float64Array.from(steps),
    [first, ...others].map((curve) => steps.map((step) => curve.get(step) as number)),
  );
};
