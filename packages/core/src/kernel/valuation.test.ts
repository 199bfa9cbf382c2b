import { describe, expect, it } from 'vitest';
import { DataError, InvalidOptionsError } from '../errors';
import { spotInstrument } from '../market/instrument';
import { orders, target } from '../strategy/decision';
import { barsOf, btc, coarse, eth, ethBtc, limit, market, moments, runBot } from './bot-run.test-helper';
import { valuationSteps } from './valuation';

const instruments = [ethBtc, btc, 'demo:ADA/ETH', 'demo:USDT/EUR'].map((id) => spotInstrument(id));
const assets = ['USDT', 'BTC', 'ETH', 'ADA', 'EUR'];

/** Route of each asset: `ETH from BTC by demo:ETH/BTC`, and `over` where a price divides. */
const routes = (reportingAsset: string) =>
  valuationSteps(instruments, assets, reportingAsset).map(
    ({ asset, via, instrument, isInverse }) =>
      `${assets[asset]} from ${assets[via]} ${isInverse ? 'over' : 'by'} ${instruments[instrument]?.symbol}`,
  );

describe('every asset is valued from one that is valued before it', () => {
  it('forwards and backwards', () => {
    expect(routes('USDT')).toEqual([
      'BTC from USDT by BTC/USDT',
      'EUR from USDT over USDT/EUR',
      'ETH from BTC by ETH/BTC',
      'ADA from ETH by ADA/ETH',
    ]);
    expect(routes('ADA')).toEqual([
      'ETH from ADA over ADA/ETH',
      'BTC from ETH over ETH/BTC',
      'USDT from BTC over BTC/USDT',
      'EUR from USDT over USDT/EUR',
    ]);
  });

  it('by the fewest steps, whatever the order of the instruments', () => {
    for (const ids of [
      [ethBtc, btc, eth],
      [btc, ethBtc, eth],
      [eth, btc, ethBtc],
    ]) {
      const steps = valuationSteps(
        ids.map((id) => spotInstrument(id)),
        assets.slice(0, 3),
        'USDT',
      );
      expect(steps.find(({ asset }) => assets[asset] === 'ETH')).toMatchObject({
        via: 0,
        instrument: ids.indexOf(eth),
      });
    }
  });

  it('or it is said which cannot be', () => {
    const act = () => valuationSteps([spotInstrument(btc)], ['USDT', 'BTC', 'GOLD', 'EUR'], 'USDT');
    expect(act).toThrow(InvalidOptionsError);
    expect(act).toThrow('GOLD, EUR cannot be valued in USDT');
    expect(() => valuationSteps([spotInstrument(btc)], ['USDT', 'BTC'], 'GOLD')).toThrow(
      'USDT, BTC cannot be valued in GOLD',
    );
  });
});

describe('equity', () => {
  const fine = [spotInstrument(btc), spotInstrument(ethBtc)];

  it('of a cross pair is counted in the reporting asset', () => {
    const bars = moments(
      { [btc]: 50_000, [ethBtc]: 0.05 },
      { [btc]: 60_000, [ethBtc]: 0.05 },
      { [btc]: 60_000, [ethBtc]: 0.06 },
    );
    const cash = { USDT: 1_000, BTC: 1, ETH: 10 };
    const { equity, initialEquity, finalEquity } = runBot({ bars, instruments: fine, cash, decide: [] });
    expect([...equity]).toEqual([1_000 + 50_000 + 25_000, 1_000 + 60_000 + 30_000, 1_000 + 60_000 + 36_000]);
    expect([initialEquity, finalEquity]).toEqual([76_000, 97_000]);
  });

  it('is counted in the base asset when that is what is reported', () => {
    const bars = barsOf(50_000, 25_000);
    const { equity } = runBot({ bars, cash: { BTC: 1, USDT: 50_000 }, reportingAsset: 'BTC', decide: [] });
    expect([...equity]).toEqual([2, 3]);
  });

  it('keeps the last price of an instrument that has no bar', () => {
    const bars = moments({ [btc]: 100, [ethBtc]: 0.1 }, { [ethBtc]: 0.2 }, { [btc]: 200 });
    expect([...runBot({ bars, instruments: fine, cash: { ETH: 1 }, decide: [] }).equity]).toEqual([10, 20, 40]);
  });

  it('does not change when units are bought without cost, and carries profit and fees when there is one', () => {
    const { equity, positions, exposure } = runBot({
      bars: barsOf(100, 100, 110),
      decide: [orders([market('buy', 10)])],
    });
    expect([...equity]).toEqual([10_000, 10_000, 10_100]);
    expect([...exposure]).toEqual([0, 0.1, 1_100 / 10_100]);
    expect(positions).toEqual([
      { instrumentId: btc, quantity: 10, averagePrice: 100, realisedPnl: 0, unrealisedPnl: 100 },
    ]);
  });

  it('cannot be known while something held has no price', () => {
    const late = moments({ [btc]: 100 }, { [btc]: 100, [ethBtc]: 0.05 });
    const act = () => runBot({ bars: late, instruments: fine, cash: { USDT: 1, ETH: 1 }, decide: [] });
    expect(act).toThrow(DataError);
    expect(act).toThrow(expect.objectContaining({ code: 'NO_PRICE', context: { asset: 'ETH', timeMs: 60_000 } }));
    expect(runBot({ bars: late, instruments: fine, cash: { USDT: 1, ETH: 0 }, decide: [] }).finalEquity).toBe(1);
  });

  it('nor when it is deposited before its price', () => {
    const late = moments({ [btc]: 100 }, { [btc]: 100 }, { [btc]: 100, [ethBtc]: 0.05 });
    const moved = (timeMs: number) => () =>
      runBot({ bars: late, instruments: fine, decide: [], cashMoves: [{ timeMs, asset: 'ETH', amount: 2 }] })
        .finalEquity;
    expect(moved(100_000)).toThrow(expect.objectContaining({ code: 'NO_PRICE' }));
    expect(moved(130_000)()).toBe(10_010);
  });
});

it('an instrument without a price has none: not 0, not NaN', () => {
  const seen: unknown[] = [];
  runBot({
    bars: moments({ [btc]: 100 }),
    instruments: [coarse(btc), coarse(eth)],
    decide: ({ portfolio }) => {
      seen.push(
        portfolio.price(eth),
        portfolio.quoteValue(eth),
        portfolio.value(eth),
        portfolio.weight(eth),
        portfolio.averagePrice(eth),
        portfolio.unrealisedPnl(eth),
      );
      return target(eth, 0.5);
    },
  });
  expect(seen).toEqual([undefined, 1, 0, 0, undefined, 0]);
});

it('a portfolio shows open orders, what they would add, and nothing it does not trade', () => {
  const seen: unknown[] = [];
  runBot({
    bars: barsOf(100, 100, 100),
    cash: { USDT: 10_000, BTC: 2 },
    decide: ({ portfolio }, index) => {
      if (index === 0) {
        return orders([
          { ...limit('buy', 2, 90), tag: 'low', bracket: { stopLossPrice: 80 } },
          limit('sell', 1, 120),
          { type: 'stop', instrumentId: btc, side: 'sell', quantity: 0.5, stopPrice: 70 },
        ]);
      }
      seen.push(portfolio.openOrders, portfolio.pendingQuantity(btc, 'buy'), portfolio.pendingQuantity(btc, 'sell'));
      expect(() => portfolio.quantity('demo:XYZ/USDT')).toThrow(InvalidOptionsError);
      expect(() => portfolio.cash('XYZ')).toThrow(/XYZ/);
      return undefined;
    },
  });
  const shown = {
    instrumentId: btc,
    filledQuantity: 0,
    limitPrice: undefined,
    stopPrice: undefined,
    isReduceOnly: false,
    status: 'accepted',
    tag: undefined,
  };
  expect(seen.slice(0, 3)).toEqual([
    // The exit of an entry that has not filled protects nothing yet.
    [
      { ...shown, clientOrderId: 'run-1', type: 'limit', side: 'buy', quantity: 2, limitPrice: 90, tag: 'low' },
      { ...shown, clientOrderId: 'run-3', type: 'limit', side: 'sell', quantity: 1, limitPrice: 120 },
      { ...shown, clientOrderId: 'run-4', type: 'stop', side: 'sell', quantity: 0.5, stopPrice: 70 },
    ],
    2,
    -1.5,
  ]);
});

it('an order that only reduces adds nothing to what is pending', () => {
  const pending: number[] = [];
  runBot({
    bars: barsOf(100, 100, 100),
    decide: ({ portfolio }, index) => {
      pending.push(portfolio.pendingQuantity(btc, 'sell'));
      if (index === 0) return orders([market('buy', 2)]);
      return index === 1
        ? orders([{ ...limit('sell', 1, 120), reduceOnly: true }, limit('sell', 0.5, 130)])
        : undefined;
    },
  });
  expect(pending).toEqual([0, 0, -0.5]);
});

it('on an empty account a weight is 0, which is a number that limits can be compared with', () => {
  const seen: unknown[] = [];
  runBot({
    bars: barsOf(100),
    cash: { USDT: 0 },
    decide: ({ portfolio }) => {
      seen.push(portfolio.equity, portfolio.grossExposure, portfolio.weight(btc));
      return undefined;
    },
  });
  expect(seen).toEqual([0, 0, 0]);
});
