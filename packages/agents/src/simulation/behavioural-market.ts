/**
 * A market made of investors: each has a persona with biases, knows some of the others, and sends orders to a book that matches by
 * price and time. No language model; the seed decides everything.
 *
 * In each bar the worth of the asset moves at random; then investors look in random order, more of them after large moves and when
 * those they know trade (attention). Who looks forms an opinion (`opinionOf`), the disposition effect has its say (`disposed`), and
 * a strong enough opinion becomes an order: at once against the book, or waiting near the last price. Nobody borrows or sells short,
 * so cash and shares of all add up to what they were, to the last lot.
 *
 * Left out: news with content, other assets, fees, derivatives, and new money.
 *
 * @module
 */
import { type BarSeries, barSeries } from '@sigmax/core';
import { exponential } from '../portable-math';
import { type DispositionEffect, dispositionTally } from './disposition-effect';
import type { Persona } from './investors/persona';
import { type BehaviouralMarketOptions, readMarketOptions } from './market-options';
import { type MarketState, meanLots, openMarket, playBar } from './market-session';

/** How one investor ended. */
export interface InvestorResult {
  readonly persona: string;
  /** In the quote asset. */
  readonly cash: number;
  /** In the base asset. */
  readonly shares: number;
  readonly trades: number;
}

export interface BehaviouralMarket {
  /** A market for backtests, marked as simulated. */
  readonly bars: BarSeries;
  /** What the asset was worth at each bar's close, which nobody in the market knows. */
  readonly worth: Float64Array;
  /** Mean opinion of all investors at each bar's close, −1 to 1. */
  readonly mood: Float64Array;
  readonly disposition: DispositionEffect;
  readonly tradeCount: number;
  readonly orderCount: number;
  readonly investors: readonly InvestorResult[];
}

/** Counts gains and losses of one bar, realised and on paper. */
const tallyBar = (
  { all, sold, soldGain, ticks }: MarketState,
  bar: number,
  add: (isGain: boolean, isRealised: boolean) => void,
): void => {
  for (let member = 0; member < all.size; member++) {
    const isRealised = sold[member] === bar + 1;
    const onPaper = ticks * (all.shares[member] as number) - (all.cost[member] as number);
    const gain = isRealised ? (soldGain[member] as number) : onPaper;
    if (gain !== 0) add(gain > 0, isRealised);
  }
};

/**
 * Simulates a market of investors.
 *
 * The model and what it leaves out are at the top of this file.
 *
 * - Cost: about 1.4 µs an investor and bar, warm-up included; O(investors) memory besides the bars.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 * @example
 * ```ts
 * import { behaviouralMarket } from '@sigmax/agents/simulation';
 * const { bars, disposition } = behaviouralMarket({ seed: 7, investors: 200, bars: 100 });
 * bars.length; // => 100
 * bars.isSimulated; // => true
 * (disposition.ratio ?? 0) > 1; // => true
 * ```
 */
export const behaviouralMarket = (options: BehaviouralMarketOptions): BehaviouralMarket => {
  const settings = readMarketOptions(options);
  const { seed, investors, bars: count, warmUpBars, instrumentId, startMs, barMs, price, personas } = settings;
  const state = openMarket(settings);
  for (let bar = 0; bar < warmUpBars; bar++) playBar(state, bar);
  // What is shown begins at the price that was asked for.
  const unit = price / state.ticks;
  const shown = { trades: state.tradeCount, orders: state.orders };
  state.trades.fill(0);
  const column = () => new Float64Array(count);
  const columns = {
    timeMs: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  };
  const [worth, mood] = [column(), column()];
  const tally = dispositionTally();
  for (let index = 0; index < count; index++) {
    const bar = warmUpBars + index;
    columns.open[index] = state.ticks * unit;
    playBar(state, bar);
    columns.timeMs[index] = startMs + (index + 1) * barMs;
    columns.high[index] = state.high * unit;
    columns.low[index] = state.low * unit;
    columns.close[index] = state.ticks * unit;
    columns.volume[index] = state.volume / meanLots;
    worth[index] = exponential(state.logWorth) * unit;
    mood[index] = state.all.opinion.reduce((sum, opinion) => sum + opinion, 0) / investors;
    tallyBar(state, bar, tally.add);
  }
  const { all } = state;
  return {
    bars: barSeries({
      ...{ instrumentId, timeframeMs: barMs, ...columns },
      source: `behavioural market, seed ${seed} (made-up prices, not real data)`,
      isSimulated: true,
    }),
    worth,
    mood,
    disposition: tally.result(),
    tradeCount: state.tradeCount - shown.trades,
    orderCount: state.orders - shown.orders,
    investors: Array.from({ length: investors }, (_, member) => ({
      persona: (personas[all.kind[member] as number] as Persona).name,
      cash: ((all.cash[member] as number) * unit) / meanLots,
      shares: (all.shares[member] as number) / meanLots,
      trades: state.trades[member] as number,
    })),
  };
};
