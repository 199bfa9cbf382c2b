import { requireWhole } from '../problem/checks';
import { quboValue } from '../problem/qubo';
import { seededRandom } from '../seeded-random';
import { type SelectionProblem, selectedNames } from '../solvers/selection-problem';
import { simulatedAnnealing } from '../solvers/simulated-annealing';
import { meanFieldCosts } from './ring-order';
import { sampleStates } from './sample-states';
import { type SamplerMetrics, samplerMetrics } from './sampler-metrics';
import { type Holding, holdingAt } from './subspace';
import type { SubspaceAnsatz } from './subspace-ansatz';

/** A state that a method proposes, and how far it is from the best. */
export interface ReportedHolding extends Omit<Holding, 'index'> {
  readonly value: number;
  /** value − exact minimum, as a share of the range of feasible costs; 0 is optimal. */
  readonly gap: number;
}

/** One method in a report. */
export interface ReportRow {
  readonly method: 'ansatz' | 'uniform' | 'ranking' | 'simulated-annealing' | 'exact';
  readonly best: ReportedHolding;
  /** Of the distribution that the method samples from; `undefined` for methods that propose one answer. */
  readonly metrics?: SamplerMetrics;
  /** Shots drawn, moves looked at, or states enumerated. */
  readonly effort: number;
  /** By the caller's clock; absent without one. */
  readonly durationMs?: number;
}

/** Every method beside every other, on one problem. */
export interface SelectionReport {
  readonly states: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
  readonly deviation: number;
  readonly layers: number;
  readonly mixer: string;
  readonly seed: number;
  /** `ansatz`, `uniform`, then for problems of selections `ranking` and `simulated-annealing`, then `exact`. */
  readonly rows: readonly ReportRow[];
  /** The states measured most often, at most ten. */
  readonly mostFrequent: readonly (ReportedHolding & { readonly count: number })[];
}

export interface SelectionReportOptions {
  readonly ansatz: SubspaceAnsatz;
  /** [γ_1 … γ_p, β_1 … β_p]. */
  readonly angles: ArrayLike<number>;
  readonly seed: number;
  /** Measurements of the ansatz and draws of uniform sampling. Defaults to 1,000. */
  readonly shots?: number;
  /** Where given, the ranking and simulated annealing join. */
  readonly problem?: SelectionProblem;
  /** Part of the probability that the conditional value at risk looks at. Defaults to 0.1. */
  readonly alpha?: number;
  /** The caller's clock, in ms. Without it no durations are in the report. */
  readonly clock?: () => number;
  /** What finding the angles took by the same clock; it is added to the ansatz' duration. */
  readonly optimisationMs?: number;
}

/** The k that look cheapest by mean-field costs: what a classical glance gives. */
const rankedBits = (problem: SelectionProblem): Uint8Array => {
  const { qubo, sectors } = problem;
  const costs = meanFieldCosts(qubo, sectors);
  const chosen = new Set(
    sectors.flatMap(({ assets, choose }) =>
      [...assets].sort((a, b) => (costs.get(a) as number) - (costs.get(b) as number)).slice(0, choose),
    ),
  );
  return Uint8Array.from(qubo.names, (name) => (chosen.has(name) ? 1 : 0));
};

/**
 * What an ansatz with given angles would measure, beside uniform sampling with as many shots, a ranking by mean-field costs,
 * simulated annealing and the exact answer.
 *
 * Simulating a quantum circuit makes no problem easier: the exact row is here because the simulation has already touched every
 * feasible state.
 *
 * - State: none; one seed gives the same report everywhere, but for durations. Cost: one value of the ansatz, `shots` draws and
 *   one annealing with default options.
 *
 * @throws {QuantumOptionsError} an option is out of range.
 * @example
 * ```ts
 * import { createQubo, ringMixer, selectionReport, selectionSubspace, subspaceAnsatz, subspaceCosts } from '@sigmax/quantum-sim';
 * const qubo = createQubo({ names: ['BTC', 'ETH', 'SOL'], linear: [-3, -2, -1], couplings: [['BTC', 'ETH', 4]] });
 * const subspace = selectionSubspace({ assets: qubo.names, choose: 2 });
 * const ansatz = subspaceAnsatz({ subspace, costs: subspaceCosts(subspace, qubo), mixer: ringMixer(subspace) });
 * const report = selectionReport({ ansatz, angles: [0.4, -0.4], seed: 1, shots: 100 });
 * report.rows.map(({ method }) => method); // => ['ansatz', 'uniform', 'exact']
 * report.rows[2]?.best.assets; // => ['BTC', 'SOL']
 * ```
 */
export const selectionReport = (options: SelectionReportOptions): SelectionReport => {
  const { ansatz, angles, seed, problem, clock, alpha = 0.1 } = options;
  const shots = requireWhole(options.shots ?? 1000, 'selectionReport: shots', 1);
  const random = seededRandom(seed);
  const { subspace, costs } = ansatz;

  const timed = <Result>(work: () => Result): { result: Result; durationMs: number | undefined } => {
    const start = clock?.();
    const result = work();
    return { result, durationMs: start === undefined ? undefined : (clock?.() as number) - start };
  };
  const withTime = (row: Omit<ReportRow, 'durationMs'>, durationMs: number | undefined): ReportRow =>
    durationMs === undefined ? row : { ...row, durationMs };

  const { result: exact, durationMs: exactMs } = timed(() => extremes(costs));
  const range = exact.maximum - exact.minimum;
  const gapOf = (value: number) => (range > 0 ? Math.max(0, value - exact.minimum) / range : 0);
  const reported = (index: number): ReportedHolding => {
    const { assets, units } = holdingAt(subspace, index);
    const value = costs[index] as number;
    return { assets, units, value, gap: gapOf(value) };
  };
  const lowest = (indices: readonly number[]) =>
    indices.reduce((least, index) => (costs[index]! < costs[least]! ? index : least));

  const measured = timed(() => {
    const probabilities = ansatz.probabilitiesAt(angles);
    return { probabilities, counts: sampleStates(probabilities, shots, random.split('ansatz')) };
  });
  const { probabilities, counts } = measured.result;
  const uniform = timed(() => {
    const draw = random.split('uniform');
    return lowest(Array.from({ length: shots }, () => draw.integer(subspace.dimension)));
  });
  const even = new Float64Array(subspace.dimension).fill(1 / subspace.dimension);
  const ansatzMs = measured.durationMs === undefined ? undefined : measured.durationMs + (options.optimisationMs ?? 0);

  return {
    states: subspace.dimension,
    minimum: exact.minimum,
    maximum: exact.maximum,
    mean: ansatz.mean,
    deviation: ansatz.deviation,
    layers: angles.length / 2,
    mixer: ansatz.mixer.name,
    seed,
    rows: [
      withTime(
        {
          method: 'ansatz',
          best: reported(lowest(counts.map(({ index }) => index))),
          metrics: samplerMetrics({ costs, probabilities, alpha }),
          effort: shots,
        },
        ansatzMs,
      ),
      withTime(
        {
          method: 'uniform',
          best: reported(uniform.result),
          metrics: samplerMetrics({ costs, probabilities: even, alpha }),
          effort: shots,
        },
        uniform.durationMs,
      ),
      ...(problem === undefined ? [] : classicalRows(problem, seed, gapOf, timed, withTime)),
      withTime({ method: 'exact', best: reported(exact.index), effort: subspace.dimension }, exactMs),
    ],
    mostFrequent: counts.slice(0, 10).map(({ index, count }) => ({ ...reported(index), count })),
  };
};

const extremes = (costs: Float64Array): { index: number; minimum: number; maximum: number } => {
  let index = 0;
  let maximum = Number.NEGATIVE_INFINITY;
  for (let x = 0; x < costs.length; x++) {
    if (costs[x]! < costs[index]!) index = x;
    maximum = Math.max(maximum, costs[x]!);
  }
  return { index, minimum: costs[index] as number, maximum };
};

type Timed = <Result>(work: () => Result) => { result: Result; durationMs: number | undefined };

const classicalRows = (
  problem: SelectionProblem,
  seed: number,
  gapOf: (value: number) => number,
  timed: Timed,
  withTime: (row: Omit<ReportRow, 'durationMs'>, durationMs: number | undefined) => ReportRow,
): ReportRow[] => {
  const { qubo } = problem;
  const holding = (bits: Uint8Array): ReportedHolding => {
    const assets = selectedNames(qubo.names, bits);
    const value = quboValue(qubo, bits);
    return { assets, units: Object.fromEntries(assets.map((asset) => [asset, 1])), value, gap: gapOf(value) };
  };
  const ranking = timed(() => rankedBits(problem));
  const annealing = timed(() => simulatedAnnealing(problem, { seed }));
  return [
    withTime({ method: 'ranking', best: holding(ranking.result), effort: qubo.names.length }, ranking.durationMs),
    withTime(
      { method: 'simulated-annealing', best: holding(annealing.result.bits), effort: annealing.result.moves },
      annealing.durationMs,
    ),
  ];
};
