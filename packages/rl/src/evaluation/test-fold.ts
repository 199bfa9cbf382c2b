import { type BarSeries, buyAndHold, type RunResult, seededRandom, tradingCosts } from '@sigmax/core';
import { delayObservations } from '../environments/wrappers/delay-observations';
import type { Policy } from '../policy/policy';
import type { TradingAction } from '../trading/trading-actions';
import type { TradingScaling } from '../trading/trading-scaling';
import { flatPolicy } from './baselines/constant-policies';
import type { EvaluationSettings } from './evaluation-options';
import { rangeEnvironment } from './fold-market';
import { type PlayedEpisode, playEpisode } from './play-episode';
import type { BarRange } from './splits/walk-forward-splits';
import { curveScores, growthsOf, type TradingScores } from './trading-scores';

export interface PlayedRun {
  readonly played: PlayedEpisode<TradingAction>;
  readonly result: RunResult;
  /** Account after each bar of the test; after ruin it stays where it fell. */
  readonly equity: Float64Array;
  readonly growths: Float64Array;
  readonly scores: TradingScores;
}

/** The test bars of one fold, played with any policy, costs and delay. */
export interface FoldTest {
  /** Close times of the bars of the test, the first decision's among them. */
  readonly timeMs: Float64Array;
  /** Buying and holding over the same bars. */
  readonly held: Pick<PlayedRun, 'equity' | 'growths' | 'scores'>;
  play(policy: Policy<TradingAction>, seed: number, options?: { costFactor?: number; isLate?: boolean }): PlayedRun;
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const heldOf = (result: RunResult, periodsPerYear: number): FoldTest['held'] => {
  const held = buyAndHold(result);
  const equity = held?.equity ?? result.equity.map(() => result.initialEquity);
  const fills = held?.instrumentIds.length ?? 0;
  const traded = { value: fills > 0 ? result.initialEquity : 0, exposure: fills > 0 ? 1 : 0, fills };
  return { equity, growths: growthsOf(equity), scores: curveScores(equity, periodsPerYear, traded) };
};

export const foldTest = (
  settings: EvaluationSettings,
  market: readonly BarSeries[],
  range: BarRange,
  scaling: TradingScaling,
): FoldTest => {
  const { periodsPerYear, actions } = settings;
  const run = (policy: Policy<TradingAction>, seed: number, costFactor: number, isLate: boolean) => {
    const environment = rangeEnvironment(settings, market, range, scaling, { costFactor });
    const shown = isLate ? delayObservations(environment) : environment;
    const played = playEpisode(shown, policy, { seed, random: seededRandom(seed).split('act') });
    return { played, result: environment.finish() };
  };
  const whole = run(flatPolicy({ actions, instruments: market.length }), 0, 1, false).result;
  const { length } = whole.equity;
  return {
    timeMs: whole.timeMs,
    held: heldOf(whole, periodsPerYear),
    play: (policy, seed, { costFactor = 1, isLate = false } = {}) => {
      const { played, result } = run(policy, seed, costFactor, isLate);
      const equity = Float64Array.from(
        { length },
        (_, index) => result.equity[Math.min(index, result.equity.length - 1)] as number,
      );
      const scores = curveScores(equity, periodsPerYear, {
        value: tradingCosts(result.fills).tradedNotional,
        exposure: mean(result.exposure),
        fills: result.fillCount,
      });
      return { played, result, equity, growths: growthsOf(equity), scores };
    },
  };
};
