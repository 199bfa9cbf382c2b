import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type RunningIndicator, type TimedBar } from '../define-indicator';
import { requireFinite, requireFiniteRange } from '../input-checks';
import { known } from '../known';
import { CompensatedSum } from '../rolling/compensated-sum';

export interface SessionVwapOptions {
  /** Length of a session. Defaults to a day, 86,400,000. */
  readonly sessionMs?: number;
  /** How long after midnight UTC sessions begin. Defaults to 0. */
  readonly offsetMs?: number;
}

const optionsSchema = z.strictObject({
  sessionMs: z.int().positive().default(86_400_000),
  offsetMs: z.int().default(0),
});

class SessionVwap implements RunningIndicator<TimedBar, number> {
  readonly warmUp = 1;
  private readonly sessionMs: number;
  private readonly offsetMs: number;
  private session = Number.NaN;
  private turnover = new CompensatedSum();
  private volume = new CompensatedSum();

  constructor(options: SessionVwapOptions) {
    const { sessionMs, offsetMs } = parseOptions(optionsSchema, options, 'sessionVwap');
    this.sessionMs = sessionMs;
    this.offsetMs = offsetMs;
  }

  next({ timeMs, open, high, low, close, volume }: TimedBar, otherwise?: number): number | undefined {
    requireFinite('sessionVwap', 'timeMs', timeMs);
    requireFinite('sessionVwap', 'open', open);
    requireFiniteRange('sessionVwap', high, low, close);
    requireFinite('sessionVwap', 'volume', volume);
    // The bar that closes at the end of a session is its last.
    const session = Math.ceil((timeMs - this.offsetMs) / this.sessionMs);
    if (session !== this.session) {
      this.session = session;
      this.turnover = new CompensatedSum();
      this.volume = new CompensatedSum();
    }
    const turnover = this.turnover.add(((open + high + low + close) / 4) * volume);
    return known(turnover / this.volume.add(volume), otherwise);
  }
}

/**
 * Volume-weighted average price of the session: what a unit has cost on average since the session began.
 *
 * `Σ p·volume / Σ volume` over the bars of the session so far, where p is (open + high + low + close) / 4 as in {@link vwap}.
 * Sessions begin at `offsetMs` after midnight UTC and every `sessionMs` from there. Bars carry the time of their close, so
 * the bar that closes when a session ends is its last. `undefined` until the session has had volume.
 *
 * - Warm-up: 1 bar.
 * - Cost: O(1); the sums are compensated (Neumaier 1974), so that they do not drift.
 * - Source: S. Berkowitz, D. Logue, E. Noser 1988, "The Total Cost of Transactions on the NYSE".
 *
 * @throws {InvalidOptionsError} `sessionMs` is not a whole number above 0, or `offsetMs` not a whole number.
 * @throws {DataError} a time, a price or the volume is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { sessionVwap } from '@sigmax/core';
 * const day = 86_400_000;
 * const average = sessionVwap();
 * average.next({ timeMs: day - 1, open: 10, high: 10, low: 10, close: 10, volume: 3 }); // => 10
 * average.next({ timeMs: day, open: 18, high: 18, low: 18, close: 18, volume: 1 }); // => 12
 * average.next({ timeMs: day + 1, open: 20, high: 20, low: 20, close: 20, volume: 1 }); // => 20
 * ```
 */
export const sessionVwap: Indicator<[options?: SessionVwapOptions], TimedBar, number> = defineIndicator({
  name: 'sessionVwap',
  input: 'timed-bar',
  start: (options: SessionVwapOptions = {}) => new SessionVwap(options),
});
