import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { cholesky, forwardSolve, solveFactored } from '../algebra/cholesky';
import { addScaled, dot, multiply, rowsOf } from '../algebra/dense';
import { type CheckedCovariance, type Covariance, checkCovariance } from '../covariance';
import type { ExpectedReturns } from '../expected-returns';
import { inOrder, type Weights, weightsOf } from '../weights';

/** An opinion on what a combination of instruments will earn in one period. */
export interface ReturnView {
  /** What the opinion is about: `{ BTC: 1 }` is BTC itself, `{ ETH: 1, BTC: -1 }` is by how much ETH beats BTC. */
  readonly assets: Readonly<Record<string, number>>;
  /** Expected return of the combination. */
  readonly return: number;
  /**
   * How much it counts, above 0 and at most 1: 1 is certain, 0.5 as uncertain as the market's own opinion, which is He and
   * Litterman's Ω.
   */
  readonly confidence: number;
}

const schema = z.strictObject({
  marketWeights: z.record(z.string(), z.number()),
  riskAversion: z.number().positive(),
  tau: z.number().positive().default(0.05),
  views: z
    .array(
      z.strictObject({
        assets: z.record(z.string(), z.number()),
        return: z.number(),
        confidence: z.number().gt(0).max(1),
      }),
    )
    .default([]),
});

export interface BlackLittermanOptions {
  /** What the market holds, by capitalisation for example; sums to 1. */
  readonly marketWeights: Weights;
  /** δ of the market: the excess return that it wants for a unit of variance. 2.5 is He and Litterman's. */
  readonly riskAversion: number;
  /** Opinions. Defaults to none: what comes out is the market's equilibrium. */
  readonly views?: readonly ReturnView[];
  /** τ, the uncertainty of the equilibrium returns as a part of the covariance. Defaults to 0.05. */
  readonly tau?: number;
}

export interface BlackLitterman {
  /** π = δ Σ w, the returns with which the market would hold what it holds. */
  readonly equilibrium: ExpectedReturns;
  /** Expected returns after the views. */
  readonly means: ExpectedReturns;
  /** Σ plus the uncertainty of the means that is left after the views; use it with `means`. */
  readonly covariance: Covariance;
}

interface Opinion {
  /** Σ p, with p the combination. */
  readonly spread: Float64Array;
  readonly combination: Float64Array;
  /** Variance of the opinion's error. */
  readonly variance: number;
  readonly surprise: number;
}

const opinionOf = (
  view: { readonly assets: Readonly<Record<string, number>>; readonly return: number; readonly confidence: number },
  place: number,
  { ids, matrix }: CheckedCovariance,
  equilibrium: Float64Array,
  tau: number,
): Opinion => {
  const combination = inOrder(view.assets, ids, 'blackLitterman', `views[${place}].assets`, 0);
  const spread = multiply(matrix, combination);
  const own = dot(combination, spread);
  if (!(own > 0)) {
    throw new InvalidOptionsError({
      code: 'INVALID_VIEW',
      message: `blackLitterman: views[${place}].assets was ${JSON.stringify(view.assets)}, which has no variance.`,
      remedy: 'Name at least one instrument with a coefficient other than 0.',
      context: { place },
    });
  }
  const variance = (tau * own * (1 - view.confidence)) / view.confidence;
  return { spread, combination, variance, surprise: view.return - dot(combination, equilibrium) };
};

const dependentViews = (): InvalidOptionsError =>
  new InvalidOptionsError({
    code: 'INVALID_VIEWS',
    message: 'blackLitterman: two certain views are about the same combination of instruments.',
    remedy: 'Keep one of them, or give them a confidence below 1.',
  });

/**
 * Returns expected returns between the market's and one's own: Black and Litterman's posterior.
 *
 * With π = δ Σ w, views P with returns q, and Ω with τ pₖ'Σpₖ (1 − cₖ) / cₖ on its diagonal:
 * μ = π + τΣP'(τPΣP' + Ω)⁻¹(q − Pπ) and Σ* = Σ + τΣ − τΣP'(τPΣP' + Ω)⁻¹PΣτ.
 *
 * Without views μ is π, and `meanVariance` with the same risk aversion and Σ finds the market weights again. A single view with confidence
 * c moves the return of its combination the share c of the way from the market's to the view's.
 *
 * - Units: everything for one period.
 * - Cost: O(K N² + K³) for K views.
 *
 * Source: Black and Litterman 1992, "Global portfolio optimization", Financial Analysts Journal 48; He and Litterman 1999, "The
 * intuition behind Black–Litterman model portfolios", appendix B; Idzorek 2005 for confidences, in the closed form of Walters 2014.
 *
 * @throws {InvalidOptionsError} an option is missing or out of range, a view or weight names an id that is not there, a view has no
 * variance, or certain views contradict each other.
 * @throws {AllocationError} the matrix is no covariance.
 * @example
 * ```ts
 * import { blackLitterman } from '@sigmax/risk';
 * const covariance = { ids: ['demo:BTC/USDT', 'demo:ETH/USDT'], matrix: [[0.04, 0], [0, 0.08]] };
 * const marketWeights = { 'demo:BTC/USDT': 0.5, 'demo:ETH/USDT': 0.5 };
 * const market = blackLitterman(covariance, { marketWeights, riskAversion: 2 });
 * market.means; // => { 'demo:BTC/USDT': 0.04, 'demo:ETH/USDT': 0.08 }
 * const view = { assets: { 'demo:BTC/USDT': 1 }, return: 0.06, confidence: 0.5 };
 * blackLitterman(covariance, { marketWeights, riskAversion: 2, views: [view] }).means['demo:BTC/USDT']!.toFixed(9); // => '0.050000000'
 * ```
 */
export const blackLitterman = (covariance: Covariance, options: BlackLittermanOptions): BlackLitterman => {
  const { marketWeights, riskAversion, tau, views } = parseOptions(schema, options, 'blackLitterman');
  const checked = checkCovariance(covariance, 'blackLitterman');
  const { ids, size, matrix } = checked;
  const market = inOrder(marketWeights, ids, 'blackLitterman', 'marketWeights', 0);
  const equilibrium = multiply(matrix, market).map((value) => value * riskAversion);
  const opinions = views.map((view, place) => opinionOf(view, place, checked, equilibrium, tau));
  const count = opinions.length;
  const inner = Float64Array.from(
    opinions.flatMap(({ spread, variance }, row) =>
      opinions.map(({ combination }, column) => tau * dot(spread, combination) + (row === column ? variance : 0)),
    ),
  );
  const factor = cholesky(inner, count);
  if (factor === undefined) throw dependentViews();
  const pull = solveFactored(
    factor,
    opinions.map(({ surprise }) => surprise),
  );
  const means = equilibrium.slice();
  for (const [place, { spread }] of opinions.entries()) addScaled(means, tau * (pull[place] as number), spread);
  const posterior = matrix.map((value) => value * (1 + tau));
  // τΣP'L'⁻¹ column by column: what the views explain of τΣ is the sum of its columns' squares.
  const explained = ids.map((_, row) =>
    forwardSolve(
      factor,
      opinions.map(({ spread }) => tau * (spread[row] as number)),
    ),
  );
  for (let place = 0; place < posterior.length; place++) {
    const [row, column] = [Math.floor(place / size), place % size];
    posterior[place] =
      (posterior[place] as number) - dot(explained[row] as Float64Array, explained[column] as Float64Array);
  }
  return {
    equilibrium: weightsOf(ids, equilibrium),
    means: weightsOf(ids, means),
    covariance: { ids, matrix: rowsOf(posterior, size) },
  };
};
