import type { Clock } from '@sigmax/core';

/** What became of one request. */
export type Outcome<Value> =
  | { readonly type: 'answered'; readonly value: Value }
  | { readonly type: 'rejected'; readonly message: string }
  | { readonly type: 'timed-out'; readonly message: string };

/** Whatever was thrown, as a line of text. */
export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/**
 * Makes a request now and tells what became of it, once: answered, rejected, or not in time. An answer that comes too late
 * only calls `late`. The request may throw.
 */
export const attempt = <Value>(
  clock: Clock,
  timeoutMs: number,
  request: () => Promise<Value>,
  settled: (outcome: Outcome<Value>) => void,
  late: () => void,
): void => {
  let isSettled = false;
  const settle = (outcome: Outcome<Value>): void => {
    if (isSettled) {
      late();
      return;
    }
    isSettled = true;
    stopTimer();
    settled(outcome);
  };
  // Set before the request leaves: a venue that answers within the call must find a timer to stop.
  const stopTimer = clock.after(timeoutMs, () => {
    if (!isSettled) settle({ type: 'timed-out', message: `No answer within ${timeoutMs} ms.` });
  });
  let answer: Promise<Value>;
  try {
    answer = Promise.resolve(request());
  } catch (cause) {
    answer = Promise.reject(cause);
  }
  answer.then(
    (value) => settle({ type: 'answered', value }),
    (cause: unknown) => settle({ type: 'rejected', message: messageOf(cause) }),
  );
};
