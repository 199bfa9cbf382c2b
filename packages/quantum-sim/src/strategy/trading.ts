import type { SelectionProblem } from '../solvers/selection-problem';

/** What is held when a decision is made, and what trading costs or may not exceed; in shares of what is to be invested. */
export interface Trading {
  /** Σ is about 1 for a bot that is invested, 0 for one that holds cash. */
  readonly held: Readonly<Record<string, number>>;
  /** What trading one share costs, in return of one bar. */
  readonly penalty: number;
  /** Most that may be traded: Σ |share − held|, purchases and sales both counted. */
  readonly limit: number | undefined;
}

const heldOf = ({ held }: Trading, asset: string): number => held[asset] ?? 0;

/** What an asset adds to the turnover where it is given a share. */
export const tradedFor = (trading: Trading, asset: string, share: number): number =>
  Math.abs(share - heldOf(trading, asset));

/** Σ |share − held| over the assets that take part. */
export const turnoverOf = (
  trading: Trading,
  universe: readonly string[],
  shares: Readonly<Record<string, number>>,
): number => universe.reduce((sum, asset) => sum + tradedFor(trading, asset, shares[asset] ?? 0), 0);

/**
 * The problem with what trading costs: an asset is given 1 / k or nothing, so |share − held| is linear in whether it is chosen
 * and the penalty is exact.
 */
export const withTradingCost = (problem: SelectionProblem, trading: Trading): SelectionProblem => {
  const { qubo, sectors } = problem;
  if (trading.penalty === 0) return problem;
  const share = 1 / sectors.reduce((sum, { choose }) => sum + choose, 0);
  const without = qubo.names.map((asset) => tradedFor(trading, asset, 0));
  return {
    sectors,
    qubo: {
      ...qubo,
      linear: qubo.linear.map(
        (cost, index) => cost + trading.penalty * (tradedFor(trading, qubo.names[index]!, share) - without[index]!),
      ),
      constant: qubo.constant + trading.penalty * without.reduce((sum, one) => sum + one, 0),
    },
  };
};
