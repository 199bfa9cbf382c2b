import { type BarSeries, buyAndHold, createBot, simulatedBroker } from '@sigmax/core';
import type { DecisionRecord, StressResult } from '@sigmax/risk';
import { type Account, accountOf, heldAccount } from './account';
import { botOf, traded } from './bot';
import { decisionsOf } from './decisions';
import { loadMarket } from './market';
import type { Settings } from './settings';
import { stressOf } from './stress';

/** The backtest with its limits, without them, and beside them what buying and waiting made. */
export interface CrashBacktest {
  readonly from: string;
  readonly to: string;
  readonly bars: number;
  readonly accounts: readonly Account[];
  readonly decisions: readonly DecisionRecord[];
  /** Of the run with limits. */
  readonly digest: string;
}

export interface Outcome {
  readonly backtest: CrashBacktest | undefined;
  /** Why there is no backtest. */
  readonly skipped: string | undefined;
  readonly stress: readonly StressResult[];
}

const backtestOf = (settings: Settings, market: readonly BarSeries[]): CrashBacktest => {
  const { cash, feeRate, slippageRate, seed } = settings;
  const broker = simulatedBroker({ takerFeeRate: feeRate, makerFeeRate: feeRate, slippageRate });
  const { strategy, guards = [] } = botOf(settings);
  const run = (limits: typeof guards) =>
    createBot({ strategy, guards: limits, cash: { USDT: cash }, instruments: traded }).backtest({
      market,
      broker,
      seed,
    });
  const [guarded, free] = [run(guards), run([])];
  const held = buyAndHold(free);
  const day = (timeMs: number | undefined): string => new Date(timeMs ?? 0).toISOString().slice(0, 10);
  return {
    from: day(guarded.timeMs[0]),
    to: day(guarded.timeMs.at(-1)),
    bars: guarded.barCount,
    accounts: [
      accountOf('with its limits', guarded, cash),
      accountOf('without them', free, cash),
      ...(held === undefined ? [] : [heldAccount('buy and hold', held, cash)]),
    ],
    decisions: decisionsOf(guarded),
    digest: guarded.digest,
  };
};

/** Runs the bot through the crash, where its bars are there, and through every stress scenario. */
export const outcomeOf = async (settings: Settings): Promise<Outcome> => {
  const market = await loadMarket(settings);
  const stress = stressOf(settings, market);
  if (market !== undefined) return { backtest: backtestOf(settings, market), skipped: undefined, stress };
  const skipped = 'the hourly bars of BTC and ETH are not there; give their folder with --data.';
  return { backtest: undefined, skipped, stress };
};
