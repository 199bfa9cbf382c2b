import type { Clock } from '@sigmax/core';

/** A clock that stands still until a test moves it. */
export interface VirtualClock extends Clock {
  /** Moves on, calling back whatever falls due on the way; promises go on in between. */
  advance(byMs: number): Promise<void>;
  /** Changes what the clock shows and no timer. */
  jump(byMs: number): void;
  pending(): number;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const virtualClock = (startMs = Date.UTC(2026, 10, 22)): VirtualClock => {
  let elapsedMs = 0;
  let shiftMs = startMs;
  let timers: { readonly dueMs: number; readonly callback: () => void }[] = [];
  return {
    nowMs: () => shiftMs + elapsedMs,
    after: (delayMs, callback) => {
      const timer = { dueMs: elapsedMs + Math.max(0, delayMs), callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance: async (byMs) => {
      const untilMs = elapsedMs + byMs;
      await settled();
      for (;;) {
        const due = timers.filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        elapsedMs = Math.max(elapsedMs, due.dueMs);
        due.callback();
        await settled();
      }
      elapsedMs = untilMs;
    },
    jump: (byMs) => {
      shiftMs += byMs;
    },
    pending: () => timers.length,
  };
};
