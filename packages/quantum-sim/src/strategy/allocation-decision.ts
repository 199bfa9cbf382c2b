import type { Sector } from '../subspace/sector-subspace';
import type { MixerName } from '../subspace/select-by-ansatz';
import type { Trading } from './trading';

/** How assets are chosen. */
export type AllocationMethod = 'exact' | 'annealing' | 'qaoa' | 'equal-weight';

/** What a decision was made from, so that it can be made again: per bar, in the order of `assets`. */
export interface AllocationEstimate {
  /** Returns that were looked at. */
  readonly rows: number;
  readonly means: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  /** δ of the built-in estimator; `undefined` with an estimator of the caller's. */
  readonly shrinkage: number | undefined;
}

/** A choice of assets and q · variance − return of holding them at equal weight. */
export interface ChosenAssets {
  readonly assets: readonly string[];
  readonly value: number;
}

/** The classical answer that stands beside every choice. */
export interface ClassicalAnswer extends ChosenAssets {
  readonly method: 'exact' | 'branch-and-bound';
  /** Whether nothing better exists. */
  readonly isProven: boolean;
  /** Selections looked at, or nodes. */
  readonly effort: number;
}

/** What the circuit would have measured. */
export interface CircuitAnswer {
  readonly depth: number;
  readonly mixer: MixerName;
  /** [γ_1 … γ_p, β_1 … β_p] over the scaled cost. */
  readonly angles: readonly number[];
  /** Standard deviation of the cost over the feasible choices, which scales it. */
  readonly deviation: number;
  /** How many choices there are. */
  readonly states: number;
  /** Where the search for angles began: from ramps, or from the angles of the decision before. */
  readonly startedFrom: 'ramps' | 'last-decision';
  /** Values with gradients that finding the angles took. */
  readonly evaluations: number;
  readonly shots: number;
  readonly optimumProbability: number;
  /** P(optimum) against that of guessing. */
  readonly lift: number;
  /** (worst − mean) / (worst − best) over the feasible choices. */
  readonly approximationRatio: number;
  /** Shots after which the optimum was seen with 99 %. */
  readonly shotsFor99: number | undefined;
  /** The best of as many guesses as there were shots. */
  readonly bestGuess: ChosenAssets;
  readonly mostFrequent: readonly (ChosenAssets & { readonly count: number })[];
}

/** Why the classical answer was taken instead of the one that was asked for. */
export interface Fallback {
  readonly reason: 'evaluation-budget' | 'memory-budget' | 'time-budget' | 'turnover-limit';
  readonly message: string;
}

/** How the chosen assets are weighed; all figures are of shares of what is invested, which add up to 1 or, in lots, less. */
export interface Weighing {
  /** `kept`: nothing is traded, because no choice keeps the turnover limit. */
  readonly kind: 'equal' | 'convex' | 'lots' | 'kept';
  /** q · variance − return + penalty · turnover; `value` of the decision is the same at equal weight. */
  readonly value: number;
  readonly expectedReturn: number;
  readonly variance: number;
  /** Σ |share − held|; `undefined` where neither limit nor penalty was given. */
  readonly turnover: number | undefined;
  /** Whether nothing better exists for these assets. */
  readonly isProven: boolean;
}

/** What an allocator of the caller's would hold, beside the decision. */
export interface BaselineAnswer {
  readonly name: string;
  /** Shares of what is invested; `undefined` where it failed. */
  readonly shares: Readonly<Record<string, number>> | undefined;
  /** q · variance − return + penalty · turnover of these shares. */
  readonly value: number | undefined;
  readonly expectedReturn: number | undefined;
  readonly variance: number | undefined;
  /** Why there are no shares. */
  readonly failure: string | undefined;
}

/** One decision, explained: plain data, which JSON can hold. */
export interface AllocationDecision {
  /** Counts the decisions of a run from 0. */
  readonly sequence: number;
  readonly timeMs: number;
  /** What was asked for. */
  readonly method: AllocationMethod;
  /** What the choice was made by; another than `method` only with a `fallback`. */
  readonly decidedBy: AllocationMethod | ClassicalAnswer['method'] | 'kept';
  readonly fallback: Fallback | undefined;
  /** The assets that took part: those with a full window that still trade. */
  readonly universe: readonly string[];
  /** What is held from now on. */
  readonly assets: readonly string[];
  /** Fractions of equity, as they were sent. */
  readonly weights: Readonly<Record<string, number>>;
  readonly choose: number;
  /** How many are held of each group of the universe; one group where no sectors were given. */
  readonly sectors: readonly Sector[] | undefined;
  /** What was held before, and what trading costs; `undefined` where neither limit nor penalty was given. */
  readonly trading: Trading | undefined;
  readonly riskAversion: number;
  readonly seed: number;
  /**
   * q · variance − return of the choice at equal weight, per bar, and what trading to it costs where that has a penalty;
   * `undefined` for `equal-weight`, which needs no estimate.
   */
  readonly value: number | undefined;
  /** Expected return and variance of one bar, of what is chosen at equal weight. */
  readonly expectedReturn: number | undefined;
  readonly variance: number | undefined;
  /** The weights that are held, by the same measure. */
  readonly weighing: Weighing | undefined;
  readonly baselines: readonly BaselineAnswer[];
  readonly estimate: AllocationEstimate | undefined;
  readonly classical: ClassicalAnswer | undefined;
  /** value − classical value: 0 where the choice is as good; below 0 only where the classical answer is not proven. */
  readonly excess: number | undefined;
  /** Choices, proposals or shots that the method looked at. */
  readonly effort: number;
  readonly circuit: CircuitAnswer | undefined;
  /** The circuit as OpenQASM 2, where it was asked for. */
  readonly openQasm: string | undefined;
}
