import { describe, expect, it } from 'vitest';
import { spotInstrument } from '../../market/instrument';
import { createOrderBook } from '../../order-book';
import type { ArbitrageMarket } from './arbitrage-leg';
import { arbitrageScan } from './arbitrage-scan';

const market = (
  id: string,
  bids: readonly number[],
  asks: readonly number[],
  {
    timeMs = 1_000,
    takerFeeRate = 0,
    ...steps
  }: Parameters<typeof spotInstrument>[1] & { timeMs?: number; takerFeeRate?: number } = {},
): ArbitrageMarket => {
  const book = createOrderBook({ instrumentId: id });
  book.update('bid', bids, bids.length);
  book.update('ask', asks, asks.length);
  book.finish(timeMs);
  return { instrument: spotInstrument(id, { quantityStep: 0.1, ...steps }), book, takerFeeRate };
};
const options = { nowMs: 1_000, maximumAgeMs: 500, minimumProfitRate: 0, assets: ['USDT'] };
const one = market('one:BTC/USDT', [99, 5], [100, 2]);
const two = market('two:BTC/USDT', [102, 1], [103, 5]);
const count = (markets: readonly ArbitrageMarket[], changed: Partial<typeof options> = {}) =>
  arbitrageScan(markets, { ...options, ...changed }).opportunities.length;

describe('arbitrageScan', () => {
  it('says what to trade, what it costs and what it earns', () => {
    expect(arbitrageScan([one, two], options)).toEqual({
      opportunities: [
        {
          kind: 'cross-venue',
          timeMs: 1_000,
          asset: 'USDT',
          cost: 100,
          profit: 2,
          profitRate: 0.02,
          legs: [
            { instrumentId: 'one:BTC/USDT', side: 'buy', quantity: 1, averagePrice: 100, worstPrice: 100 },
            { instrumentId: 'two:BTC/USDT', side: 'sell', quantity: 1, averagePrice: 102, worstPrice: 102 },
          ],
        },
      ],
      skipped: [],
    });
  });

  it('passes over stale books and says so; a book of the future is one, and so is one without a time', () => {
    for (const timeMs of [499, 1_501, Number.NaN]) {
      const stale = market('two:BTC/USDT', [102, 1], [103, 5], { timeMs });
      const { opportunities, skipped } = arbitrageScan([one, stale], options);
      expect(opportunities).toEqual([]);
      expect(skipped).toEqual([{ instrumentId: 'two:BTC/USDT', reason: 'stale' }]);
    }
    expect(count([one, market('two:BTC/USDT', [102, 1], [103, 5], { timeMs: 500 })])).toBe(1);
  });

  it('never reports one venue’s own crossed book, nor uses it against another', () => {
    const crossed = market('one:BTC/USDT', [105, 1], [100, 2]);
    expect(arbitrageScan([crossed], options)).toEqual({
      opportunities: [],
      skipped: [{ instrumentId: 'one:BTC/USDT', reason: 'crossed' }],
    });
    expect(count([crossed, two])).toBe(0);
  });

  it('does not take a purchase and a sale at one venue for an opportunity', () => {
    const other = market('one:BTC/USDC', [102, 1], [103, 5]);
    expect(count([one, other])).toBe(0);
  });

  it('takes fees off: 2 % are gone at 1 % a leg', () => {
    const withFee = (takerFeeRate: number) => [
      market('one:BTC/USDT', [99, 5], [100, 2], { takerFeeRate }),
      market('two:BTC/USDT', [102, 1], [103, 5], { takerFeeRate }),
    ];
    expect(count(withFee(0.0099))).toBe(1);
    expect(count(withFee(0.01))).toBe(0);
  });

  it('keeps to minimums, steps and the profit that is asked for', () => {
    const at = (steps: object) => count([one, market('two:BTC/USDT', [102, 1], [103, 5], steps)]);
    expect([at({ minimumQuantity: 1 }), at({ minimumQuantity: 1.1 })]).toEqual([1, 0]);
    expect([at({ minimumNotional: 102 }), at({ minimumNotional: 102.01 })]).toEqual([1, 0]);
    expect([at({ quantityStep: 0.5 }), at({ quantityStep: 3 })]).toEqual([1, 0]);
    expect([count([one, two], { minimumProfitRate: 0.02 }), count([one, two], { minimumProfitRate: 0.0201 })]).toEqual([
      1, 0,
    ]);
    const { opportunities } = arbitrageScan(
      [one, market('two:BTC/USDT', [102, 1], [103, 5], { quantityStep: 0.3 })],
      options,
    );
    expect(opportunities[0]?.legs.map(({ quantity }) => quantity)).toEqual([0.9, 0.9]);
  });

  it('goes no further than a book is known', () => {
    const known = market('two:BTC/USDT', [], []);
    const book = createOrderBook({ instrumentId: 'two:BTC/USDT' });
    book.load({
      type: 'order-book-snapshot',
      instrumentId: 'two:BTC/USDT',
      timeMs: 1_000,
      bids: [102, 1, 101, 1],
      asks: [103, 1],
      bidsKnownTo: 101.5,
    });
    const [found] = arbitrageScan([one, { ...known, book }], options).opportunities;
    expect(found?.legs[1]?.quantity).toBe(1);
  });

  it('goes round three pairs of one venue, in the assets that are held, each circle once', () => {
    const circle = [
      market('one:BTC/USDT', [100, 10], [101, 10]),
      market('one:ETH/BTC', [0.049, 10], [0.05, 10]),
      market('one:ETH/USDT', [6, 10], [6.1, 10]),
    ];
    const { opportunities } = arbitrageScan(circle, { ...options, assets: ['USDT', 'BTC'] });
    expect(
      opportunities.map(({ kind, asset, legs }) => [
        kind,
        asset,
        legs.map(({ side, quantity }) => `${side} ${quantity}`),
      ]),
    ).toEqual([['triangular', 'USDT', ['buy 0.5', 'buy 10', 'sell 10']]]);
    expect(opportunities[0]?.profit).toBe(9.5);
    expect(arbitrageScan(circle, { ...options, assets: ['BTC'] }).opportunities.map(({ asset }) => asset)).toEqual([
      'BTC',
    ]);
    expect(count(circle, { assets: ['EUR'] })).toBe(0);
  });

  it('refuses wrong options and markets', () => {
    expect(() => arbitrageScan([one, one], options)).toThrow(/stands there twice/);
    expect(() => arbitrageScan([{ ...one, book: two.book }], options)).toThrow(/has the book of two:BTC/);
    expect(() => arbitrageScan([{ ...one, takerFeeRate: Number.NaN }], options)).toThrow(
      /takerFeeRate of one:BTC\/USDT was NaN/,
    );
    expect(() => arbitrageScan([one], { ...options, nowMs: Number.NaN })).toThrow(/nowMs was NaN/);
    expect(() => arbitrageScan([one], { nowMs: 1, assets: ['USDT'] } as never)).toThrow(/maximumAgeMs was undefined/);
  });
});
