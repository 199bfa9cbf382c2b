/**
 * The one place where time enters a live run. A backtest has no clock: its time is the time of its events.
 */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  nowMs(): number;
}

/** The machine's clock. */
export const systemClock: Clock = { nowMs: () => Date.now() };
