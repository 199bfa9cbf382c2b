import { ProblemError, QuantumError } from '../errors';
import type { ObjectiveWithGradient } from '../optimizers/minimum';
import { requireKnownKeys, requireOneOf, requireWhole } from '../problem/checks';
import { type Random, seededRandom } from '../seeded-random';
import { interpolatedAngles } from '../subspace/angle-schedules';
import type { AngleDepth, OptimizedAngles } from '../subspace/optimize-angles';
import { type OptimizerName, optimizerNames, runOptimizer, type SmoothFunction } from './angle-optimizer';
import { annealingAngles, gammaUnit } from './annealing-angles';
import { fourierAngles, fourierGradient } from './fourier-angles';
import type { QaoaAnsatz } from './qaoa-ansatz';

/**
 * How angles are started: `interpolation` depth by depth, each from the stretched best of the last; `fourier` likewise, with the
 * amplitudes of waves instead of angles; `annealing` at full depth, from the best of sixteen linear ramps.
 */
export type AngleStrategy = 'interpolation' | 'fourier' | 'annealing';

export interface OptimizeQaoaOptions {
  /** p, the number of layers of the result. */
  readonly layers: number;
  readonly seed: number;
  /** Defaults to `interpolation`. */
  readonly strategy?: AngleStrategy;
  /** Angles to start from, of another problem or a table; stretched to p layers where they are fewer. Instead of a strategy. */
  readonly initialAngles?: readonly number[];
  /** Defaults to `lbfgs`. */
  readonly optimizer?: OptimizerName;
  /** Random starts at the first depth, beside the annealing ramp. Defaults to 4. */
  readonly starts?: number;
  /** Iterations from each start; evaluations for `cobyla` and `nelder-mead`. Defaults to 100 with gradients and 500 without. */
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

const known = [
  'layers',
  'seed',
  'strategy',
  'initialAngles',
  'optimizer',
  'starts',
  'maximumIterations',
  'onProgress',
  'onDepth',
  'signal',
];

/** Angles as the optimiser sees them: γ in standard deviations, and for waves their amplitudes. */
interface Coordinates {
  readonly toAngles: (point: ArrayLike<number>) => number[];
  readonly toGradient: (gradient: Float64Array) => ArrayLike<number>;
}

const scaledBy = (angles: ArrayLike<number>, unit: number): number[] =>
  Array.from(angles, (one, index) => (index < angles.length / 2 ? one * unit : one));

const plainAngles = (unit: number): Coordinates => ({
  toAngles: (point) => scaledBy(point, unit),
  toGradient: (gradient) => scaledBy(gradient, unit),
});

const waveAngles = (unit: number, layers: number): Coordinates => ({
  toAngles: (point) => scaledBy(fourierAngles(point, layers), unit),
  toGradient: (gradient) => fourierGradient(scaledBy(gradient, unit), layers),
});

/** One amplitude of 0 more on each side. */
const withWave = (amplitudes: ArrayLike<number>): number[] => {
  const all = Array.from(amplitudes);
  const half = all.length / 2;
  return [...all.slice(0, half), 0, ...all.slice(half), 0];
};

const randomStart = (random: Random): number[] => [4 * random.uniform(), -1.5 * random.uniform()];

const requireStart = (angles: readonly number[], layers: number): number[] => {
  const depth = angles.length / 2;
  if (!(Number.isInteger(depth) && depth >= 1 && depth <= layers && angles.every(Number.isFinite))) {
    throw new ProblemError({
      code: 'INVALID_ANGLES',
      message: `optimizeQaoa: initialAngles was [${angles.join(', ')}] for ${layers} layers.`,
      remedy: `Pass finite angles [γ_1 … γ_p, β_1 … β_p] of 1 to ${layers} layers.`,
    });
  }
  let stretched = [...angles];
  while (stretched.length < 2 * layers) stretched = interpolatedAngles(stretched);
  return stretched;
};

/**
 * Angles that minimise an ansatz's objective.
 *
 * Every strategy starts from the best of sixteen linear ramps, and the first depth from random angles too; the lowest value wins. The
 * optimiser works with γ in standard deviations of the cost, whatever the ansatz's scaling.
 *
 * - State: none; one seed gives the same angles everywhere. Cost: about 30 values with gradients a start and depth.
 *
 * Sources: Zhou et al. 2020 (interpolation, waves); Sack and Serbyn 2021 (ramps); Galda et al. 2021, "Transferability of optimal
 * QAOA parameters between random graphs" (`initialAngles`).
 *
 * @throws {QuantumOptionsError} an option is out of range or not known.
 * @throws {ProblemError} `initialAngles` are not angles of at most `layers` layers.
 * @throws {QuantumError} `ABORTED`, when the signal is.
 * @example
 * ```ts
 * import { maxCut } from '@sigmax/quantum-sim';
 * import { optimizeQaoa, qaoaAnsatz } from '@sigmax/quantum-sim/qaoa';
 * const square = maxCut({ nodes: ['a', 'b', 'c', 'd'], edges: [['a', 'b', 1], ['b', 'c', 1], ['c', 'd', 1], ['d', 'a', 1]] });
 * const ansatz = qaoaAnsatz({ cost: square });
 * const { angles, depths } = optimizeQaoa(ansatz, { layers: 2, seed: 1 });
 * depths.map(({ angles }) => ansatz.energyAt(angles).toFixed(6)); // => ['-3.000000', '-4.000000']
 * angles.length; // => 4
 * ```
 */
export const optimizeQaoa = (ansatz: QaoaAnsatz, options: OptimizeQaoaOptions): OptimizedAngles => {
  const what = 'optimizeQaoa';
  requireKnownKeys(options, known, what);
  const { strategy = 'interpolation', optimizer = 'lbfgs', initialAngles, signal, onProgress } = options;
  const layers = requireWhole(options.layers, `${what}: layers`, 1, 1000);
  const starts = requireWhole(options.starts ?? 4, `${what}: starts`, 0, 10_000);
  requireOneOf(strategy, `${what}: strategy`, ['interpolation', 'fourier', 'annealing']);
  requireOneOf(optimizer, `${what}: optimizer`, optimizerNames);
  const usual = optimizer === 'lbfgs' || optimizer === 'adam' ? 100 : 500;
  const maximumIterations = requireWhole(options.maximumIterations ?? usual, `${what}: maximumIterations`, 1);
  const random = seededRandom(options.seed);
  const unit = gammaUnit(ansatz);
  const depths: AngleDepth[] = [];
  let evaluations = 0;

  const descend = (depth: number, { toAngles, toGradient }: Coordinates, from: ArrayLike<number>) => {
    let asked = evaluations;
    const count = (): void => {
      asked += 1;
    };
    const gradientOfAngles = new Float64Array(2 * depth);
    const objective: SmoothFunction = {
      value: (point) => {
        count();
        return unit * ansatz.valueAt(toAngles(point));
      },
      valueAndGradient: ((point, gradient) => {
        count();
        const value = ansatz.valueAndGradientAt(toAngles(point), gradientOfAngles);
        gradient.set(toGradient(gradientOfAngles));
        for (let index = 0; index < gradient.length; index++) gradient[index]! *= unit;
        return unit * value;
      }) satisfies ObjectiveWithGradient,
    };
    const found = runOptimizer(objective, from, {
      optimizer,
      maximumIterations,
      seed: random.integer(2 ** 31),
      ...(signal === undefined ? {} : { signal }),
      onIteration: ({ value }) => onProgress?.({ layers: depth, evaluations: asked, value: value / unit }),
    });
    evaluations += found.evaluations;
    if (found.reason !== 'stopped') {
      return { point: found.point, angles: toAngles(found.point), value: found.value / unit };
    }
    throw new QuantumError({
      code: 'ABORTED',
      message: `${what} was aborted after ${evaluations} evaluations.`,
      isRetryable: true,
      context: { evaluations },
    });
  };

  const best = (depth: number, coordinates: Coordinates, from: readonly ArrayLike<number>[]) => {
    const found = from
      .map((start) => descend(depth, coordinates, start))
      .reduce((least, one) => (one.value < least.value ? one : least));
    depths.push({ layers: depth, angles: found.angles, value: found.value, evaluations });
    options.onDepth?.(depths.at(-1) as AngleDepth);
    return found;
  };

  const ramp = (depth: number) => {
    evaluations += 16;
    return scaledBy(annealingAngles(ansatz, depth), 1 / unit);
  };
  const randomStarts = () => Array.from({ length: starts }, () => randomStart(random));

  if (initialAngles !== undefined) {
    best(layers, plainAngles(unit), [scaledBy(requireStart(initialAngles, layers), 1 / unit)]);
  } else if (strategy === 'annealing') {
    best(layers, plainAngles(unit), [ramp(layers)]);
  } else if (strategy === 'fourier') {
    let amplitudes: ArrayLike<number> | undefined;
    for (let depth = 1; depth <= layers; depth++) {
      // At depth 1 a wave is √½ of its amplitude.
      const from =
        amplitudes === undefined
          ? [ramp(1), ...randomStarts()].map((one) => one.map((angle) => angle * Math.SQRT2))
          : [withWave(amplitudes)];
      amplitudes = best(depth, waveAngles(unit, depth), from).point;
    }
  } else {
    for (let depth = 1; depth <= layers; depth++) {
      const last = depths.at(-1);
      const from =
        last === undefined
          ? [ramp(1), ...randomStarts()]
          : [scaledBy(interpolatedAngles(last.angles), 1 / unit), ramp(depth)];
      best(depth, plainAngles(unit), from);
    }
  }
  return { ...(depths.at(-1) as AngleDepth), depths };
};
