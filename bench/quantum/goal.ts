import type { Figure } from '../bench';

/** A goal of the simulator: the number of its row, and the limit that its figure is to keep. */
export interface Goal {
  readonly row: string;
  readonly limit: number;
  readonly sense: 'at most' | 'at least';
}

/** What is held against a goal, or why it could not be measured. */
export interface Measured {
  readonly metric: string;
  readonly unit?: string;
  /** `undefined` where it was not measured. */
  readonly value: number | undefined;
  readonly peers?: Readonly<Record<string, number>>;
  /** Why it was not measured, or why the goal is missed. */
  readonly why?: string;
}

const isMet = (value: number, { limit, sense }: Goal): boolean =>
  sense === 'at most' ? value <= limit : value >= limit;

/** By which share of the limit a figure misses it. */
const missedBy = (value: number, { limit, sense }: Goal): number =>
  sense === 'at most' ? value / limit - 1 : limit / value - 1;

/** A figure with its goal, and a word on whether it is met. */
export const goalFigure = (goal: Goal, { metric, unit = 'x', value, peers = {}, why }: Measured): Figure => {
  const shown = { row: goal.row, limit: goal.limit, sense: goal.sense };
  const base = { bench: 'quantum', metric: `${goal.row}_${metric}`, unit, peers };
  if (value === undefined)
    return { ...base, value, goal: { ...shown, verdict: 'not measured', why: why ?? 'no reason' } };
  if (isMet(value, goal)) return { ...base, value, goal: { ...shown, verdict: 'met' } };
  const share = `${(100 * missedBy(value, goal)).toFixed(0)} %`;
  return {
    ...base,
    value,
    goal: { ...shown, verdict: 'missed', why: `by ${share}${why === undefined ? '' : `; ${why}`}` },
  };
};
