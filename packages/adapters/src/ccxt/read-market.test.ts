import { describe, expect, it } from 'vitest';
import { readMarket } from './read-market';

const market = {
  symbol: 'BTC/USDT',
  id: 'BTCUSDT',
  spot: true,
  active: true,
  maker: 0.001,
  taker: 0.001,
  precision: { price: 0.01, amount: 0.00001 },
  limits: { amount: { min: 0.00001 }, cost: { min: 5 } },
};
const codeOf = (one: unknown, mode = 4) => {
  const read = readMarket(one, 'binance', mode);
  return read.type === 'refused' ? read.code : read.type;
};

describe('readMarket', () => {
  it('makes an instrument', () => {
    expect(readMarket(market, 'binance', 4)).toEqual({
      type: 'instrument',
      symbol: 'BTC/USDT',
      venueSymbol: 'BTCUSDT',
      makerFeeRate: 0.001,
      takerFeeRate: 0.001,
      isActive: true,
      instrument: {
        id: 'binance:BTC/USDT',
        kind: 'spot',
        venue: 'binance',
        symbol: 'BTC/USDT',
        base: 'BTC',
        quote: 'USDT',
        priceStep: 0.01,
        quantityStep: 0.00001,
        minimumQuantity: 0.00001,
        minimumNotional: 5,
      },
    });
  });

  it('reads decimal places as steps, and does not guess what is not said', () => {
    const read = readMarket(
      { ...market, precision: { price: 2, amount: 8 }, limits: {}, maker: undefined, active: undefined },
      'x',
      2,
    );
    expect(read).toMatchObject({
      instrument: { priceStep: 0.01, quantityStep: 1e-8, minimumQuantity: 1e-8, minimumNotional: 0 },
      makerFeeRate: undefined,
      isActive: undefined,
    });
  });

  it.each<[string, unknown, number?]>([
    ['nothing', undefined],
    ['a text', 'BTC/USDT'],
    ['no symbol', { ...market, symbol: undefined }],
    ['a symbol without quote', { ...market, symbol: 'BTC' }],
    ['no precision', { ...market, precision: undefined }],
    ['a step of 0', { ...market, precision: { price: 0, amount: 1 } }],
    ['a step that is no decimal', { ...market, precision: { price: 1 / 3, amount: 1 } }],
    ['an endless step', { ...market, precision: { price: Number.POSITIVE_INFINITY, amount: 1 } }],
    ['significant digits', market, 3],
    ['places that are no count', { ...market, precision: { price: 2.5, amount: 8 } }, 2],
    ['a negative minimum', { ...market, limits: { amount: { min: -1 } } }],
    ['a minimum in words', { ...market, limits: { cost: { min: '5' } } }],
    ['a fee of all', { ...market, taker: 1 }],
    ['a fee that is no number', { ...market, taker: Number.NaN }],
    ['inherited fields', Object.create(market)],
  ])('refuses %s', (_, one, mode) => expect(codeOf(one, mode)).not.toBe('instrument'));
});
