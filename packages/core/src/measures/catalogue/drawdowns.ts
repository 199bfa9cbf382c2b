import { averageDrawdown, currentDrawdown, maximumDrawdown, painIndex, ulcerIndex } from '../drawdown/depth';
import { longestDrawdown, recoveryPeriods, timeUnderWater } from '../drawdown/episodes';
import { conditionalValueAtRiskOfSorted } from '../tail/conditional-value-at-risk';
import { valueAtRiskOfSorted } from '../tail/value-at-risk';
import { lasting, type MeasureRecipe, percent, recipe } from './definition';

export const drawdownRecipes: readonly MeasureRecipe[] = [
  recipe(
    'drawdown',
    'fraction',
    'lower',
    ['maximum-drawdown', 'Maximum drawdown'],
    'Deepest fall below a former peak as a fraction of it, compounded, the start counted as a peak; a fall is positive.',
    ({ falls }) => maximumDrawdown(falls),
  ),
  recipe(
    'drawdown',
    'fraction',
    'lower',
    ['maximum-drawdown-uncompounded', 'Maximum drawdown (uncompounded)'],
    'Deepest fall of the summed returns, in units of the starting capital; it may exceed 1.',
    ({ fallsUncompounded }) => maximumDrawdown(fallsUncompounded),
  ),
  recipe(
    'drawdown',
    'fraction',
    'lower',
    ['average-drawdown', 'Average drawdown'],
    'Mean of the deepest points of all drawdowns, compounded.',
    ({ falls }) => averageDrawdown(falls, { over: 'episodes' }),
  ),
  recipe(
    'drawdown',
    'fraction',
    'lower',
    ['current-drawdown', 'Drawdown at the end'],
    'Distance of the last snapshot from the highest one, as a fraction of it.',
    ({ falls }) => currentDrawdown(falls),
  ),
  recipe(
    'drawdown',
    'milliseconds',
    'lower',
    ['longest-drawdown', 'Longest drawdown'],
    'Longest time from a peak back to it, or to the end.',
    lasting(({ falls }) => longestDrawdown(falls)),
  ),
  recipe(
    'drawdown',
    'milliseconds',
    'lower',
    ['recovery-time', 'Recovery of the deepest'],
    'Time from the bottom of the deepest drawdown back to its peak; not defined when it has not recovered.',
    lasting(({ falls }) => recoveryPeriods(falls)),
  ),
  recipe(
    'drawdown',
    'fraction',
    'lower',
    ['time-under-water', 'Time under water'],
    'Share of periods below a former peak.',
    ({ falls }) => timeUnderWater(falls),
  ),
  recipe(
    'drawdown',
    'fraction',
    'lower',
    ['ulcer-index', 'Ulcer index'],
    'Root mean square depth over all periods, compounded.',
    ({ falls }) => ulcerIndex(falls),
  ),
  recipe(
    'drawdown',
    'fraction',
    'lower',
    ['pain-index', 'Pain index'],
    'Mean depth over all periods, compounded, peaks counted as 0.',
    ({ falls }) => painIndex(falls),
  ),
  recipe(
    'drawdown',
    'fraction',
    'lower',
    ['drawdown-at-risk', 'Drawdown at risk'],
    ({ tailLevel, quantile }) =>
      `Depth that the worst ${percent(1 - tailLevel)} of periods exceeded, compounded (${quantile} quantile).`,
    ({ sortedFalls, settings: { tailLevel, quantile } }) =>
      valueAtRiskOfSorted(sortedFalls, { level: tailLevel, method: quantile }),
  ),
  recipe(
    'drawdown',
    'fraction',
    'lower',
    ['conditional-drawdown-at-risk', 'Conditional drawdown at risk'],
    ({ tailLevel }) =>
      `Mean depth of the worst ${percent(1 - tailLevel)} of periods, compounded, the last one in part.`,
    ({ sortedFalls, settings: { tailLevel } }) => conditionalValueAtRiskOfSorted(sortedFalls, { level: tailLevel }),
  ),
];
