import type { Clock } from '@sigmax/core';

export interface VirtualClock extends Clock {
  /** Moves on, calling back whatever falls due on the way; promises go on between timers. */
  advance(byMs: number): Promise<void>;
  pending(): number;
}

/** Lets every promise that can go on go on. */
export const breathe = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await undefined;
};

/** A clock that stands still until a test moves it. */
export const virtualClock = (startMs = 0): VirtualClock => {
  let nowMs = startMs;
  let timers: { readonly dueMs: number; readonly callback: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    after: (delayMs, callback) => {
      const timer = { dueMs: nowMs + Math.max(0, delayMs), callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance: async (byMs) => {
      const untilMs = nowMs + byMs;
      await breathe();
      for (;;) {
        const due = timers.filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        nowMs = Math.max(nowMs, due.dueMs);
        due.callback();
        await breathe();
      }
      nowMs = untilMs;
    },
    pending: () => timers.length,
  };
};
