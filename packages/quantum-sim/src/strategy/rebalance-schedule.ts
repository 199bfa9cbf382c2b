/** When a new decision is due: at calendar boundaries in UTC, after a count of bars, or one time only. */
export type Rebalance = 'once' | 'weekly' | 'monthly' | 'quarterly' | { readonly everyBars: number };

const dayMs = 86_400_000;
/** 5 January 1970 was the first Monday. */
const firstMondayMs = 4 * dayMs;

const months = (timeMs: number): number => {
  const date = new Date(timeMs);
  return 12 * date.getUTCFullYear() + date.getUTCMonth();
};

const periodOf = {
  once: () => 0,
  weekly: (timeMs: number) => Math.floor((timeMs - firstMondayMs) / (7 * dayMs)),
  monthly: months,
  quarterly: (timeMs: number) => Math.floor(months(timeMs) / 3),
} as const;

/** Says at each bar whether a decision is due. */
export interface RebalanceSchedule {
  /** Call for every snapshot, `taken` only where the decision was made. */
  isDue(timeMs: number): boolean;
  taken(timeMs: number): void;
}

/**
 * A decision is due at the first bar, and from then on at the first bar of each new period after the last decision.
 *
 * A bar is stamped with its close, so the bar that closes at midnight of the first of a month begins that month.
 */
export const rebalanceSchedule = (rebalance: Rebalance): RebalanceSchedule => {
  let last: number | undefined;
  let bars = 0;
  if (typeof rebalance === 'object') {
    return {
      isDue: () => {
        bars += 1;
        return last === undefined || bars >= rebalance.everyBars;
      },
      taken: (timeMs) => {
        last = timeMs;
        bars = 0;
      },
    };
  }
  const period = periodOf[rebalance];
  return {
    isDue: (timeMs) => last === undefined || period(timeMs) !== last,
    taken: (timeMs) => {
      last = period(timeMs);
    },
  };
};
