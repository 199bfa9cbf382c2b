import { requireKnownKeys, requirePositive, requireWhole } from '../problem/checks';
import type { CommonOptions, Minimum, Objective } from './minimum';
import { Progress } from './progress';

export interface NelderMeadOptions extends CommonOptions {
  /** The edge of the first simplex. Defaults to 0.1. */
  readonly initialStep?: number;
  /** Defaults to 200 for each dimension. */
  readonly maximumEvaluations?: number;
  /** Converged when both the values and the points of the simplex differ by less. Defaults to 1e-8. */
  readonly tolerance?: number;
}

interface Vertex {
  readonly point: Float64Array;
  readonly value: number;
}

const spread = (vertices: readonly Vertex[]): number => {
  const [best] = vertices as [Vertex];
  let most = 0;
  for (const { point, value } of vertices) {
    most = Math.max(most, Math.abs(value - best.value));
    point.forEach((one, index) => {
      most = Math.max(most, Math.abs(one - (best.point[index] as number)));
    });
  }
  return most;
};

/**
 * Minimises a function without gradients by the simplex method, with coefficients that adapt to the dimension.
 *
 * - State: n + 1 points. Cost: one or two evaluations an iteration, n + 2 where the simplex shrinks. Deterministic.
 *
 * Sources: Nelder and Mead 1965; Gao and Han 2012, "Implementing the Nelder–Mead simplex algorithm with adaptive parameters",
 * section 4.
 *
 * @throws {QuantumOptionsError} an option is out of range.
 * @throws {QuantumError} the objective is NaN.
 * @example
 * ```ts
 * import { nelderMead } from '@sigmax/quantum-sim';
 * const { point } = nelderMead(([x, y]) => (x! - 3) ** 2 + 4 * (y! + 1) ** 2, [0, 0]);
 * Array.from(point, (one) => one.toFixed(6)); // => ['3.000000', '-1.000000']
 * ```
 */
export const nelderMead = (
  objective: Objective,
  start: ArrayLike<number>,
  options: NelderMeadOptions = {},
): Minimum => {
  requireKnownKeys(options, ['initialStep', 'maximumEvaluations', 'tolerance', 'onIteration', 'signal'], 'nelderMead');
  const size = start.length;
  const initialStep = requirePositive(options.initialStep ?? 0.1, 'nelderMead: initialStep');
  const limit = requireWhole(
    options.maximumEvaluations ?? 200 * Math.max(1, size),
    'nelderMead: maximumEvaluations',
    1,
  );
  const tolerance = requirePositive(options.tolerance ?? 1e-8, 'nelderMead: tolerance');
  const progress = new Progress(start, 'nelderMead', options);
  const evaluate = progress.watched(objective);
  // One dimension has no room for the adapted coefficients.
  const dimension = Math.max(2, size);
  const expansion = 1 + 2 / dimension;
  const contraction = 0.75 - 0.5 / dimension;
  const shrinkage = 1 - 1 / dimension;

  const vertexAt = (point: Float64Array): Vertex => ({ point, value: evaluate(point) });
  const first = Float64Array.from(start);
  let vertices = [
    vertexAt(first),
    ...Array.from(first, (_, axis) => vertexAt(first.map((one, index) => (index === axis ? one + initialStep : one)))),
  ];
  for (;;) {
    vertices.sort((a, b) => a.value - b.value);
    if (progress.endIteration()) return progress.result('stopped');
    if (spread(vertices) <= tolerance) return progress.result('converged');
    if (progress.evaluations >= limit) return progress.result('evaluation-limit');
    const [best] = vertices as [Vertex];
    const worst = vertices.at(-1) as Vertex;
    const second = vertices.at(-2) as Vertex;
    const others = vertices.slice(0, -1);
    const centre = first.map((_, index) => others.reduce((sum, { point }) => sum + point[index]!, 0) / others.length);
    const away = (factor: number) =>
      vertexAt(centre.map((one, index) => one + factor * (one - (worst.point[index] as number))));

    const reflected = away(1);
    let next: Vertex | undefined;
    if (reflected.value < best.value) {
      const expanded = away(expansion);
      next = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < second.value) {
      next = reflected;
    } else {
      const contracted = away(reflected.value < worst.value ? contraction : -contraction);
      if (contracted.value < Math.min(reflected.value, worst.value)) next = contracted;
    }
    vertices =
      next !== undefined
        ? [...others, next]
        : [
            best,
            ...vertices
              .slice(1)
              .map(({ point }) =>
                vertexAt(point.map((one, index) => best.point[index]! + shrinkage * (one - best.point[index]!))),
              ),
          ];
  }
};
