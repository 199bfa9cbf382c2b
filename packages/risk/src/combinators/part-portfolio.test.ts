import type { OpenOrder, Portfolio } from '@sigmax/core';
import { portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { btc, eth } from '../guards/guard-events.test-helper';
import { PartPortfolio } from './part-portfolio';

const order = (instrumentId: string, tag: string | undefined): OpenOrder => ({
  clientOrderId: 'a',
  instrumentId,
  type: 'market',
  side: 'buy',
  quantity: 1,
  filledQuantity: 0,
  limitPrice: undefined,
  stopPrice: undefined,
  isReduceOnly: false,
  status: 'accepted',
  tag,
});
const quote = {
  type: 'quote',
  instrumentId: btc,
  timeMs: 0,
  bid: 99,
  bidQuantity: 5,
  ask: 101,
  askQuantity: 5,
} as const;
const whole = portfolioOf({
  timeMs: 7,
  cash: { USDT: 500, BTC: 3 },
  price: { [btc]: 100, [eth]: 10 },
  quantity: { [btc]: 2, [eth]: 1 },
  pending: { [btc]: { buy: 4 } },
  quote: { [btc]: quote },
  assetValue: { BTC: 100 },
  openOrders: [order(btc, 'a'), order(eth, undefined), order(btc, 'b')],
});

it('lists the instruments and open orders of its part', () => {
  const listed = (part: ConstructorParameters<typeof PartPortfolio>[0]) => {
    const view = new PartPortfolio(part).of(whole);
    return [view.instrumentIds, view.openOrders.map(({ instrumentId, tag }) => [instrumentId, tag])];
  };
  expect(listed({ instrumentId: eth })).toEqual([[eth], [[eth, undefined]]]);
  expect(listed({ venue: 'demo' })[0]).toEqual([btc, eth]);
  expect(listed({ venue: 'other' })).toEqual([[], []]);
  expect(listed({ tag: 'b' })).toEqual([[btc, eth], [[btc, 'b']]]);
  expect(listed({ tag: '' })).toEqual([[btc, eth], [[eth, undefined]]]);
});

it('shows another account when it is given one', () => {
  const view = new PartPortfolio({ instrumentId: btc });
  expect(view.of(whole).openOrders).toHaveLength(2);
  const other = view.of(portfolioOf({ equity: 5, instrumentIds: [eth] }));
  expect([other.equity, other.instrumentIds, other.openOrders]).toEqual([5, [], []]);
});

it('says everything else as the account does', () => {
  const view: Portfolio = new PartPortfolio({ instrumentId: eth }).of(whole);
  const said = (portfolio: Portfolio) => [
    portfolio.timeMs,
    portfolio.reportingAsset,
    portfolio.equity,
    portfolio.grossExposure,
    portfolio.cash(),
    portfolio.cash('BTC'),
    portfolio.quantity(btc),
    portfolio.pendingQuantity(btc, 'buy'),
    portfolio.price(btc),
    portfolio.quote(btc),
    portfolio.sweepPrice(btc, 'sell', 2),
    portfolio.quoteValue(btc),
    portfolio.assetValue('BTC'),
    portfolio.value(btc),
    portfolio.weight(btc),
    portfolio.averagePrice(btc),
    portfolio.realisedPnl(btc),
    portfolio.unrealisedPnl(btc),
  ];
  expect(said(view)).toEqual(said(whole));
});
