import { z } from 'zod';
import type { FeatureEvent } from '../features';
import { TimeWindow } from '../features/time-window';
import { comoments } from '../features/window-summaries';
import { naturalLogarithm } from '../portable-math';
import { requirePrice, requireTime } from './check-signal-input';
import { defineSignal, noSignals, type RunningSignal, type SignalDetector } from './define-signal';
import { confidenceBeyond, EdgeTrigger } from './edge-trigger';
import { priceOfEvent } from './price-of-event';

export interface VolatilityBurstOptions {
  /** The standard deviation of log returns above which it is a burst; 0.01 is 1 % a return. */
  readonly threshold: number;
  /** Length of the window by event time. Defaults to 5,000. */
  readonly windowMs?: number | undefined;
  /** Returns that the window must hold. Defaults to 2. */
  readonly minimumReturns?: number | undefined;
  /** The share of the threshold to which it must fall before the next burst. Defaults to 0.8. */
  readonly rearmShare?: number | undefined;
}

const schema = z.strictObject({
  threshold: z.number().positive().max(1e6),
  windowMs: z.number().positive().max(1e15).default(5_000),
  minimumReturns: z.int().min(2).max(1_000_000).default(2),
  rearmShare: z.number().positive().max(1).default(0.8),
});

const name = 'volatilityBurst';

class Instrument {
  previousMs = Number.NEGATIVE_INFINITY;
  private readonly options: z.output<typeof schema>;
  private readonly window: TimeWindow;
  private readonly trigger: EdgeTrigger;
  private logarithm: number | undefined;

  constructor(options: z.output<typeof schema>) {
    this.options = options;
    this.window = new TimeWindow(comoments, options.windowMs);
    this.trigger = new EdgeTrigger(options.threshold, options.rearmShare);
  }

  next(event: FeatureEvent, price: number): ReturnType<RunningSignal<FeatureEvent>['next']> {
    const { instrumentId, timeMs } = event;
    const { window, options } = this;
    const logarithm = naturalLogarithm(price);
    if (this.logarithm !== undefined) {
      window.input[0] = 1;
      window.input[1] = logarithm - this.logarithm;
      // A return is in the window while both its prices are.
      window.add(this.previousMs);
    }
    this.logarithm = logarithm;
    this.previousMs = timeMs;
    if (!window.summarize(timeMs)) return noSignals;
    const returns = window.total[0] as number;
    if (returns < options.minimumReturns) return noSignals;
    const value = Math.sqrt((window.total[3] as number) / returns);
    if (!this.trigger.fires(value)) return noSignals;
    const { threshold, windowMs } = options;
    const confidence = confidenceBeyond(value, threshold);
    const evidence = { returns, threshold, windowMs };
    return [{ type: 'volatility', code: 'volatility-burst', instrumentId, timeMs, value, confidence, evidence }];
  }
}

/**
 * Says when prices begin to jump: the standard deviation of the log returns in the window, divisor n, is above a threshold.
 *
 * Prices are mids of quotes, prices of trades and closes of bars; give it one of the three. After a burst it is silent until the
 * deviation has been at or below `rearmShare · threshold`. The confidence is `1 − threshold / value`.
 *
 * - Units: `value` is per return, not per year. State: the window of each instrument.
 * - Warm-up: `minimumReturns` returns that lie wholly in the window.
 * - Cost: O(1) per event on average.
 * - Errors: `DataError` `NOT_FINITE`, `OUT_OF_ORDER`, `NOT_POSITIVE`; the state stays as it was.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 * @example
 * ```ts
 * import { volatilityBurst } from '@sigmax/core';
 * const prices = [100, 100, 100, 103, 99, 104, 100, 100, 100, 100];
 * const trades = prices.map((price, second) => ({
 *   type: 'trade', instrumentId: 'demo:BTC/USDT', timeMs: second * 1_000, id: `${second}`, price, quantity: 1, side: undefined,
 * }) as const);
 * const signals = volatilityBurst.batch(trades, { threshold: 0.01 });
 * signals.map(({ code, timeMs, evidence }) => [code, timeMs, evidence.returns]); // => [['volatility-burst', 3000, 3]]
 * ```
 */
export const volatilityBurst: SignalDetector<FeatureEvent, VolatilityBurstOptions> = defineSignal({
  name,
  options: schema,
  start: (options) => {
    const instruments = new Map<string, Instrument>();
    return {
      next: (event) => {
        const { instrumentId, timeMs } = event;
        const instrument = instruments.get(instrumentId) ?? new Instrument(options);
        const price = priceOfEvent(event);
        requireTime(name, instrumentId, timeMs, instrument.previousMs);
        requirePrice(name, instrumentId, price);
        instruments.set(instrumentId, instrument);
        return instrument.next(event, price);
      },
    };
  },
});
