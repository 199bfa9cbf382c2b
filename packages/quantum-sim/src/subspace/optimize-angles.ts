import { ProblemError, QuantumError } from '../errors';
import { lbfgs } from '../optimizers/lbfgs';
import { requireKnownKeys, requireWhole } from '../problem/checks';
import { type Random, seededRandom } from '../seeded-random';
import { interpolatedAngles, linearRampAngles } from './angle-schedules';
import type { SubspaceAnsatz } from './subspace-ansatz';

export interface OptimizeAnglesOptions {
  /** p, the number of layers of the result. */
  readonly layers: number;
  readonly seed: number;
  /**
   * Angles to start from instead of ramps, of an earlier problem of like shape, say: only depth p is searched, from them alone.
   * They have p layers.
   */
  readonly initialAngles?: readonly number[];
  /** Random starts at depth 1, beside the linear ramp; deeper ones start from the ramp and the interpolation. Defaults to 4. */
  readonly starts?: number;
  /** L-BFGS iterations from each start. Defaults to 100. */
  readonly maximumIterations?: number;
  /** Called after each iteration of each start. */
  readonly onProgress?: (progress: {
    readonly layers: number;
    readonly evaluations: number;
    readonly value: number;
  }) => void;
  /** Called when each depth is done. */
  readonly onDepth?: (depth: AngleDepth) => void;
  /** Read after each iteration. An `AbortSignal` fits; the call throws a `QuantumError` with code `ABORTED`. */
  readonly signal?: { readonly aborted: boolean };
}

/** The best angles found at one depth. */
export interface AngleDepth {
  readonly layers: number;
  /** [γ_1 … γ_p, β_1 … β_p]. */
  readonly angles: readonly number[];
  /** The objective there, over the scaled cost. */
  readonly value: number;
  /** Values with gradients asked so far. */
  readonly evaluations: number;
}

export interface OptimizedAngles extends AngleDepth {
  /** The best at each depth from 1 to p; with `initialAngles` of depth p alone. */
  readonly depths: readonly AngleDepth[];
}

const rampStep = 0.8;

const requireStart = (angles: readonly number[], layers: number): readonly number[] => {
  if (angles.length === 2 * layers && angles.every((angle) => Number.isFinite(angle))) return angles;
  throw new ProblemError({
    code: 'INVALID_ANGLES',
    message: `optimizeAngles: initialAngles was [${angles.join(', ')}] for ${layers} layers.`,
    remedy: `Pass ${2 * layers} finite angles [γ_1 … γ_p, β_1 … β_p].`,
  });
};

/** A ramp whose step and whose angles are each off by a random part. */
const randomRamp = (layers: number, random: Random): number[] =>
  linearRampAngles(layers, 0.4 + 1.2 * random.uniform()).map((angle) => angle * (0.5 + random.uniform()));

/**
 * Angles that minimise an ansatz's objective: depth by depth from 1 to p, the first from a linear ramp and random starts, each other
 * from the interpolated best of the last and a linear ramp, by L-BFGS with adjoint gradients; the lowest value wins.
 *
 * - State: none; one seed gives the same angles everywhere. Cost: about 25 values with gradients a start and depth.
 *
 * Sources: Zhou et al. 2020 (interpolation); Sack and Serbyn 2021 (ramp).
 *
 * @throws {QuantumOptionsError} an option is out of range.
 * @throws {ProblemError} `initialAngles` are not angles of `layers` layers.
 * @throws {QuantumError} `ABORTED`, when the signal is.
 * @example
 * ```ts
 * import { optimizeAngles, ringMixer, selectionSubspace, subspaceAnsatz } from '@sigmax/quantum-sim';
 * const subspace = selectionSubspace({ assets: ['BTC', 'ETH', 'SOL', 'ADA'], choose: 2 });
 * const costs = Float64Array.of(-4, 1, 2, 0, 3, 2);
 * const ansatz = subspaceAnsatz({ subspace, costs, mixer: ringMixer(subspace) });
 * const { angles, depths } = optimizeAngles(ansatz, { layers: 2, seed: 1 });
 * depths.length; // => 2
 * (ansatz.probabilitiesAt(angles)[0] ?? 0) > 0.5; // => true
 * ```
 */
export const optimizeAngles = (ansatz: SubspaceAnsatz, options: OptimizeAnglesOptions): OptimizedAngles => {
  const known = ['layers', 'seed', 'initialAngles', 'starts', 'maximumIterations', 'onProgress', 'onDepth', 'signal'];
  requireKnownKeys(options, known, 'optimizeAngles');
  const layers = requireWhole(options.layers, 'optimizeAngles: layers', 1);
  const starts = requireWhole(options.starts ?? 4, 'optimizeAngles: starts', 0);
  const maximumIterations = requireWhole(options.maximumIterations ?? 100, 'optimizeAngles: maximumIterations', 1);
  const random = seededRandom(options.seed);
  const { signal, onProgress, initialAngles } = options;
  const depths: AngleDepth[] = [];
  let evaluations = 0;

  const descend = (from: readonly number[]) => {
    let asked = evaluations;
    const objective: SubspaceAnsatz['valueAndGradientAt'] = (angles, gradient) => {
      asked += 1;
      return ansatz.valueAndGradientAt(angles, gradient);
    };
    const found = lbfgs(objective, from, {
      maximumIterations,
      valueTolerance: 1e-7,
      gradientTolerance: 1e-6,
      ...(signal === undefined ? {} : { signal }),
      onIteration: ({ value }) => onProgress?.({ layers: from.length / 2, evaluations: asked, value }),
    });
    evaluations += found.evaluations;
    if (found.reason !== 'stopped') return found;
    throw new QuantumError({
      code: 'ABORTED',
      message: `optimizeAngles was aborted after ${evaluations} evaluations.`,
      isRetryable: true,
      context: { evaluations },
    });
  };

  const keep = (depth: number, from: readonly (readonly number[])[]): void => {
    const best = from.map(descend).reduce((least, one) => (one.value < least.value ? one : least));
    depths.push({ layers: depth, angles: Array.from(best.point), value: best.value, evaluations });
    options.onDepth?.(depths.at(-1) as AngleDepth);
  };

  if (initialAngles !== undefined) keep(layers, [requireStart(initialAngles, layers)]);
  for (let depth = 1; initialAngles === undefined && depth <= layers; depth++) {
    const last = depths.at(-1);
    keep(depth, [
      ...(last === undefined ? [] : [interpolatedAngles(last.angles)]),
      linearRampAngles(depth, rampStep),
      ...(depth > 1 ? [] : Array.from({ length: starts }, () => randomRamp(1, random))),
    ]);
  }
  return { ...(depths.at(-1) as AngleDepth), depths };
};
