import type { RunResult } from '../../kernel/run-result';
import { activityRecipes } from './activity';
import { benchmarkRecipes } from './benchmark';
import type { MeasureDefinition, MeasureRecipe } from './definition';
import { drawdownRecipes } from './drawdowns';
import { luckRecipes } from './luck';
import { ratioRecipes } from './ratios';
import { returnRecipes } from './returns';
import { riskRecipes } from './risk';
import { type MeasureOptions, type MeasureSettings, measureSettings } from './settings';
import { type MeasureSubject, runSubjects } from './subject';
import { tradeRecipes } from './trades';

export const recipes: readonly MeasureRecipe[] = [
  ...returnRecipes,
  ...riskRecipes,
  ...ratioRecipes,
  ...drawdownRecipes,
  ...benchmarkRecipes,
  ...tradeRecipes,
  ...activityRecipes,
  ...luckRecipes,
];

const describe = (
  { id, name, group, unit, better, define }: MeasureRecipe,
  settings: MeasureSettings,
  periodsPerYear: number | undefined,
): MeasureDefinition => ({ id, name, group, unit, better, definition: define(settings, periodsPerYear) });

/**
 * Every measure that a report shows, with its definition under the default options.
 *
 * @example
 * ```ts
 * import { measureDefinitions } from '@sigmax/core';
 * measureDefinitions.find(({ id }) => id === 'win-rate')?.unit; // => 'fraction'
 * ```
 */
export const measureDefinitions: readonly MeasureDefinition[] = recipes.map((recipe) =>
  describe(recipe, measureSettings({}, 'measureDefinitions'), undefined),
);

/** A measure of a run. */
export interface Measure extends MeasureDefinition {
  /** `undefined` where the definition gives no number: a ratio without a denominator, a trade measure without trades. */
  readonly value: number | undefined;
  /** The same for buying and holding; `undefined` too where it makes no sense, as for trades. */
  readonly buyAndHold: number | undefined;
}

/** Measures a run that has been prepared; shared by `allMeasures` and the reports. */
export const measure = (strategy: MeasureSubject, benchmark: MeasureSubject | undefined): Measure[] =>
  recipes.map((recipe) => ({
    ...describe(recipe, strategy.settings, strategy.periodsPerYear),
    value: recipe.compute(strategy),
    buyAndHold: benchmark && recipe.compute(benchmark),
  }));

/**
 * Returns every measure of a run: name, group, unit, value, the same for buying and holding, and a definition that states
 * the choices that were made.
 *
 * Returns are time-weighted from snapshot to snapshot, so that deposits and withdrawals do not count. The number of
 * periods in a year comes from the shortest timeframe of the bars and `daysPerYear` (365), and is part of each definition
 * that uses it.
 *
 * - Cost: O(snapshots · log snapshots), about two seconds for a million snapshots.
 *
 * @throws {InvalidOptionsError} an option is out of range.
 * @example
 * ```ts
 * import { allMeasures, createBot, defineStrategy, simulatedBroker, simulatedMarket, target } from '@sigmax/core';
 * const half = defineStrategy({ name: 'half', start: () => ({ bar }) => target(bar.instrumentId, 0.5) });
 * const bot = createBot({ strategy: half(), cash: { USDT: 10_000 } });
 * const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 100 });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
 * const result = bot.backtest({ market, broker });
 * const sharpe = allMeasures(result).find(({ id }) => id === 'sharpe-ratio');
 * sharpe?.definition.includes('8760 periods a year'); // => true
 * ```
 */
export const allMeasures = (result: RunResult, options: MeasureOptions = {}): Measure[] => {
  const { strategy, benchmark } = runSubjects(result, measureSettings(options, 'allMeasures'));
  return measure(strategy, benchmark);
};
