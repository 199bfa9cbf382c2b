import { exportOpenQasm2 } from '../open-qasm/export-open-qasm-2';
import { portfolioSelection } from '../problem/portfolio-selection';
import { simulatedAnnealing } from '../solvers/simulated-annealing';
import type { AllocationDecision, AllocationEstimate, ChosenAssets } from './allocation-decision';
import type { AllocatorParams, EstimatedMoments } from './allocator-options';
import { chooseByCircuit, type TimeBudget } from './choose-by-circuit';
import { classicalAnswer } from './classical-answer';
import type { ReturnsWindow } from './close-history';
import { decisionCircuit } from './decision-problem';
import { shrunkCovariance } from './shrunk-covariance';

/** What a decision is made from. */
export interface DecisionInput {
  readonly sequence: number;
  readonly timeMs: number;
  readonly seed: number;
  readonly returns: ReturnsWindow;
  readonly settings: AllocatorParams;
  readonly estimator: ((returns: ReturnsWindow) => EstimatedMoments) | undefined;
  readonly time: TimeBudget | undefined;
}

const mean = (column: Float64Array): number => {
  let sum = 0;
  for (const value of column) sum += value;
  return sum / column.length;
};

const estimateOf = ({ returns, settings, estimator }: DecisionInput): AllocationEstimate => {
  const rows = returns.columns[0]?.length ?? 0;
  const plain = ({ means, covariance }: EstimatedMoments) => ({
    rows,
    means: Array.from(means),
    covariance: covariance.map((row) => Array.from(row)),
  });
  if (estimator !== undefined) return { ...plain(estimator(returns)), shrinkage: undefined };
  const { matrix, shrinkage } = shrunkCovariance(returns.columns, settings.shrinkage);
  return { ...plain({ means: returns.columns.map(mean), covariance: matrix }), shrinkage };
};

/** Return and variance of holding the chosen assets at equal weight. */
const momentsOf = (assets: readonly string[], universe: readonly string[], estimate: AllocationEstimate) => {
  const held = assets.map((asset) => universe.indexOf(asset));
  const weight = 1 / held.length;
  let expectedReturn = 0;
  let variance = 0;
  for (const i of held) {
    expectedReturn += weight * estimate.means[i]!;
    for (const j of held) variance += weight * weight * estimate.covariance[i]![j]!;
  }
  return { expectedReturn, variance };
};

/** Equal parts of what is to be invested for the assets that are held, 0 for the others. */
const weightsOf = (held: readonly string[], universe: readonly string[], invested: number): Record<string, number> => {
  const chosen = new Set(held);
  return Object.fromEntries(universe.map((asset) => [asset, chosen.has(asset) ? invested / held.length : 0]));
};

type Chosen = ChosenAssets & Pick<AllocationDecision, 'decidedBy' | 'effort' | 'fallback' | 'circuit'>;

/**
 * Makes one decision and explains it: estimate, problem, choice by the method, the classical answer beside it.
 *
 * - State: none; the same input gives the same decision, but for a time budget.
 */
export const decide = (input: DecisionInput): AllocationDecision => {
  const { settings, seed, returns } = input;
  const { method, choose, riskAversion, invested } = settings;
  const universe = returns.assets;
  const common = { sequence: input.sequence, timeMs: input.timeMs, method, universe, choose, riskAversion, seed };
  if (method === 'equal-weight') {
    return {
      ...common,
      decidedBy: method,
      fallback: undefined,
      assets: universe,
      weights: weightsOf(universe, universe, invested),
      value: undefined,
      expectedReturn: undefined,
      variance: undefined,
      estimate: undefined,
      classical: undefined,
      excess: undefined,
      effort: 0,
      circuit: undefined,
      openQasm: undefined,
    };
  }
  const estimate = estimateOf(input);
  const problem = portfolioSelection({
    assets: universe,
    expectedReturns: estimate.means,
    covariance: estimate.covariance,
    riskAversion,
    choose,
  });
  const classical = classicalAnswer(problem, settings);
  const byClassical: Chosen = {
    ...classical,
    decidedBy: classical.method,
    fallback: undefined,
    circuit: undefined,
  };
  const choices: Readonly<Record<typeof method, () => Chosen>> = {
    exact: () => byClassical,
    annealing: () => {
      const { selected, value, moves } = simulatedAnnealing(problem, {
        seed,
        reads: settings.reads,
        sweeps: settings.sweeps,
      });
      return { assets: selected, value, decidedBy: method, effort: moves, fallback: undefined, circuit: undefined };
    },
    qaoa: () => {
      const choice = chooseByCircuit(problem, settings, seed, input.time);
      if ('reason' in choice) return { ...byClassical, fallback: choice };
      return { ...choice, decidedBy: method, effort: settings.shots, fallback: undefined };
    },
  };
  const { assets, value, decidedBy, effort, fallback, circuit } = choices[method]();
  const decision: AllocationDecision = {
    ...common,
    decidedBy,
    fallback,
    assets: [...assets],
    weights: weightsOf(assets, universe, invested),
    value,
    ...momentsOf(assets, universe, estimate),
    estimate,
    classical,
    excess: value - classical.value,
    effort,
    circuit,
    openQasm: undefined,
  };
  // Other mixers are no products of gates on two qubits.
  const hasGates = circuit?.mixer.endsWith('ring-xy') === true;
  if (!(settings.withOpenQasm && hasGates)) return decision;
  return { ...decision, openQasm: exportOpenQasm2(decisionCircuit(decision).whole) };
};
