import { QuantumError } from '../errors';
import { quboValue } from '../problem/qubo';
import type { SelectionProblem } from '../solvers/selection-problem';
import { groverMixer } from '../subspace/grover-mixer';
import { listSubspace } from '../subspace/list-subspace';
import { type OptimizeAnglesOptions, optimizeAngles } from '../subspace/optimize-angles';
import { type MixerName, type SelectionByAnsatz, selectByAnsatz } from '../subspace/select-by-ansatz';
import { selectionReport } from '../subspace/selection-report';
import { subspaceAnsatz } from '../subspace/subspace-ansatz';
import { costsOf } from '../subspace/subspace-costs';
import type { ChosenAssets, CircuitAnswer, Fallback } from './allocation-decision';
import type { AllocatorParams } from './allocator-options';
import type { LimitedTrading } from './classical-answer';
import { keptSelections } from './kept-selections';
import type { Trading } from './trading';

export interface CircuitChoice extends ChosenAssets {
  readonly circuit: CircuitAnswer;
}

/** A time budget by a clock of the caller's. */
export interface TimeBudget {
  readonly clock: () => number;
  readonly budgetMs: number;
}

/** What the circuit has to do. */
export interface CircuitTask {
  readonly problem: SelectionProblem;
  /** Where it has a limit, only selections that keep it are measured. */
  readonly trading: Trading | undefined;
  readonly seed: number;
  readonly time: TimeBudget | undefined;
  /** Angles of the decision before, to start from. */
  readonly lastAngles: readonly number[] | undefined;
}

const codes: Readonly<Record<string, Fallback['reason']>> = {
  MEMORY_LIMIT: 'memory-budget',
  TOO_MANY_STATES: 'memory-budget',
};

/** Most selections that are listed; each takes about a hundred bytes and a text while the list is checked. */
const mostListed = 250_000;

type Run = Pick<SelectionByAnsatz, 'report' | 'optimized' | 'ansatz'>;

/** A list has no neighbours, so its mixer is Grover's. */
const selectFromList = (
  { problem, trading }: LimitedTrading,
  search: OptimizeAnglesOptions,
  { shots, maximumBytes }: AllocatorParams,
): Run => {
  const { qubo } = problem;
  const rows = keptSelections(problem, trading, mostListed);
  const subspace = listSubspace({ assets: qubo.names, states: rows, maximumBytes });
  const costs = costsOf(subspace, (units) => quboValue(qubo, units));
  const ansatz = subspaceAnsatz({ subspace, costs, mixer: groverMixer(subspace) });
  const optimized = optimizeAngles(ansatz, search);
  return { ansatz, optimized, report: selectionReport({ ansatz, angles: optimized.angles, seed: search.seed, shots }) };
};

const summary = (
  { report, optimized, ansatz }: Run,
  mixer: MixerName,
  shots: number,
  startedFrom: CircuitAnswer['startedFrom'],
): CircuitChoice => {
  const [measured, uniform] = report.rows;
  const metrics = measured!.metrics!;
  const plain = ({ assets, value }: ChosenAssets): ChosenAssets => ({ assets: [...assets], value });
  return {
    ...plain(measured!.best),
    circuit: {
      depth: report.layers,
      mixer,
      angles: [...optimized.angles],
      deviation: ansatz.deviation,
      states: report.states,
      startedFrom,
      evaluations: optimized.evaluations,
      shots,
      optimumProbability: metrics.optimumProbability,
      lift: metrics.lift,
      approximationRatio: metrics.approximationRatio,
      shotsFor99: metrics.shotsFor99,
      bestGuess: plain(uniform!.best),
      mostFrequent: report.mostFrequent.map((one) => ({ ...plain(one), count: one.count })),
    },
  };
};

/**
 * The best of the choices that a circuit measures, or why there is none: its state needs more bytes than allowed, or finding its
 * angles more evaluations or more time. Budgets are looked at after each step of the optimiser.
 */
export const chooseByCircuit = (task: CircuitTask, settings: AllocatorParams): CircuitChoice | Fallback => {
  const { problem, trading, seed, time, lastAngles } = task;
  const { depth, mixer, shots, starts, iterations, evaluationBudget, maximumBytes } = settings;
  const startMs = time?.clock();
  let evaluations = 0;
  const isOverTime = (): boolean =>
    time !== undefined && startMs !== undefined && !(time.clock() - startMs <= time.budgetMs);
  const search: OptimizeAnglesOptions = {
    layers: depth,
    seed,
    starts,
    maximumIterations: iterations,
    ...(lastAngles === undefined ? {} : { initialAngles: lastAngles }),
    onProgress: (progress) => {
      evaluations = progress.evaluations;
    },
    signal: {
      get aborted() {
        return evaluations > evaluationBudget || isOverTime();
      },
    },
  };
  const startedFrom = lastAngles === undefined ? 'ramps' : 'last-decision';
  try {
    if (trading?.limit !== undefined) {
      const limited = { problem, trading: { ...trading, limit: trading.limit } };
      return summary(selectFromList(limited, search, settings), 'grover', shots, startedFrom);
    }
    return summary(selectByAnsatz(problem, { ...search, mixer, shots, maximumBytes }), mixer, shots, startedFrom);
  } catch (error) {
    if (!QuantumError.isInstance(error)) throw error;
    const { message } = error;
    if (error.code === 'ABORTED') {
      return { reason: evaluations > evaluationBudget ? 'evaluation-budget' : 'time-budget', message };
    }
    const reason = codes[error.code];
    if (reason === undefined) throw error;
    return { reason, message };
  }
};
