import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { LiquidityFacts } from './liquidity-facts';
import { liquidityRules } from './liquidity-rules';
import { findingsOf, type ScreeningFinding, totalWeight } from './screening-rule';

const schema = z.strictObject({ minimumScore: z.number().min(0).max(100) });

export interface LiquidityCheckOptions {
  /** From 0 to 100. The Python system asked for 60 (conservative), 50 (balanced) or 40 (aggressive). */
  readonly minimumScore: number;
}

export interface LiquidityVerdict {
  readonly isEnough: boolean;
  /** From 0, nothing trades, to 100. */
  readonly score: number;
  /** What took from the score, the heaviest first. */
  readonly reasons: readonly ScreeningFinding[];
  readonly findings: readonly ScreeningFinding[];
}

/**
 * Judges whether an instrument trades enough for the orders that are going to be sent, from figures that somebody else has
 * gathered.
 *
 * Score = 100 · (1 − Σ weight · risk). Spread: no risk up to 0.1 %, all of it from 1 %. Depth within 1 %: none from 20 orders,
 * all at 1. Daily volume: none from 1,000 orders, all at 20. Turnover a day: none between 1 % and 50 % of the market value,
 * all at 0.01 % and at 200 %. Bars without a trade: none at 0, all from one in five. Between these, in proportion. What is not
 * known has all of its risk.
 *
 * - Units: amounts in the quote asset, fractions as the names say.
 * - Cost: five rules.
 *
 * @throws {InvalidOptionsError} `minimumScore` is missing or not from 0 to 100.
 * @example
 * ```ts
 * import { liquidityCheck } from '@sigmax/risk';
 * const facts = {
 *   spreadFraction: 0.0002, depthAmount: 900_000, dailyVolumeAmount: 5e7, marketCapAmount: 1e9, idleBarsFraction: 0,
 *   orderAmount: 10_000,
 * };
 * liquidityCheck(facts, { minimumScore: 60 }).score; // => 100
 * liquidityCheck({ ...facts, depthAmount: 9_000 }, { minimumScore: 60 }).score; // => 70
 * liquidityCheck({}, { minimumScore: 40 }).isEnough; // => false
 * ```
 */
export const liquidityCheck = (facts: LiquidityFacts, options: LiquidityCheckOptions): LiquidityVerdict => {
  const { minimumScore } = parseOptions(schema, options, 'liquidityCheck');
  const findings = findingsOf(liquidityRules, facts);
  const score = Math.round(1e9 * (100 - 100 * totalWeight(findings))) / 1e9;
  const reasons = findings.filter(({ weight }) => weight > 0).sort((one, other) => other.weight - one.weight);
  return { isEnough: score >= minimumScore, score, reasons, findings };
};
