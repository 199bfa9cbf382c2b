import type { Clock } from '@sigmax/core';
import { attempt } from './attempt';
import type { CancelVenue } from './cancel-venue';
import type { DeadManRefreshFailed } from './dead-man-event';

/** A venue that cancels everything by itself unless it is told to wait again. */
export type CountdownVenue = CancelVenue & Required<Pick<CancelVenue, 'cancelAllAfter'>>;

export interface RefresherOptions {
  readonly timeoutMs: number;
  readonly refreshMs: number;
  readonly clock: Clock;
  failed(event: DeadManRefreshFailed): void;
}

export interface CountdownRefresher {
  /** Tells the venue to wait again, when it is time to. */
  beat(): void;
  /** Tells it nothing more. */
  end(): void;
  /** Tells it to cancel nothing by itself. */
  disarm(): void;
}

/** A refresh that failed is tried again this much later, with the next beat. */
const retryMs = 1_000;

/** Keeps one venue from cancelling everything, as long as there are beats. */
export const countdownRefresher = (
  venue: CountdownVenue,
  { timeoutMs, refreshMs, clock, failed }: RefresherOptions,
): CountdownRefresher => {
  let isDue = true;
  let stopTimer: () => void = () => {};
  const ask = (afterMs: number, settled: (isTaken: boolean) => void): void => {
    const late = (): void => {};
    const patienceMs = Math.min(refreshMs, 5_000);
    attempt(
      clock,
      patienceMs,
      () => venue.cancelAllAfter(afterMs),
      ({ type, ...outcome }) => {
        if (type !== 'answered') {
          const message = 'message' in outcome ? outcome.message : '';
          failed({ type: 'dead-man-refresh-failed', timeMs: clock.nowMs(), venue: venue.name, message });
        }
        settled(type === 'answered');
      },
      late,
    );
  };
  const dueIn = (delayMs: number): void => {
    stopTimer();
    stopTimer = clock.after(delayMs, () => {
      isDue = true;
    });
  };
  let hasEnded = false;
  return {
    beat: (): void => {
      if (!isDue || hasEnded) return;
      isDue = false;
      dueIn(refreshMs);
      ask(timeoutMs, (isTaken) => {
        if (!isTaken && !hasEnded) dueIn(Math.min(retryMs, refreshMs));
      });
    },
    end: (): void => {
      hasEnded = true;
      stopTimer();
    },
    disarm: (): void => ask(0, () => {}),
  };
};
