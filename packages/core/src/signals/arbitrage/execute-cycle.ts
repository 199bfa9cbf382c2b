import type { ArbitrageLeg } from './arbitrage-leg';
import {
  addExactly,
  compareExactly,
  type ExactDecimal,
  exactDecimal,
  multiplyExactly,
  negate,
  wholeQuotient,
} from './exact-decimal';

/** One leg as it would be traded. */
export interface ExecutedLeg {
  readonly quantity: ExactDecimal;
  /** Before the fee, in the quote asset. */
  readonly notional: ExactDecimal;
  readonly worstPrice: number;
  readonly input: ExactDecimal;
  readonly output: ExactDecimal;
}

const zero = exactDecimal(0);
const one = exactDecimal(1);

const feeFactor = ({ side, market }: ArbitrageLeg): ExactDecimal => {
  const rate = exactDecimal(market.takerFeeRate);
  return addExactly(one, side === 'buy' ? rate : negate(rate));
};

/** Trades a whole quantity; `undefined` when the levels do not hold it or the venue would not take so little. */
const executeLeg = (leg: ArbitrageLeg, quantity: ExactDecimal): ExecutedLeg | undefined => {
  const { minimumQuantity, minimumNotional } = leg.market.instrument;
  let left = quantity;
  let notional = zero;
  let worstPrice = 0;
  for (let level = 0; level < leg.prices.length && left.units > 0n; level++) {
    const held = exactDecimal(leg.quantities[level] as number);
    const taken = compareExactly(held, left) < 0 ? held : left;
    worstPrice = leg.prices[level] as number;
    notional = addExactly(notional, multiplyExactly(taken, exactDecimal(worstPrice)));
    left = addExactly(left, negate(taken));
  }
  const isTraded =
    quantity.units > 0n &&
    left.units === 0n &&
    compareExactly(quantity, exactDecimal(minimumQuantity)) >= 0 &&
    compareExactly(notional, exactDecimal(minimumNotional)) >= 0;
  if (!isTraded) return undefined;
  const value = multiplyExactly(notional, feeFactor(leg));
  return leg.side === 'buy'
    ? { quantity, notional, worstPrice, input: value, output: quantity }
    : { quantity, notional, worstPrice, input: quantity, output: value };
};

/** The most whole steps that an amount of the asset going in can trade within the levels. */
const affordable = (leg: ArbitrageLeg, amount: ExactDecimal): ExactDecimal => {
  const step = exactDecimal(leg.market.instrument.quantityStep);
  const factor = feeFactor(leg);
  let left = amount;
  let quantity = zero;
  for (const [level, price] of leg.prices.entries()) {
    const held = exactDecimal(leg.quantities[level] as number);
    const unit = leg.side === 'buy' ? multiplyExactly(exactDecimal(price), factor) : one;
    const cost = multiplyExactly(held, unit);
    if (compareExactly(cost, left) > 0) {
      // Whole steps of what came before and of what is left at this price, without a division that rounds.
      const total = addExactly(multiplyExactly(quantity, unit), left);
      const steps = wholeQuotient(total, multiplyExactly(step, unit));
      return multiplyExactly({ units: steps, places: 0 }, step);
    }
    quantity = addExactly(quantity, held);
    left = addExactly(left, negate(cost));
  }
  return multiplyExactly({ units: wholeQuotient(quantity, step), places: 0 }, step);
};

/**
 * Trades round a cycle, beginning with a quantity of the first leg: each later leg trades as many whole steps as the proceeds of
 * the one before can pay. Exact. `undefined` when a leg cannot be traded.
 */
export const executeCycle = (legs: readonly ArbitrageLeg[], quantity: ExactDecimal): ExecutedLeg[] | undefined => {
  const executed: ExecutedLeg[] = [];
  for (const leg of legs) {
    const before = executed.at(-1);
    const result = executeLeg(leg, before === undefined ? quantity : affordable(leg, before.output));
    if (result === undefined) return undefined;
    executed.push(result);
  }
  return executed;
};
