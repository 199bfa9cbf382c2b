/** A probability that was said, and whether it came true. */
export interface ProbabilityPair {
  readonly probability: number;
  readonly happened: boolean;
}

/** How good probabilities were. */
export interface ProbabilityScores {
  readonly count: number;
  /** Mean of (probability − outcome)²; 0.25 is what always saying one half has. */
  readonly brier: number;
  /** Brier score of a probability that is always `baseRate`. */
  readonly brierOfBaseRate: number;
  /** Σ over ten bins of share × |mean probability − part that happened|. */
  readonly ece: number;
}

const bins = 10;

/**
 * Scores probabilities against what happened: Brier's score, that of a constant, and the expected calibration error of ten equal bins.
 *
 * Sources: Brier 1950, "Verification of forecasts expressed in terms of probability"; Naeini, Cooper, Hauskrecht 2015 (ECE).
 */
export const probabilityScores = (pairs: readonly ProbabilityPair[], baseRate: number): ProbabilityScores => {
  const sums = Array.from({ length: bins }, () => ({ said: 0, happened: 0 }));
  let [brier, brierOfBaseRate] = [0, 0];
  for (const { probability, happened } of pairs) {
    const outcome = Number(happened);
    brier += (probability - outcome) ** 2;
    brierOfBaseRate += (baseRate - outcome) ** 2;
    const bin = sums[Math.min(bins - 1, Math.floor(probability * bins))] as (typeof sums)[number];
    bin.said += probability;
    bin.happened += outcome;
  }
  const count = pairs.length;
  const gaps = sums.reduce((sum, { said, happened }) => sum + Math.abs(said - happened), 0);
  return { count, brier: brier / count, brierOfBaseRate: brierOfBaseRate / count, ece: gaps / count };
};
