import {
  type BarSeries,
  type BotOptions,
  createBot,
  type Guard,
  InvalidOptionsError,
  orders,
  type RunResult,
  simulatedBroker,
} from '@sigmax/core';
import type { AssetPaths } from './asset-paths';
import { firstReaction, flatAfter, type GuardReaction } from './guard-reaction';
import { joinedBars } from './joined-bars';
import { mistakenOrder } from './mistaken-order';
import { outageBroker } from './outage-broker';
import { priceBars } from './price-bars';
import { rehearsed, sheltered } from './rehearsal';
import type { StressScenario } from './scenario';
import { setUpBroker } from './set-up-broker';
import { assetsOf, idOf, type StressCosts, type StressMarket, type StressPortfolio } from './stress-market';
import { valueAt } from './value-path';

/** A bot as `createBot` takes it, without its money. Its strategy has to decide at once. */
export type StressBot = Pick<BotOptions, 'strategy' | 'guards' | 'sizing' | 'decimals' | 'accounting'>;

export interface StressRunOptions {
  readonly bot: StressBot;
  readonly portfolio: StressPortfolio;
  readonly markets: readonly StressMarket[];
  readonly costs: StressCosts;
  readonly reportingAsset: string;
  readonly timeframeMs: number;
  readonly startMs: number;
  /** Bars after the last point of a scenario. */
  readonly aftermathBars: number;
  readonly history: readonly BarSeries[];
  readonly seed: number;
}

/** How a bot came through a scenario. Money in dollars of before. */
export interface StressRun {
  readonly startEquity: number;
  readonly finalEquity: number;
  /** At the close of a bar; what a venue keeps taken off at the end. */
  readonly worstEquity: number;
  readonly lossFraction: number;
  readonly worstLossFraction: number;
  /** The guard that did something first, with the loss up to then; `undefined` when none did. */
  readonly firstGuard: (GuardReaction & { readonly afterMs: number; readonly lossFraction: number }) | undefined;
  /** From the first flatten until nothing was held. */
  readonly flatAfterMs: number | undefined;
  readonly fillCount: number;
  readonly deniedCount: number;
  readonly rejectedCount: number;
}

/** One bar to decide in, one to buy in, and one to see it done. */
const calmBars = 3;

const holdingOf = ({ portfolio }: StressRunOptions, market: StressMarket): number =>
  portfolio.holdings?.[idOf(market)] ?? 0;

const barVolume = ({ timeframeMs }: StressRunOptions, { volumePerHour }: StressMarket): number =>
  (volumePerHour * timeframeMs) / 3_600_000;

/** What is there before the holdings are bought, in steps that every account can count. */
const cashBefore = (options: StressRunOptions): Record<string, number> => {
  const { portfolio, markets } = options;
  const cash: Record<string, number> = { ...portfolio.cash };
  for (const market of markets) {
    const [, quote] = assetsOf(idOf(market));
    cash[quote] = Math.ceil(((cash[quote] ?? 0) + holdingOf(options, market) * market.price) * 1e6 + 1) / 1e6;
  }
  return cash;
};

const marketOf = (
  scenario: StressScenario,
  paths: AssetPaths,
  options: StressRunOptions,
  startMs: number,
): BarSeries[] =>
  options.markets.map((market) => {
    const instrumentId = idOf(market);
    const [base, quote] = assetsOf(instrumentId);
    const volume = barVolume(options, market);
    const bars = priceBars({
      instrumentId,
      price: market.price,
      base: paths.pathOf(base),
      quote: paths.pathOf(quote),
      timeframeMs: options.timeframeMs,
      startMs,
      calmBars,
      shockBars: Math.ceil(paths.endMs / options.timeframeMs) + options.aftermathBars,
      calmVolume: volume,
      shockVolume: volume * (scenario.depthFactor ?? 1),
    });
    const history = options.history.find((one) => one.instrumentId === instrumentId);
    return history === undefined ? bars : joinedBars(history, bars);
  });

const lastOf = (history: readonly BarSeries[]): number =>
  Math.max(Number.NEGATIVE_INFINITY, ...history.map(({ timeMs }) => timeMs.at(-1) ?? Number.NEGATIVE_INFINITY));

/** The close of the last calm bar. */
const beginningOf = ({ history, startMs, timeframeMs }: StressRunOptions): number =>
  history.length === 0 ? startMs : lastOf(history) + calmBars * timeframeMs;

const requireSetUp = (options: StressRunOptions, { events }: RunResult, startMs: number): void => {
  const held = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'fill' && event.timeMs <= startMs) held.set(event.instrumentId, event.positionAfter);
  }
  for (const market of options.markets) {
    const [wanted, found] = [holdingOf(options, market), held.get(idOf(market)) ?? 0];
    if (Math.abs(wanted - found) <= 1e-6 * wanted + 1e-7) continue;
    throw new InvalidOptionsError({
      code: 'PORTFOLIO_NOT_BOUGHT',
      message: `stress: ${wanted} of ${idOf(market)} could not be held before the shock, but ${found}.`,
      remedy: "Give a quantity on the instrument's step and above its minimums.",
      context: { instrumentId: idOf(market), wanted, found },
    });
  }
};

const told = (
  scenario: StressScenario,
  paths: AssetPaths,
  options: StressRunOptions,
  result: RunResult,
  startMs: number,
): StressRun => {
  const reporting = paths.pathOf(options.reportingAsset);
  const place = result.timeMs.indexOf(startMs);
  const kept = 1 - (scenario.venueLossFraction ?? 0);
  const dollars = Array.from(result.equity.subarray(place), (equity, index) => {
    const afterMs = (result.timeMs[place + index] as number) - startMs;
    return equity * valueAt(reporting, afterMs, -1);
  });
  const startEquity = dollars[0] as number;
  const finalEquity = (dollars.at(-1) as number) * kept;
  const worstEquity = Math.min(...dollars, finalEquity);
  const lossOf = (equity: number): number => (startEquity - equity) / startEquity;
  const reaction = firstReaction(result.events, startMs);
  const reactionPlace = reaction === undefined ? 0 : Math.max(0, result.timeMs.indexOf(reaction.timeMs) - place);
  return {
    startEquity,
    finalEquity,
    worstEquity,
    lossFraction: lossOf(finalEquity),
    worstLossFraction: lossOf(worstEquity),
    firstGuard: reaction && {
      ...reaction,
      afterMs: reaction.timeMs - startMs,
      lossFraction: lossOf(dollars[reactionPlace] as number),
    },
    flatAfterMs: flatAfter(result.events, startMs),
    fillCount: result.fills.filter(({ timeMs }) => timeMs > startMs).length,
    deniedCount: result.deniedCount,
    rejectedCount: result.rejectedCount,
  };
};

/** Runs a bot, with its guards or with others, from a portfolio through a scenario. */
export const stressRun = (
  scenario: StressScenario,
  paths: AssetPaths,
  options: StressRunOptions,
  guards: readonly Guard[],
): StressRun => {
  const { bot, markets, costs, reportingAsset, seed } = options;
  const { strategy, guards: _, ...rest } = bot;
  if (strategy.kind !== 'sync') {
    throw new InvalidOptionsError({
      code: 'NOT_SYNCHRONOUS',
      message: `stress: strategy ${strategy.name} decides later.`,
      remedy: 'Give a strategy of defineStrategy; a stress test cannot wait.',
    });
  }
  const startMs = beginningOf(options);
  const slippageRate = Math.min(0.99, costs.slippageRate * (scenario.spreadFactor ?? 1));
  const inner = simulatedBroker({
    takerFeeRate: costs.takerFeeRate,
    makerFeeRate: costs.makerFeeRate,
    slippageRate,
    volumeShare: costs.participationFraction,
  });
  const { outage, mistake } = scenario;
  const fromMs = startMs + (outage?.afterMs ?? 0);
  // What is sent with the last answer of the venue has reached it.
  const windows = outage && [{ fromMs: fromMs + 1, untilMs: fromMs + outage.durationMs }];
  const broker = setUpBroker(windows === undefined ? inner : outageBroker(inner, windows), startMs);
  const setUp = orders(
    markets.flatMap((market) => {
      const quantity = holdingOf(options, market);
      return quantity > 0 ? [{ type: 'market', instrumentId: idOf(market), side: 'buy', quantity } as const] : [];
    }),
  );
  const result = createBot({
    ...rest,
    strategy: rehearsed(strategy, {
      startMs,
      setUp,
      mistake: mistake && ((snapshot) => mistakenOrder(mistake, snapshot)),
    }),
    guards: guards.map((guard) => sheltered(guard, startMs)),
    cash: cashBefore(options),
    instruments: markets.map(({ instrument }) => instrument),
    reportingAsset,
  }).backtest({ market: marketOf(scenario, paths, options, startMs), broker, seed });
  requireSetUp(options, result, startMs);
  return told(scenario, paths, options, result, startMs);
};
