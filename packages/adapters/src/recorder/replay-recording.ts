import { systemClock } from '@sigmax/core';
import { Observable } from 'rxjs';
import type { Recordable } from './raw-frame';
import { readFiles } from './read-files';
import { parseReplayOptions, type ReplayOptions } from './read-options';

/** Timers of JavaScript wrap round after 2^31 ms. */
const longestWaitMs = 1_000_000_000;

/**
 * Emits a recording as it was recorded: the same events in the same order, and with `speed` at the same pace, faster or slower.
 *
 * Without `speed` it emits as fast as it reads. An event whose time steps back comes at once. Completes at the end; unsubscribing
 * closes the file and cancels the timer.
 *
 * - Units: an event that came t ms after the first is emitted t / speed ms after it.
 * - State: none; every subscription reads the files anew.
 * - Cost: 256 KiB of a file and one packed block in memory; one timer at a time. There is no back-pressure but the pace.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong or unknown.
 * @example
 * ```ts no-run
 * import { replayRecording } from '@sigmax/adapters/recorder';
 * replayRecording({ folder: 'recordings', name: 'btc', speed: 60 }).subscribe((event) => console.log(event.type));
 * ```
 */
export const replayRecording = (options: ReplayOptions): Observable<Recordable> => {
  const { settings, speed, pace, clock = systemClock } = parseReplayOptions(options, 'replayRecording');
  return new Observable((subscriber) => {
    let wake = (): void => {};
    let cancel = (): void => {};
    let shiftMs: number | undefined;
    const untilDue = async (atMs: number, factor: number): Promise<void> => {
      shiftMs ??= clock.nowMs() - atMs / factor;
      for (;;) {
        const waitMs = shiftMs + atMs / factor - clock.nowMs();
        if (!(waitMs > 0) || subscriber.closed) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
          cancel = clock.after(Math.min(waitMs, longestWaitMs), resolve);
        });
      }
    };
    const run = async (): Promise<void> => {
      for await (const batch of readFiles(settings)) {
        for (const { receivedMs, event } of batch) {
          if (speed !== undefined) await untilDue(pace === 'received' ? receivedMs : event.timeMs, speed);
          if (subscriber.closed) return;
          subscriber.next(event);
        }
        if (subscriber.closed) return;
      }
    };
    run().then(
      () => subscriber.complete(),
      (error: unknown) => subscriber.error(error),
    );
    return () => {
      cancel();
      wake();
    };
  });
};
