import type { ParetoParameters } from './fit-pareto';

/**
 * The tail of losses beyond a threshold, as a generalised Pareto distribution sees it. Above a shape of 0 it is fatter than
 * an exponential one; from 1 on it has no mean.
 */
export interface ParetoTail extends ParetoParameters {
  /** A loss, positive. */
  threshold: number;
  /** Periods with a loss at or beyond the threshold. */
  exceedances: number;
  /** All periods. */
  periods: number;
}

/**
 * The loss that the share 1 − `level` of periods exceeds: u + (σ / ξ) ((n (1 − level) / k)^(−ξ) − 1).
 *
 * `undefined` where that loss is below the threshold, of which the tail knows nothing.
 *
 * Source: A. McNeil and R. Frey 2000, equation 14; Gilli and Këllezi 2006, equation 6.
 */
export const paretoValueAtRisk = (tail: Readonly<ParetoTail>, level: number): number | undefined => {
  const { threshold, scale, shape, exceedances, periods } = tail;
  const share = ((1 - level) * periods) / exceedances;
  if (!(share <= 1)) return undefined;
  const distance = -Math.log(share);
  return threshold + scale * (shape === 0 ? distance : Math.expm1(shape * distance) / shape);
};

/**
 * The mean loss beyond the value at risk: (VaR + σ − ξ u) / (1 − ξ). `undefined` for a shape of 1 or more.
 *
 * Source: A. McNeil and R. Frey 2000, equation 16; Gilli and Këllezi 2006, equation 7.
 */
export const paretoShortfall = (tail: Readonly<ParetoTail>, level: number): number | undefined => {
  const { threshold, scale, shape } = tail;
  const valueAtRisk = paretoValueAtRisk(tail, level);
  if (valueAtRisk === undefined || !(shape < 1)) return undefined;
  return (valueAtRisk + scale - shape * threshold) / (1 - shape);
};
