import type { OrderIntent, Quote } from '@sigmax/core';
import { portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { highestValue, ownPrice, worstPrice } from './order-price';

const instrumentId = 'demo:BTC/USDT';
const base = { instrumentId, quantity: 1 } as const;
const portfolio = portfolioOf({ price: { [instrumentId]: 100 } });
const unpriced = portfolioOf({});

const cases: readonly (readonly [OrderIntent, worst: number, highest: number])[] = [
  [{ ...base, type: 'market', side: 'buy' }, 100, 100],
  [{ ...base, type: 'market', side: 'sell' }, 100, 100],
  [{ ...base, type: 'limit', side: 'buy', limitPrice: 90 }, 90, 100],
  [{ ...base, type: 'limit', side: 'buy', limitPrice: 110 }, 110, 110],
  [{ ...base, type: 'limit', side: 'sell', limitPrice: 110 }, 110, 110],
  [{ ...base, type: 'limit', side: 'sell', limitPrice: 90 }, 100, 100],
  [{ ...base, type: 'stop', side: 'buy', stopPrice: 120 }, 120, 120],
  [{ ...base, type: 'stop', side: 'sell', stopPrice: 80 }, 100, 100],
  [{ ...base, type: 'stop-limit', side: 'buy', stopPrice: 120, limitPrice: 125 }, 125, 125],
  [{ ...base, type: 'stop-limit', side: 'sell', stopPrice: 80, limitPrice: 75 }, 100, 100],
  [{ ...base, type: 'trailing-stop', side: 'buy', trail: { price: 7 } }, 107, 107],
  [{ ...base, type: 'trailing-stop', side: 'buy', trail: { fraction: 0.25 }, activationPrice: 80 }, 100, 100],
  [{ ...base, type: 'trailing-stop', side: 'buy', trail: { fraction: 0.5 }, activationPrice: 80 }, 120, 120],
  [{ ...base, type: 'trailing-stop', side: 'buy', trail: { ticks: 7 } }, 100, 100],
  [{ ...base, type: 'trailing-stop', side: 'sell', trail: { price: 7 }, activationPrice: 130 }, 130, 130],
];

describe.each(cases)('%j', (intent, worst, highest) => {
  it(`costs at most ${worst} and counts with ${highest}`, () => {
    expect(worstPrice(intent, portfolio, 0)).toBe(worst);
    expect(highestValue(intent, portfolio)).toBe(highest);
  });

  it('has no price before the first one, unless it is a limit purchase', () => {
    const isLimitPurchase = intent.side === 'buy' && 'limitPrice' in intent;
    expect(worstPrice(intent, unpriced, 0)).toBe(isLimitPurchase ? intent.limitPrice : 0);
    expect(highestValue(intent, unpriced)).toBe(0);
  });
});

it('a broken price stays broken', () => {
  const broken = portfolioOf({ price: { [instrumentId]: Number.NaN } });
  expect(highestValue({ ...base, type: 'limit', side: 'sell', limitPrice: 110 }, broken)).toBeNaN();
});

describe('the worst price', () => {
  const quote: Quote = { type: 'quote', instrumentId, timeMs: 0, bid: 103, bidQuantity: 5, ask: 104, askQuantity: 5 };
  const quoted = portfolioOf({ price: { [instrumentId]: 100 }, quote: { [instrumentId]: quote } });
  const worst = (intent: Partial<OrderIntent>, allowance: number, account = quoted) =>
    worstPrice({ ...base, type: 'market', ...intent } as OrderIntent, account, allowance);

  it('of a market purchase is the highest of last price with allowance, ask and sweep', () => {
    expect(worst({ side: 'buy' }, 0)).toBe(104);
    expect(worst({ side: 'buy' }, 0.05)).toBe(105);
    const deep = portfolioOf({ price: { [instrumentId]: 100 }, sweepPrice: { [instrumentId]: 108 } });
    expect(worst({ side: 'buy' }, 0.05, deep)).toBe(108);
    expect(worst({ side: 'buy', quantity: 6 }, 0)).toBe(104);
  });

  it('of a stop purchase counts from its trigger', () => {
    expect(worst({ side: 'buy', type: 'stop', stopPrice: 120 }, 0.05)).toBe(126);
    expect(worst({ side: 'buy', type: 'trailing-stop', trail: { price: 20 } }, 0.1)).toBe(132);
  });

  it('of a purchase with a limit is its limit, whatever the market', () => {
    expect(worst({ side: 'buy', type: 'limit', limitPrice: 90 }, 0.5)).toBe(90);
    expect(worst({ side: 'buy', type: 'stop-limit', stopPrice: 120, limitPrice: 125 }, 0.5)).toBe(125);
  });

  it('of a sale is the highest of last price, its own and bid, without allowance', () => {
    expect(worst({ side: 'sell' }, 0.5)).toBe(103);
    expect(worst({ side: 'sell', type: 'limit', limitPrice: 90 }, 0.5)).toBe(103);
    expect(worst({ side: 'sell', type: 'limit', limitPrice: 110 }, 0.5)).toBe(110);
    expect(worst({ side: 'sell', type: 'stop', stopPrice: 90 }, 0.5)).toBe(103);
  });

  it('of a broken quote is broken', () => {
    const broken = { ...quote, bid: Number.NaN, ask: Number.NaN };
    const account = portfolioOf({ price: { [instrumentId]: 100 }, quote: { [instrumentId]: broken } });
    expect(worst({ side: 'buy' }, 0, account)).toBeNaN();
    expect(worst({ side: 'sell' }, 0, account)).toBeNaN();
  });
});

it('an order names its own price, unless it is a market order', () => {
  expect(ownPrice({ ...base, type: 'market', side: 'buy' }, 100, 7)).toBe(7);
  expect(ownPrice({ ...base, type: 'stop-limit', side: 'sell', stopPrice: 80, limitPrice: 75 }, 100, 7)).toBe(75);
});

it('a unit counts in the reporting asset, and is 0 when it has no price', () => {
  const account = portfolioOf({ price: { 'demo:ETH/BTC': 0.05 }, assetValue: { BTC: 40_000 } });
  const order = { type: 'market', side: 'buy', quantity: 1 } as const;
  expect(highestValue({ ...order, instrumentId: 'demo:ETH/BTC' }, account)).toBe(2_000);
  expect(highestValue({ ...order, instrumentId: 'demo:XRP/BTC' }, account)).toBe(0);
});
