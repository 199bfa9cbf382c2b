import { describe, expect, it } from 'vitest';
import { InvalidOptionsError } from '../errors';
import { checkIntent } from './check-intent';

const market = { type: 'market', instrumentId: 'demo:BTC/USDT', side: 'buy', quantity: 1 };
const limit = { ...market, type: 'limit', limitPrice: 100 };
const stop = { ...market, type: 'stop', stopPrice: 90 };
const trailing = { ...market, type: 'trailing-stop', side: 'sell', trail: { fraction: 0.05 } };

describe('passes', () => {
  it.each([
    market,
    { ...market, timeInForce: 'ioc', reduceOnly: true, tag: 'a', bracket: { stopLossPrice: 90 } },
    limit,
    { ...limit, postOnly: true, timeInForce: 'gtc' },
    { ...limit, timeInForce: 'fok' },
    stop,
    { ...stop, type: 'stop-limit', limitPrice: 89 },
    trailing,
    { ...trailing, trail: { price: 5 }, activationPrice: 110 },
    { ...trailing, trail: { ticks: 50 } },
  ])('%j', (intent) => {
    expect(checkIntent(intent)).toEqual(intent);
    expect(checkIntent(intent)).not.toBe(intent);
  });

  it('an intent whatever the order of its fields, as one text', () => {
    const turned = Object.fromEntries(Object.entries({ ...limit, tag: 't' }).reverse());
    expect(JSON.stringify(checkIntent(turned))).toBe(JSON.stringify(checkIntent({ tag: 't', ...limit })));
  });

  it('a bracket of which one side was left undefined, as if it were not there', () => {
    const bracket = { takeProfitPrice: undefined, stopLossPrice: 90 };
    expect(Object.keys(checkIntent({ ...market, bracket }).bracket ?? {})).toEqual(['stopLossPrice']);
  });
});

describe('refuses, and names the field and its value', () => {
  it.each([
    [undefined, /options was undefined/],
    [null, /options was null/],
    ['buy', /options was "buy"/],
    [{ ...market, type: 'twap' }, /type was "twap"/],
    [{ ...market, type: undefined }, /type was undefined/],
    [{ ...market, instrumentId: '' }, /instrumentId was ""/],
    [{ ...market, instrumentId: 7 }, /instrumentId was 7/],
    [{ ...market, side: 'long' }, /side was "long"/],
    [{ ...market, quantity: 0 }, /quantity was 0/],
    [{ ...market, quantity: -1 }, /quantity was -1/],
    [{ ...market, quantity: Number.NaN }, /quantity was NaN/],
    [{ ...market, quantity: Number.POSITIVE_INFINITY }, /quantity was Infinity/],
    [{ ...market, quantity: '1' }, /quantity was "1"/],
    [{ ...market, quantity: 1n }, /quantity was 1n/],
    [{ ...market, limitPrice: 100 }, /limitPrice was 100/],
    [{ ...market, postOnly: true }, /postOnly was true/],
    [{ ...market, timeInForce: 'day' }, /timeInForce was "day"/],
    [{ ...market, reduceOnly: 'yes' }, /reduceOnly was "yes"/],
    [{ ...market, tag: 'x'.repeat(201) }, /tag was "x+\.\.\.:.*200/],
    [{ ...market, bracket: {} }, /bracket was {}: expected takeProfitPrice, stopLossPrice or both/],
    [
      { ...market, bracket: { takeProfitPrice: undefined } },
      /bracket was .*: expected takeProfitPrice, stopLossPrice or both/,
    ],
    [{ ...market, bracket: { takeProfitPrice: -1 } }, /bracket\.takeProfitPrice was -1/],
    [{ ...market, bracket: { stopLossPrice: Number.NaN } }, /bracket\.stopLossPrice was NaN/],
    [{ ...market, bracket: { stopLoss: 1, stopLossPrice: 1 } }, /bracket\.stopLoss was 1/],
    [{ ...limit, limitPrice: undefined }, /limitPrice was undefined/],
    [{ ...limit, limitPrice: 0 }, /limitPrice was 0/],
    [{ ...limit, limitPrice: Number.NaN }, /limitPrice was NaN/],
    [{ ...limit, postOnly: true, timeInForce: 'ioc' }, /post-only order rests/],
    [{ ...stop, stopPrice: -5 }, /stopPrice was -5/],
    [{ ...stop, timeInForce: 'ioc' }, /timeInForce was "ioc"/],
    [{ ...stop, type: 'stop-limit' }, /limitPrice was undefined/],
    [{ ...trailing, trail: { fraction: 1 } }, /trail.*fraction.*1/],
    [{ ...trailing, trail: { ticks: 1.5 } }, /trail.*ticks.*1\.5/],
    [{ ...trailing, trail: { price: 1, ticks: 1 } }, /trail was {"price":1,"ticks":1}: expected exactly one of/],
    [{ ...trailing, trail: {} }, /trail was {}: expected exactly one of/],
    [{ ...trailing, trail: undefined }, /trail was undefined: expected exactly one of/],
    [{ ...trailing, activationPrice: 0 }, /activationPrice was 0/],
    [{ ...market, quantity: -1, side: 'x' }, /side was "x".*quantity was -1/],
  ])('%o', (intent, text) => {
    expect(() => checkIntent(intent)).toThrow(InvalidOptionsError);
    expect(() => checkIntent(intent)).toThrow(text);
    expect(() => checkIntent(intent)).toThrow(/order intent/);
  });
});
