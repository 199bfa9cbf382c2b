import { adam } from '../optimizers/adam';
import { cobyla } from '../optimizers/cobyla';
import { lbfgs } from '../optimizers/lbfgs';
import type { CommonOptions, Minimum, ObjectiveWithGradient } from '../optimizers/minimum';
import { nelderMead } from '../optimizers/nelder-mead';
import { spsa } from '../optimizers/spsa';

/** An optimiser by name: the first two use gradients, the others values alone. */
export type OptimizerName = 'lbfgs' | 'adam' | 'cobyla' | 'nelder-mead' | 'spsa';

export const optimizerNames: readonly OptimizerName[] = ['lbfgs', 'adam', 'cobyla', 'nelder-mead', 'spsa'];

/** A function that can be asked with or without its gradient. */
export interface SmoothFunction {
  readonly value: (point: Float64Array) => number;
  readonly valueAndGradient: ObjectiveWithGradient;
}

export interface RunOptimizerOptions extends CommonOptions {
  readonly optimizer: OptimizerName;
  readonly maximumIterations: number;
  readonly seed: number;
}

/** Minimises by the named optimiser, with tolerances that suit values of about 1. */
export const runOptimizer = (
  { value, valueAndGradient }: SmoothFunction,
  start: ArrayLike<number>,
  { optimizer, maximumIterations, seed, ...common }: RunOptimizerOptions,
): Minimum => {
  switch (optimizer) {
    case 'lbfgs':
      return lbfgs(valueAndGradient, start, {
        ...common,
        maximumIterations,
        valueTolerance: 1e-9,
        gradientTolerance: 1e-7,
      });
    case 'adam':
      return adam(valueAndGradient, start, { ...common, maximumIterations });
    case 'cobyla':
      return cobyla(value, start, { ...common, maximumEvaluations: maximumIterations, initialRadius: 0.2 });
    case 'nelder-mead':
      return nelderMead(value, start, { ...common, maximumEvaluations: maximumIterations });
    case 'spsa':
      return spsa(value, start, { ...common, maximumIterations, seed });
  }
};
