import { BrokerError, type Clock } from '@sigmax/core';

/** One measurement: how far the venue's clock is ahead, and by how much that may be wrong. */
export interface ClockOffset {
  readonly offsetMs: number;
  /** Half of the time that the request took. */
  readonly uncertaintyMs: number;
  readonly measuredMs: number;
}

/** The time of a venue, as far as it has been measured. */
export interface VenueClock {
  /** The venue's time now; the clock's own before the first measurement. */
  nowMs(): number;
  readonly last: ClockOffset | undefined;
  /** Whether the last measurement is missing, older than `everyMs`, or was doubted. */
  isDue(): boolean;
  /** Says that the measurement cannot be right any more: the venue refused a time, or sent one of the future. */
  doubt(): void;
  /**
   * Asks for the venue's time, up to `samples` times unless an answer comes quickly, and keeps the one that came fastest. Who
   * asks while it is measured gets the same answer.
   */
  measure(fetchTime: () => Promise<unknown>): Promise<ClockOffset>;
}

/** An answer that took at most twice as long is good enough to decide which bars are closed. */
const goodMs = 50;

/**
 * Measures a venue's clock: offset = time of the answer − middle of the request's time, which is wrong by at most half of
 * what the request took.
 *
 * Source: Cristian 1989, "Probabilistic clock synchronization", Distributed Computing 3.
 */
export const venueClock = (clock: Clock, everyMs: number, samples = 3): VenueClock => {
  let last: ClockOffset | undefined;
  let isDoubted = false;
  let measuring: Promise<ClockOffset> | undefined;

  const sample = async (fetchTime: () => Promise<unknown>): Promise<ClockOffset> => {
    let best: ClockOffset | undefined;
    for (let count = 0; count < samples && !(best !== undefined && best.uncertaintyMs <= goodMs); count++) {
      const beforeMs = clock.nowMs();
      const answer = await fetchTime();
      const afterMs = clock.nowMs();
      if (!(typeof answer === 'number' && answer > 0 && answer <= 8.64e15)) {
        throw new BrokerError({
          code: 'BAD_RESPONSE',
          message: `the venue's time was ${String(answer).slice(0, 60)}.`,
          remedy: 'It is asked again.',
          isRetryable: true,
        });
      }
      const uncertaintyMs = Math.abs(afterMs - beforeMs) / 2;
      if (best !== undefined && best.uncertaintyMs <= uncertaintyMs) continue;
      best = { offsetMs: answer - (beforeMs + afterMs) / 2, uncertaintyMs, measuredMs: afterMs };
    }
    last = best as ClockOffset;
    isDoubted = false;
    return last;
  };

  return {
    nowMs: () => clock.nowMs() + (last?.offsetMs ?? 0),
    get last() {
      return last;
    },
    isDue: () => {
      if (last === undefined || isDoubted) return true;
      const ageMs = clock.nowMs() - last.measuredMs;
      // A clock that was set back makes the measurement worthless too.
      return !(ageMs >= 0 && ageMs < everyMs);
    },
    doubt: () => {
      isDoubted = true;
    },
    measure: (fetchTime) => {
      measuring ??= sample(fetchTime).finally(() => {
        measuring = undefined;
      });
      return measuring;
    },
  };
};
