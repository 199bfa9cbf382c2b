import { mean } from '../statistics/moments';
import { ratio } from '../statistics/require';
import { type MeasureRecipe, percent, recipe, yearly } from './definition';
import type { MeasureSubject, TradingRecord } from './subject';

const fromTrades =
  (compute: (trading: TradingRecord, subject: MeasureSubject) => number | undefined) =>
  (subject: MeasureSubject): number | undefined =>
    subject.trading && compute(subject.trading, subject);

const perYear = (value: number, { periodsPerYear, performance }: MeasureSubject): number | undefined =>
  periodsPerYear === undefined ? undefined : ratio(value * periodsPerYear, performance.timeMs.length);

const shareInvested = (exposure: Float64Array): number | undefined => {
  let invested = 0;
  for (let index = 0; index < exposure.length; index++) if ((exposure[index] as number) > 0) invested++;
  return ratio(invested, exposure.length);
};

export const activityRecipes: readonly MeasureRecipe[] = [
  recipe(
    'activity and costs',
    'count',
    undefined,
    ['fill-count', 'Fills'],
    'Executions of orders, partial ones counted each.',
    fromTrades(({ fillCount }) => fillCount),
  ),
  recipe(
    'activity and costs',
    'number',
    undefined,
    ['turnover', 'Turnover a year'],
    (_, periods) => `Half of the value bought and sold over the average equity, ${yearly(periods)}.`,
    fromTrades(({ costs, averageEquity }, subject) =>
      averageEquity > 0 ? perYear(costs.tradedNotional / 2 / averageEquity, subject) : undefined,
    ),
  ),
  recipe(
    'activity and costs',
    'fraction',
    undefined,
    ['exposure-time', 'Time in the market'],
    'Share of snapshots with an open position.',
    fromTrades(({ exposure }) => shareInvested(exposure)),
  ),
  recipe(
    'activity and costs',
    'fraction',
    undefined,
    ['average-exposure', 'Average exposure'],
    'Mean over all snapshots of Σ |position value| / equity.',
    fromTrades(({ exposure }) => mean(exposure)),
  ),
  recipe(
    'activity and costs',
    'fraction',
    'lower',
    ['maximum-exposure', 'Largest exposure'],
    'Largest Σ |position value| / equity at a snapshot.',
    fromTrades(({ exposure }) => (exposure.length === 0 ? undefined : exposure.reduce((a, b) => Math.max(a, b)))),
  ),
  recipe(
    'activity and costs',
    'money',
    'lower',
    ['fees-paid', 'Fees paid'],
    'Sum of all fees in the reporting asset at the time of the fill; rebates are negative.',
    fromTrades(({ costs }) => costs.fees),
  ),
  recipe(
    'activity and costs',
    'money',
    'lower',
    ['slippage-paid', 'Slippage paid'],
    'What fills cost against their price without slippage, in the reporting asset.',
    fromTrades(({ costs }) => costs.slippage),
  ),
  recipe(
    'activity and costs',
    'fraction',
    'lower',
    ['cost-drag', 'Costs over initial equity'],
    'Fees and slippage over the initial equity.',
    fromTrades(({ costs, initialEquity }) => ratio(costs.total, initialEquity)),
  ),
  recipe(
    'activity and costs',
    'fraction',
    'lower',
    ['cost-share', 'Costs over gross profit'],
    'Fees and slippage over the profit before them; not defined when there was none before them.',
    fromTrades(({ costs, finalEquity, initialEquity, netDeposits }) => {
      const gross = finalEquity - initialEquity - netDeposits + costs.total;
      return gross > 0 ? ratio(costs.total, gross) : undefined;
    }),
  ),
  recipe(
    'activity and costs',
    'fraction',
    'lower',
    ['cost-rate', 'Costs over value traded'],
    `Fees and slippage over the value bought and sold: ${percent(0.001)} is 10 basis points.`,
    fromTrades(({ costs }) => ratio(costs.total, costs.tradedNotional)),
  ),
];
