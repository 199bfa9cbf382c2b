import { StrategyContractError } from '../errors';
import type { Instrument } from '../market/instrument';
import type { Side } from '../orders/order-intent';
import type { Target } from '../strategy/decision';
import { type Kernel, toUnits } from './kernel';
import { findInstrument, pendingQuanta, quoteValue } from './portfolio-view';
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
      'Use a weight of at least 0.',
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

/** Quote money that buys may spend: balance plus what the sales bring, less the reserve and what is already promised. */
const spendable = (kernel: Kernel, options: SizingOptions, quoteAsset: number): number => {
  const { state, wishes } = kernel;
  const { quoteIndex } = state.ledger;
  let money = state.balanceUnits[quoteAsset] as number;
  for (let place = 0; place < wishes.count; place++) {
    const instrument = wishes.instrument[place] as number;
    const quantity = wishes.quantity[place] as number;
    if (quantity > 0 || quoteIndex[instrument] !== quoteAsset) continue;
    money -= quantity * (state.mark[instrument] as number) * (1 - costRate(kernel, instrument));
  }
  for (const { direction, index, intent, quantity, filled } of state.openOrders) {
    if (direction < 0 || quoteIndex[index] !== quoteAsset) continue;
    const price = 'limitPrice' in intent ? intent.limitPrice : (state.mark[index] as number);
    money -= toUnits(kernel, index, quantity - filled) * price * (1 + costRate(kernel, index));
  }
  return money - (options.cashReserve * state.equity) / (state.assetValue[quoteAsset] as number);
};

/** The part of all purchases in a quote asset that its money reaches for, at most 1. */
const affordable = (kernel: Kernel, options: SizingOptions, quoteAsset: number): number => {
  const { state, wishes } = kernel;
  let cost = 0;
  for (let place = 0; place < wishes.count; place++) {
    const instrument = wishes.instrument[place] as number;
    const quantity = wishes.quantity[place] as number;
    if (quantity < 0 || state.ledger.quoteIndex[instrument] !== quoteAsset) continue;
    cost += quantity * (state.mark[instrument] as number) * (1 + costRate(kernel, instrument));
  }
  return Math.max(0, Math.min(1, spendable(kernel, options, quoteAsset) / cost));
};

/**
 * Turns target weights into market orders and sends them: sales first, then purchases cut to the money there is.
 *
 * Quantities are whole lots; a difference inside the band, below the venue's minimum or without a price is left alone.
 * Open orders count as filled. When the money does not reach, all purchases in that quote asset shrink alike. Returns
 * false, and sends nothing, when the targets are no list of targets.
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
    // Spot cannot be sold short; a NaN fails the comparison too.
    const isWeight = typeof weight === 'number' && weight >= 0 && weight < Infinity;
    if (index === undefined || !isWeight) throw targetError(kernel, target);
    const unitValue = (mark[index] as number) * (assetValue[ledger.quoteIndex[index] as number] as number);
    // Nothing can be sized before the first price, nor on an account without value.
    if (!(unitValue > 0 && equity > 0)) continue;
    const pending = openOrders.length + state.delayed.length === 0 ? 0 : pendingUnits(kernel, index);
    const expected = (positionUnits[index] as number) + pending;
    const difference = weight * equity - expected * unitValue;
    const isNear = expected !== 0 && Math.abs(difference) <= plan.sizing.rebalanceBand * equity;
    if (weight === 0 ? !(expected > 0) : isNear) continue;
    const wanted = weight === 0 ? -expected : difference / unitValue;
    const quantity = wanted > 0 ? wanted : -Math.min(-wanted, deliverable(kernel, index));
    if (quantity === 0) continue;
    wishes.instrument[wishes.count] = index;
    wishes.quantity[wishes.count] = quantity;
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

/** Sends what is wished for, sales first. All of it is sized before the first order leaves, so that it sees one account. */
const sendWishes = (kernel: Kernel, options: SizingOptions): void => {
  const { state, wishes } = kernel;
  const smallest = options.rebalanceBand * state.equity;
  let quoteAsset = -1;
  let share = 0;
  // Shares are of what all wish for, so they are found before the first quantity is cut.
  for (let place = 0; place < wishes.count; place++) {
    const instrument = wishes.instrument[place] as number;
    if ((wishes.quantity[place] as number) < 0) continue;
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
    const part = quantity < 0 ? 1 : (wishes.share[place] as number);
    const isCrumb = part < 1 && quantity * part * valueOfUnit(kernel, instrument) <= smallest;
    const units = isCrumb ? 0 : sized(kernel, instrument, Math.abs(quantity) * part);
    wishes.quantity[place] = quantity < 0 ? -units : units;
  }
  for (let place = 0; place < wishes.count; place++) {
    if ((wishes.quantity[place] as number) < 0) sendWish(kernel, place, 'sell');
  }
  for (let place = 0; place < wishes.count; place++) {
    if ((wishes.quantity[place] as number) > 0) sendWish(kernel, place, 'buy');
  }
};

const sendWish = (kernel: Kernel, place: number, side: Side): void => {
  const { plan, wishes } = kernel;
  const index = wishes.instrument[place] as number;
  const { id } = plan.instruments[index] as Instrument;
  const quantity = Math.abs(wishes.quantity[place] as number);
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
