/**
 * How much readier investors are to sell what has gained than what has lost.
 *
 * Each bar counts once for each investor: as a realised gain or loss where he sold, at the prices of his sales against the mean price
 * that he paid; as one on paper where he only holds, at the close. PGR = realised gains / all gains, PLR = realised losses / all
 * losses. With one asset there is no portfolio to choose from, so bars without a sale count too.
 *
 * Source: Odean 1998, "Are investors reluctant to realize their losses?", for many stocks: PGR 0.148, PLR 0.098.
 */
export interface DispositionEffect {
  readonly realisedGains: number;
  readonly paperGains: number;
  readonly realisedLosses: number;
  readonly paperLosses: number;
  /** `undefined` where nobody had a gain. */
  readonly proportionOfGainsRealised: number | undefined;
  /** `undefined` where nobody had a loss. */
  readonly proportionOfLossesRealised: number | undefined;
  /** PGR / PLR; above 1 is the effect. */
  readonly ratio: number | undefined;
}

export interface DispositionTally {
  add(isGain: boolean, isRealised: boolean): void;
  result(): DispositionEffect;
}

const part = (count: number, rest: number): number | undefined =>
  count + rest === 0 ? undefined : count / (count + rest);

/** Counts gains and losses, realised and on paper. */
export const dispositionTally = (): DispositionTally => {
  let [realisedGains, paperGains, realisedLosses, paperLosses] = [0, 0, 0, 0];
  return {
    add: (isGain, isRealised) => {
      if (isGain) {
        if (isRealised) realisedGains += 1;
        else paperGains += 1;
      } else if (isRealised) realisedLosses += 1;
      else paperLosses += 1;
    },
    result: () => {
      const gains = part(realisedGains, paperGains);
      const losses = part(realisedLosses, paperLosses);
      return {
        realisedGains,
        paperGains,
        realisedLosses,
        paperLosses,
        proportionOfGainsRealised: gains,
        proportionOfLossesRealised: losses,
        ratio: gains === undefined || losses === undefined || losses === 0 ? undefined : gains / losses,
      };
    },
  };
};
