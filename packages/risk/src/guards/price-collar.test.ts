import { type OrderIntent, pass } from '@sigmax/core';
import { bar, describeGuard, type PortfolioFields, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { type PriceCollarOptions, priceCollar } from './price-collar';

const id = 'demo:BTC/USDT';
const base = { instrumentId: id, quantity: 1 } as const;
const limit = (side: 'buy' | 'sell', limitPrice: number): OrderIntent => ({ ...base, type: 'limit', side, limitPrice });
const market = (side: 'buy' | 'sell'): OrderIntent => ({ ...base, type: 'market', side });
const stop = (side: 'buy' | 'sell', stopPrice: number): OrderIntent => ({ ...base, type: 'stop', side, stopPrice });
const stopLimit = (side: 'buy' | 'sell', stopPrice: number, limitPrice: number): OrderIntent => ({
  ...base,
  type: 'stop-limit',
  side,
  stopPrice,
  limitPrice,
});
const defaults: PriceCollarOptions = { limit: 0.05, reference: 'last', maxAgeMs: 1_000, thinBook: 'deny' };

/** What the guard says after a bar at 100 at time 0, now at 1,000. */
const check = (intent: OrderIntent, options: Partial<PriceCollarOptions> = {}, fields: PortfolioFields = {}) => {
  const guard = priceCollar({ ...defaults, ...options });
  const event = { type: 'snapshot', timeMs: 0, bars: [bar({ instrumentId: id, timeMs: 0, close: 100 })] } as const;
  const state = guard.update!(structuredClone(guard.initial), event, portfolioOf({}));
  return guard.check?.(intent, portfolioOf({ timeMs: 1_000, price: { [id]: 100 }, ...fields }), state);
};
const outside = (observed: number) => ({
  type: 'deny',
  code: 'PRICE_OUTSIDE_COLLAR',
  limit: 0.05,
  observed: expect.closeTo(observed, 9),
});

describe('a limit order', () => {
  it('passes up to the limit beyond the reference, and not a step further', () => {
    expect(check(limit('buy', 105))).toBe(pass);
    expect(check(limit('buy', 105.01))).toEqual(outside(0.0501));
    expect(check(limit('sell', 95))).toBe(pass);
    expect(check(limit('sell', 94.99))).toEqual(outside(0.0501));
  });

  it('may wait as far away as it likes, or as it is let', () => {
    expect(check(limit('buy', 1))).toBe(pass);
    expect(check(limit('sell', 9_999))).toBe(pass);
    const options = { restingLimit: 0.25 };
    expect(check(limit('buy', 75), options)).toBe(pass);
    expect(check(limit('buy', 74.99), options)).toMatchObject({ code: 'PRICE_TOO_FAR', limit: 0.25 });
    expect(check(limit('sell', 125), options)).toBe(pass);
    expect(check(limit('sell', 125.01), options)).toMatchObject({
      code: 'PRICE_TOO_FAR',
      observed: expect.closeTo(0.2501, 9),
    });
  });

  it('needs a price', () => {
    for (const price of [Number.NaN, Infinity, 0, -0, -1]) {
      for (const side of ['buy', 'sell'] as const) {
        expect(check(limit(side, price))).toMatchObject({ type: 'deny', code: 'PRICE_UNKNOWN' });
      }
    }
  });
});

describe('a market order', () => {
  it('is collared by what it would reach in the book', () => {
    const reaching = (price: number) => ({ price: { [id]: 100 }, sweepPrice: { [id]: price } });
    expect(check(market('buy'), {}, reaching(105))).toBe(pass);
    expect(check(market('buy'), {}, reaching(105.01))).toEqual(outside(0.0501));
    expect(check(market('sell'), {}, reaching(95))).toBe(pass);
    expect(check(market('sell'), {}, reaching(94.99))).toEqual(outside(0.0501));
    // Buying below and selling above the reference is no disadvantage.
    expect(check(market('buy'), {}, reaching(50))).toBe(pass);
    expect(check(market('sell'), {}, reaching(200))).toBe(pass);
  });

  it('is denied where the book is thinner, or counts at the last price', () => {
    const quote = {
      type: 'quote',
      instrumentId: id,
      timeMs: 0,
      bid: 99,
      bidQuantity: 0.5,
      ask: 101,
      askQuantity: 0.5,
    } as const;
    for (const fields of [{}, { quote: { [id]: quote } }]) {
      expect(check(market('buy'), {}, fields)).toMatchObject({ type: 'deny', code: 'BOOK_THIN', observed: 1 });
      expect(check(market('buy'), { thinBook: 'last' }, fields)).toBe(pass);
    }
    expect(check({ ...market('buy'), quantity: 0.5 }, {}, { quote: { [id]: quote } })).toBe(pass);
    const options = { thinBook: 'last', reference: { medianOf: 1 } } as const;
    expect(check(market('buy'), options, { price: { [id]: 106 } })).toEqual(outside(0.06));
    expect(check(market('buy'), options, { price: {} })).toMatchObject({ code: 'PRICE_UNKNOWN' });
  });
});

describe('a stop', () => {
  it('that waits has no price of its own, but may be too far away', () => {
    expect(check(stop('buy', 900))).toBe(pass);
    expect(check(stop('sell', 1))).toBe(pass);
    const options = { restingLimit: 0.25 };
    for (const [side, price] of [
      ['buy', 125],
      ['sell', 75],
    ] as const)
      expect(check(stop(side, price), options)).toBe(pass);
    expect(check(stop('buy', 125.01), options)).toMatchObject({ code: 'PRICE_TOO_FAR' });
    expect(check(stop('sell', 74.99), options)).toMatchObject({ code: 'PRICE_TOO_FAR' });
    for (const broken of [Number.NaN, Infinity]) {
      expect(check(stop('buy', broken))).toMatchObject({ type: 'deny', code: 'PRICE_UNKNOWN' });
    }
  });

  it('that is triggered at once is a market order', () => {
    expect(check(stop('buy', 100))).toMatchObject({ code: 'BOOK_THIN' });
    expect(check(stop('sell', 100), {}, { price: { [id]: 100 }, sweepPrice: { [id]: 94 } })).toEqual(outside(0.06));
    expect(check(stop('sell', 1_000), {}, { price: { [id]: 100 }, sweepPrice: { [id]: 96 } })).toBe(pass);
  });

  it('needs the last price to know', () => {
    const options = { reference: { medianOf: 1 } } as const;
    expect(check(stop('buy', 110), options, { price: {} })).toMatchObject({ code: 'PRICE_UNKNOWN' });
  });
});

describe('a stop-limit', () => {
  it('is measured from its trigger while it waits', () => {
    expect(check(stopLimit('buy', 200, 210))).toBe(pass);
    expect(check(stopLimit('buy', 200, 210.1))).toEqual(outside(0.0505));
    expect(check(stopLimit('sell', 50, 47.5))).toBe(pass);
    expect(check(stopLimit('sell', 50, 47))).toEqual(outside(0.06));
    expect(check(stopLimit('buy', 200, 210), { restingLimit: 0.5 })).toMatchObject({ code: 'PRICE_TOO_FAR' });
  });

  it('is measured from the reference when it is triggered at once', () => {
    expect(check(stopLimit('buy', 90, 105))).toBe(pass);
    expect(check(stopLimit('buy', 90, 106))).toEqual(outside(0.06));
    expect(check(stopLimit('sell', 110, 94))).toEqual(outside(0.06));
  });
});

describe('a trailing stop', () => {
  it('may only wait too far away', () => {
    const trailing = { ...base, type: 'trailing-stop', side: 'sell', trail: { fraction: 0.1 } } as const;
    expect(check(trailing)).toBe(pass);
    expect(check({ ...trailing, activationPrice: 500 })).toBe(pass);
    expect(check({ ...trailing, activationPrice: 500 }, { restingLimit: 0.25 })).toMatchObject({
      code: 'PRICE_TOO_FAR',
    });
  });
});

describe('the reference', () => {
  it('has to be there', () => {
    expect(check(limit('buy', 100), {}, { price: {} })).toMatchObject({ type: 'deny', code: 'REFERENCE_UNKNOWN' });
    expect(check(limit('buy', 100), { reference: 'mid' })).toMatchObject({ code: 'REFERENCE_UNKNOWN' });
    expect(check(limit('buy', 100), { reference: { medianOf: 2 } })).toMatchObject({ code: 'REFERENCE_UNKNOWN' });
    expect(check(limit('buy', 100), { reference: { observed: 'x', venues: 1 } })).toMatchObject({
      code: 'REFERENCE_UNKNOWN',
    });
  });

  it('has to be young enough, and of no later time', () => {
    expect(check(limit('buy', 100), {}, { timeMs: 1_001 })).toEqual({
      type: 'deny',
      code: 'REFERENCE_STALE',
      limit: 1_000,
      observed: 1_001,
    });
    expect(check(limit('buy', 100), {}, { timeMs: -1_001 })).toMatchObject({ code: 'REFERENCE_STALE' });
    expect(check(limit('buy', 100), {}, { timeMs: Number.NaN })).toMatchObject({
      code: 'REFERENCE_STALE',
      observed: 0,
    });
  });
});

describe('an exit', () => {
  const holding = (fields: PortfolioFields = {}) => ({ price: { [id]: 100 }, quantity: { [id]: 1 }, ...fields });

  it('passes at market and by a stop, whatever the market', () => {
    for (const intent of [market('sell'), stop('sell', 1)]) {
      expect(check(intent, { restingLimit: 0.1 }, holding({ price: {}, timeMs: 1e9 }))).toBe(pass);
      expect(check(intent, {}, holding({ sweepPrice: { [id]: 1 } }))).toBe(pass);
    }
  });

  it('with a limit is held to the collar, unless there is no reference', () => {
    expect(check(limit('sell', 94), {}, holding())).toEqual(outside(0.06));
    expect(check(limit('sell', 96), {}, holding())).toBe(pass);
    expect(check(limit('sell', 1), {}, holding({ price: {} }))).toBe(pass);
    expect(check(limit('sell', 1), {}, holding({ timeMs: 1e9 }))).toBe(pass);
    expect(check({ ...limit('buy', 106), reduceOnly: true }, {}, holding())).toEqual(outside(0.06));
  });
});

describe('the options', () => {
  it('name instruments', () => {
    const guard = priceCollar({ ...defaults, instruments: ['demo:ETH/USDT'] });
    expect(guard.instruments).toEqual(['demo:ETH/USDT']);
    expect(guard.check?.(limit('buy', 1e9), portfolioOf({}), {})).toBe(pass);
  });

  it('have no default where money is at stake', () => {
    for (const key of ['limit', 'reference', 'maxAgeMs', 'thinBook'] as const) {
      expect(() => priceCollar({ ...defaults, [key]: undefined } as never)).toThrow(
        `priceCollar: ${key} was undefined`,
      );
    }
    for (const wrong of [0, 1, -1, Number.NaN])
      expect(() => priceCollar({ ...defaults, limit: wrong })).toThrow(`${wrong}`);
  });

  it('deny what is no quantity', () => {
    for (const quantity of [Number.NaN, Infinity, 0, -1]) {
      expect(check({ ...limit('buy', 100), quantity })).toMatchObject({ code: 'QUANTITY_INVALID' });
    }
  });
});

for (const reference of ['last', 'mid', { medianOf: 5 }] as const) {
  describeGuard({
    name: `priceCollar from ${JSON.stringify(reference)}`,
    make: () => priceCollar({ limit: 0.01, reference, maxAgeMs: 3_600_000, thinBook: 'deny', restingLimit: 0.02 }),
    reads: ['price', 'quantity'],
  });
}

describeGuard({
  name: 'priceCollar from the prices of venues',
  make: () =>
    priceCollar({ limit: 0.05, reference: { observed: 'venues', venues: 2 }, maxAgeMs: 36e6, thinBook: 'last' }),
  reads: ['price', 'quantity'],
  controls: Array.from({ length: 24 }, (_, index) => {
    const prices = { kraken: 100 + 3 * index, coinbase: 101 + 3 * index };
    const value = { instrumentId: index % 2 === 0 ? 'demo:BTC/USDT' : 'demo:ETH/USDT', prices };
    return { timeMs: (10 * index + 1) * 3_600_000, control: { type: 'observed', name: 'venues', value } };
  }),
});
