import { StrategyContractError } from '../errors';
import type { MarketIntent, Side } from '../orders/order-intent';
import type { Target } from '../strategy/decision';
import { type Kernel, toUnits } from './kernel';
import { findInstrument, pendingQuanta, quoteValue } from './portfolio-view';
import { send, toLots } from './review';

/** How target weights become orders. */
export interface SizingOptions {
  /**
   * Leave a position alone while its weight is within this distance of the target. A target of 0 always closes. Without
   * a band every price change would trade. Defaults to 0.02.
   */
  readonly rebalanceBand: number;
  /**
   * Fraction of equity that buying never spends: room for the price to move between decision and fill. Defaults to 0.01.
   */
  readonly cashReserve: number;
}

interface Wish {
  readonly instrument: number;
  readonly quantity: number;
  readonly side: Side;
}

const contractError = (code: string, message: string, remedy: string, context: Record<string, unknown>) =>
  new StrategyContractError({ code, message, remedy, context });

const checkTarget = (kernel: Kernel, target: Target): number => {
  const index = findInstrument(kernel, target.instrumentId);
  // Spot cannot be sold short; a NaN fails the comparison too.
  if (index === undefined || !(target.weight >= 0 && target.weight < Infinity)) throw targetError(kernel, target);
  return index;
};

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

/** The order that moves one instrument to its target, or `undefined` when it is close enough. */
const wish = (kernel: Kernel, options: SizingOptions, target: Target): Wish | undefined => {
  const instrument = checkTarget(kernel, target);
  const { state } = kernel;
  const unitValue = (state.mark[instrument] as number) * quoteValue(kernel, instrument);
  // Nothing can be sized before the first price, nor on an account without value.
  if (!(unitValue > 0 && state.equity > 0)) return undefined;
  const expected =
    (state.positionUnits[instrument] as number) +
    (state.openOrders.length === 0 ? 0 : pendingUnits(kernel, instrument));
  if (target.weight === 0) return expected > 0 ? { instrument, quantity: expected, side: 'sell' } : undefined;
  const difference = target.weight * state.equity - expected * unitValue;
  if (Math.abs(difference) <= options.rebalanceBand * state.equity) return undefined;
  const quantity = Math.abs(difference) / unitValue;
  return { instrument, quantity, side: difference > 0 ? 'buy' : 'sell' };
};

/** Signed quantity that open orders would add. */
const pendingUnits = (kernel: Kernel, instrument: number): number =>
  toUnits(kernel, instrument, pendingQuanta(kernel, instrument, 1) + pendingQuanta(kernel, instrument, -1));

const intentOf = (kernel: Kernel, { instrument, side }: Wish, quantity: number): MarketIntent | undefined => {
  const details = kernel.plan.instruments[instrument];
  if (details === undefined) return undefined;
  const units = toUnits(kernel, instrument, toLots(kernel, instrument, quantity));
  const notional = units * (kernel.state.mark[instrument] as number);
  // What the venue would refuse for being too small stays as it is; it is noise, not an event.
  if (!(units > 0) || units < details.minimumQuantity || notional < details.minimumNotional) return undefined;
  return { type: 'market', instrumentId: details.id, side, quantity: units };
};

/** Quote money that buys may spend: balance plus what the sales bring, less the reserve and what is already promised. */
const spendable = (kernel: Kernel, options: SizingOptions, quoteAsset: number, sales: readonly Wish[]): number => {
  const { state, plan, assetUnit } = kernel;
  const costRate = plan.broker.takerCostRate;
  const price = (instrument: number) => state.mark[instrument] as number;
  let money = (state.ledger.balance[quoteAsset] as number) / (assetUnit[quoteAsset] as number);
  for (const sale of sales) {
    if (state.ledger.quoteIndex[sale.instrument] === quoteAsset)
      money += sale.quantity * price(sale.instrument) * (1 - costRate);
  }
  for (const order of state.openOrders) {
    if (order.direction < 0 || state.ledger.quoteIndex[order.index] !== quoteAsset) continue;
    const { intent } = order;
    const limit = 'limitPrice' in intent ? intent.limitPrice : price(order.index);
    money -= toUnits(kernel, order.index, order.quantity - order.filled) * limit * (1 + costRate);
  }
  const value = state.assetValue[quoteAsset] as number;
  return money - (options.cashReserve * state.equity) / value;
};

/**
 * Turns target weights into market orders and sends them: sales first, then purchases cut to the money there is.
 *
 * Quantities are whole lots; a difference inside the band, below the venue's minimum or without a price is left alone.
 * Open orders count as filled. When the money does not reach, all purchases in that quote asset shrink alike.
 */
export const moveToTargets = (kernel: Kernel, targets: readonly Target[]): void => {
  const { sizing } = kernel.plan;
  let wishes: Wish[] | undefined;
  for (let index = 0; index < targets.length; index++) {
    const one = wish(kernel, sizing, targets[index] as Target);
    if (one === undefined) continue;
    if (wishes === undefined) wishes = [one];
    else wishes.push(one);
  }
  if (wishes === undefined) return;
  const sales = wishes.filter(({ side }) => side === 'sell');
  const purchases = wishes.filter(({ side }) => side === 'buy');
  const shares = purchases.length === 0 ? undefined : purchaseShares(kernel, sizing, sales, purchases);
  for (const sale of sales) {
    const intent = intentOf(kernel, sale, sale.quantity);
    if (intent !== undefined) send(kernel, intent);
  }
  for (const purchase of purchases) {
    const share = shares?.get(kernel.state.ledger.quoteIndex[purchase.instrument] as number) ?? 0;
    const intent = intentOf(kernel, purchase, purchase.quantity * share);
    if (intent !== undefined) send(kernel, intent);
  }
};

/** The part of the purchases in each quote asset that the money reaches for, at most 1. */
const purchaseShares = (
  kernel: Kernel,
  options: SizingOptions,
  sales: readonly Wish[],
  purchases: readonly Wish[],
): Map<number, number> => {
  const wanted = new Map<number, number>();
  for (const { instrument, quantity } of purchases) {
    const quote = kernel.state.ledger.quoteIndex[instrument] as number;
    const cost = quantity * (kernel.state.mark[instrument] as number) * (1 + kernel.plan.broker.takerCostRate);
    wanted.set(quote, (wanted.get(quote) ?? 0) + cost);
  }
  const shares = new Map<number, number>();
  for (const [quote, cost] of wanted) {
    shares.set(quote, Math.max(0, Math.min(1, spendable(kernel, options, quote, sales) / cost)));
  }
  return shares;
};
