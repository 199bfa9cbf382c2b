/** What is held of an asset, in money, and how much it moves. */
export interface Exposure {
  readonly value: number;
  /** Standard deviation of its return over the horizon. */
  readonly deviation: number;
}

/**
 * Returns the return of each asset in the worst of all moves that are a number of standard deviations away, when every two
 * assets correlate alike.
 *
 * Σ_ij = ρ_ij σ_i σ_j with ρ_ii = 1 and ρ_ij = ρ; r = −k Σw / √(wᵀΣw), the point of the ellipsoid rᵀΣ⁻¹r = k² at which wᵀr is
 * least, −k √(wᵀΣw). `undefined` when nothing is held that could lose.
 *
 * The matrix is positive semidefinite for −1/(n − 1) ≤ ρ ≤ 1.
 *
 * - Cost: O(n²).
 * - Source: G. Studer, "Maximum Loss for Measurement of Market Risk", ETH Zürich, 1997.
 *
 * @example
 * ```ts
 * import { correlatedShock } from '@sigmax/risk';
 * const alone = correlatedShock([{ value: 1_000, deviation: 0.05 }], 0.95, 3);
 * alone?.map((value) => value.toFixed(4)); // => ['-0.1500']
 * ```
 */
export const correlatedShock = (
  exposures: readonly Exposure[],
  correlation: number,
  sigmas: number,
): number[] | undefined => {
  const risks = exposures.map((one) =>
    exposures.reduce(
      (sum, other) => sum + (one === other ? 1 : correlation) * one.deviation * other.deviation * other.value,
      0,
    ),
  );
  const variance = risks.reduce((sum, risk, index) => sum + risk * (exposures[index] as Exposure).value, 0);
  return variance > 0 ? risks.map((risk) => (-sigmas * risk) / Math.sqrt(variance)) : undefined;
};
