import { z } from 'zod';
import { InvalidOptionsError } from '../../errors';
import { parseOptions, show } from '../../options';
import type { Side } from '../../orders/order-intent';
import { type ArbitrageLeg, type ArbitrageMarket, arbitrageLeg, assetIn, assetOut } from './arbitrage-leg';
import { addExactly, exactDecimal, multiplyExactly, negate, toNumber, toNumberBelow } from './exact-decimal';
import { executeCycle } from './execute-cycle';
import { profitableQuantity } from './profitable-quantity';

export interface ArbitrageScanOptions {
  /** The time at which the books are judged. */
  readonly nowMs: number;
  /** A book whose time is further from now than this is passed over. */
  readonly maximumAgeMs: number;
  /** Profit as a fraction of what the first leg costs; less is not reported. */
  readonly minimumProfitRate: number;
  /** Assets that you hold: cycles begin and end in one, the first in this list that is in the cycle. */
  readonly assets: readonly string[];
  /** Levels a side that are read. Defaults to 100. */
  readonly maximumLevels?: number;
}

export interface ArbitrageOrder {
  readonly instrumentId: string;
  readonly side: Side;
  /** In the base asset, a whole number of steps. */
  readonly quantity: number;
  readonly averagePrice: number;
  /** The last price that it reaches: its limit. */
  readonly worstPrice: number;
}

/** Orders that, filled from the books as they stand, leave more of an asset than there was. */
export interface ArbitrageOpportunity {
  readonly kind: 'cross-venue' | 'triangular';
  readonly timeMs: number;
  /** The asset in which cost and profit count. */
  readonly asset: string;
  /** What the first leg takes, its fee included. */
  readonly cost: number;
  /** After fees and rounding, rounded down. */
  readonly profit: number;
  readonly profitRate: number;
  readonly legs: readonly ArbitrageOrder[];
}

export interface ArbitrageScan {
  /** The most profitable rate first. */
  readonly opportunities: readonly ArbitrageOpportunity[];
  /** Books that were passed over, and why. */
  readonly skipped: readonly { readonly instrumentId: string; readonly reason: 'stale' | 'crossed' }[];
}

const schema = z.strictObject({
  nowMs: z.number(),
  maximumAgeMs: z.number().nonnegative(),
  minimumProfitRate: z.number().nonnegative(),
  assets: z.array(z.string().min(1)).min(1),
  maximumLevels: z.int().positive().max(100_000).default(100),
});

type Options = z.output<typeof schema>;

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatestCommonDivisor(b, a % b));

/** The smallest quantity that is a whole number of both steps. */
const commonStep = (a: number, b: number) => {
  const [first, second] = [exactDecimal(a), exactDecimal(b)];
  const places = Math.max(first.places, second.places);
  const x = first.units * 10n ** BigInt(places - first.places);
  const y = second.units * 10n ** BigInt(places - second.places);
  return { units: (x * y) / greatestCommonDivisor(x, y), places };
};

/** The cycle with the better of the two whole quantities about the best one; `undefined` when it earns too little. */
const opportunity = (legs: readonly ArbitrageLeg[], options: Options): ArbitrageOpportunity | undefined => {
  const quantity = profitableQuantity(legs);
  if (!(quantity > 0 && quantity < Infinity)) return undefined;
  const [first, second] = legs as [ArbitrageLeg, ArbitrageLeg];
  const isCross = legs.length === 2;
  const ownStep = first.market.instrument.quantityStep;
  const step = isCross ? commonStep(ownStep, second.market.instrument.quantityStep) : exactDecimal(ownStep);
  const steps = BigInt(Math.floor(quantity / toNumber(step)));
  // The quantity is a double, so the whole steps about it may be one off on either side.
  const candidates = [-1n, 0n, 1n, 2n].flatMap((more) => {
    const legsTraded = executeCycle(legs, multiplyExactly({ units: steps + more, places: 0 }, step));
    const [start] = legsTraded ?? [];
    const end = legsTraded?.at(-1);
    if (legsTraded === undefined || start === undefined || end === undefined) return [];
    return [{ legsTraded, cost: start.input, profit: addExactly(end.output, negate(start.input)) }];
  });
  const [best] = candidates.sort((a, b) => {
    const { units } = addExactly(b.profit, negate(a.profit));
    return units > 0n ? 1 : units < 0n ? -1 : 0;
  });
  if (best === undefined || best.profit.units <= 0n) return undefined;
  const cost = toNumber(best.cost);
  const profit = toNumberBelow(best.profit);
  const profitRate = profit / cost;
  if (!(profitRate >= options.minimumProfitRate)) return undefined;
  return {
    kind: isCross ? 'cross-venue' : 'triangular',
    timeMs: options.nowMs,
    asset: assetIn(first),
    cost,
    profit,
    profitRate,
    legs: best.legsTraded.map((traded, place) => {
      const { market, side } = legs[place] as ArbitrageLeg;
      const traversed = toNumber(traded.quantity);
      const averagePrice = toNumber(traded.notional) / traversed;
      return {
        instrumentId: market.instrument.id,
        side,
        quantity: traversed,
        averagePrice,
        worstPrice: traded.worstPrice,
      };
    }),
  };
};

/** Cycles of two legs: the same assets at two venues, bought at one and sold at the other. */
const crossVenueCycles = (legs: readonly ArbitrageLeg[]): ArbitrageLeg[][] =>
  legs
    .filter(({ side }) => side === 'buy')
    .flatMap((buy) =>
      legs
        .filter(
          (sell) =>
            sell.side === 'sell' &&
            sell.market.instrument.venue !== buy.market.instrument.venue &&
            assetIn(sell) === assetOut(buy) &&
            assetOut(sell) === assetIn(buy),
        )
        .map((sell) => [buy, sell]),
    );

/** Cycles of three legs at one venue, each once, beginning at the first of its assets that is in `assets`. */
const triangularCycles = (legs: readonly ArbitrageLeg[], assets: readonly string[]): ArbitrageLeg[][] => {
  const after = (leg: ArbitrageLeg) =>
    legs.filter(
      (next) => next.market.instrument.venue === leg.market.instrument.venue && assetIn(next) === assetOut(leg),
    );
  return legs.flatMap((first) => {
    const start = assetIn(first);
    const rank = assets.indexOf(start);
    const isEarlier = (asset: string) => assets.slice(0, rank).includes(asset);
    if (rank < 0 || isEarlier(assetOut(first))) return [];
    return after(first)
      .filter((second) => assetOut(second) !== start && !isEarlier(assetOut(second)))
      .flatMap((second) =>
        after(second)
          .filter((third) => assetOut(third) === start)
          .map((third) => [first, second, third]),
      );
  });
};

const requireMarkets = (markets: readonly ArbitrageMarket[]): void => {
  const ids = new Set<string>();
  for (const { instrument, book, takerFeeRate } of markets) {
    const isFee = takerFeeRate >= 0 && takerFeeRate < 1;
    if (isFee && book.instrumentId === instrument.id && !ids.has(instrument.id)) {
      ids.add(instrument.id);
      continue;
    }
    throw new InvalidOptionsError({
      code: 'INVALID_MARKET',
      message: isFee
        ? `arbitrageScan: ${instrument.id} stands there twice or has the book of ${book.instrumentId}.`
        : `arbitrageScan: takerFeeRate of ${instrument.id} was ${show(takerFeeRate)}.`,
      remedy: 'Give each instrument once, with its own book and a fee rate from 0 to below 1.',
      context: { instrumentId: instrument.id, takerFeeRate },
    });
  }
};

/**
 * Finds orders that earn from prices that do not fit: the same pair at two venues, or three pairs of one venue in a circle.
 *
 * Each leg walks its book, level by level, and pays the taker fee. The quantity is that at which the last level still earns,
 * then rounded to whole steps; later legs trade what the proceeds can pay. Minimums of quantity and value hold for each leg. What
 * rounding leaves of the assets in between counts nothing. For two venues the quantity is the best whole one; for a circle it is
 * the best of four next to the best without rounding. Where a minimum asks for more than that, nothing is reported. Orders that share a book are each judged alone: after one, scan again.
 *
 * Passed over, and said so: books further than `maximumAgeMs` from now, and crossed books, which are wrong and no gift. Two sides
 * of one venue's own book are never an opportunity. Left out: latency, transfers between venues (both assets must lie there).
 *
 * - Units: fees in the quote asset, as {@link ArbitrageMarket} says; cost and profit in `asset`. State: none.
 * - Shapes: opportunities by falling `profitRate`.
 * - Cost: O(cycles · levels), cycles about the square of venues for each pair and triangles for each venue; exact arithmetic only
 *   for cycles that earn before rounding.
 *
 * @throws {InvalidOptionsError} an option is wrong, or a market has a wrong fee or book (`INVALID_MARKET`).
 * @example
 * ```ts
 * import { arbitrageScan, createOrderBook, spotInstrument } from '@sigmax/core';
 * const market = (instrumentId: string, bids: number[], asks: number[]) => {
 *   const book = createOrderBook({ instrumentId });
 *   book.load({ type: 'order-book-snapshot', instrumentId, timeMs: 1_000, bids, asks });
 *   const steps = { priceStep: 0.01, quantityStep: 0.1, minimumQuantity: 0.1, minimumNotional: 5 };
 *   return { instrument: spotInstrument(instrumentId, steps), book, takerFeeRate: 0.001 };
 * };
 * const markets = [
 *   market('one:BTC/USDT', [99, 5], [100, 2, 101, 5]),
 *   market('two:BTC/USDT', [102, 1, 101, 3], [103, 5]),
 * ];
 * const options = { nowMs: 1_200, maximumAgeMs: 500, minimumProfitRate: 0.001, assets: ['USDT'] };
 * const [best] = arbitrageScan(markets, options).opportunities;
 * best?.legs.map(({ instrumentId, side, quantity }) => `${side} ${quantity} ${instrumentId}`); // => ['buy 2 one:BTC/USDT', 'sell 2 two:BTC/USDT']
 * best?.profit; // => 2.597
 * ```
 */
export const arbitrageScan = (markets: readonly ArbitrageMarket[], options: ArbitrageScanOptions): ArbitrageScan => {
  const parsed = parseOptions(schema, options, 'arbitrageScan');
  requireMarkets(markets);
  const { nowMs, maximumAgeMs, maximumLevels, assets } = parsed;
  const skipped: { instrumentId: string; reason: 'stale' | 'crossed' }[] = [];
  const legs: ArbitrageLeg[] = [];
  for (const market of markets) {
    const { book } = market;
    const { instrumentId, timeMs } = book;
    const isFresh = timeMs !== undefined && Math.abs(nowMs - timeMs) <= maximumAgeMs;
    if (!isFresh) skipped.push({ instrumentId, reason: 'stale' });
    else if (book.isCrossed) skipped.push({ instrumentId, reason: 'crossed' });
    else for (const side of ['buy', 'sell'] as const) legs.push(arbitrageLeg(market, side, maximumLevels));
  }
  const crossVenue = crossVenueCycles(legs).filter(([buy]) => assets.includes(assetIn(buy as ArbitrageLeg)));
  const opportunities = [...crossVenue, ...triangularCycles(legs, assets)]
    .flatMap((cycle) => opportunity(cycle, parsed) ?? [])
    .sort((a, b) => b.profitRate - a.profitRate);
  return { opportunities, skipped };
};
