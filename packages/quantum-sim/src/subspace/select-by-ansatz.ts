import { requireKnownKeys, requireOneOf } from '../problem/checks';
import { type SelectionProblem, sectorMembers } from '../solvers/selection-problem';
import { completeMixer } from './complete-mixer';
import { groverMixer } from './grover-mixer';
import type { Mixer } from './mixer';
import type { SubspaceObjective } from './objective';
import { type OptimizeAnglesOptions, type OptimizedAngles, optimizeAngles } from './optimize-angles';
import { ringMixer } from './ring-mixer';
import { spreadRingOrder } from './ring-order';
import { sectorSubspace } from './sector-subspace';
import { type SelectionReport, selectionReport } from './selection-report';
import type { Subspace } from './subspace';
import { type SubspaceAnsatz, subspaceAnsatz } from './subspace-ansatz';
import { subspaceCosts } from './subspace-costs';

/** A mixer by name. */
export type MixerName = 'ring-xy' | 'parity-ring-xy' | 'complete-xy' | 'grover';

const mixers: Readonly<Record<MixerName, (subspace: Subspace) => Mixer>> = {
  'ring-xy': (subspace) => ringMixer(subspace),
  'parity-ring-xy': (subspace) => ringMixer(subspace, { order: 'parity' }),
  'complete-xy': (subspace) => completeMixer(subspace),
  grover: (subspace) => groverMixer(subspace),
};

export interface SelectByAnsatzOptions extends OptimizeAnglesOptions {
  /** Defaults to `ring-xy`. */
  readonly mixer?: MixerName;
  /** `spread` puts assets that look good and bad next to each other; see `spreadRingOrder`. Defaults to `spread`. */
  readonly ringOrder?: 'spread' | 'given';
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

export interface SelectionByAnsatz {
  readonly report: SelectionReport;
  readonly optimized: OptimizedAngles;
  readonly ansatz: SubspaceAnsatz;
}

/**
 * Selects assets with an alternating ansatz inside the feasible selections, with every classical answer beside it.
 *
 * Uniform start, scaled cost, linear ramps, depth by depth with interpolation, L-BFGS with adjoint gradients.
 *
 * - State: none; one seed gives the same result everywhere, but for durations. Cost: about 100 values with gradients a depth.
 *
 * @throws {QuantumCapacityError} the state vectors would need more than `maximumBytes`.
 * @throws {ProblemError} a variable of the cost does not stand in exactly one sector.
 * @throws {QuantumOptionsError} an option is out of range.
 * @example
 * ```ts
 * import { createQubo, selectByAnsatz } from '@sigmax/quantum-sim';
 * const qubo = createQubo({ names: ['BTC', 'ETH', 'SOL', 'ADA'], linear: [-4, -2, -3, -1], couplings: [['BTC', 'SOL', 4]] });
 * const { report } = selectByAnsatz({ qubo, sectors: [{ assets: qubo.names, choose: 2 }] }, { layers: 2, seed: 1 });
 * const [ansatz, uniform] = report.rows;
 * ansatz?.best.assets; // => ['BTC', 'ETH']
 * ansatz?.best.gap; // => 0
 * (ansatz?.metrics?.lift ?? 0) > 2; // => true
 * uniform?.metrics?.lift; // => 1
 * ```
 */
export const selectByAnsatz = (problem: SelectionProblem, options: SelectByAnsatzOptions): SelectionByAnsatz => {
  const ours = ['mixer', 'ringOrder', 'objective', 'shots', 'alpha', 'maximumBytes', 'clock'];
  const angleKeys = [
    'layers',
    'seed',
    'initialAngles',
    'starts',
    'maximumIterations',
    'onProgress',
    'onDepth',
    'signal',
  ];
  requireKnownKeys(options, [...ours, ...angleKeys], 'selectByAnsatz');
  const { mixer = 'ring-xy', ringOrder = 'spread', objective, shots, alpha, maximumBytes, clock, ...search } = options;
  requireOneOf(mixer, 'selectByAnsatz: mixer', Object.keys(mixers) as MixerName[]);
  requireOneOf(ringOrder, 'selectByAnsatz: ringOrder', ['spread', 'given']);
  sectorMembers(problem, 'selectByAnsatz');
  const { qubo } = problem;
  const sectors = ringOrder === 'spread' ? spreadRingOrder(qubo, problem.sectors) : problem.sectors;
  const subspace = sectorSubspace({
    sectors,
    assets: qubo.names,
    ...(maximumBytes === undefined ? {} : { maximumBytes }),
  });
  const ansatz = subspaceAnsatz({
    subspace,
    costs: subspaceCosts(subspace, qubo),
    mixer: mixers[mixer](subspace),
    ...(objective === undefined ? {} : { objective }),
  });
  const start = clock?.();
  const optimized = optimizeAngles(ansatz, search);
  const optimisationMs = start === undefined ? undefined : (clock?.() as number) - start;
  const report = selectionReport({
    ansatz,
    angles: optimized.angles,
    seed: options.seed,
    problem,
    ...(shots === undefined ? {} : { shots }),
    ...(alpha === undefined ? {} : { alpha }),
    ...(clock === undefined ? {} : { clock }),
    ...(optimisationMs === undefined ? {} : { optimisationMs }),
  });
  return { report, optimized, ansatz };
};
