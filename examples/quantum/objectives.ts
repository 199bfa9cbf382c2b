import type { AllocationDecision } from '@sigmax/quantum-sim/strategy';
import type { Backtest } from './bot';
import { day } from './months';

/** One portfolio of the last decision, by the measure that all methods were given. */
export interface Objective {
  readonly name: string;
  /** q · variance − return of a day. */
  readonly value: number | undefined;
  readonly expectedReturn: number | undefined;
  readonly variance: number | undefined;
  /** Assets with a weight above a thousandth. */
  readonly held: number | undefined;
  readonly failure: string | undefined;
}

/** The last decision: the choices at equal weight, and allocators that may hold everything. */
export interface Objectives {
  readonly date: string;
  readonly rows: readonly Objective[];
}

const chosen = (name: string, decision: AllocationDecision | undefined): Objective[] => {
  if (decision === undefined) return [];
  const { value, expectedReturn, variance, assets } = decision;
  return [{ name, value, expectedReturn, variance, held: assets.length, failure: undefined }];
};

/** Exact, annealing and QAOA beside the allocators of @sigmax/risk, at the same day and by the same estimates. */
export const objectivesOf = (backtests: readonly Backtest[]): Objectives | undefined => {
  const lastOf = (method: string) => backtests.find((one) => one.method === method)?.decisions.at(-1);
  const exact = lastOf('exact');
  if (exact === undefined) return undefined;
  const baselines = exact.baselines.map(({ name, value, expectedReturn, variance, shares, failure }): Objective => {
    const held = shares === undefined ? undefined : Object.values(shares).filter((share) => share > 1e-3).length;
    return { name, value, expectedReturn, variance, held, failure };
  });
  const rows = [
    ...chosen('exact', exact),
    ...chosen('annealing', lastOf('annealing')),
    ...chosen('QAOA', lastOf('qaoa')),
    ...baselines,
  ];
  return { date: day(exact.timeMs), rows };
};
