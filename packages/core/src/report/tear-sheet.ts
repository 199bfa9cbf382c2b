import type { RunResult } from '../kernel/run-result';
import { analyse, type RunAnalysis } from './analysis/analysis';
import { notes } from './analysis/notes';
import { type ReportOptions, type ReportSection, reportSettings } from './analysis/options';
import {
  costsSection,
  firstOf,
  luckSection,
  ordersSection,
  performanceSection,
  reproductionRows,
  riskSection,
  tradesSection,
} from './analysis/sections';
import { verdict } from './analysis/verdict';
import { count, day, duration } from './format';
import { resample } from './text/block-chart';
import { drawTearSheet } from './text/draw-tear-sheet';

/** A run on one page: plain data, and the text of it from `toString()`. */
export interface TearSheet {
  readonly title: string;
  readonly subtitle: string;
  readonly isSimulated: boolean;
  /** Plain sentences: result, costs, luck. */
  readonly verdict: readonly string[];
  readonly reportingAsset: string;
  readonly initialEquity: number;
  readonly finalEquity: number;
  /** Equity of the strategy and of buying and holding, and the drawdown, at most 84 points each. */
  readonly equity: readonly number[];
  readonly buyAndHold: readonly number[];
  readonly drawdown: readonly number[];
  readonly firstDay: string | undefined;
  readonly lastDay: string | undefined;
  readonly sections: readonly ReportSection[];
  readonly notes: readonly string[];
  /** Seed, digests, versions and command. */
  readonly reproduction: readonly (readonly [label: string, value: string])[];
  /** The sheet as text of at most 100 columns. */
  toString(): string;
}

const subtitle = ({ result, strategy, lengthMs }: RunAnalysis): string => {
  const { timeMs } = result;
  if (timeMs.length === 0) return 'no market';
  const { periodMs } = strategy.performance;
  return [
    firstOf(
      result.instruments.map(({ id }) => id),
      3,
    ),
    ...(periodMs === undefined ? [] : [`${duration(periodMs)} bars`]),
    `${day(timeMs[0] as number)} to ${day(timeMs.at(-1) as number)} (${duration(lengthMs)})`,
    `${count(result.barCount)} ${result.barCount === 1 ? 'bar' : 'bars'}`,
  ].join(' · ');
};

const columns = 84;

/** A tear sheet of what has been analysed already. */
export const sheetOf = (analysis: RunAnalysis): TearSheet => {
  const { result, settings, strategy, buyAndHold } = analysis;
  const { timeMs, initialEquity } = result;
  const data = {
    title: settings.title ?? result.strategy.name,
    subtitle: subtitle(analysis),
    isSimulated: analysis.isSimulated,
    verdict: verdict(analysis),
    reportingAsset: result.reportingAsset,
    initialEquity,
    finalEquity: result.finalEquity,
    equity: resample(strategy.performance.wealth, columns, 'last').map((wealth) => wealth * initialEquity),
    buyAndHold: buyAndHold === undefined ? [] : resample(buyAndHold.equity, columns, 'last'),
    drawdown: resample(strategy.falls.depths, columns, 'highest'),
    firstDay: timeMs.length === 0 ? undefined : day(timeMs[0] as number),
    lastDay: timeMs.length === 0 ? undefined : day(timeMs.at(-1) as number),
    sections: [
      performanceSection(analysis),
      tradesSection(analysis),
      riskSection(analysis),
      costsSection(analysis),
      luckSection(analysis),
      ordersSection(analysis),
      ...settings.sections,
    ],
    notes: notes(analysis),
    reproduction: reproductionRows(analysis),
  };
  // Not enumerable, so that the sheet is plain data for JSON and for tests.
  return Object.defineProperty(data, 'toString', { value: () => drawTearSheet(data) });
};

/**
 * Puts a run on one page: the result beside buying and holding, drawdown, trades, costs, risk, how likely luck is, what
 * guards did, and what it takes to make it again.
 *
 * - The same result and options give the same text. Luck is drawn with the run's own seed unless another is given.
 * - Cost: about three seconds for a million snapshots, mostly for the measures, the bootstrap and random timing.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { createBot, defineStrategy, simulatedBroker, simulatedMarket, target, tearSheet } from '@sigmax/core';
 * const half = defineStrategy({ name: 'half', start: () => ({ bar }) => target(bar.instrumentId, 0.5) });
 * const bot = createBot({ strategy: half(), cash: { USDT: 10_000 } });
 * const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 100 });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
 * const result = bot.backtest({ market, broker });
 * const sheet = tearSheet(result, { command: 'npx tsx half.ts' });
 * sheet.toString().includes('SIMULATED MARKET'); // => true
 * ```
 */
export const tearSheet = (result: RunResult, options: ReportOptions = {}): TearSheet =>
  sheetOf(analyse(result, reportSettings(options, 'tearSheet')));
