import { describe, expect, it } from 'vitest';
import { guardRules } from './contract/guard-rules';
import type { GuardSuite } from './contract/guard-suite';

/**
 * Declares the tests that every guard has to pass, for vitest.
 *
 * It never grows, turns or changes an order; its codes read CATEGORY_CONDITION and its facts are finite numbers; it passes
 * some orders of the scenario and stops others; its state is plain data, and nothing is outside of it: a guard that is
 * saved, made anew and restored before every call answers the same; it uses no clock and no randomness; and when a number
 * that its limit is about is NaN, infinite, 0 or negative, nothing passes.
 *
 * @example
 * ```ts no-run
 * import { type Guard, pass } from '@sigmax/core';
 * import { describeGuard } from '@sigmax/core/testing';
 * const guard: Guard = {
 *   name: 'max-quantity',
 *   initial: undefined,
 *   check: ({ quantity }) =>
 *     quantity > 0 && quantity <= 5 ? pass : { type: 'deny', code: 'QUANTITY_ABOVE_LIMIT', limit: 5, observed: 0 },
 * };
 * describeGuard({ name: 'max-quantity', make: () => guard, reads: ['quantity'] });
 * ```
 */
export const describeGuard = (suite: GuardSuite): void => {
  describe(`guard contract: ${suite.name}`, () => {
    for (const [title, rule] of Object.entries(guardRules)) {
      it(title, () => {
        expect(rule(suite)).toEqual([]);
      });
    }
  });
};
