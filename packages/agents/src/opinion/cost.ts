/** What it took to come to an answer. Whole numbers, so that sums are exact. */
export interface Cost {
  /** Calls of language models. */
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Billionths of a US dollar. */
  readonly nanoUsd: number;
}

/** What costs nothing. */
export const noCost: Cost = Object.freeze({ calls: 0, inputTokens: 0, outputTokens: 0, nanoUsd: 0 });

/**
 * Returns the sum of costs.
 *
 * @example
 * ```ts
 * import { noCost, sumOfCosts } from '@sigmax/agents';
 * const one = { calls: 1, inputTokens: 100, outputTokens: 20, nanoUsd: 27_000 };
 * sumOfCosts([one, noCost, one]).nanoUsd; // => 54000
 * ```
 */
export const sumOfCosts = (costs: readonly Cost[]): Cost =>
  costs.reduce(
    (sum, { calls, inputTokens, outputTokens, nanoUsd }) => ({
      calls: sum.calls + calls,
      inputTokens: sum.inputTokens + inputTokens,
      outputTokens: sum.outputTokens + outputTokens,
      nanoUsd: sum.nanoUsd + nanoUsd,
    }),
    noCost,
  );
