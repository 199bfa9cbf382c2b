import { StrategyContractError } from '../errors';
import { heldBack, type Margin } from '../ledger/margin';
import type { Instrument, PerpetualInstrument } from '../market/instrument';
import type { Side } from '../orders/order-intent';
import type { Target } from '../strategy/decision';
import { type Kernel, toUnits } from './kernel';
import { findInstrument, pendingQuanta, positionCost, positionValue, quoteValue } from './portfolio-view';
import { sendSized } from './review';
import { smallnessAt, toLots } from './smallness';

/** How target weights become orders. */
export interface SizingOptions {
  /**
   * Leave a position alone while its weight is within this distance of the target. Opening one and closing one (a target
   * of 0) always trade; what money or guards cut to less than the band does not. Without a band every price change would
   * trade. Defaults to 0.02.
   */
  readonly rebalanceBand: number;
  /**
   * Fraction of equity that buying never spends: room for the price to move between decision and fill. Defaults to 0.01.
   */
  readonly cashReserve: number;
}

const contractError = (code: string, message: string, remedy: string, context: Record<string, unknown>) =>
  new StrategyContractError({ code, message, remedy, context });

const targetError = (kernel: Kernel, { instrumentId, weight }: Target): StrategyContractError => {
  if (!kernel.indexOf.has(instrumentId)) {
    return contractError(
      'UNKNOWN_INSTRUMENT',
      `The strategy set a target for ${JSON.stringify(instrumentId)}, which this run does not trade.`,
      `Use one of ${[...kernel.indexOf.keys()].join(', ')}.`,
      { instrumentId },
    );
  }
  if (weight < 0 && weight > -Infinity) {
    return contractError(
      'SHORT_SPOT',
      `The strategy set weight ${weight} for ${instrumentId}; spot cannot be sold short.`,
      'Use a weight of at least 0, or trade a perpetualInstrument(...).',
      { instrumentId, weight },
    );
  }
  return contractError(
    'INVALID_WEIGHT',
    `The strategy set weight ${weight} for ${instrumentId}.`,
    'Return a finite fraction of equity, for example 0.5.',
    { instrumentId, weight },
  );
};

/** Signed quantity that open orders would add. */
const pendingUnits = (kernel: Kernel, instrument: number): number =>
  toUnits(kernel, instrument, pendingQuanta(kernel, instrument, 1) + pendingQuanta(kernel, instrument, -1));

/** A quantity in whole lots; 0 for what the venue would refuse as too small, which is noise and not an event. */
const sized = (kernel: Kernel, instrument: number, quantity: number): number => {
  const units = toUnits(kernel, instrument, toLots(kernel, instrument, quantity));
  return smallnessAt(kernel, instrument, units, kernel.state.mark[instrument] as number) === undefined ? units : 0;
};

/** What a taker fill costs at most besides the price, as a fraction of it. */
const costRate = ({ plan, state }: Kernel, instrument: number): number => {
  const { takerCostRate, takerCostTicks = 0 } = plan.broker;
  if (takerCostTicks === 0) return takerCostRate;
  const { priceStep } = plan.instruments[instrument] as Instrument;
  return takerCostRate + (takerCostTicks * priceStep * (1 + takerCostRate)) / (state.mark[instrument] as number);
};

/** The part of its value that opening takes of the money: all of it, or the margin of a perpetual. */
const openingRate = ({ plan, state }: Kernel, instrument: number): number =>
  state.ledger.isMargined[instrument] === 1
    ? (plan.instruments[instrument] as PerpetualInstrument).initialMarginRate
    : 1;

/** Quote money that openings may spend: balance plus what the sales bring, less the reserve and what is already promised. */
const spendable = (kernel: Kernel, options: SizingOptions, quoteAsset: number): number => {
  const { state, wishes, margined } = kernel;
  const { quoteIndex, isMargined } = state.ledger;
  let money = state.balanceUnits[quoteAsset] as number;
  for (let place = 0; place < wishes.count; place++) {
    const instrument = wishes.instrument[place] as number;
    const quantity = wishes.quantity[place] as number;
    if (quantity > 0 || quoteIndex[instrument] !== quoteAsset || isMargined[instrument] === 1) continue;
    money -= quantity * (state.mark[instrument] as number) * (1 - costRate(kernel, instrument));
  }
  for (const { direction, index, intent, quantity, filled, isReduceOnly } of state.openOrders) {
    if (quoteIndex[index] !== quoteAsset) continue;
    if (isMargined[index] === 1 ? isReduceOnly : direction < 0) continue;
    const price = 'limitPrice' in intent ? intent.limitPrice : (state.mark[index] as number);
    money -= toUnits(kernel, index, quantity - filled) * price * (openingRate(kernel, index) + costRate(kernel, index));
  }
  if (margined.length > 0) money -= marginAfterClosing(kernel, quoteAsset);
  return money - (options.cashReserve * state.equity) / (state.assetValue[quoteAsset] as number);
};

/** What positions on margin hold back of an asset once the closing parts of the wishes are gone, and what closing costs. */
const marginAfterClosing = (kernel: Kernel, quoteAsset: number): number => {
  const { state, wishes, margined } = kernel;
  const { ledger, mark, positionUnits, assetValue } = state;
  const margin: Margin = { unrealised: 0, initial: 0, maintenance: 0 };
  let costs = 0;
  for (const index of margined) {
    if (ledger.quoteIndex[index] !== quoteAsset) continue;
    const wish = wishes.instrument.subarray(0, wishes.count).indexOf(index);
    const closing = wish < 0 ? 0 : Math.abs(wishes.quantity[wish] as number) - (wishes.opening[wish] as number);
    const kept = Math.max(0, Math.abs(positionUnits[index] as number) - closing);
    const price = mark[index] as number;
    margin.initial += kept * price * openingRate(kernel, index);
    margin.unrealised +=
      (positionValue(kernel, index) - positionCost(kernel, index)) / (assetValue[quoteAsset] as number);
    if (closing > 0) costs += closing * price * costRate(kernel, index);
  }
  return heldBack(margin) + costs;
};

/** The part of all openings in a quote asset that its money reaches for, at most 1. */
const affordable = (kernel: Kernel, options: SizingOptions, quoteAsset: number): number => {
  const { state, wishes } = kernel;
  let cost = 0;
  for (let place = 0; place < wishes.count; place++) {
    const instrument = wishes.instrument[place] as number;
    const opening = wishes.opening[place] as number;
    if (opening === 0 || state.ledger.quoteIndex[instrument] !== quoteAsset) continue;
    const rate = openingRate(kernel, instrument) + costRate(kernel, instrument);
    cost += opening * (state.mark[instrument] as number) * rate;
  }
  return Math.max(0, Math.min(1, spendable(kernel, options, quoteAsset) / cost));
};

/**
 * Turns target weights into market orders and sends them: what closes first, then what opens, cut to the money there is.
 *
 * Quantities are whole lots; a difference inside the band, below the venue's minimum or without a price is left alone.
 * Open orders count as filled. When the money does not reach, all openings in that quote asset shrink alike: purchases, and
 * what adds to a position on margin. Returns false, and sends nothing, when the targets are no list of targets.
 */
export const moveToTargets = (kernel: Kernel, targets: readonly Target[]): boolean => {
  const { state, plan } = kernel;
  const { mark, assetValue, positionUnits, openOrders, equity, ledger } = state;
  if (!Array.isArray(targets)) return false;
  const { wishes } = kernel;
  wishes.count = 0;
  for (let place = 0; place < targets.length; place++) {
    const target = targets[place] as Target;
    if (typeof target !== 'object' || target === null) return false;
    const { weight } = target;
    const index = findInstrument(kernel, target.instrumentId);
    if (index === undefined) throw targetError(kernel, target);
    const isMargined = ledger.isMargined[index] === 1;
    // Spot cannot be sold short; a NaN fails the comparison too.
    const lowest = isMargined ? -Number.MAX_VALUE : 0;
    if (!(typeof weight === 'number' && weight >= lowest && weight < Infinity)) throw targetError(kernel, target);
    const unitValue = (mark[index] as number) * (assetValue[ledger.quoteIndex[index] as number] as number);
    // Nothing can be sized before the first price, nor on an account without value.
    if (!(unitValue > 0 && equity > 0)) continue;
    const pending = openOrders.length + state.delayed.length === 0 ? 0 : pendingUnits(kernel, index);
    const expected = (positionUnits[index] as number) + pending;
    const difference = weight * equity - expected * unitValue;
    const isNear = expected !== 0 && Math.abs(difference) <= plan.sizing.rebalanceBand * equity;
    const isFlat = isMargined ? expected === 0 : !(expected > 0);
    if (weight === 0 ? isFlat : isNear) continue;
    const wanted = weight === 0 ? -expected : difference / unitValue;
    const quantity = wanted > 0 || isMargined ? wanted : -Math.min(-wanted, deliverable(kernel, index));
    if (quantity === 0) continue;
    const closing = wanted > 0 === expected > 0 ? 0 : Math.min(Math.abs(expected), Math.abs(wanted));
    wishes.instrument[wishes.count] = index;
    wishes.quantity[wishes.count] = quantity;
    wishes.opening[wishes.count] = isMargined ? Math.abs(wanted) - closing : Math.max(0, quantity);
    wishes.count += 1;
  }
  if (targets.length > 1) requireDistinct(targets);
  if (wishes.count > 0) sendWishes(kernel, plan.sizing);
  return true;
};

/**
 * What the account can deliver of an instrument, at least 0: open orders may have promised units that are not there yet, or
 * not any more, and fees and withdrawals take units that the position still counts.
 */
const deliverable = (kernel: Kernel, instrument: number): number => {
  const { ledger, balanceUnits, openOrders } = kernel.state;
  const base = ledger.baseIndex[instrument] as number;
  let units = balanceUnits[base] as number;
  for (const order of openOrders) {
    if (order.direction > 0 || order.isReduceOnly || ledger.baseIndex[order.index] !== base) continue;
    units -= toUnits(kernel, order.index, order.quantity - order.filled);
  }
  return Math.max(0, units);
};

/** Value of one base unit in the reporting asset. */
const valueOfUnit = (kernel: Kernel, instrument: number): number =>
  (kernel.state.mark[instrument] as number) * quoteValue(kernel, instrument);

/** Sends what is wished for, closings first. All of it is sized before the first order leaves, so that it sees one account. */
const sendWishes = (kernel: Kernel, options: SizingOptions): void => {
  const { state, wishes } = kernel;
  const smallest = options.rebalanceBand * state.equity;
  let quoteAsset = -1;
  let share = 0;
  // Shares are of what all wish for, so they are found before the first quantity is cut.
  for (let place = 0; place < wishes.count; place++) {
    const instrument = wishes.instrument[place] as number;
    if ((wishes.opening[place] as number) === 0) continue;
    const quote = state.ledger.quoteIndex[instrument] as number;
    if (quote !== quoteAsset) {
      quoteAsset = quote;
      share = affordable(kernel, options, quote);
    }
    wishes.share[place] = share;
  }
  for (let place = 0; place < wishes.count; place++) {
    const instrument = wishes.instrument[place] as number;
    const quantity = wishes.quantity[place] as number;
    const opening = wishes.opening[place] as number;
    const part = opening === 0 ? 1 : (wishes.share[place] as number);
    const wanted = part === 1 ? Math.abs(quantity) : Math.abs(quantity) - opening + opening * part;
    const isCrumb = part < 1 && wanted * valueOfUnit(kernel, instrument) <= smallest;
    const units = isCrumb ? 0 : sized(kernel, instrument, wanted);
    wishes.quantity[place] = quantity < 0 ? -units : units;
  }
  for (let place = 0; place < wishes.count; place++) {
    if ((wishes.opening[place] as number) === 0) sendWish(kernel, place);
  }
  for (let place = 0; place < wishes.count; place++) {
    if ((wishes.opening[place] as number) > 0) sendWish(kernel, place);
  }
};

const sendWish = (kernel: Kernel, place: number): void => {
  const { plan, wishes } = kernel;
  const index = wishes.instrument[place] as number;
  const { id } = plan.instruments[index] as Instrument;
  const wanted = wishes.quantity[place] as number;
  if (wanted === 0) return;
  const side: Side = wanted > 0 ? 'buy' : 'sell';
  const quantity = Math.abs(wanted);
  sendSized(kernel, index, { type: 'market', instrumentId: id, side, quantity }, plan.sizing.rebalanceBand);
};

const requireDistinct = (targets: readonly Target[]): void => {
  const ids = new Set(targets.map(({ instrumentId }) => instrumentId));
  if (ids.size === targets.length) return;
  throw contractError(
    'DUPLICATE_TARGET',
    'The strategy set two targets for one instrument in one decision.',
    'Return one weight per instrument.',
    { targets },
  );
};
