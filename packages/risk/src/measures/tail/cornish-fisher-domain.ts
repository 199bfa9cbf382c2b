import { cornishFisherQuantile } from '@sigmax/core';

/** Where the expansion must not fall: for every z, or between −|z| and |z| of the level that is asked for. */
export type CornishFisherDomain = 'whole-line' | 'to-level';

export interface Shape {
  skewness: number;
  excessKurtosis: number;
}

/**
 * Whether the bent quantile rises everywhere: its slope (K/8 − S²/6) z² + S/3 z + 1 − K/8 + 5S²/36 has no root.
 *
 * Source: D. Maillard 2012, "A user's guide to the Cornish Fisher expansion", the domain of validity.
 */
const risesEverywhere = ({ skewness: s, excessKurtosis: k }: Shape): boolean => {
  const square = k / 8 - (s * s) / 6;
  const constant = 1 - k / 8 + (5 * s * s) / 36;
  if (s === 0 && k === 0) return true;
  return square > 0 && (s * s) / 9 - 4 * square * constant < 0;
};

/** The quantile z bent for a shape, or `undefined` outside the domain. */
const bent = (z: number, shape: Shape, domain: CornishFisherDomain): number | undefined =>
  domain === 'whole-line' && !risesEverywhere(shape) ? undefined : cornishFisherQuantile(z, shape);

/** What is kept of skewness and kurtosis is found to this part of the whole. */
const precision = 1e-14;

/**
 * The quantile z bent for a shape. Outside the domain it is `undefined` (`refuse`), or the shape is scaled towards that of
 * a normal distribution until it is inside (`clamp`): both numbers times the largest factor below 1 that bisection finds.
 */
export const bentQuantile = (
  z: number,
  shape: Shape,
  domain: CornishFisherDomain,
  outside: 'refuse' | 'clamp',
): number | undefined => {
  const quantile = bent(z, shape, domain);
  if (quantile !== undefined || outside === 'refuse') return quantile;
  const { skewness, excessKurtosis } = shape;
  const scaled = { skewness, excessKurtosis };
  let inside = z;
  let low = 0;
  for (let high = 1; high - low > precision; ) {
    const factor = (low + high) / 2;
    scaled.skewness = skewness * factor;
    scaled.excessKurtosis = excessKurtosis * factor;
    const candidate = bent(z, scaled, domain);
    if (candidate === undefined) high = factor;
    else {
      low = factor;
      inside = candidate;
    }
  }
  return inside;
};
