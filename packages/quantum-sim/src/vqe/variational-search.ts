import { QuantumError } from '../errors';
import type { Minimum } from '../optimizers/minimum';
import { requireFinite, requireOneOf, requireWhole } from '../problem/checks';
import { type OptimizerName, optimizerNames, runOptimizer, type SmoothFunction } from '../qaoa/angle-optimizer';
import { seededRandom } from '../seeded-random';

/** How the parameters of a circuit are searched. */
export interface VariationalSearchOptions {
  readonly seed: number;
  /** Defaults to `lbfgs`. */
  readonly optimizer?: OptimizerName;
  /** Parameters to start from, in the order of the circuit's `parameterNames`; instead of random starts. */
  readonly initial?: ArrayLike<number>;
  /** Random starts, each parameter uniform in [−π, π]. Defaults to 4. */
  readonly starts?: number;
  /** Iterations from each start; evaluations for `cobyla` and `nelder-mead`. Defaults to 300 with gradients and 2,000 without. */
  readonly maximumIterations?: number;
  /** Called after each iteration of each start. */
  readonly onProgress?: (progress: {
    readonly start: number;
    readonly iteration: number;
    readonly value: number;
  }) => void;
  /** Read after each iteration. An `AbortSignal` fits; the call throws a `QuantumError` with code `ABORTED`. */
  readonly signal?: { readonly aborted: boolean };
}

export const searchKeys = [
  'seed',
  'optimizer',
  'initial',
  'starts',
  'maximumIterations',
  'onProgress',
  'signal',
] as const;

/** The best of all starts, and how often the function was asked in all. */
export interface VariationalMinimum {
  readonly best: Minimum;
  readonly evaluations: number;
}

/** Minimises from each start and keeps the lowest. Values are told times `unit`. */
export const variationalSearch = (
  objective: SmoothFunction,
  size: number,
  options: VariationalSearchOptions,
  unit: number,
  what: string,
): VariationalMinimum => {
  const { optimizer = 'lbfgs', initial, signal, onProgress } = options;
  requireOneOf(optimizer, `${what}: optimizer`, optimizerNames);
  const usual = optimizer === 'lbfgs' || optimizer === 'adam' ? 300 : 2000;
  const maximumIterations = requireWhole(options.maximumIterations ?? usual, `${what}: maximumIterations`, 1);
  const count = initial === undefined ? requireWhole(options.starts ?? 4, `${what}: starts`, 1) : 1;
  const random = seededRandom(options.seed);
  if (initial !== undefined) {
    requireWhole(initial.length, `${what}: initial.length`, size, size);
    Array.from(initial, (one, index) => requireFinite(one, `${what}: initial[${index}]`));
  }
  let best: Minimum | undefined;
  let evaluations = 0;
  for (let start = 0; start < count; start++) {
    const from = initial ?? Array.from({ length: size }, () => (2 * random.uniform() - 1) * Math.PI);
    const found = runOptimizer(objective, from, {
      optimizer,
      maximumIterations,
      seed: random.integer(2 ** 31),
      ...(signal === undefined ? {} : { signal }),
      onIteration: ({ iteration, value }) => onProgress?.({ start, iteration, value: value * unit }),
    });
    evaluations += found.evaluations;
    if (found.reason === 'stopped') {
      throw new QuantumError({
        code: 'ABORTED',
        message: `${what} was aborted after ${evaluations} evaluations.`,
        isRetryable: true,
        context: { evaluations },
      });
    }
    if (best === undefined || found.value < best.value) best = found;
  }
  return { best: best as Minimum, evaluations };
};
