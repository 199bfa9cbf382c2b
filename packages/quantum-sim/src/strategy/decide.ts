import { exportOpenQasm2 } from '../open-qasm/export-open-qasm-2';
import { portfolioSelection } from '../problem/portfolio-selection';
import { quboValue } from '../problem/qubo';
import type { SelectionProblem } from '../solvers/selection-problem';
import { simulatedAnnealing } from '../solvers/simulated-annealing';
import type { Sector } from '../subspace/sector-subspace';
import type { AllocationDecision, AllocationEstimate, ChosenAssets, Weighing } from './allocation-decision';
import { type AllocatorParams, type Baseline, chosenOf, type EstimatedMoments } from './allocator-options';
import { baselineAnswers, momentsOfShares } from './baseline-answers';
import { chooseByCircuit, type TimeBudget } from './choose-by-circuit';
import { classicalAnswer, dearerUntilKept, limitedAnswer } from './classical-answer';
import type { ReturnsWindow } from './close-history';
import { decisionCircuit } from './decision-problem';
import { shrunkCovariance } from './shrunk-covariance';
import { type Trading, tradedFor, turnoverOf, withTradingCost } from './trading';
import { convexShares, lotShares, sharesValue, type WeighingInput } from './weigh';

/** What a decision is made from. */
export interface DecisionInput {
  readonly sequence: number;
  readonly timeMs: number;
  readonly seed: number;
  readonly returns: ReturnsWindow;
  /** Groups of the assets that take part. */
  readonly sectors: readonly Sector[];
  readonly settings: AllocatorParams;
  readonly estimator: ((returns: ReturnsWindow) => EstimatedMoments) | undefined;
  readonly baselines: Readonly<Record<string, Baseline>>;
  readonly time: TimeBudget | undefined;
  /** Weights that are held now, as fractions of equity. */
  readonly held: Readonly<Record<string, number>>;
  readonly lastAngles: readonly number[] | undefined;
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

/** Nothing held is no reason to buy nothing, so a limit counts once there is something to trade away from. */
const tradingOf = ({ settings, held, returns }: DecisionInput): Trading | undefined => {
  const { turnover, invested } = settings;
  if (turnover === undefined) return undefined;
  const shares = Object.fromEntries(returns.assets.map((asset) => [asset, (held[asset] ?? 0) / invested]));
  const isInvested = Object.values(shares).some((share) => share > 1e-9);
  const limit = turnover.limit === undefined || !isInvested ? undefined : turnover.limit / invested;
  return { held: shares, penalty: turnover.penalty, limit };
};

/** Equal parts of what is to be invested for the assets that are held, 0 for the others. */
const equalWeights = (universe: readonly string[], invested: number): Record<string, number> =>
  Object.fromEntries(universe.map((asset) => [asset, invested / universe.length]));

type Chosen = ChosenAssets & Pick<AllocationDecision, 'decidedBy' | 'effort' | 'fallback' | 'circuit' | 'classical'>;

/** The choice by the method, with the classical answer; `undefined` where no choice keeps the turnover limit. */
const chosenBy = (
  input: DecisionInput,
  problem: SelectionProblem,
  trading: Trading | undefined,
): Chosen | undefined => {
  const { settings, seed } = input;
  const method = settings.method as Exclude<AllocatorParams['method'], 'equal-weight'>;
  const limit = trading?.limit;
  const limited =
    trading === undefined || limit === undefined ? undefined : { problem, trading: { ...trading, limit } };
  const classical = limited === undefined ? classicalAnswer(problem, settings) : limitedAnswer(limited, settings);
  if (classical === undefined) return undefined;
  const byClassical: Chosen = {
    assets: classical.assets,
    value: classical.value,
    effort: classical.effort,
    classical,
    decidedBy: classical.method,
    fallback: undefined,
    circuit: undefined,
  };
  const choices: Readonly<Record<typeof method, () => Chosen>> = {
    exact: () => byClassical,
    annealing: () => {
      const { reads, sweeps } = settings;
      let effort = 0;
      const anneal = (stated: SelectionProblem) => {
        const solution = simulatedAnnealing(stated, { seed, reads, sweeps });
        effort += solution.moves;
        return solution;
      };
      // Annealing moves by swaps and knows no limit: trading is made dearer until it is kept.
      const solution = limited === undefined ? anneal(problem) : dearerUntilKept(limited, anneal);
      if (solution === undefined) {
        const message = `annealing found no choice that keeps the turnover limit ${limit}.`;
        return { ...byClassical, fallback: { reason: 'turnover-limit', message } };
      }
      const { selected, bits } = solution;
      const value = quboValue(problem.qubo, bits);
      return { ...byClassical, assets: selected, value, decidedBy: method, effort };
    },
    qaoa: () => {
      const choice = chooseByCircuit(
        { problem, trading, seed, time: input.time, lastAngles: input.lastAngles },
        settings,
      );
      if ('reason' in choice) return { ...byClassical, fallback: choice };
      return { ...choice, classical, decidedBy: method, effort: settings.shots, fallback: undefined };
    },
  };
  return choices[method]();
};

/** The moments of some of the assets, in their order. */
const partOf = (
  assets: readonly string[],
  universe: readonly string[],
  { means, covariance }: AllocationEstimate,
  riskAversion: number,
  trading: Trading | undefined,
): WeighingInput => {
  const places = assets.map((asset) => universe.indexOf(asset));
  return {
    assets,
    means: places.map((place) => means[place]!),
    covariance: places.map((row) => places.map((column) => covariance[row]![column]!)),
    riskAversion,
    trading,
    soldBefore:
      trading === undefined
        ? 0
        : universe.reduce((sum, asset) => (assets.includes(asset) ? sum : sum + tradedFor(trading, asset, 0)), 0),
  };
};

interface Weighed {
  readonly shares: ArrayLike<number>;
  readonly kind: Weighing['kind'];
  readonly isProven: boolean;
}

/** Shares of the chosen assets; `undefined` where none in whole lots keep the turnover limit. */
const weighed = (part: WeighingInput, { weights, invested }: AllocatorParams): Weighed | undefined => {
  if (weights === 'equal')
    return { shares: part.assets.map(() => 1 / part.assets.length), kind: 'equal', isProven: false };
  if (weights.kind === 'convex') {
    const [minimum, maximum] = [weights.minimum / invested, weights.maximum / invested];
    return { shares: convexShares(part, { minimum, maximum }), kind: 'convex', isProven: true };
  }
  const lots = lotShares(part, weights.lot / invested);
  return lots === undefined ? undefined : { ...lots, kind: 'lots' };
};

/**
 * Makes one decision and explains it: estimate, problem, choice by the method, the classical answer beside it, weights.
 *
 * - State: none; the same input gives the same decision, but for a time budget.
 */
export const decide = (input: DecisionInput): AllocationDecision => {
  const { settings, seed, returns, sectors } = input;
  const { method, riskAversion, invested } = settings;
  const universe = returns.assets;
  const choose = chosenOf(settings);
  const common = { sequence: input.sequence, timeMs: input.timeMs, method, universe, choose, riskAversion, seed };
  if (method === 'equal-weight') {
    return {
      ...common,
      decidedBy: method,
      fallback: undefined,
      sectors: undefined,
      trading: undefined,
      assets: universe,
      weights: equalWeights(universe, invested),
      value: undefined,
      expectedReturn: undefined,
      variance: undefined,
      weighing: undefined,
      baselines: [],
      estimate: undefined,
      classical: undefined,
      excess: undefined,
      effort: 0,
      circuit: undefined,
      openQasm: undefined,
    };
  }
  const estimate = estimateOf(input);
  const trading = tradingOf(input);
  const plain = portfolioSelection({
    assets: universe,
    expectedReturns: estimate.means,
    covariance: estimate.covariance,
    riskAversion,
    sectors,
  });
  const problem = trading === undefined ? plain : withTradingCost(plain, trading);
  const chosen = chosenBy(input, problem, trading);
  const part = (assets: readonly string[]): WeighingInput => partOf(assets, universe, estimate, riskAversion, trading);
  const explained = {
    ...common,
    sectors,
    trading,
    estimate,
    baselines: baselineAnswers(input.baselines, returns, part(universe)),
  };
  const shown = chosen === undefined ? undefined : weighed(part(chosen.assets), settings);
  if (chosen === undefined || shown === undefined) return kept(explained, part(universe), input, chosen);
  const { assets, value, circuit, classical } = chosen;
  const own = part(assets);
  const shareOf = Object.fromEntries(assets.map((asset, index) => [asset, shown.shares[index]!]));
  const decision: AllocationDecision = {
    ...explained,
    ...chosen,
    assets: [...assets],
    weights: Object.fromEntries(universe.map((asset) => [asset, invested * (shareOf[asset] ?? 0)])),
    ...momentsOfShares(
      own,
      assets.map(() => 1 / assets.length),
    ),
    weighing: {
      kind: shown.kind,
      value: sharesValue(own, shown.shares),
      ...momentsOfShares(own, shown.shares),
      turnover: trading === undefined ? undefined : turnoverOf(trading, universe, shareOf),
      isProven: shown.isProven,
    },
    excess: value - classical!.value,
    openQasm: undefined,
  };
  // Other mixers are no products of gates on two qubits.
  const hasGates = circuit?.mixer.endsWith('ring-xy') === true;
  if (!(settings.withOpenQasm && hasGates)) return decision;
  return { ...decision, openQasm: exportOpenQasm2(decisionCircuit(decision).whole) };
};

type Explained = Pick<
  AllocationDecision,
  | 'sequence'
  | 'timeMs'
  | 'method'
  | 'universe'
  | 'choose'
  | 'riskAversion'
  | 'seed'
  | 'sectors'
  | 'trading'
  | 'estimate'
  | 'baselines'
>;

/** What is held stays: no choice, or no weights in whole lots, keep the turnover limit. */
const kept = (
  explained: Explained,
  part: WeighingInput,
  { settings, held }: DecisionInput,
  chosen: Chosen | undefined,
): AllocationDecision => {
  const { universe, trading } = explained;
  const shares = universe.map((asset) => trading!.held[asset]!);
  const limit = settings.turnover?.limit;
  return {
    ...explained,
    decidedBy: 'kept',
    fallback: {
      reason: 'turnover-limit',
      message: `quantumAllocator: no ${chosen === undefined ? 'choice' : 'weights in whole lots'} keep turnover.limit ${limit}; what is held stays.`,
    },
    assets: universe.filter((_, index) => shares[index] !== 0),
    weights: Object.fromEntries(universe.map((asset) => [asset, held[asset] ?? 0])),
    value: undefined,
    expectedReturn: undefined,
    variance: undefined,
    weighing: {
      kind: 'kept',
      value: sharesValue(part, shares),
      ...momentsOfShares(part, shares),
      turnover: 0,
      isProven: false,
    },
    classical: chosen?.classical,
    excess: undefined,
    effort: chosen?.effort ?? 0,
    circuit: chosen?.circuit,
    openQasm: undefined,
  };
};
