import { type Guard, hold, type Orders, pass, type Snapshot, type SyncStrategy } from '@sigmax/core';

/** What a rehearsed strategy does besides deciding. */
export interface Rehearsal {
  /** The first moment at which its own decisions count. */
  readonly startMs: number;
  /** Buys what is held before. */
  readonly setUp: Orders;
  /** An order that is sent at the beginning instead of what was decided. */
  readonly mistake?: ((snapshot: Snapshot) => Orders) | undefined;
}

/**
 * A strategy that comes into a portfolio: it sees calm bars and decides on them, to be warm, while the portfolio is bought;
 * its decisions count from the beginning of the shock.
 */
export const rehearsed = (strategy: SyncStrategy, { startMs, setUp, mistake }: Rehearsal): SyncStrategy => ({
  ...strategy,
  start: (context) => {
    const decide = strategy.start(context);
    let isSetUp = false;
    let isMistaken = mistake === undefined;
    return (snapshot) => {
      const decision = decide(snapshot);
      if (snapshot.timeMs < startMs) {
        if (isSetUp) return hold;
        isSetUp = true;
        return setUp;
      }
      if (isMistaken || mistake === undefined) return decision;
      isMistaken = true;
      return mistake(snapshot);
    };
  },
});

/**
 * A guard that has always been there: it watches prices and what is bought from the first bar, and has a say from the
 * beginning of the shock. The orders that make the portfolio are not the bot's, so it hears of their fills only.
 */
export const sheltered = (guard: Guard, startMs: number): Guard => {
  const { update, check, intervene } = guard;
  const isHeard = (type: string): boolean => type === 'snapshot' || type === 'fill' || type === 'cash-moved';
  return {
    ...guard,
    ...(update && {
      update: (state, event, portfolio) =>
        event.timeMs < startMs && !isHeard(event.type) ? state : update.call(guard, state, event, portfolio),
    }),
    ...(check && {
      check: (intent, portfolio, state) =>
        portfolio.timeMs < startMs ? pass : check.call(guard, intent, portfolio, state),
    }),
    ...(intervene && {
      intervene: (state, portfolio) =>
        portfolio.timeMs < startMs ? undefined : intervene.call(guard, state, portfolio),
    }),
  };
};
