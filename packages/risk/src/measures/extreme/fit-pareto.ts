export interface ParetoParameters {
  scale: number;
  shape: number;
}

/**
 * Writes scale and shape by probability-weighted moments a₀ = mean of the excesses and a₁ = Σ j y₍ⱼ₎ / (k (k − 1)) over excesses in
 * descending order, j from 0: ξ = 2 − a₀ / (a₀ − 2a₁), σ = 2 a₀ a₁ / (a₀ − 2a₁).
 *
 * Returns false for fewer than two excesses and when all are equal. It needs a shape below 1, and is precise below ½.
 *
 * Source: J. Hosking and J. Wallis 1987, "Parameter and quantile estimation for the generalized Pareto distribution", with
 * the unbiased estimate of a₁.
 */
export const fitByMoments = (count: number, sum: number, rankedSum: number, into: ParetoParameters): boolean => {
  if (count < 2) return false;
  const mean = sum / count;
  const weighted = rankedSum / (count * (count - 1));
  const spread = mean - 2 * weighted;
  // What rounding leaves of equal excesses is no spread.
  if (!(spread > 1e-13 * mean)) return false;
  into.shape = 2 - mean / spread;
  into.scale = (2 * mean * weighted) / spread;
  return true;
};

/** The logarithm of the likelihood of excesses; −Infinity where one of them is impossible. */
export const paretoLogLikelihood = (
  excesses: ArrayLike<number>,
  { scale, shape }: Readonly<ParetoParameters>,
): number => {
  if (!(scale > 0)) return Number.NEGATIVE_INFINITY;
  let total = 0;
  for (let index = 0; index < excesses.length; index++) {
    const y = (excesses[index] as number) / scale;
    if (shape === 0) total += y;
    else if (!(1 + shape * y > 0)) return Number.NEGATIVE_INFINITY;
    else total += (1 + 1 / shape) * Math.log1p(shape * y);
  }
  return -excesses.length * Math.log(scale) - total;
};

/** Below this shape the likelihood has no regular maximum (R. Smith 1985). */
const lowestShape = -0.5;

/** For a fixed ratio θ = ξ / σ the best shape is the mean of ln(1 + θ y); the scale follows. */
const parametersAt = (excesses: ArrayLike<number>, ratio: number, mean: number): ParetoParameters => {
  if (ratio === 0) return { shape: 0, scale: mean };
  let total = 0;
  for (let index = 0; index < excesses.length; index++) total += Math.log1p(ratio * (excesses[index] as number));
  const shape = total / excesses.length;
  return { shape, scale: shape / ratio };
};

const steps = 80;
const golden = (Math.sqrt(5) - 1) / 2;

/**
 * Scale and shape of the highest likelihood: along the ratio ξ / σ alone, first on a grid, then by golden sections.
 *
 * `undefined` for fewer than two excesses, and where the likelihood rises to the edge of what a shape of −½ or more allows.
 *
 * - Cost: about 140 passes over the excesses. Shape and scale are right to 1e-7.
 *
 * Source: S. Grimshaw 1993, "Computing maximum likelihood estimates for the generalized Pareto distribution" (the reduction
 * to one variable).
 */
export const fitByLikelihood = (excesses: ArrayLike<number>): ParetoParameters | undefined => {
  let sum = 0;
  let largest = 0;
  for (let index = 0; index < excesses.length; index++) {
    sum += excesses[index] as number;
    largest = Math.max(largest, excesses[index] as number);
  }
  if (excesses.length < 2 || !(largest > 0)) return undefined;
  const mean = sum / excesses.length;
  // The ratio is above −1 / largest; in units of 1 / mean it is spread from there to 1000, densely around 0.
  const lowest = Math.asinh((-mean / largest) * (1 - 1e-9));
  const highest = Math.asinh(1_000);
  const ratioAt = (place: number): number => Math.sinh(place) / mean;
  const likelihoodAt = (place: number): number => {
    const parameters = parametersAt(excesses, ratioAt(place), mean);
    return parameters.shape < lowestShape ? Number.NEGATIVE_INFINITY : paretoLogLikelihood(excesses, parameters);
  };
  const placeOf = (step: number): number => lowest + ((highest - lowest) * step) / steps;
  let best = 0;
  for (let step = 1; step <= steps; step++) {
    if (likelihoodAt(placeOf(step)) > likelihoodAt(placeOf(best))) best = step;
  }
  if (best === 0 || best === steps || likelihoodAt(placeOf(best - 1)) === Number.NEGATIVE_INFINITY) return undefined;
  let left = placeOf(best - 1);
  let right = placeOf(best + 1);
  while (right - left > 1e-9) {
    const a = right - golden * (right - left);
    const b = left + golden * (right - left);
    if (likelihoodAt(a) < likelihoodAt(b)) left = a;
    else right = b;
  }
  return parametersAt(excesses, ratioAt((left + right) / 2), mean);
};
