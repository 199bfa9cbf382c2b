import { type Guard, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { exitCount } from './exit-count';
import { addTime, countSince, emptyRing, fitRing, nthLatest, type TimeRing } from './time-ring';

const schema = z.strictObject({
  limit: z.int().positive().max(1_000_000),
  windowMs: z.number().positive(),
  verdict: z.enum(['delay', 'deny']),
  name: z.string().min(1).default('message-rate'),
});

export interface MessageRateOptions {
  /** Most orders and cancellations that may leave within any `windowMs`. A whole number up to 1,000,000. */
  readonly limit: number;
  readonly windowMs: number;
  /** What happens to an order that is one too many: `delay` checks it again at the next snapshot, `deny` drops it. */
  readonly verdict: 'delay' | 'deny';
  /** Defaults to `"message-rate"`. */
  readonly name?: string;
}

/**
 * Keeps the number of messages to the venue at or below a limit in every window of a length.
 *
 * An order passes when at most `limit` messages, its own among them, lie in (now − windowMs, now]. Every order that leaves
 * counts when it leaves, the exits of its bracket with it, and so does every cancellation that the bot asked for, once the
 * venue has confirmed it. Exits and cancellations pass whatever the count, and count. `per('venue', …)` or
 * `when({ tag }, …)` narrow it.
 *
 * Times come from events. While the clock stands before the latest message nothing but exits passes, so that no window
 * of the event log holds more than the limit, whichever way the clock jumps.
 *
 * - State: {@link TimeRing}, the times of at most the last `limit` messages.
 * - Cost: O(1) per order that passes.
 * - Source: Commission Delegated Regulation (EU) 2017/589 (RTS 6), Art. 15(1)(d), maximum message limit.
 *
 * @throws {InvalidOptionsError} `limit`, `windowMs` or `verdict` is missing, or a limit is not above 0.
 * @example
 * ```ts
 * import { messageRate } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const guard = messageRate({ limit: 1, windowMs: 1_000, verdict: 'delay' });
 * const order = { instrumentId: 'demo:BTC/USDT', side: 'buy', quantity: 1 } as const;
 * const intent = { type: 'market', ...order } as const;
 * const sent = { type: 'order-submitted', timeMs: 0, clientOrderId: 'a-1', orderType: 'market', intent, ...order } as const;
 * const state = guard.update!(guard.initial, sent, portfolioOf({}));
 * guard.check!(intent, portfolioOf({ timeMs: 999 }), state).type; // => 'delay'
 * guard.check!(intent, portfolioOf({ timeMs: 1_000 }), state).type; // => 'pass'
 * ```
 */
export const messageRate = (options: MessageRateOptions): Guard<TimeRing> => {
  const { limit, windowMs, verdict, name } = parseOptions(schema, options, 'messageRate');
  return {
    name,
    options: { limit, windowMs, verdict },
    initial: emptyRing(),
    update: (ring, event) => {
      fitRing(ring, limit);
      const isMessage =
        event.type === 'order-submitted' ||
        (event.type === 'order-cancelled' && (event.reason === 'requested' || event.reason === 'halted'));
      if (isMessage) addTime(ring, limit, event.timeMs);
      return ring;
    },
    check: (intent, portfolio, ring): Verdict => {
      const { timeMs } = portfolio;
      const needed = 1 + exitCount(intent);
      const latest = nthLatest(ring, limit, 1);
      // The message that would be the first of limit + 1; those before it are older still.
      const first = nthLatest(ring, limit, limit - needed + 1);
      const isOnTime = Number.isFinite(timeMs) && timeMs >= latest;
      if (needed <= limit && isOnTime && timeMs - first >= windowMs) return pass;
      if (isReducing(intent, portfolio)) return pass;
      const observed = countSince(ring, limit, timeMs - windowMs) + needed;
      return verdict === 'deny' || needed > limit
        ? deny('MESSAGES_ABOVE_LIMIT', limit, observed)
        : { type: 'delay', code: 'MESSAGES_ABOVE_LIMIT', limit, observed };
    },
  };
};
