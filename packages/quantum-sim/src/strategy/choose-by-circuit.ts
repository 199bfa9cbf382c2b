import { QuantumError } from '../errors';
import type { SelectionProblem } from '../solvers/selection-problem';
import { type SelectionByAnsatz, selectByAnsatz } from '../subspace/select-by-ansatz';
import type { ChosenAssets, CircuitAnswer, Fallback } from './allocation-decision';
import type { AllocatorParams } from './allocator-options';

export interface CircuitChoice extends ChosenAssets {
  readonly circuit: CircuitAnswer;
}

/** A time budget by a clock of the caller's. */
export interface TimeBudget {
  readonly clock: () => number;
  readonly budgetMs: number;
}

const codes: Readonly<Record<string, Fallback['reason']>> = {
  MEMORY_LIMIT: 'memory-budget',
  TOO_MANY_STATES: 'memory-budget',
};

const summary = (settings: AllocatorParams, run: SelectionByAnsatz): CircuitChoice => {
  const { report, optimized, ansatz } = run;
  const [measured, uniform] = report.rows;
  const metrics = measured!.metrics!;
  const plain = ({ assets, value }: ChosenAssets): ChosenAssets => ({ assets: [...assets], value });
  return {
    ...plain(measured!.best),
    circuit: {
      depth: report.layers,
      mixer: settings.mixer,
      angles: [...optimized.angles],
      deviation: ansatz.deviation,
      states: report.states,
      evaluations: optimized.evaluations,
      shots: settings.shots,
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
export const chooseByCircuit = (
  problem: SelectionProblem,
  settings: AllocatorParams,
  seed: number,
  time: TimeBudget | undefined,
): CircuitChoice | Fallback => {
  const { depth, mixer, shots, starts, iterations, evaluationBudget, maximumBytes } = settings;
  const startMs = time?.clock();
  let evaluations = 0;
  const isOverTime = (): boolean =>
    time !== undefined && startMs !== undefined && !(time.clock() - startMs <= time.budgetMs);
  try {
    const run = selectByAnsatz(problem, {
      layers: depth,
      seed,
      mixer,
      shots,
      starts,
      maximumIterations: iterations,
      maximumBytes,
      onProgress: (progress) => {
        evaluations = progress.evaluations;
      },
      signal: {
        get aborted() {
          return evaluations > evaluationBudget || isOverTime();
        },
      },
    });
    return summary(settings, run);
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
