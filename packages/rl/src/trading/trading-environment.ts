import {
  type Backtester,
  type BarSeries,
  type Decision,
  InvalidOptionsError,
  type OpenBacktest,
  type Portfolio,
  parseOptions,
  type Random,
  type RunResult,
  seededRandom,
  sliceBars,
} from '@sigmax/core';
import { z } from 'zod';
import type { Environment } from '../environments/environment';
import { episodeOver, invalidAction, notReset, seedNeeded } from '../environments/episode-errors';
import { naturalLogarithm } from '../portable-math';
import { box } from '../spaces/box';
import { alignedSeries } from './aligned-series';
import { actionReader, type TradingAction, type TradingActions } from './trading-actions';
import { type ExtraFeature, featureLimit, featureRows, tradingFeatureNames } from './trading-features';
import { scalingSchema, type TradingScaling } from './trading-scaling';

/** What a reward is made of: the account before and after one bar, all costs taken. */
export interface RewardStep {
  readonly equityBefore: number;
  readonly equityAfter: number;
  /** The account after the bar; a view, valid during the call. */
  readonly portfolio: Portfolio;
}

export interface TradingEnvironmentOptions {
  /** Money, costs and guards: `createBacktester({ cash, broker })`. */
  readonly backtester: Backtester;
  /** Bars of one instrument, or of several at the same times. */
  readonly market: BarSeries | readonly BarSeries[];
  readonly actions: TradingActions;
  /** From `fitTradingScaling` on bars that the policy may know, or stored with the policy. */
  readonly scaling: TradingScaling;
  /** The episode terminates when equity falls to this fraction of what it began with, or below. */
  readonly ruin: number;
  /** Bars of an episode; left out: to the end of the market. */
  readonly episodeBars?: number;
  /** Begin each episode at a random bar instead of at the first with all features. Defaults to false. */
  readonly isRandomStart?: boolean;
  /** −1 to 1 for each bar of a series; left out: 0, no opinion. */
  readonly sentiment?: ExtraFeature['column'];
  readonly features?: readonly ExtraFeature[];
  /** Defaults to log(equityAfter / equityBefore). */
  readonly reward?: (step: RewardStep) => number;
}

export interface TradingEnvironment extends Environment<TradingAction> {
  /** Names of the numbers of an observation, in order: `price BTC/USDT`, … */
  readonly featureNames: readonly string[];
  /** What an action tells the kernel. */
  decisionOf(action: TradingAction): Decision;
  /** Closes the present episode and returns the run's result, with its digest; then reset. */
  finish(): RunResult;
}

const schema = z.looseObject({
  backtester: z.custom<Backtester>(
    (value) => typeof Reflect.get(Object(value), 'open') === 'function',
    'expected createBacktester(...)',
  ),
  scaling: scalingSchema,
  ruin: z.number().min(0).lt(1),
  episodeBars: z.int().positive().optional(),
  isRandomStart: z.boolean().default(false),
});

/** Below this part of the first equity the logarithm stops falling. */
const leastPart = 1e-9;

const logGrowth = ({ equityBefore, equityAfter }: RewardStep): number => naturalLogarithm(equityAfter / equityBefore);

/**
 * A market as an environment, on the kernel, ledger and simulated fills of `bot.backtest`.
 *
 * An action decided on bar t fills at the open of bar t + 1, costs included; the reward of the step is the log growth of
 * equity from close t to close t + 1. So the rewards of an episode add up to log(last equity / first equity), and the same
 * decisions give the same digest in `bot.backtest`. Reaching `ruin` terminates; the end of the bars truncates.
 *
 * Observation, for each instrument: `price` log return, `volume` against its trailing mean, `rsi` −1 to 1, `macd` as a
 * fraction of the price, `sentiment`, `position` weight, `pnl` unrealised as a fraction of equity, then extra features;
 * within ±10. Info: `timeMs`, `equity`, `barIndex`.
 *
 * Actions: whole numbers, or one a instrument for several; see `TradingActions`. Shorts and leverage need perpetuals, whose
 * margin, funding and liquidation are the kernel's: `createBacktester({ instruments: [perpetualInstrument(...)] })`.
 * Cost of a step: O(instruments · features); of a reset: one pass over the episode's bars.
 *
 * @throws {InvalidOptionsError} an option is wrong, there are too few bars, or actions are beyond the margin (`NEEDS_MARGIN`).
 * @throws {DataError} series are not at the same times, or a feature is not finite.
 * @example
 * ```ts
 * import { createBacktester, simulatedBroker } from '@sigmax/core';
 * import { fitTradingScaling, randomWalkMarket, tradingEnvironment } from '@sigmax/rl';
 * const market = randomWalkMarket({ seed: 7, bars: 500, volatility: 0.01 });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 });
 * const environment = tradingEnvironment({
 *   backtester: createBacktester({ cash: { USDT: 10_000 }, broker }),
 *   market,
 *   actions: { type: 'hold-buy-sell', weight: 1 },
 *   scaling: fitTradingScaling(market, { to: 400 }),
 *   ruin: 0.5,
 * });
 * environment.reset(1).observation.length; // => 7
 * environment.step(1).reward < 0.05; // => true
 * ```
 */
export const tradingEnvironment = (options: TradingEnvironmentOptions): TradingEnvironment => {
  const { backtester, scaling, ruin, episodeBars, isRandomStart } = parseOptions(schema, options, 'tradingEnvironment');
  requireKnown(options);
  const all = alignedSeries(options.market);
  const ids = all.map(({ instrumentId }) => instrumentId);
  const extra = options.features ?? [];
  const reader = actionReader(options.actions, ids, backtester.instruments ?? []);
  const reward = options.reward ?? logGrowth;
  const tables = all.map((series) => featureRows(series, scaling, options.sentiment, extra));
  const [{ length, timeMs }] = all as [BarSeries];
  const first = Math.max(...tables.map(({ firstKnown }) => firstKnown));
  const longest = length - 1 - first;
  const bars = episodeBars ?? longest;
  if (!(longest >= 1 && bars <= longest)) throw tooShort(length, first, bars);
  const { width } = tables[0] as (typeof tables)[0];
  const names = [...tradingFeatureNames, ...extra.map(({ name }) => name)];
  const size = ids.length * width;
  const observationSpace = box({
    low: Array.from({ length: size }, () => -featureLimit),
    high: Array.from({ length: size }, () => featureLimit),
  });
  const name = 'Trading';

  let random: Random | undefined;
  let run: OpenBacktest | undefined;
  let barIndex = first;
  let lastIndex = first;
  let equity = 0.5;
  let firstEquity = 0.5;
  let isOver = true;

  const observe = (portfolio: Portfolio): Float64Array => {
    const observation = new Float64Array(size);
    for (let place = 0; place < ids.length; place++) {
      const { rows } = tables[place] as (typeof tables)[0];
      const from = barIndex * width;
      const at = place * width;
      for (let feature = 0; feature < width; feature++) observation[at + feature] = rows[from + feature] as number;
      const id = ids[place] as string;
      observation[at + 5] = portfolio.weight(id);
      const profit = equity > 0 ? (portfolio.unrealisedPnl(id) * portfolio.quoteValue(id, 1)) / equity : 0;
      observation[at + 6] = Math.min(Math.max(profit, -featureLimit), featureLimit);
    }
    return observation;
  };
  const info = () => ({ timeMs: timeMs[barIndex] as number, equity, barIndex });

  return {
    name,
    observationSpace,
    actionSpace: reader.space,
    featureNames: ids.flatMap((id) => names.map((feature) => `${feature} ${id}`)),
    decisionOf: reader.decisionOf,
    reset: (seed) => {
      if (seed !== undefined) random = seededRandom(seed);
      if (random === undefined) throw seedNeeded(name);
      barIndex = isRandomStart ? first + random.integer(longest - bars + 1) : first;
      lastIndex = barIndex + bars;
      run = backtester.open({ market: all.map((series) => sliceBars(series, barIndex, lastIndex + 1)) });
      run.next();
      const { portfolio } = run.snapshot;
      equity = portfolio.equity;
      firstEquity = equity;
      isOver = false;
      return { observation: observe(portfolio), info: info() };
    },
    step: (action) => {
      if (run === undefined) throw notReset(name);
      if (isOver) throw episodeOver(name);
      if (!reader.space.contains(action)) throw invalidAction(name, action, reader.space);
      run.decide(reader.decisionOf(action));
      run.next();
      barIndex += 1;
      const { portfolio } = run.snapshot;
      const equityBefore = equity;
      const least = firstEquity * leastPart;
      equity = Math.max(portfolio.equity, least);
      const terminated = equity <= firstEquity * ruin || equity === least;
      const truncated = barIndex === lastIndex;
      isOver = terminated || truncated;
      const paid = reward({ equityBefore, equityAfter: equity, portfolio });
      return { observation: observe(portfolio), reward: paid, terminated, truncated, info: info() };
    },
    finish: () => {
      if (run === undefined) throw notReset(name);
      const result = run.finish();
      run = undefined;
      isOver = true;
      return result;
    },
  };
};

const known = new Set(
  'backtester market actions scaling ruin episodeBars isRandomStart sentiment features reward'.split(' '),
);

const requireKnown = (options: TradingEnvironmentOptions): void => {
  const unknown = Object.keys(options).find((field) => !known.has(field));
  if (unknown === undefined) return;
  throw new InvalidOptionsError({
    code: 'INVALID_OPTIONS',
    message: `tradingEnvironment: ${unknown}: no such option.`,
    remedy: `Use ${[...known].join(', ')}.`,
  });
};

const tooShort = (length: number, first: number, bars: number): InvalidOptionsError =>
  new InvalidOptionsError({
    code: 'TOO_FEW_BARS',
    message: `tradingEnvironment: ${length} bars were given, the first ${first} are without all features, and an episode takes ${bars}.`,
    remedy: 'Give more bars, or shorter episodes.',
    context: { length, first, bars },
  });
