import type { Clock } from '@sigmax/core';

/** A clock that moves on when it is told to, from one timer to the next. */
export interface VirtualTime {
  readonly clock: Clock;
  /** When the next timer is due; `undefined` without one. */
  nextMs(): number | undefined;
  /** Moves to the next timer and calls it. */
  goOn(): void;
}

interface Timer {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** Starts a virtual clock at a moment. Timers of one moment are called in the order in which they were set. */
export const virtualTime = (startMs: number): VirtualTime => {
  let nowMs = startMs;
  const timers = new Set<Timer>();
  const next = (): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) if (first === undefined || timer.dueMs < first.dueMs) first = timer;
    return first;
  };
  return {
    clock: {
      nowMs: () => nowMs,
      after: (delayMs, callback) => {
        const timer = { dueMs: nowMs + Math.max(0, delayMs), callback };
        timers.add(timer);
        return () => void timers.delete(timer);
      },
    },
    nextMs: () => next()?.dueMs,
    goOn: () => {
      const timer = next();
      if (timer === undefined) return;
      timers.delete(timer);
      nowMs = timer.dueMs;
      timer.callback();
    },
  };
};
