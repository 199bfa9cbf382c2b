import { describe, expect, it } from 'vitest';
import { InvalidOptionsError } from '../errors';
import type { BotEvent } from '../kernel/bot-event';
import type { RunResult } from '../kernel/run-result';
import type { Bar } from '../market/bar';
import { btc, eventText, runOrders, type TableOptions } from './bar-table.test-helper';
import { type SimulatedBrokerOptions, simulatedBroker } from './simulated-broker';

const eth = 'demo:ETH/USDT';
const bnb = 'demo:BNB/USDT';
const costs = { takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 };

describe('options', () => {
  it('have no default for what costs money', () => {
    const { options, takerCostRate, name } = simulatedBroker({
      takerFeeRate: 0.001,
      makerFeeRate: 0,
      slippageRate: 0.0002,
    });
    expect({ name, takerCostRate, options }).toEqual({
      name: 'simulated',
      takerCostRate: expect.closeTo(0.0012002, 12),
      options: {
        takerFeeRate: 0.001,
        makerFeeRate: 0,
        slippageRate: 0.0002,
        feeAsset: 'quote',
        intrabarPath: 'worst-case',
      },
    });
  });

  it.each([
    [undefined, /options was undefined/],
    [{ ...costs, takerFeeRate: undefined }, /takerFeeRate was undefined/],
    [{ ...costs, makerFeeRate: undefined }, /makerFeeRate was undefined/],
    [{ ...costs, slippageRate: undefined }, /expected exactly one of slippageRate, slippageTicks and slippageImpact/],
    [{ ...costs, slippageTicks: 0 }, /expected exactly one of slippageRate, slippageTicks and slippageImpact/],
    [{ ...costs, takerFeeRate: 1 }, /takerFeeRate was 1/],
    [{ ...costs, takerFeeRate: -0.001 }, /takerFeeRate was -0.001/],
    [{ ...costs, makerFeeRate: -1 }, /makerFeeRate was -1/],
    [{ ...costs, takerFeeRate: Number.NaN }, /takerFeeRate was NaN/],
    [{ ...costs, takerFeeRate: '0.1%' }, /takerFeeRate was "0.1%"/],
    [{ ...costs, slippageRate: 1 }, /slippageRate was 1/],
    [{ takerFeeRate: 0, makerFeeRate: 0, slippageTicks: -1 }, /slippageTicks was -1/],
    [{ takerFeeRate: 0, makerFeeRate: 0, slippageImpact: Number.POSITIVE_INFINITY }, /slippageImpact was Infinity/],
    [{ ...costs, volumeShare: 0 }, /volumeShare was 0/],
    [{ ...costs, volumeShare: 1.1 }, /volumeShare was 1.1/],
    [{ ...costs, feeAsset: '' }, /feeAsset was ""/],
    [{ ...costs, intrabarPath: 'random' }, /intrabarPath was "random"/],
    [{ ...costs, slipageRate: 0.1 }, /slipageRate was 0.1: no such option/],
  ])('%o are refused', (options, text) => {
    const act = () => simulatedBroker(options as SimulatedBrokerOptions);
    expect(act).toThrow(InvalidOptionsError);
    expect(act).toThrow(text);
    expect(act).toThrow(/^simulatedBroker: /);
  });
});

/** A flat bar at each price, for each instrument that has one: `{ [btc]: 100, [eth]: 10 }`. */
const moments = (...prices: Readonly<Record<string, number>>[]): Bar[] =>
  prices.flatMap((moment, index) =>
    Object.entries(moment).map(([instrumentId, price]) => ({
      type: 'bar' as const,
      instrumentId,
      timeMs: (index + 1) * 60_000,
      open: price,
      high: price,
      low: price,
      close: price,
      volume: 1_000,
    })),
  );

const play = (
  prices: Bar[],
  decisions: Readonly<Record<number, readonly string[]>>,
  options: TableOptions,
  ids: string[],
): RunResult => runOrders(prices, (index) => decisions[index] ?? [], options, ids);

const texts = ({ events }: RunResult): string[] =>
  events.map((event: BotEvent) => eventText(event)).filter((text) => text !== undefined);

describe('several instruments', () => {
  it('at one open, a sale pays for a purchase that was sent after it, in another instrument', () => {
    const bars = moments({ [btc]: 100, [eth]: 10 }, { [btc]: 100, [eth]: 10 });
    const options = { cash: { USDT: 0, BTC: 1 } };
    expect(texts(play(bars, { 0: ['sell 1 market', 'buy 10 ETH market'] }, options, [btc, eth]))).toEqual([
      '#1 sell 1 @ 100 taker',
      '#2 buy 10 ETH @ 10 taker',
    ]);
    expect(texts(play(bars, { 0: ['buy 10 ETH market', 'sell 1 market'] }, options, [btc, eth]))).toEqual([
      '#1 rejected insufficient-funds',
      '#2 sell 1 @ 100 taker',
    ]);
  });

  it('what one instrument locks, another cannot spend', () => {
    const bars = moments({ [btc]: 100, [eth]: 10 }, { [btc]: 100, [eth]: 10 });
    const result = play(
      bars,
      { 0: ['buy 6 limit 90', 'buy 50 ETH limit 9.5', 'buy 50 ETH market'] },
      { cash: { USDT: 1_000 } },
      [btc, eth],
    );
    expect(texts(result)).toEqual(['#2 rejected insufficient-funds', '#3 rejected insufficient-funds']);
  });

  it('an order waits for the next bar of its own instrument', () => {
    const bars = moments({ [btc]: 100, [eth]: 10 }, { [btc]: 101 }, { [btc]: 102 }, { [btc]: 103, [eth]: 11 });
    const result = play(bars, { 0: ['buy 1 ETH market', 'buy 1 ETH limit 12 ioc', 'buy 1 market'] }, {}, [btc, eth]);
    expect(texts(result)).toEqual(['#3 buy 1 @ 101 taker', '#1 buy 1 ETH @ 11 taker', '#2 buy 1 ETH @ 11 taker']);
  });

  it('a trailing stop that was sent before its instrument had a price begins at the first open', () => {
    const bars = moments({ [btc]: 100 }, { [btc]: 100, [eth]: 10 }, { [eth]: 9.6 }, { [eth]: 9.5 }, { [eth]: 12 });
    const options = { cash: { USDT: 1_000 } };
    const result = play(bars, { 0: ['buy 1 ETH trail 5% from 9.7', 'buy 2 ETH trail 5%'] }, options, [btc, eth]);
    expect(texts(result)).toEqual(['#1 buy 1 ETH @ 12 taker', '#2 buy 2 ETH @ 12 taker']);
  });
});

describe('fees in a named asset', () => {
  const broker = { ...costs, takerFeeRate: 0.01, feeAsset: 'BNB' };
  const bars = moments(
    { [btc]: 100, [bnb]: 50 },
    { [btc]: 100, [bnb]: 50 },
    { [btc]: 100, [bnb]: 50 },
    { [btc]: 100, [bnb]: 50 },
  );

  it('are paid at the last price of the asset', () => {
    const result = play(
      bars,
      { 0: ['buy 1 market'], 1: ['sell 1 market'] },
      { broker, cash: { USDT: 1_000, BNB: 1 } },
      [btc, bnb],
    );
    expect(texts(result)).toEqual(['#1 buy 1 @ 100 taker fee 0.02 BNB', '#2 sell 1 @ 100 taker fee 0.02 BNB']);
    expect(result.fills[0]?.feeValue).toBeCloseTo(1, 12);
    expect(result.balances).toContainEqual({ asset: 'BNB', amount: 0.96 });
  });

  it('fall back to quote when the asset has run out, is locked, or is not traded', () => {
    const poor = { broker, cash: { USDT: 1_000, BNB: 0.03 } };
    expect(texts(play(bars, { 0: ['buy 1 market', 'buy 1 market'] }, poor, [btc, bnb]))).toEqual([
      '#1 buy 1 @ 100 taker fee 0.02 BNB',
      '#2 buy 1 @ 100 taker fee 1 USDT',
    ]);
    expect(texts(play(bars, { 0: ['sell 0.02 BNB limit 70', 'buy 1 market'] }, poor, [btc, bnb]))).toEqual([
      '#2 buy 1 @ 100 taker fee 1 USDT',
    ]);
    const other = { ...poor, broker: { ...broker, feeAsset: 'XRP' } };
    expect(texts(play(bars, { 0: ['buy 1 market'] }, other, [btc, bnb]))).toEqual(['#1 buy 1 @ 100 taker fee 1 USDT']);
  });

  it('are paid in quote when the sale delivers all there is of the asset', () => {
    const result = play(bars, { 0: ['sell 2 BNB market'] }, { broker, cash: { USDT: 0, BNB: 2 } }, [btc, bnb]);
    expect(texts(result)).toEqual(['#1 sell 2 BNB @ 50 taker fee 1 USDT']);
  });

  it('do not keep a stop from selling the units that are left', () => {
    const down = moments(
      { [btc]: 100, [bnb]: 50 },
      { [btc]: 100, [bnb]: 50 },
      { [btc]: 100, [bnb]: 50 },
      { [btc]: 100, [bnb]: 40 },
    );
    const result = play(
      down,
      { 0: ['buy 2 BNB market sl 45'], 1: ['buy 1 market'] },
      { broker, cash: { USDT: 1_000 } },
      [btc, bnb],
    );
    expect(texts(result)).toEqual([
      // Nothing to pay with before the first purchase, then units of the position itself.
      '#1 buy 2 BNB @ 50 taker fee 1 USDT',
      '#3 buy 1 @ 100 taker fee 0.02 BNB',
      '#2 sell 1.98 BNB @ 40 taker fee 0.792 USDT',
      '#2 cancelled nothing-to-reduce after 1.98',
    ]);
    expect(result.balances).toContainEqual({ asset: 'BNB', amount: 0 });
  });
});

describe('fees in what is received', () => {
  it('leave all the cash for the purchase', () => {
    const broker = { ...costs, feeAsset: 'received' };
    const result = play(
      moments({ [btc]: 100 }, { [btc]: 100 }),
      { 0: ['buy 10 market'] },
      { broker, cash: { USDT: 1_000 } },
      [btc],
    );
    expect(texts(result)).toEqual(['#1 buy 10 @ 100 taker fee 0.01 BTC']);
  });

  it.each(['average', 'fifo'] as const)('may be a rebate (%s)', (accounting) => {
    const broker = { takerFeeRate: 0, makerFeeRate: -0.01, slippageRate: 0, feeAsset: 'received' };
    const bars = moments({ [btc]: 100 }, { [btc]: 90 }, { [btc]: 100 }, { [btc]: 100 });
    const result = play(
      bars,
      { 0: ['buy 1 limit 95'], 2: ['sell 1.01 market'] },
      { broker, accounting, cash: { USDT: 1_000 } },
      [btc],
    );
    expect(texts(result)).toEqual(['#1 buy 1 @ 95 maker fee -0.01 BTC', '#2 sell 1.01 @ 100 taker']);
    expect(result.positions[0]).toMatchObject({ quantity: 0, realisedPnl: 5.05 });
  });
});
