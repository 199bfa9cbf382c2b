import { giniOfSorted, meanAbsoluteDeviation, semiDeviation } from '../ratios/dispersion';
import { downsideRisk } from '../ratios/sortino-ratio';
import { annualVolatility, ewmaVolatility } from '../ratios/volatility';
import { kurtosis, skewness } from '../statistics/moments';
import { conditionalValueAtRiskOfSorted } from '../tail/conditional-value-at-risk';
import { entropicValueAtRisk } from '../tail/entropic-value-at-risk';
import { cornishFisherValueAtRisk, gaussianValueAtRisk } from '../tail/parametric-value-at-risk';
import { valueAtRiskOfSorted } from '../tail/value-at-risk';
import { annually, type MeasureRecipe, percent, recipe, trim, yearly } from './definition';
import type { MeasureSettings } from './settings';

const worst = ({ tailLevel }: MeasureSettings): string => `the worst ${percent(1 - tailLevel)} of periods`;

export const riskRecipes: readonly MeasureRecipe[] = [
  recipe(
    'risk',
    'fraction per year',
    'lower',
    ['volatility', 'Volatility'],
    ({ ddof }, periods) => `Standard deviation of returns (ddof ${ddof}), ${yearly(periods)}.`,
    annually(({ returns, settings: { ddof } }, periodsPerYear) => annualVolatility(returns, { periodsPerYear, ddof })),
  ),
  recipe(
    'risk',
    'fraction per year',
    'lower',
    ['ewma-volatility', 'Volatility at the end'],
    ({ ewmaDecay }, periods) =>
      `Exponentially weighted volatility after the last period (decay ${ewmaDecay}, first variance from all returns, mean not taken out), ${yearly(periods)}.`,
    annually(({ returns, settings: { ewmaDecay } }, periodsPerYear) =>
      ewmaVolatility(returns, { decay: ewmaDecay, seed: 'sample', subtractMean: false, periodsPerYear }),
    ),
  ),
  recipe(
    'risk',
    'fraction per year',
    'lower',
    ['downside-risk', 'Downside risk'],
    ({ requiredReturn, sortinoDenominator }, periods) =>
      `Root mean square of returns below ${percent(requiredReturn)} a year over ${sortinoDenominator === 'all' ? 'all periods' : 'the periods that fell short'}, ${yearly(periods)}.`,
    annually((one, periodsPerYear) =>
      downsideRisk(one.returns, {
        periodsPerYear,
        requiredPerPeriod: one.perPeriod(one.settings.requiredReturn),
        denominator: one.settings.sortinoDenominator,
      }),
    ),
  ),
  recipe(
    'risk',
    'fraction',
    'lower',
    ['semi-deviation', 'Semi-deviation'],
    ({ ddof }) => `Root of the summed squares of returns below their own mean over n − ${ddof}, for one period.`,
    ({ returns, settings: { ddof } }) => semiDeviation(returns, { ddof }),
  ),
  recipe(
    'risk',
    'fraction',
    'lower',
    ['mean-absolute-deviation', 'Mean absolute deviation'],
    'Mean distance of returns from their mean, for one period.',
    ({ returns }) => meanAbsoluteDeviation(returns),
  ),
  recipe(
    'risk',
    'fraction',
    'lower',
    ['gini-mean-difference', 'Gini mean difference'],
    'Mean distance between two returns drawn at random, for one period.',
    ({ sorted }) => giniOfSorted(sorted),
  ),
  recipe(
    'risk',
    'number',
    'higher',
    ['skewness', 'Skewness'],
    'Third standardised population moment of returns; negative means that the large moves are losses.',
    ({ returns }) => skewness(returns),
  ),
  recipe(
    'risk',
    'number',
    'lower',
    ['excess-kurtosis', 'Excess kurtosis'],
    'Fourth standardised population moment of returns minus 3; 0 for a normal distribution.',
    ({ returns }) => kurtosis(returns, { convention: 'excess' }),
  ),
  recipe(
    'risk',
    'number',
    'lower',
    ['raw-kurtosis', 'Raw kurtosis'],
    'Fourth standardised population moment of returns; 3 for a normal distribution.',
    ({ returns }) => kurtosis(returns, { convention: 'raw' }),
  ),
  recipe(
    'tail risk',
    'fraction',
    'lower',
    ['value-at-risk', 'Value at risk'],
    (settings) =>
      `Loss of one period that ${worst(settings)} exceeded, from past returns (${settings.quantile} quantile); a loss is positive.`,
    ({ sorted, settings: { tailLevel, quantile } }) =>
      valueAtRiskOfSorted(sorted, { level: tailLevel, method: quantile }),
  ),
  recipe(
    'tail risk',
    'fraction',
    'lower',
    ['value-at-risk-order-statistic', 'Value at risk (order statistic)'],
    (settings) =>
      `The same as an observed return: the ⌈${trim(1 - settings.tailLevel)} n⌉-th smallest; a loss is positive.`,
    ({ sorted, settings: { tailLevel } }) =>
      valueAtRiskOfSorted(sorted, { level: tailLevel, method: 'order-statistic' }),
  ),
  recipe(
    'tail risk',
    'fraction',
    'lower',
    ['conditional-value-at-risk', 'Expected shortfall (CVaR)'],
    (settings) =>
      `Mean loss of ${worst(settings)} (${settings.tail === 'fractional' ? 'exact share, the last one in part' : 'all at or below the value at risk'}); a loss is positive.`,
    ({ sorted, settings: { tailLevel, tail, quantile } }) =>
      conditionalValueAtRiskOfSorted(sorted, { level: tailLevel, tail, method: quantile }),
  ),
  recipe(
    'tail risk',
    'fraction',
    'lower',
    ['entropic-value-at-risk', 'Entropic value at risk'],
    (settings) =>
      `Smallest Chernoff bound on the loss at ${percent(settings.tailLevel)}, never below the expected shortfall; a loss is positive.`,
    ({ returns, settings: { tailLevel } }) => entropicValueAtRisk(returns, { level: tailLevel }),
  ),
  recipe(
    'tail risk',
    'fraction',
    'lower',
    ['gaussian-value-at-risk', 'Value at risk (normal)'],
    (settings) =>
      `Loss at ${percent(settings.tailLevel)} of a normal distribution with the mean and variance (ddof ${settings.ddof}) of returns; a loss is positive.`,
    ({ returns, settings: { tailLevel, ddof } }) => gaussianValueAtRisk(returns, { level: tailLevel, ddof }),
  ),
  recipe(
    'tail risk',
    'fraction',
    'lower',
    ['cornish-fisher-value-at-risk', 'Value at risk (Cornish-Fisher)'],
    (settings) =>
      `The same with the quantile bent for skewness and excess kurtosis (ddof ${settings.ddof}); not defined where that is not monotone; a loss is positive.`,
    ({ returns, settings: { tailLevel, ddof } }) => cornishFisherValueAtRisk(returns, { level: tailLevel, ddof }),
  ),
];
