import { bestReturn, positiveShare, worstReturn } from '../returns/extremes';
import { cagr, meanReturn } from '../returns/growth';
import { annually, type MeasureRecipe, recipe, yearly } from './definition';
import type { MeasureSubject } from './subject';

const total = ({ performance }: MeasureSubject): number | undefined => {
  const last = performance.wealth.at(-1);
  return last === undefined ? undefined : last - 1;
};

const monthly = ({ months }: MeasureSubject): number[] => months.map((month) => month.return);

export const returnRecipes: readonly MeasureRecipe[] = [
  recipe(
    'return',
    'fraction',
    'higher',
    ['total-return', 'Total return'],
    'Growth from the initial equity to the last snapshot, compounded; deposits and withdrawals do not count.',
    total,
  ),
  recipe(
    'return',
    'fraction per year',
    'higher',
    ['cagr', 'Yearly growth (CAGR)'],
    (_, periods) => `The constant yearly return with the same end, compounded, ${yearly(periods)}.`,
    annually(({ returns }, periodsPerYear) => cagr(returns, { periodsPerYear })),
  ),
  recipe(
    'return',
    'fraction',
    'higher',
    ['mean-return', 'Mean return of a period'],
    'Arithmetic mean of the returns of all periods.',
    ({ returns }) => meanReturn(returns, { mean: 'arithmetic' }),
  ),
  recipe(
    'return',
    'fraction',
    'higher',
    ['geometric-mean-return', 'Geometric mean return'],
    'The constant return of a period with the same end.',
    ({ returns }) => meanReturn(returns, { mean: 'geometric' }),
  ),
  recipe(
    'return',
    'fraction',
    'higher',
    ['best-period', 'Best period'],
    'Largest return of one period.',
    ({ returns }) => bestReturn(returns),
  ),
  recipe(
    'return',
    'fraction',
    'higher',
    ['worst-period', 'Worst period'],
    'Smallest return of one period.',
    ({ returns }) => worstReturn(returns),
  ),
  recipe(
    'return',
    'fraction',
    'higher',
    ['positive-periods', 'Positive periods'],
    'Share of periods with a return above 0, among those with a return other than 0.',
    ({ returns }) => positiveShare(returns, { among: 'moving' }),
  ),
  recipe(
    'return',
    'fraction',
    'higher',
    ['best-month', 'Best month'],
    'Largest return of one calendar month (UTC), the first and last cut by the run.',
    (one) => bestReturn(monthly(one)),
  ),
  recipe(
    'return',
    'fraction',
    'higher',
    ['worst-month', 'Worst month'],
    'Smallest return of one calendar month (UTC), the first and last cut by the run.',
    (one) => worstReturn(monthly(one)),
  ),
  recipe(
    'return',
    'fraction',
    'higher',
    ['positive-months', 'Positive months'],
    'Share of calendar months (UTC) with a return above 0.',
    (one) => positiveShare(monthly(one), { among: 'all' }),
  ),
  recipe(
    'return',
    'money',
    'higher',
    ['net-profit', 'Net profit'],
    'Final minus initial equity, minus deposits, plus withdrawals, in the reporting asset.',
    ({ trading }) => trading && trading.finalEquity - trading.initialEquity - trading.netDeposits,
  ),
];
