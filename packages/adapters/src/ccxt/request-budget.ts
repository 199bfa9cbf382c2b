import { type Clock, parseOptions } from '@sigmax/core';
import { z } from 'zod';

export interface RequestBudgetOptions {
  readonly clock: Clock;
  /** Units that may be used in any `windowMs`; what a request costs is the venue's to say, 1 for most. */
  readonly units: number;
  /** Defaults to 60,000 ms. */
  readonly windowMs?: number | undefined;
  /** Units that may be used at once. Defaults to a tenth of `units`. */
  readonly burst?: number | undefined;
}

/** How many requests may be made when. */
export interface RequestBudget {
  /** Resolves when a request of this cost may be made, in the order of the calls. Rejects when `signal` is aborted first. */
  take(cost: number, signal?: AbortSignal): Promise<void>;
  /** Makes all requests wait for so long: the venue said so. */
  pause(forMs: number): void;
  /** How long the next request of cost 1 would wait. */
  waitMs(): number;
}

const schema = z
  .strictObject({
    clock: z.custom<Clock>((value) => typeof Reflect.get(Object(value), 'after') === 'function', 'expected a Clock'),
    units: z.number().positive(),
    windowMs: z.number().positive().default(60_000),
    burst: z.number().positive().optional(),
  })
  .refine(({ units, burst }) => burst === undefined || burst < units, {
    path: ['burst'],
    message: 'expected less than units',
  });

interface Waiting {
  readonly cost: number;
  readonly go: () => void;
}

/**
 * A token bucket over requests.
 *
 * It holds up to `burst` units and gains (units − burst) / windowMs per ms, so that no window of `windowMs` sees more than
 * `units`: what it may begin with plus what it gains. A request that costs more than the bucket holds waits until it is full and
 * leaves a debt.
 *
 * - State: the level, the end of a pause, the requests that wait. One timer while any waits.
 * - Time: that of the clock. A clock that is set back gains nothing and pauses no longer than was said.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { requestBudget } from '@sigmax/adapters/ccxt';
 * let nowMs = 0;
 * const clock = { nowMs: () => nowMs, after: () => () => {} };
 * const budget = requestBudget({ clock, units: 1_200, burst: 20 });
 * await budget.take(20);
 * Math.round(budget.waitMs()); // => 51
 * nowMs = 60;
 * budget.waitMs(); // => 0
 * ```
 */
export const requestBudget = (options: RequestBudgetOptions): RequestBudget => {
  const { clock, units, windowMs, burst = units / 10 } = parseOptions(schema, options, 'requestBudget');
  const gain = (units - burst) / windowMs;
  const queue: Waiting[] = [];
  let level = burst;
  let seenMs = clock.nowMs();
  let pausedMs = 0;
  let cancelTimer: (() => void) | undefined;

  /** Moves time on. A step back counts as none. */
  const settle = (): void => {
    const nowMs = clock.nowMs();
    const passedMs = Math.max(0, nowMs - seenMs);
    seenMs = nowMs;
    pausedMs = Math.max(0, pausedMs - passedMs);
    level = Math.min(burst, level + passedMs * gain);
  };

  const missingMs = (cost: number): number => {
    const lacks = Math.min(cost, burst) - level;
    return Math.max(pausedMs, lacks > 1e-9 ? lacks / gain : 0);
  };

  const serve = (): void => {
    cancelTimer?.();
    cancelTimer = undefined;
    settle();
    for (let next = queue[0]; next !== undefined; next = queue[0]) {
      const waitMs = missingMs(next.cost);
      if (waitMs > 0) {
        // Timers of whole milliseconds must not come a fraction too early.
        cancelTimer = clock.after(Math.ceil(waitMs), serve);
        return;
      }
      level -= next.cost;
      queue.shift();
      next.go();
    }
  };

  return {
    take: (cost, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(signal.reason);
          return;
        }
        const onAbort = (): void => {
          const at = queue.indexOf(waiting);
          if (at >= 0) queue.splice(at, 1);
          if (queue.length === 0) {
            cancelTimer?.();
            cancelTimer = undefined;
          }
          reject(signal?.reason);
        };
        const waiting: Waiting = {
          cost: Number.isFinite(cost) && cost > 0 ? cost : 1,
          go: () => {
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        queue.push(waiting);
        serve();
      }),
    pause: (forMs) => {
      settle();
      if (forMs > pausedMs) pausedMs = forMs;
      if (queue.length > 0) serve();
    },
    waitMs: () => {
      settle();
      return missingMs(1);
    },
  };
};
