import { bestReturn, worstReturn } from '../returns/extremes';
import { mean } from '../statistics/moments';
import {
  averageLoss,
  averageWin,
  expectancy,
  longestStreak,
  payoffRatio,
  profitFactor,
  systemQuality,
  winRate,
} from '../trades/win-loss';
import { type MeasureRecipe, recipe } from './definition';
import type { MeasureSubject, TradingRecord } from './subject';

const fromProfits =
  (compute: (profits: readonly number[]) => number | undefined) =>
  ({ profits }: MeasureSubject): number | undefined =>
    profits && compute(profits);

const fromTrades =
  (compute: (trading: TradingRecord) => number | undefined) =>
  ({ trading }: MeasureSubject): number | undefined =>
    trading && compute(trading);

const tradeReturns = ({ closed }: TradingRecord): number[] =>
  closed.flatMap((trip) => (trip.return === undefined ? [] : [trip.return]));

export const tradeRecipes: readonly MeasureRecipe[] = [
  recipe(
    'trades',
    'count',
    undefined,
    ['trade-count', 'Closed trades'],
    'Positions that were opened and closed again, each from flat to flat.',
    fromTrades(({ closed }) => closed.length),
  ),
  recipe(
    'trades',
    'count',
    undefined,
    ['open-trade-count', 'Open trades'],
    'Positions that were still open at the end; the other measures of trades leave them out.',
    fromTrades(({ trips, closed }) => trips.length - closed.length),
  ),
  recipe(
    'trades',
    'fraction',
    'higher',
    ['win-rate', 'Win rate'],
    'Share of closed trades with a profit above 0 after fees.',
    fromProfits(winRate),
  ),
  recipe(
    'trades',
    'number',
    'higher',
    ['profit-factor', 'Profit factor'],
    'Summed profit of winning trades over the summed loss of losing ones, after fees; not defined without a loss.',
    fromProfits(profitFactor),
  ),
  recipe(
    'trades',
    'number',
    'higher',
    ['payoff-ratio', 'Pay-off ratio'],
    'Average win over average loss, after fees; not defined without a win or a loss.',
    fromProfits(payoffRatio),
  ),
  recipe(
    'trades',
    'money',
    'higher',
    ['expectancy', 'Expectancy'],
    'Mean profit of a closed trade after fees, in the reporting asset.',
    fromProfits(expectancy),
  ),
  recipe(
    'trades',
    'fraction',
    'higher',
    ['trade-return', 'Mean return of a trade'],
    'Mean profit after fees over the value that was entered.',
    fromTrades((trading) => mean(tradeReturns(trading))),
  ),
  recipe(
    'trades',
    'money',
    'higher',
    ['average-win', 'Average win'],
    'Mean profit of the winning trades after fees.',
    fromProfits(averageWin),
  ),
  recipe(
    'trades',
    'money',
    'higher',
    ['average-loss', 'Average loss'],
    'Mean profit of the losing trades after fees, a negative number.',
    fromProfits(averageLoss),
  ),
  recipe(
    'trades',
    'money',
    'higher',
    ['largest-win', 'Best trade'],
    'Largest profit of one closed trade after fees.',
    fromProfits(bestReturn),
  ),
  recipe(
    'trades',
    'money',
    'higher',
    ['largest-loss', 'Worst trade'],
    'Smallest profit of one closed trade after fees.',
    fromProfits(worstReturn),
  ),
  recipe(
    'trades',
    'milliseconds',
    undefined,
    ['average-holding', 'Average holding time'],
    'Mean time from the first to the last fill of a closed trade.',
    fromTrades(({ closed }) => mean(closed.map(({ holdingMs }) => holdingMs))),
  ),
  recipe(
    'trades',
    'count',
    'higher',
    ['longest-win-streak', 'Longest winning streak'],
    'Most winning trades in a row, in order of their close; a profit of 0 ends it.',
    fromProfits((profits) => longestStreak(profits, 'wins')),
  ),
  recipe(
    'trades',
    'count',
    'lower',
    ['longest-loss-streak', 'Longest losing streak'],
    'Most losing trades in a row, in order of their close; a profit of 0 ends it.',
    fromProfits((profits) => longestStreak(profits, 'losses')),
  ),
  recipe(
    'trades',
    'number',
    'higher',
    ['system-quality', 'System quality (SQN)'],
    'Mean trade return over its standard deviation (ddof 1) times √n, n capped at 100.',
    fromTrades((trading) => systemQuality(tradeReturns(trading))),
  ),
];
