import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spotInstrument } from '../../market/instrument';
import { createOrderBook } from '../../order-book';
import { profile } from '../../testing-profile.test-helper';
import type { ArbitrageMarket } from './arbitrage-leg';
import { type ArbitrageOpportunity, arbitrageScan } from './arbitrage-scan';

type Levels = readonly (readonly [price: number, quantity: number])[];

interface Made {
  readonly id: string;
  readonly bids: Levels;
  readonly asks: Levels;
  /** In 1/1,000. */
  readonly fee: number;
  readonly step: number;
}

const toMarket = ({ id, bids, asks, fee, step }: Made): ArbitrageMarket => {
  const book = createOrderBook({ instrumentId: id });
  book.load({ type: 'order-book-snapshot', instrumentId: id, timeMs: 0, bids: bids.flat(), asks: asks.flat() });
  return { instrument: spotInstrument(id, { quantityStep: step }), book, takerFeeRate: fee / 1_000 };
};

/** A book whose middle is somewhere in 90 to 110 times `scale`, in whole numbers of `scale`. */
const made = (id: string, scale: number, step: number) =>
  fc
    .record({
      bid: fc.integer({ min: 90, max: 110 }),
      spread: fc.integer({ min: 1, max: 3 }),
      bids: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }),
      asks: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }),
      fee: fc.constantFrom(0, 1, 5),
    })
    .map(
      ({ bid, spread, bids, asks, fee }): Made => ({
        id,
        bids: bids.map((quantity, depth) => [(bid - depth) * scale, quantity]),
        asks: asks.map((quantity, depth) => [(bid + spread + depth) * scale, quantity]),
        fee,
        step,
      }),
    );

const options = { nowMs: 0, maximumAgeMs: 0, minimumProfitRate: 0, assets: ['USDT'] };

/** Value of whole quantities at whole prices, in 1/1,000 of the quote asset, the fee included; undefined beyond the book. */
const value = (levels: Levels, quantity: number, fee: number): number | undefined => {
  let left = quantity;
  let sum = 0;
  for (const [price, held] of levels) {
    sum += price * Math.min(left, held);
    left -= Math.min(left, held);
  }
  return left > 0 ? undefined : sum * (1_000 + fee);
};

const bestCross = (buy: Made, sell: Made): number => {
  const step = Math.max(buy.step, sell.step);
  let best = 0;
  for (let quantity = step; quantity <= 20; quantity += step) {
    const cost = value(buy.asks, quantity, buy.fee);
    const proceeds = value(sell.bids, quantity, -sell.fee);
    if (cost !== undefined && proceeds !== undefined) best = Math.max(best, proceeds - cost);
  }
  return best / 1_000;
};

describe('arbitrageScan', () => {
  it('finds the best whole quantity between two venues, as trying all of them does', () => {
    let found = 0;
    const markets = fc.tuple(
      fc.constantFrom(1, 2).chain((step) => made('one:BTC/USDT', 1, step)),
      fc.constantFrom(1, 2, 4).chain((step) => made('two:BTC/USDT', 1, step)),
    );
    fc.assert(
      fc.property(markets, ([one, two]) => {
        const { opportunities } = arbitrageScan([toMarket(one), toMarket(two)], options);
        const profitOf = (id: string) => opportunities.find(({ legs }) => legs[0]?.instrumentId === id)?.profit ?? 0;
        expect(profitOf(one.id)).toBeCloseTo(bestCross(one, two), 9);
        expect(profitOf(two.id)).toBeCloseTo(bestCross(two, one), 9);
        found += opportunities.length;
      }),
      profile(300, 20_000),
    );
    expect(found).toBeGreaterThan(50);
  });

  /** Carries out the legs in integers of 1e-12 and returns what is left of each asset: nothing may be below 0 but the start. */
  const balances = ({ legs }: ArbitrageOpportunity, markets: readonly Made[]): Map<string, bigint> => {
    const units = (amount: number): bigint => BigInt(Math.round(amount * 1e6)) * 1_000_000n;
    const all = new Map<string, bigint>();
    const move = (asset: string, amount: bigint) => all.set(asset, (all.get(asset) ?? 0n) + amount);
    for (const { instrumentId, side, quantity, worstPrice } of legs) {
      const market = markets.find(({ id }) => id === instrumentId) as Made;
      const [base, quote] = (instrumentId.split(':')[1] as string).split('/') as [string, string];
      let left = units(quantity);
      let notional = 0n;
      for (const [price, held] of side === 'buy' ? market.asks : market.bids) {
        if (left === 0n) break;
        expect(side === 'buy' ? price <= worstPrice : price >= worstPrice).toBe(true);
        const taken = left < units(held) ? left : units(held);
        notional += (taken * BigInt(Math.round(price * 1e6))) / 1_000_000n;
        left -= taken;
      }
      expect(left).toBe(0n);
      const sign = side === 'buy' ? 1n : -1n;
      move(base, sign * units(quantity));
      move(quote, (-sign * notional * BigInt(1_000 + Number(sign) * market.fee)) / 1_000n);
      for (const [asset, amount] of all) if (asset !== 'USDT') expect(amount >= 0n).toBe(true);
    }
    return all;
  };

  const circle = fc.tuple(
    made('one:BTC/USDT', 1, 0.001),
    made('one:ETH/USDT', 0.05, 0.001),
    made('one:ETH/BTC', 0.0005, 0.001),
    made('two:ETH/USDT', 0.05, 0.01),
  );

  it('earns at least the stated profit when its legs are carried out exactly, and no balance in between goes below 0', () => {
    let found = 0;
    fc.assert(
      fc.property(circle, (all) => {
        for (const opportunity of arbitrageScan(all.map(toMarket), options).opportunities) {
          const left = balances(opportunity, all).get('USDT') as bigint;
          expect(left >= BigInt(Math.round(opportunity.profit * 1e12)) - 2n).toBe(true);
          expect(opportunity.profit).toBeGreaterThan(0);
          found += 1;
        }
      }),
      profile(300, 20_000),
    );
    expect(found).toBeGreaterThan(50);
  });

  it('comes within two steps of what trying 2,000 sizes of a circle without rounding finds', () => {
    let found = 0;
    const trade = (levels: Levels, fee: number, side: 'buy' | 'sell', amount: number): number | undefined => {
      let left = amount;
      let out = 0;
      for (const [price, held] of levels) {
        const unit = side === 'buy' ? price * (1 + fee / 1_000) : 1;
        const taken = Math.min(held, left / unit);
        left -= taken * unit;
        out += side === 'buy' ? taken : taken * price * (1 - fee / 1_000);
      }
      return left > 1e-9 * amount ? undefined : out;
    };
    fc.assert(
      fc.property(circle, (all) => {
        const [btc, eth, cross] = all as [Made, Made, Made, Made];
        const { opportunities } = arbitrageScan([btc, eth, cross].map(toMarket), options);
        const best = (round: (amount: number) => number | undefined): number => {
          let most = 0;
          for (let size = 1; size <= 2_000; size++) most = Math.max(most, (round(size) ?? 0) - size);
          return most;
        };
        const chain =
          (...legs: readonly ((amount: number) => number | undefined)[]) =>
          (amount: number): number | undefined =>
            legs.reduce<number | undefined>((held, leg) => (held === undefined ? undefined : leg(held)), amount);
        const leg = (market: Made, side: 'buy' | 'sell') => (amount: number) =>
          trade(side === 'buy' ? market.asks : market.bids, market.fee, side, amount);
        const ways = [
          { first: btc.id, most: best(chain(leg(btc, 'buy'), leg(cross, 'buy'), leg(eth, 'sell'))) },
          { first: eth.id, most: best(chain(leg(eth, 'buy'), leg(cross, 'sell'), leg(btc, 'sell'))) },
        ];
        for (const { first, most } of ways) {
          const profit = opportunities.find(({ legs }) => legs[0]?.instrumentId === first)?.profit ?? 0;
          // Two steps of 0.001 in BTC near 100 and of ETH near 5 are worth 0.25 at most; sizes go in steps of 1.
          expect(profit).toBeGreaterThan(most - 0.3);
          // Between two sizes a profit of rates below 1.4 grows by less than 0.4.
          expect(profit).toBeLessThan(most + 0.4);
          if (profit > 0) found += 1;
        }
      }),
      profile(30, 1_000),
    );
    expect(found).toBeGreaterThan(5);
  });
});
