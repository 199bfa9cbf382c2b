import { type BacktestStatistic, likelihoodStatistic, requireCounts } from './backtest-statistic';
import type { ExceptionCounts } from './exception-counts';
import { ownShare } from './likelihood';

export type ChristoffersenTransitions = Omit<ExceptionCounts, 'periods' | 'exceptions'>;

/** −2 ln of the likelihood of the transitions if the past did not matter over that if the period before did. */
export const independenceRatio = ({
  calmThenCalm,
  calmThenHit,
  hitThenCalm,
  hitThenHit,
}: ChristoffersenTransitions): number => {
  const afterCalm = calmThenCalm + calmThenHit;
  const afterHit = hitThenCalm + hitThenHit;
  const together = ownShare(calmThenCalm + hitThenCalm, afterCalm + afterHit);
  const alike = together + ownShare(calmThenHit + hitThenHit, afterCalm + afterHit);
  const apart = ownShare(calmThenCalm, afterCalm) + ownShare(calmThenHit, afterCalm);
  return 2 * (apart + ownShare(hitThenCalm, afterHit) + ownShare(hitThenHit, afterHit) - alike);
};

/**
 * Tests whether exceptions come in clusters: LR = −2 ln((1 − π)^(n₀₀ + n₁₀) π^(n₀₁ + n₁₁) /
 * ((1 − π₀)^n₀₀ π₀^n₀₁ (1 − π₁)^n₁₀ π₁^n₁₁)) against chi-square with 1 degree of freedom. π₀ is the share of exceptions after a
 * calm period, π₁ that after an exception, π that after any.
 *
 * It sees clusters of neighbouring periods only. Without an exception the statistic is 0.
 *
 * - `undefined` without a transition. Cost: O(1).
 *
 * Source: P. Christoffersen 1998, "Evaluating interval forecasts", equation 10.
 *
 * @throws {DataError} the counts are no counts.
 * @example
 * ```ts
 * import { christoffersenTest, exceptionCounts } from '@sigmax/risk';
 * const clustered = exceptionCounts(Array.from({ length: 250 }, (_, index) => index >= 100 && index < 105));
 * const { value, pValue } = christoffersenTest(clustered);
 * value?.toFixed(4); // => '30.9848'
 * (pValue ?? 1) < 1e-7; // => true
 * ```
 */
export const christoffersenTest = (transitions: ChristoffersenTransitions): BacktestStatistic => {
  const { calmThenCalm, calmThenHit, hitThenCalm, hitThenHit } = transitions;
  const hits = calmThenHit + hitThenHit;
  const count = hits + calmThenCalm + hitThenCalm;
  requireCounts('christoffersenTest', Math.min(calmThenCalm, calmThenHit, hitThenCalm, hitThenHit), count);
  return likelihoodStatistic(
    'christoffersen-independence',
    count === 0 ? undefined : independenceRatio(transitions),
    1,
    {},
  );
};
