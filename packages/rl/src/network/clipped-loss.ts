export interface ClippedLossOptions {
  readonly clipRange: number;
  readonly valueClipRange: number | undefined;
  readonly valueClip: 'clipped' | 'larger';
  readonly entropyCoefficient: number;
  readonly valueCoefficient: number;
}

/** Sums over rows. */
export interface ClippedLossSums {
  policyLoss: number;
  valueLoss: number;
  entropy: number;
  divergence: number;
  oldDivergence: number;
  /** How many ratios left 1 ± ε. */
  clipped: number;
}

/**
 * The loss of PPO in the memory of a core, for one choice among several without a mask.
 *
 * The caller writes a number for each row into the columns after a `forward`; `evaluate` writes the gradients of both heads and the
 * sums. What an implementer guarantees: the bits of `ppoLoss` without it.
 */
export interface ClippedLoss {
  readonly actions: Float64Array;
  /** Of the policy that acted. */
  readonly logProbabilities: Float64Array;
  /** As the loss takes them, normalised where it says so. */
  readonly advantages: Float64Array;
  readonly returns: Float64Array;
  /** Values when the rows were seen. */
  readonly values: Float64Array;
  evaluate(rows: number, options: ClippedLossOptions, out: ClippedLossSums): void;
}
