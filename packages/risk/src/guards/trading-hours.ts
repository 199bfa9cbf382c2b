import { type Guard, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny, reduceOnly } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { isInWindows, type WeeklyWindow, weeklyWindows, windowBounds } from './weekly-windows';

const schema = z.strictObject({
  windows: weeklyWindows,
  outside: z.enum(['reduce-only', 'deny']),
  name: z.string().min(1).default('trading-hours'),
});

export interface TradingHoursOptions {
  /** When orders may leave, every week, in UTC. */
  readonly windows: readonly WeeklyWindow[];
  /** What may leave at other times: what brings a position nearer to zero, or nothing at all, exits neither. */
  readonly outside: 'reduce-only' | 'deny';
  /** Defaults to `"trading-hours"`. */
  readonly name?: string;
}

/**
 * Lets orders leave at certain hours of the week only.
 *
 * A window begins at `from` and ends before `to`, on each of its days; when `to` is not after `from` it ends on the day
 * after, Monday after Sunday. Windows add up. The time is that of the market's moment: a bar's close.
 *
 * - Units: UTC, to the minute. Hours of a place with summer time need two guards, or two runs.
 * - State: none. Orders that are open when a window ends stay open.
 * - Cost: O(windows · days) per order.
 * - Source: the trading hours of the policy of the Python SIGMAX, which were never evaluated.
 *
 * @throws {InvalidOptionsError} `windows` or `outside` is missing, or a time is not written as HH:MM.
 * @example
 * ```ts
 * import { tradingHours } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const guard = tradingHours({ windows: [{ days: ['sunday'], from: '22:00', to: '06:00' }], outside: 'reduce-only' });
 * const order = { type: 'market', instrumentId: 'demo:BTC/USDT', side: 'buy', quantity: 1 } as const;
 * const verdictAt = (time: string) => guard.check?.(order, portfolioOf({ timeMs: Date.parse(time) }), guard.initial).type;
 * verdictAt('2026-01-05T05:59:00Z'); // => 'pass'
 * verdictAt('2026-01-05T06:00:00Z'); // => 'reduce-only'
 * ```
 */
export const tradingHours = (options: TradingHoursOptions): Guard => {
  const { name, ...rule } = parseOptions(schema, options, 'tradingHours');
  const bounds = windowBounds(rule.windows as readonly WeeklyWindow[]);
  return {
    name,
    options: rule,
    initial: undefined,
    check: (intent, portfolio): Verdict => {
      const { timeMs } = portfolio;
      if (isInWindows(bounds, timeMs)) return pass;
      if (rule.outside === 'deny') return deny('HOURS_CLOSED', 0, timeMs);
      return isReducing(intent, portfolio) ? pass : reduceOnly('HOURS_CLOSED', 0, timeMs);
    },
  };
};
