import type { Clock } from '../clock';

/** A clock that stands still until a test moves it. */
export interface VirtualClock extends Clock {
  /** Moves on, calling back whatever falls due on the way, in the order of time and then of asking. */
  advance(byMs: number): void;
  /** Changes what the clock shows, as a correction of the machine's time does: no timer notices. */
  jump(byMs: number): void;
  /** How many timers are set. */
  pending(): number;
}

export const virtualClock = (startMs = 0): VirtualClock => {
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
    advance: (byMs) => {
      const untilMs = elapsedMs + byMs;
      for (;;) {
        const due = timers.filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        elapsedMs = Math.max(elapsedMs, due.dueMs);
        due.callback();
      }
      elapsedMs = untilMs;
    },
    jump: (byMs) => {
      shiftMs += byMs;
    },
    pending: () => timers.length,
  };
};
