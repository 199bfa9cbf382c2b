import { type Random, seededRandom } from '@sigmax/core';
import { exponential, naturalLogarithm } from '../portable-math';
import { disposed } from './investors/disposed';
import { opinionOf } from './investors/opinion-of';
import type { Persona } from './investors/persona';
import { type Population, population } from './investors/population';
import type { MarketSettings } from './market-options';
import { type SocialNetwork, socialNetwork } from './network/social-network';
import { type MatchingBook, type MatchingTrade, matchingBook } from './order-book/matching-book';

/** The first price in ticks: a tick is a ten-thousandth of it. */
export const startTicks = 10_000;

/** Shares of an investor of mean wealth at the start, in lots; a lot is a thousandth of a share. */
export const meanLots = 1_000;

/** The numbers below were chosen so that the market has the stylised facts over seeds; they are our own. Standard deviation of the log worth from bar to bar. */
const worthStep = 0.012;

/** The share of what noise traders make up that they all read in the same places, of its variance. */
const sharedNoise = 0.1;

/** Chance to look at the market without attention, of what the persona has. */
const calmActivity = 0.15;

/** What stays of attention from bar to bar. */
const attentionMemory = 0.96;

/** Attention after moves that are as large as usual, and after all neighbours looked. */
const attentionOfMoves = 1.2;
const attentionOfNeighbours = 0.5;

/** A usual move: attention counts in these, and at most so many of them. */
const usualMove = 0.02;
const mostMoves = 6;

/** An opinion below this is not acted on by someone without overconfidence. */
const actionThreshold = 0.28;

/** The part of what he has that an investor of whole conviction trades at a time, doubled by overconfidence. */
const orderShare = 0.24;

/**
 * How far from the last price orders wait, or reach when they are urgent: mean of an exponential distribution in usual times, and the
 * part of it that stays when prices stand still.
 */
const meanOffset = 0.01;
const calmOffset = 0.1;

/** Chance of an urgent order at whole conviction. */
const urgency = 1.05;

/** Bars that an order waits. */
const patience = 2;

/** Bars of the longest trend that is heeded, beyond one. */
const longestTrend = 10;

/** What stays of the measure of volatility, and of the price of long ago, from bar to bar. */
const volatilityMemory = 0.9;
const referenceMemory = 59 / 60;

/** The part of his cash that an investor spends in a bar; others earn it. */
const spending = 0.004;

/** Standard deviation of what investors think the asset is worth, and what stays of it from one look to the next. */
export const valueSpread = 0.12;
const valueMemory = 0.9;
const freshValue = valueSpread * Math.sqrt(1 - valueMemory * valueMemory);

/** Prices end here, so that ticks times lots stay whole numbers below 2^53. */
const mostTicks = 100_000_000;

/** What goes on in one bar, and what is remembered from one to the next. */
export interface MarketState {
  readonly all: Population;
  readonly network: SocialNetwork;
  readonly book: MatchingBook;
  readonly random: Random;
  readonly news: Random;
  readonly rumours: Random;
  readonly order: Int32Array;
  /** The order that each investor has in the book, and when it was sent; 0 for none. */
  readonly openId: Int32Array;
  readonly openBar: Int32Array;
  readonly trades: Int32Array;
  /** The bar after the one in which each investor last sold, and what he gained in it. */
  readonly sold: Int32Array;
  readonly soldGain: Float64Array;
  readonly active: Uint8Array;
  ticks: number;
  logPrice: number;
  logWorth: number;
  logReference: number;
  volatility: number;
  rumour: number;
  orders: number;
  tradeCount: number;
  high: number;
  low: number;
  volume: number;
}

const shuffle = (values: Int32Array, random: Random): void => {
  for (let index = values.length - 1; index > 0; index--) {
    const other = random.integer(index + 1);
    const value = values[index] as number;
    values[index] = values[other] as number;
    values[other] = value;
  }
};

const crowdOf = ({ all, network }: MarketState, member: number): number | undefined => {
  const from = network.starts[member] as number;
  const to = network.starts[member + 1] as number;
  if (from === to) return undefined;
  let sum = 0;
  for (let index = from; index < to; index++) sum += all.opinion[network.ties[index] as number] as number;
  return sum / (to - from);
};

const onTrade =
  (state: MarketState, bar: number): ((trade: MatchingTrade) => void) =>
  ({ buyer, seller, ticks, quantity }) => {
    const { all } = state;
    const money = ticks * quantity;
    all.cash[buyer] = (all.cash[buyer] as number) - money;
    all.cost[buyer] = (all.cost[buyer] as number) + money;
    all.shares[buyer] = (all.shares[buyer] as number) + quantity;
    const held = all.shares[seller] as number;
    const cost = all.cost[seller] as number;
    if (state.sold[seller] !== bar + 1) state.soldGain[seller] = 0;
    state.soldGain[seller] = (state.soldGain[seller] as number) + money - cost * (quantity / held);
    all.cost[seller] = cost * ((held - quantity) / held);
    all.shares[seller] = held - quantity;
    all.cash[seller] = (all.cash[seller] as number) + money;
    state.sold[seller] = bar + 1;
    state.trades[buyer] = (state.trades[buyer] as number) + 1;
    state.trades[seller] = (state.trades[seller] as number) + 1;
    state.active[buyer] = 1;
    state.active[seller] = 1;
    state.ticks = ticks;
    state.tradeCount += 1;
    state.volume += quantity;
    if (ticks > state.high) state.high = ticks;
    if (ticks < state.low) state.low = ticks;
  };

const look = (state: MarketState, member: number, bar: number, note: (trade: MatchingTrade) => void): void => {
  const { all, book, random } = state;
  const kind = all.personas[all.kind[member] as number] as Persona;
  const { biases } = kind;
  const attention = all.attention[member] as number;
  const chance = kind.activity * (calmActivity + attention) * (1 + biases.overconfidence);
  const openId = state.openId[member] as number;
  const isLooking = random.uniform() < chance;
  if (openId !== 0 && (isLooking || bar - (state.openBar[member] as number) >= patience)) {
    book.cancel(openId);
    state.openId[member] = 0;
  }
  if (!isLooking) return;
  state.active[member] = 1;
  const error = valueMemory * (all.error[member] as number) + freshValue * random.normal();
  all.error[member] = error;
  const held = all.shares[member] as number;
  const logPrice = naturalLogarithm(state.ticks);
  const logCost = held > 0 ? naturalLogarithm((all.cost[member] as number) / held) : undefined;
  const opinion = opinionOf(
    {
      logPrice,
      logValue: state.logWorth + error,
      logCost,
      logReference: state.logReference,
      trend: all.trend[member] as number,
      crowd: crowdOf(state, member),
      noise: state.rumour * Math.sqrt(sharedNoise) + random.normal() * Math.sqrt(1 - sharedNoise),
    },
    kind,
  );
  all.opinion[member] = opinion;
  const gain = logCost === undefined ? undefined : logPrice - logCost;
  const wish = disposed(opinion, gain, biases.disposition, random.uniform());
  const strength = Math.abs(wish);
  if (strength < actionThreshold * (1 - 0.6 * biases.overconfidence)) return;

  const isBuy = wish > 0;
  const money = all.cash[member] as number;
  const size = Math.min(1, orderShare * strength * (1 + biases.overconfidence));
  const offset =
    -naturalLogarithm(1 - random.uniform()) *
    meanOffset *
    (calmOffset + ((1 - calmOffset) * state.volatility) / usualMove);
  const isUrgent = random.uniform() < strength * urgency;
  // Who is urgent pays up to the offset above the price; who is not waits as far below.
  const away = isUrgent === isBuy ? offset : -offset;
  const limit = Math.min(mostTicks, Math.max(1, Math.round(state.ticks * exponential(away))));
  const wanted = Math.floor(size * (isBuy ? money / limit : held) + random.uniform());
  const quantity = Math.min(wanted, Math.floor(isBuy ? money / limit : held));
  if (quantity < 1) return;
  state.orders += 1;
  const id = state.orders;
  const left = book.submit({ id, owner: member, side: isBuy ? 'buy' : 'sell', ticks: limit, quantity }, note);
  if (left > 0) {
    state.openId[member] = id;
    state.openBar[member] = bar;
  }
};

/**
 * Everybody spends a part of his cash and earns his part of what all have spent, so that those who lose do not vanish and those who
 * win do not end with everything. Who waits with an order spends nothing. What rounding leaves goes to one after the other.
 */
const payIncomes = ({ all, openId }: MarketState, bar: number): void => {
  let spent = 0;
  for (let member = 0; member < all.size; member++) {
    if (openId[member] !== 0) continue;
    const cash = all.cash[member] as number;
    const amount = Math.floor(cash * spending);
    all.cash[member] = cash - amount;
    spent += amount;
  }
  let left = spent;
  for (let member = 0; member < all.size; member++) {
    const amount = Math.floor(spent * (all.income[member] as number));
    all.cash[member] = (all.cash[member] as number) + amount;
    left -= amount;
  }
  const last = bar % all.size;
  all.cash[last] = (all.cash[last] as number) + left;
};

/** After the bar: what is remembered of it. */
const remember = (state: MarketState): void => {
  const { all, network } = state;
  const logPrice = naturalLogarithm(state.ticks);
  const change = logPrice - state.logPrice;
  state.logPrice = logPrice;
  state.logReference += (1 - referenceMemory) * (logPrice - state.logReference);
  const surprise = Math.min(Math.abs(change) / usualMove, mostMoves);
  state.volatility = volatilityMemory * state.volatility + (1 - volatilityMemory) * Math.abs(change) * 1.25;
  for (let member = 0; member < all.size; member++) {
    const { biases } = all.personas[all.kind[member] as number] as Persona;
    const memory = 1 + longestTrend * (1 - biases.recency);
    all.trend[member] = (all.trend[member] as number) + (change - (all.trend[member] as number)) / memory;
    const from = network.starts[member] as number;
    const to = network.starts[member + 1] as number;
    let busy = 0;
    for (let index = from; index < to; index++) busy += state.active[network.ties[index] as number] as number;
    const heard = to > from ? busy / (to - from) : 0;
    const news = attentionOfMoves * surprise + attentionOfNeighbours * heard;
    all.attention[member] = attentionMemory * (all.attention[member] as number) + (1 - attentionMemory) * news;
  }
  state.active.fill(0);
};

/** Opens a market: investors, ties and an empty book. */
export const openMarket = ({ seed, investors, personas, network }: MarketSettings): MarketState => {
  const root = seededRandom(seed);
  return {
    all: population(investors, personas, startTicks, meanLots, valueSpread, root.split('population')),
    network: socialNetwork(investors, network, root.split('network')),
    book: matchingBook(),
    random: root.split('investors'),
    news: root.split('worth'),
    rumours: root.split('rumours'),
    order: Int32Array.from({ length: investors }, (_, index) => index),
    openId: new Int32Array(investors),
    openBar: new Int32Array(investors),
    trades: new Int32Array(investors),
    sold: new Int32Array(investors),
    soldGain: new Float64Array(investors),
    active: new Uint8Array(investors),
    ticks: startTicks,
    logPrice: naturalLogarithm(startTicks),
    logWorth: naturalLogarithm(startTicks),
    logReference: naturalLogarithm(startTicks),
    volatility: usualMove,
    rumour: 0,
    orders: 0,
    tradeCount: 0,
    high: startTicks,
    low: startTicks,
    volume: 0,
  };
};

/** Plays one bar: the worth moves, investors look in random order, and what happened is remembered. */
export const playBar = (state: MarketState, bar: number): void => {
  state.logWorth += worthStep * state.news.normal();
  state.rumour = state.rumours.normal();
  state.high = state.ticks;
  state.low = state.ticks;
  state.volume = 0;
  shuffle(state.order, state.random);
  const note = onTrade(state, bar);
  for (const member of state.order) look(state, member, bar, note);
  payIncomes(state, bar);
  remember(state);
};
