import type { Clock } from '@sigmax/core';

/** The time is up. */
export class TimeIsUp extends Error {}

/** A time that several waits share. */
export interface Deadline {
  /** Aborts when the time is up. */
  readonly signal: AbortSignal;
  /** Waits for work that the clock allows; rejects with `TimeIsUp` when it does not end in time. What it does later is not heard. */
  race<Value>(work: Promise<Value>): Promise<Value>;
  /** Gives the timer back. */
  stop(): void;
}

export const startDeadline = (clock: Clock, limitMs: number): Deadline => {
  const controller = new AbortController();
  let cancel = (): void => {};
  const over = new Promise<never>((_, reject) => {
    cancel = clock.after(limitMs, () => {
      controller.abort();
      reject(new TimeIsUp(`no answer within ${limitMs} ms`));
    });
  });
  // Nobody may be waiting when the time is up, and nobody hears what comes too late.
  const unheard = (): void => {};
  over.catch(unheard);
  return {
    signal: controller.signal,
    race: (work) => {
      work.catch(unheard);
      return Promise.race([work, over]);
    },
    stop: cancel,
  };
};
