import type { AllocationDecision } from '@sigmax/quantum-sim/strategy';
import type { Backtest } from './bot';

/** What each account made from one decision to the next. */
export interface Month {
  readonly from: string;
  /** By the name of the account. */
  readonly returns: Readonly<Record<string, number>>;
  /** The exact choice. */
  readonly best: readonly string[];
  /** What the circuit measured best, and how much more it costs than the exact choice, in return of one day. */
  readonly measured: readonly string[];
  readonly excess: number;
  readonly annealingExcess: number;
  /** How much more the best of as many guesses costs. */
  readonly guessExcess: number | undefined;
  readonly lift: number | undefined;
  readonly optimumProbability: number | undefined;
  readonly shotsFor99: number | undefined;
  readonly states: number | undefined;
  readonly evaluations: number | undefined;
  readonly fallback: string | undefined;
}

export const day = (timeMs: number | undefined): string => new Date(timeMs ?? 0).toISOString().slice(0, 10);

const baseOf = (instrumentId: string): string => instrumentId.replace(/^.*:/, '').replace(/\/.*$/, '');

export const basesOf = (assets: readonly string[]): string[] => assets.map(baseOf);

/** Differences below this are rounding: values are of the order of 1e-3. */
const isRounding = (excess: number): boolean => Math.abs(excess) < 1e-15;

/** A difference of two values, 0 where it is rounding. */
export const clean = (excess: number | undefined): number => (excess === undefined || isRounding(excess) ? 0 : excess);

const equityAt = ({ result }: Backtest, timeMs: number | undefined): number =>
  (timeMs === undefined ? result.equity.at(-1) : result.equity[result.timeMs.indexOf(timeMs)]) ?? result.initialEquity;

/** One row a decision; the last reaches to the end of the data. */
export const monthsOf = (backtests: readonly Backtest[]): Month[] => {
  const decisionsOf = (method: string): readonly AllocationDecision[] =>
    backtests.find((one) => one.method === method && one.rebalance === 'monthly')?.decisions ?? [];
  const [exact, annealing, circuits] = [decisionsOf('exact'), decisionsOf('annealing'), decisionsOf('qaoa')];
  return exact.map((decision, index) => {
    const next = exact[index + 1]?.timeMs;
    const circuit = circuits[index]?.circuit;
    const guess = circuit === undefined ? undefined : circuit.bestGuess.value - (decision.value ?? 0);
    return {
      from: day(decision.timeMs),
      returns: Object.fromEntries(
        backtests.map((one) => [one.name, equityAt(one, next) / equityAt(one, decision.timeMs) - 1]),
      ),
      best: basesOf(decision.assets),
      measured: basesOf(circuits[index]?.assets ?? []),
      excess: clean(circuits[index]?.excess),
      annealingExcess: clean(annealing[index]?.excess),
      guessExcess: guess === undefined ? undefined : clean(guess),
      lift: circuit?.lift,
      optimumProbability: circuit?.optimumProbability,
      shotsFor99: circuit?.shotsFor99,
      states: circuit?.states,
      evaluations: circuit?.evaluations,
      fallback: circuits[index]?.fallback?.message,
    };
  });
};
