/** What a policy does that no policy should have to be trained for. */
export type DegenerateCode =
  | 'CONSTANT_ACTION'
  | 'NO_TRADE'
  | 'ALWAYS_INVESTED'
  | 'BOUGHT_AND_HELD'
  | 'TRADES_EVERY_BAR'
  | 'RUINED';

export interface DegenerateFinding {
  readonly code: DegenerateCode;
  readonly message: string;
}

export interface PlayedTest {
  readonly actions: readonly unknown[];
  readonly fills: number;
  /** Gross exposure after each bar. */
  readonly exposure: ArrayLike<number>;
  readonly terminated: boolean;
}

const keyOf = (action: unknown): string =>
  typeof action === 'number' ? String(action) : Array.from(action as ArrayLike<number>).join(' ');

const shareOf = (values: ArrayLike<number>, isCounted: (value: number) => boolean): number =>
  Array.from(values).filter(isCounted).length / values.length;

/**
 * Says what is degenerate in the play of a policy: one action all the time, no trade, in the market on more than 98 % of the
 * bars, one trade at all, a fill on more than 90 % of the bars, ruin. An empty list is what one wants.
 *
 * These are what trading agents most often end as, whatever their reward looks like.
 *
 * @example
 * ```ts
 * import { degeneratePolicy } from '@sigmax/rl/evaluation';
 * const played = { actions: [1, 1, 1], fills: 1, exposure: [0, 1, 1, 1], terminated: false };
 * degeneratePolicy(played).map(({ code }) => code); // => ['CONSTANT_ACTION', 'BOUGHT_AND_HELD']
 * ```
 */
export const degeneratePolicy = ({ actions, fills, exposure, terminated }: PlayedTest): DegenerateFinding[] => {
  const found: DegenerateFinding[] = [];
  const add = (code: DegenerateCode, message: string): void => void found.push({ code, message });
  const bars = actions.length;
  if (bars > 1 && new Set(actions.map(keyOf)).size === 1) add('CONSTANT_ACTION', 'takes one action all the time');
  if (fills === 0) add('NO_TRADE', 'never trades');
  if (shareOf(exposure, (value) => value > 0) > 0.98)
    add('ALWAYS_INVESTED', 'is in the market on more than 98 % of bars');
  if (fills === 1 && (exposure[exposure.length - 1] as number) > 0) add('BOUGHT_AND_HELD', 'buys once and holds');
  if (bars >= 10 && fills > 0.9 * bars) add('TRADES_EVERY_BAR', 'trades on more than 90 % of bars');
  if (terminated) add('RUINED', 'loses the account');
  return found;
};
