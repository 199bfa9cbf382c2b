import { describe, expect, it } from 'vitest';
import { strategyRules } from './contract/strategy-rules';
import type { StrategySuite } from './contract/strategy-suite';

/**
 * Declares the tests that every strategy has to pass, for vitest.
 *
 * One valid decision for each snapshot, in seven made-up markets: two plain ones, flat prices, gaps, no volume, prices of
 * 2e-6 and of 1e9. A fresh start each run; the same decisions for the same seed; no clock and no randomness but the run's
 * own; nothing asked for before `warmUp`; no look into the future: decisions stay the same when later bars are missing
 * or are others; no snapshot kept or changed.
 *
 * `make` is called for each run with the market of that run, so a strategy that is computed from a whole series shows
 * here that it looks ahead.
 *
 * - Cost: about 45 backtests of `bars` bars.
 *
 * @example
 * ```ts no-run
 * import { defineStrategy, target } from '@sigmax/core';
 * import { describeStrategy } from '@sigmax/core/testing';
 * const half = defineStrategy({ name: 'half', start: () => ({ bar }) => target(bar.instrumentId, 0.5) });
 * describeStrategy({ name: 'half', make: () => half() });
 * ```
 */
export const describeStrategy = (suite: StrategySuite): void => {
  describe(`strategy contract: ${suite.name}`, () => {
    for (const [title, rule] of Object.entries(strategyRules)) {
      if (title === 'waits for its warm-up' && suite.warmUp === undefined) continue;
      it(title, async () => {
        expect(await rule(suite)).toEqual([]);
      });
    }
  });
};
