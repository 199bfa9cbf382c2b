import type { OrderIntent } from '@sigmax/core';
import { portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { highestPrice, worstPrice } from './order-price';

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
    expect(worstPrice(intent, portfolio)).toBe(worst);
    expect(highestPrice(intent, portfolio)).toBe(highest);
  });

  it('has no price before the first one, unless it is a limit purchase', () => {
    const isLimitPurchase = intent.side === 'buy' && 'limitPrice' in intent;
    expect(worstPrice(intent, unpriced)).toBe(isLimitPurchase ? intent.limitPrice : undefined);
    expect(highestPrice(intent, unpriced)).toBeUndefined();
  });
});

it('a broken price stays broken', () => {
  const broken = portfolioOf({ price: { [instrumentId]: Number.NaN } });
  expect(highestPrice({ ...base, type: 'limit', side: 'sell', limitPrice: 110 }, broken)).toBeNaN();
});
