import { expect, it } from 'vitest';
import { portfolioOf } from './portfolio-of';

const id = 'demo:BTC/USDT';

it('derives values and weights from quantities and prices', () => {
  const portfolio = portfolioOf({ cash: { USDT: 600, BTC: 4 }, price: { [id]: 100 }, quantity: { [id]: 4 } });
  expect(portfolio).toMatchObject({ equity: 1_000, grossExposure: 0.4, reportingAsset: 'USDT', openOrders: [] });
  expect([portfolio.cash(), portfolio.cash('BTC'), portfolio.cash('ETH')]).toEqual([600, 4, 0]);
  expect([portfolio.value(id), portfolio.weight(id), portfolio.averagePrice(id)]).toEqual([400, 0.4, 100]);
});

it('signs open orders as a run does', () => {
  const portfolio = portfolioOf({ pending: { [id]: { buy: 3, sell: 2 } } });
  expect([portfolio.pendingQuantity(id, 'buy'), portfolio.pendingQuantity(id, 'sell')]).toEqual([3, -2]);
  expect(portfolio.pendingQuantity('demo:ETH/USDT', 'buy')).toBe(0);
});

it('values a quote asset that is not the reporting asset', () => {
  const pair = 'demo:ETH/BTC';
  const fields = { price: { [pair]: 0.05 }, quantity: { [pair]: 10 } };
  expect(portfolioOf(fields).quoteValue(pair)).toBeUndefined();
  expect(portfolioOf({ ...fields, assetValue: { BTC: 40_000 } }).value(pair)).toBe(20_000);
});

it('knows nothing that was not given, and believes everything that was', () => {
  const empty = portfolioOf({});
  expect([empty.price(id), empty.averagePrice(id), empty.assetValue('BTC')]).toEqual([undefined, undefined, undefined]);
  expect([empty.equity, empty.quantity(id), empty.timeMs]).toEqual([0, 0, 0]);
  expect(portfolioOf({ equity: Number.NaN }).equity).toBeNaN();
});
