import { type KnownAsset, knownAssets } from './known-assets';
import { scamRules } from './scam-rules';
import { findingsOf, type ScreeningFinding, totalWeight } from './screening-rule';
import type { TokenFacts } from './token-facts';

export interface ScamCheckOptions {
  /** Assets that others may pretend to be. Defaults to {@link knownAssets}. */
  readonly knownAssets?: readonly KnownAsset[];
}

export interface ScamVerdict {
  /** `avoid` above a score of 0.7, `caution` above 0.4 and while anything is not known. */
  readonly verdict: 'pass' | 'caution' | 'avoid';
  /** Σ weights of what was found and of what is not known, at most 1. */
  readonly score: number;
  /** What added to the score, the heaviest first. */
  readonly reasons: readonly ScreeningFinding[];
  /** Every rule with what it saw. */
  readonly findings: readonly ScreeningFinding[];
}

/**
 * Judges whether a token may be a trap, from facts that somebody else has gathered.
 *
 * Score = Σ weights of the rules that found something, at most 1: above 0.7 `avoid`, above 0.4 `caution`. A rule whose facts
 * are not known adds its weight, too, and keeps the token from passing: no answer is not a good answer. A token that cannot
 * be sold is to be avoided, whatever else is known.
 *
 * - Units: fractions, dollars and ms, as the names say.
 * - Cost: about twenty comparisons and one edit distance for each known asset.
 * - Source: thresholds 0.4 and 0.7 and five of the weights are those of the Python system, whose confirmed honeypot reached
 *   0.5 and passed, and to which a failed request was a verified contract; the others stand in each finding.
 *
 * @example
 * ```ts
 * import { scamCheck } from '@sigmax/risk';
 * scamCheck({ symbol: 'NEW', name: 'New Token', canSell: false }).verdict; // => 'avoid'
 * const { verdict, score } = scamCheck({
 *   symbol: 'NEW', name: 'New Token', canSell: true, isContractVerified: true, isUpgradeable: false, topTenFraction: 0.35,
 *   liquidityAmount: 400_000, lockedLiquidityFraction: 0.95, lockedForMs: 90 * 86_400_000, hasMintAuthority: false,
 *   hasFreezeAuthority: false, buyTaxFraction: 0, sellTaxFraction: 0, ageMs: 20 * 86_400_000,
 * });
 * verdict; // => 'pass'
 * score; // => 0.15
 * ```
 */
export const scamCheck = (facts: TokenFacts, options: ScamCheckOptions = {}): ScamVerdict => {
  const findings = findingsOf(scamRules(options.knownAssets ?? knownAssets), facts);
  const score = Math.min(1, totalWeight(findings));
  const reasons = findings.filter(({ weight }) => weight > 0).sort((one, other) => other.weight - one.weight);
  const isKnown = findings.every((finding) => finding.isKnown);
  return { verdict: score > 0.7 ? 'avoid' : score > 0.4 || !isKnown ? 'caution' : 'pass', score, reasons, findings };
};
