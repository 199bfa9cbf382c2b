import { ProblemError } from '../errors';
import { requireBetween, requireKnownKeys, requireOneOf, requirePositive, requireWhole } from '../problem/checks';
import { seededRandom } from '../seeded-random';
import { type SelectionProblem, sectorMembers } from '../solvers/selection-problem';
import { groverMixer } from '../subspace/grover-mixer';
import type { SubspaceObjective } from '../subspace/objective';
import type { OptimizedAngles } from '../subspace/optimize-angles';
import { sampleStates } from '../subspace/sample-states';
import { samplerMetrics } from '../subspace/sampler-metrics';
import { sectorSubspace } from '../subspace/sector-subspace';
import { type ReportRow, type SelectionReport, selectionReport } from '../subspace/selection-report';
import { holdingAt, type Subspace } from '../subspace/subspace';
import { subspaceAnsatz } from '../subspace/subspace-ansatz';
import { subspaceCosts } from '../subspace/subspace-costs';
import type { FullMixer } from './full-mixer';
import { type OptimizeQaoaOptions, optimizeQaoa } from './optimize-qaoa';
import { penalisedSelection } from './penalised-selection';
import { type QaoaAnsatz, qaoaAnsatz } from './qaoa-ansatz';
import { relaxedBits } from './relaxed-bits';
import { startMixer } from './start-mixer';
import { warmStartMixer } from './warm-start-mixer';
import { xMixer } from './x-mixer';
import { xyMixer } from './xy-mixer';

/** A mixer on all bit strings by name; the last four keep the number of ones and need one sector. */
export type FullMixerName = 'x' | 'warm-start' | 'ring-xy' | 'parity-xy' | 'complete-xy' | 'grover';

const names: readonly FullMixerName[] = ['x', 'warm-start', 'ring-xy', 'parity-xy', 'complete-xy', 'grover'];

export interface SelectByQaoaOptions extends OptimizeQaoaOptions {
  /** Defaults to `x`, the textbook form with penalties. */
  readonly mixer?: FullMixerName;
  /** A of A (Σ x − k)²; unused by mixers that keep the number of ones. Defaults to `tight`: just large enough. */
  readonly penalty?: number | 'tight';
  /** ε of the warm start. Defaults to 0.25. */
  readonly epsilon?: number;
  /** Defaults to the expectation. */
  readonly objective?: SubspaceObjective;
  /** Measurements of the ansatz and draws of uniform sampling. Defaults to 1,000. */
  readonly shots?: number;
  /** Part of the probability that the conditional value at risk looks at. Defaults to 0.1. */
  readonly alpha?: number;
  /** Above this the problem is refused. Defaults to 2^31. */
  readonly maximumBytes?: number;
  /** The caller's clock, in ms. Without it no durations are in the report. */
  readonly clock?: () => number;
}

export interface SelectionByQaoa {
  /** Figures over the feasible selections; the row `ansatz` is missing where no measurement was feasible. */
  readonly report: SelectionReport;
  readonly feasibleShots: number;
  /** One for each sector; none where the mixer keeps the number of ones. */
  readonly penalties: readonly number[];
  readonly optimized: OptimizedAngles;
  readonly ansatz: QaoaAnsatz;
}

/** The index among all bit strings of each feasible state. */
const fullIndices = ({ dimension, names: assets, unitsAt }: Subspace): Float64Array => {
  const units = new Int32Array(assets.length);
  return Float64Array.from({ length: dimension }, (_, index) => {
    unitsAt(index, units);
    return units.reduce((sum, one, bit) => sum + one * 2 ** bit, 0);
  });
};

/**
 * Selects assets with QAOA on all 2^n bit strings, as textbooks do it: the budget is a penalty, and what was measured may miss it. All
 * figures are over the feasible selections, with every classical answer beside them.
 *
 * `selectByAnsatz` needs neither penalty nor infeasible states and finds better answers at the same depth; this function is here
 * to show by how much.
 *
 * - State: none; one seed gives the same result everywhere, but for durations. Cost: about 60 values with gradients a depth, of
 *   2^n amplitudes.
 *
 * @throws {QuantumCapacityError} the state vectors would need more than `maximumBytes`.
 * @throws {ProblemError} a variable of the cost does not stand in exactly one sector, or the mixer needs one sector.
 * @throws {QuantumOptionsError} an option is out of range or not known.
 * @example
 * ```ts
 * import { createQubo } from '@sigmax/quantum-sim';
 * import { selectByQaoa } from '@sigmax/quantum-sim/qaoa';
 * const qubo = createQubo({ names: ['BTC', 'ETH', 'SOL', 'ADA'], linear: [-4, -2, -3, -1], couplings: [['BTC', 'SOL', 4]] });
 * const { report, penalties } = selectByQaoa({ qubo, sectors: [{ assets: qubo.names, choose: 2 }] }, { layers: 2, seed: 1 });
 * const [ansatz, uniform] = report.rows;
 * ansatz?.best.assets; // => ['BTC', 'ETH']
 * (ansatz?.metrics?.feasibleProbability ?? 0) < 1; // => true
 * uniform?.metrics?.feasibleProbability.toFixed(6); // => '1.000000'
 * penalties.length; // => 1
 * ```
 */
export const selectByQaoa = (problem: SelectionProblem, options: SelectByQaoaOptions): SelectionByQaoa => {
  const what = 'selectByQaoa';
  const {
    mixer = 'x',
    penalty = 'tight',
    epsilon,
    objective,
    shots = 1000,
    alpha,
    maximumBytes,
    clock,
    ...search
  } = options;
  const searchKeys = ['layers', 'seed', 'strategy', 'initialAngles', 'optimizer', 'starts', 'maximumIterations'];
  const ours = ['mixer', 'penalty', 'epsilon', 'objective', 'shots', 'alpha', 'maximumBytes', 'clock'];
  requireKnownKeys(options, [...ours, ...searchKeys, 'onProgress', 'onDepth', 'signal'], what);
  requireOneOf(mixer, `${what}: mixer`, names);
  requireWhole(shots, `${what}: shots`, 1);
  if (penalty !== 'tight') requirePositive(penalty, `${what}: penalty`);
  if (epsilon !== undefined) requireBetween(epsilon, `${what}: epsilon`, 0, 0.5);
  sectorMembers(problem, what);
  const { qubo, sectors } = problem;
  const room = maximumBytes === undefined ? {} : { maximumBytes };
  const keepsOnes = mixer !== 'x' && mixer !== 'warm-start';
  const weight = sectors[0]?.choose ?? 0;
  if (keepsOnes && sectors.length !== 1) {
    throw new ProblemError({
      code: 'MANY_SECTORS',
      message: `${what}: mixer was ${mixer} for ${sectors.length} sectors.`,
      remedy: "Use mixer 'x', or selectByAnsatz, which mixes inside each sector.",
      context: { mixer, sectors: sectors.length },
    });
  }
  const subspace = sectorSubspace({ sectors, assets: qubo.names, ...room });
  const start = clock?.();
  const { qubo: cost, penalties } = keepsOnes
    ? { qubo, penalties: [] }
    : penalisedSelection(problem, penalty, options.seed);
  const size = qubo.names.length;
  const makers: Readonly<Record<FullMixerName, () => FullMixer>> = {
    x: () => xMixer(size),
    'warm-start': () =>
      warmStartMixer({ probabilities: relaxedBits(cost), ...(epsilon === undefined ? {} : { epsilon }) }),
    'ring-xy': () => xyMixer(size, { weight }),
    'parity-xy': () => xyMixer(size, { weight, order: 'parity' }),
    'complete-xy': () => xyMixer(size, { weight, order: 'complete' }),
    grover: () => startMixer(size, { weight }),
  };
  const ansatz = qaoaAnsatz({
    cost,
    mixer: makers[mixer](),
    ...(objective === undefined ? {} : { objective }),
    ...room,
  });
  const optimized = optimizeQaoa(ansatz, search);
  const all = ansatz.probabilitiesAt(optimized.angles);
  const durationMs = start === undefined ? undefined : (clock?.() as number) - start;

  const places = fullIndices(subspace);
  const probabilities = Float64Array.from(places, (place) => all[place] as number);
  const costs = subspaceCosts(subspace, qubo);
  const feasible = probabilities.reduce((sum, one) => sum + one, 0);
  const rankOf = new Map(Array.from(places, (place, rank) => [place, rank]));
  const counts = sampleStates(all, shots, seededRandom(options.seed).split('ansatz')).flatMap(({ index, count }) => {
    const rank = rankOf.get(index);
    return rank === undefined ? [] : [{ rank, count }];
  });

  // The report samples inside the feasible states; its row of the ansatz is put in below, with what was measured outside.
  const inside = subspaceAnsatz({ subspace, costs, mixer: groverMixer(subspace) });
  const base = selectionReport({
    ansatz: {
      ...inside,
      mixer: { ...inside.mixer, name: ansatz.mixer.name },
      probabilitiesAt: () => probabilities.map((one) => one / feasible),
    },
    angles: optimized.angles,
    seed: options.seed,
    problem,
    shots,
    ...(alpha === undefined ? {} : { alpha }),
    ...(clock === undefined ? {} : { clock }),
  });
  const reported = (rank: number) => {
    const { assets, units } = holdingAt(subspace, rank);
    const value = costs[rank] as number;
    const range = base.maximum - base.minimum;
    return { assets, units, value, gap: range > 0 ? Math.max(0, value - base.minimum) / range : 0 };
  };
  const measured = counts.map(({ rank }) => rank);
  const row: ReportRow[] =
    measured.length === 0
      ? []
      : [
          {
            method: 'ansatz',
            best: reported(measured.reduce((least, rank) => (costs[rank]! < costs[least]! ? rank : least))),
            metrics: samplerMetrics({ costs, probabilities, ...(alpha === undefined ? {} : { alpha }) }),
            effort: shots,
            ...(durationMs === undefined ? {} : { durationMs }),
          },
        ];
  return {
    report: {
      ...base,
      rows: [...row, ...base.rows.slice(1)],
      mostFrequent: counts.slice(0, 10).map(({ rank, count }) => ({ ...reported(rank), count })),
    },
    feasibleShots: counts.reduce((sum, { count }) => sum + count, 0),
    penalties,
    optimized,
    ansatz,
  };
};
