import { seededRandom } from '../seeded-random';
import type { PortfolioSelectionOptions } from './portfolio-selection';

/** The four assets of qiskit-finance's test and first tutorial (Apache-2.0, test_portfolio_optimization.py at 033c2bd3). */
export const fourAssets: PortfolioSelectionOptions = {
  assets: ['TICKER0', 'TICKER1', 'TICKER2', 'TICKER3'],
  expectedReturns: [0.01528439, -0.00078095, 0.00051792, 0.00087001],
  covariance: [
    [2.54138859e-3, 7.34022167e-5, 1.28600531e-4, -9.98612132e-5],
    [7.34022167e-5, 2.58486713e-4, 5.30427595e-5, 4.44816208e-5],
    [1.28600531e-4, 5.30427595e-5, 7.91504681e-4, -1.23887382e-4],
    [-9.98612132e-5, 4.44816208e-5, -1.23887382e-4, 1.97892585e-4],
  ],
  riskAversion: 0.5,
  choose: 2,
  scaling: 'raw',
};

/** The six assets of qiskit-optimization's CVaR tutorial, after Barkoutsos et al. 2020 (Apache-2.0, tutorial 08). */
export const sixAssets: PortfolioSelectionOptions = {
  assets: ['x0', 'x1', 'x2', 'x3', 'x4', 'x5'],
  expectedReturns: [0.7313, 0.9893, 0.2725, 0.875, 0.7667, 0.3622],
  covariance: [
    [0.7312, -0.6233, 0.4689, -0.5452, -0.0082, -0.3809],
    [-0.6233, 2.4732, -0.7538, 2.4659, -0.0733, 0.8945],
    [0.4689, -0.7538, 1.1543, -1.4095, 0.0007, -0.4301],
    [-0.5452, 2.4659, -1.4095, 3.5067, 0.2012, 1.0922],
    [-0.0082, -0.0733, 0.0007, 0.2012, 0.6231, 0.1509],
    [-0.3809, 0.8945, -0.4301, 1.0922, 0.1509, 0.8992],
  ],
  riskAversion: 0.5,
  choose: 3,
  scaling: 'raw',
};

/**
 * A market of one common and two smaller factors, in yearly figures: loadings 0.15 ± 0.05 and ± 0.08, specific volatility 0.1 to
 * 0.3, expected returns 0.08 ± 0.06. Drawn in this order: all loadings, all specific volatilities, all returns.
 */
export const factorModel = (
  size: number,
  choose: number,
  seed: number,
  riskAversion = 0.5,
): PortfolioSelectionOptions => {
  const random = seededRandom(seed);
  const loadings = Array.from({ length: size }, () => [
    0.15 + 0.05 * random.normal(),
    0.08 * random.normal(),
    0.08 * random.normal(),
  ]);
  // Products, not powers: engines differ in the last bit of x ** 2.
  const specific = Array.from({ length: size }, () => {
    const volatility = 0.1 + 0.2 * random.uniform();
    return volatility * volatility;
  });
  const covariance = loadings.map((a, i) =>
    loadings.map((b, j) => a.reduce((sum, one, k) => sum + one * b[k]!, 0) + (i === j ? specific[i]! : 0)),
  );
  const expectedReturns = Array.from({ length: size }, () => 0.08 + 0.06 * random.normal());
  const assets = Array.from({ length: size }, (_, index) => `asset${index}`);
  return { assets, expectedReturns, covariance, riskAversion, choose };
};
