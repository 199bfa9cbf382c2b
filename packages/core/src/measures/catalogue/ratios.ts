import { maximumDrawdown, painIndex, ulcerIndex } from '../drawdown/depth';
import { rootOfSquares } from '../drawdown/ratios';
import { gainToPainRatio } from '../ratios/gain-to-pain';
import { kellyFraction } from '../ratios/kelly';
import { omegaRatio } from '../ratios/omega-ratio';
import { sharpeRatio } from '../ratios/sharpe-ratio';
import { sortinoRatio } from '../ratios/sortino-ratio';
import { returnStability } from '../ratios/stability';
import { tailRatioOfSorted } from '../ratios/tail-ratio';
import { cagr } from '../returns/growth';
import { ratio } from '../statistics/require';
import { annually, type MeasureRecipe, percent, recipe, trim, yearly } from './definition';

export const ratioRecipes: readonly MeasureRecipe[] = [
  recipe(
    'ratio',
    'number',
    'higher',
    ['sharpe-ratio', 'Sharpe ratio'],
    ({ riskFreeRate, sharpeMean, ddof }, periods) =>
      `${sharpeMean === 'arithmetic' ? 'Arithmetic' : 'Geometric'} mean return above ${percent(riskFreeRate)} a year over its standard deviation (ddof ${ddof}), ${yearly(periods)}.`,
    annually((one, periodsPerYear) =>
      sharpeRatio(one.returns, {
        periodsPerYear,
        riskFreePerPeriod: one.perPeriod(one.settings.riskFreeRate),
        ddof: one.settings.ddof,
        mean: one.settings.sharpeMean,
      }),
    ),
  ),
  recipe(
    'ratio',
    'number',
    'higher',
    ['sortino-ratio', 'Sortino ratio'],
    ({ requiredReturn, sortinoDenominator }, periods) =>
      `Mean return above ${percent(requiredReturn)} a year over the downside risk (${sortinoDenominator === 'all' ? 'all periods' : 'only shortfalls'} in the denominator), ${yearly(periods)}.`,
    annually((one, periodsPerYear) =>
      sortinoRatio(one.returns, {
        periodsPerYear,
        requiredPerPeriod: one.perPeriod(one.settings.requiredReturn),
        denominator: one.settings.sortinoDenominator,
      }),
    ),
  ),
  recipe(
    'ratio',
    'number',
    'higher',
    ['calmar-ratio', 'Calmar ratio'],
    (_, periods) => `Yearly growth over the deepest drawdown of the whole run, both compounded, ${yearly(periods)}.`,
    annually(({ returns, falls }, periodsPerYear) => ratio(cagr(returns, { periodsPerYear }), maximumDrawdown(falls))),
  ),
  recipe(
    'ratio',
    'number',
    'higher',
    ['martin-ratio', 'Martin ratio (UPI)'],
    (_, periods) => `Yearly growth over the Ulcer index, ${yearly(periods)}.`,
    annually(({ returns, falls }, periodsPerYear) => ratio(cagr(returns, { periodsPerYear }), ulcerIndex(falls))),
  ),
  recipe(
    'ratio',
    'number',
    'higher',
    ['pain-ratio', 'Pain ratio'],
    (_, periods) => `Yearly growth over the pain index, ${yearly(periods)}.`,
    annually(({ returns, falls }, periodsPerYear) => ratio(cagr(returns, { periodsPerYear }), painIndex(falls))),
  ),
  recipe(
    'ratio',
    'number',
    'higher',
    ['burke-ratio', 'Burke ratio'],
    (_, periods) => `Yearly growth over the root of the summed squared depths of all drawdowns, ${yearly(periods)}.`,
    annually(({ returns, episodes }, periodsPerYear) =>
      ratio(cagr(returns, { periodsPerYear }), rootOfSquares(episodes)),
    ),
  ),
  recipe(
    'ratio',
    'number',
    'higher',
    ['recovery-factor', 'Recovery factor'],
    'Total return over the deepest drawdown.',
    ({ performance, falls }) => ratio((performance.wealth.at(-1) ?? Number.NaN) - 1, maximumDrawdown(falls)),
  ),
  recipe(
    'ratio',
    'number',
    'higher',
    ['omega-ratio', 'Omega ratio'],
    ({ requiredReturn }, periods) =>
      `Sum of returns above a threshold over the sum of those below; ${percent(requiredReturn)} a year, de-annualised with ${periods === undefined ? 'the' : trim(periods)} periods a year.`,
    annually(({ returns, settings: { requiredReturn } }, periodsPerYear) =>
      omegaRatio(returns, { thresholdPerYear: requiredReturn, periodsPerYear }),
    ),
  ),
  recipe(
    'ratio',
    'number',
    'higher',
    ['gain-to-pain-ratio', 'Gain to pain'],
    'Sum of all returns over the size of the sum of the negative ones.',
    ({ returns }) => gainToPainRatio(returns),
  ),
  recipe(
    'ratio',
    'number',
    'higher',
    ['tail-ratio', 'Tail ratio'],
    ({ quantile }) => `Size of the 95 % quantile of returns over that of the 5 % quantile (${quantile}).`,
    ({ sorted, settings: { quantile } }) => tailRatioOfSorted(sorted, { method: quantile }),
  ),
  recipe(
    'ratio',
    'number',
    'higher',
    ['stability', 'Stability'],
    'R² of a straight line through the cumulative logarithmic returns.',
    ({ returns }) => returnStability(returns),
  ),
  recipe(
    'ratio',
    'number',
    'higher',
    ['kelly-fraction', 'Kelly multiple'],
    ({ ddof }) =>
      `Mean over variance (ddof ${ddof}) of returns: the multiple of the exposure that would have grown fastest.`,
    ({ returns, settings: { ddof } }) => kellyFraction(returns, { ddof }),
  ),
];
