import { describe, expect, it } from 'vitest';
import { barAt } from '../market/bar-series';
import { marketDigest } from '../market/market-digest';
import { hold, orders } from '../strategy/decision';
import { barsFromCloses } from '../testing/bars-from-closes';
import { barsOf, btc, coarse, eth, market, moments, runBot } from './bot-run.test-helper';
import { GrowingColumn } from './recorder';

it('a column grows as it is filled', () => {
  const column = new GrowingColumn(2);
  expect([...column.values()]).toEqual([]);
  for (let value = 0; value < 9; value++) column.push(value);
  expect([...column.values()]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(() => new GrowingColumn(0).push(1)).not.toThrow();
});

describe('a result', () => {
  const closes = Array.from({ length: 3_000 }, (_, index) => 100 + (index % 7));

  it('has one time, equity and exposure for each moment, however many there are', () => {
    for (const bars of [
      barsOf(...closes),
      [barsFromCloses(closes, { instrumentId: btc, timeframeMs: 60_000, startMs: 60_000 })],
    ]) {
      const { timeMs, equity, exposure, barCount } = runBot({
        bars,
        decide: (_, index) => (index === 0 ? orders([market('buy', 10)]) : hold),
      });
      expect([timeMs.length, equity.length, exposure.length, barCount]).toEqual([3_000, 3_000, 3_000, 3_000]);
      expect([timeMs[0], timeMs[2_999]]).toEqual([60_000, 3_000 * 60_000]);
    }
  });

  it('counts moments, not bars, when several instruments share them', () => {
    const bars = moments({ [btc]: 1, [eth]: 1 }, { [btc]: 1 }, { [eth]: 1 }, { [btc]: 1, [eth]: 1 });
    const { timeMs, barCount, market: kept } = runBot({ bars, instruments: [coarse(btc), coarse(eth)], decide: [] });
    expect([timeMs.length, barCount]).toEqual([4, 6]);
    expect(kept.map(({ instrumentId, length, timeframeMs }) => [instrumentId, length, timeframeMs])).toEqual([
      [btc, 3, 60_000],
      [eth, 3, 60_000],
    ]);
  });

  it('keeps the bars of a stream, unless told not to', () => {
    const bars = barsOf({ open: 1, high: 3, low: 0.5, close: 2, volume: 7 }, 5);
    const [series] = runBot({ bars, decide: [] }).market;
    expect(series && barAt(series, 0)).toEqual(bars[0]);
    expect(runBot({ bars, decide: [], keepMarket: false }).market).toEqual([]);
  });

  it('shares the columns that it was given', () => {
    const series = barsFromCloses([1, 2, 3], { instrumentId: btc });
    const result = runBot({ bars: series, decide: [] });
    expect(result.market[0]).toBe(series);
    expect(result.marketDigest).toBe(marketDigest([series]));
  });

  it('tells the account and its options at the end', () => {
    const result = runBot({
      bars: barsOf(100, 100, 120),
      decide: [orders([market('buy', 10)])],
      seed: 9,
      runId: 'x',
      cash: { USDT: 2_000 },
    });
    expect(result).toMatchObject({
      runId: 'x',
      seed: 9,
      reportingAsset: 'USDT',
      strategy: { name: 'script', params: {} },
      guards: [],
      broker: { name: 'simulated', options: { takerFeeRate: 0 } },
      initialEquity: 2_000,
      finalEquity: 2_200,
      deniedCount: 0,
      rejectedCount: 0,
      halt: undefined,
      cashMoves: [],
      balances: [
        { asset: 'USDT', amount: 1_000 },
        { asset: 'BTC', amount: 10 },
      ],
      positions: [{ instrumentId: btc, quantity: 10, averagePrice: 100, realisedPnl: 0, unrealisedPnl: 200 }],
    });
    expect(result.fills).toBe(result.fills);
    expect(result.fills).toHaveLength(1);
  });

  it('of a market without a moment is what the account began with', () => {
    const result = runBot({ bars: [], decide: [], cash: { USDT: 5 } });
    expect([result.initialEquity, result.finalEquity, result.equity.length]).toEqual([5, 5, 0]);
  });
});

it('many fills are kept, each with the tag of its order', () => {
  const decide = (_: unknown, index: number) =>
    orders([{ ...market(index % 2 === 0 ? 'buy' : 'sell', 1), ...(index % 3 === 0 ? { tag: `t${index}` } : {}) }]);
  const { fills } = runBot({ bars: barsOf(...Array.from({ length: 200 }, () => 100)), decide });
  expect(fills).toHaveLength(199);
  expect(fills.map(({ tag }) => tag)).toEqual(
    Array.from({ length: 199 }, (_, index) => (index % 3 === 0 ? `t${index}` : undefined)),
  );
});
