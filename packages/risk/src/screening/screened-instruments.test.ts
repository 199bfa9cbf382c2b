import { createBot, defineStrategy, type GuardEvent, type OrderIntent, orders, simulatedBroker } from '@sigmax/core';
import { describeGuard, flatBars, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { liquidityCheck } from './liquidity-check';
import { scamCheck } from './scam-check';
import { screenedInstruments } from './screened-instruments';
import { screeningControl } from './screening-control';

const hourMs = 3_600_000;
const [btc, eth] = ['demo:BTC/USDT', 'demo:ETH/USDT'];
const screened = (instrumentId: unknown, isPassed: unknown) =>
  ({ type: 'observed', name: 'screening', value: { instrumentId, isPassed } }) as const;

describeGuard({
  name: 'screenedInstruments',
  make: () => screenedInstruments({ maxAgeMs: 50 * hourMs }),
  reads: [],
  controls: [
    { timeMs: 10 * hourMs, control: screened(btc, true) },
    { timeMs: 20 * hourMs, control: screened(eth, true) },
    { timeMs: 40 * hourMs, control: screened(btc, false) },
  ],
});

const guard = screenedInstruments({ maxAgeMs: 1_000 });
const buy = (instrumentId = btc): OrderIntent => ({ type: 'market', instrumentId, side: 'buy', quantity: 1 });
const account = (timeMs = 0, held = 0) =>
  portfolioOf({ timeMs, price: { [btc]: 100, [eth]: 10 }, quantity: { [btc]: held } });
const after = (...controls: readonly (readonly [timeMs: number, instrumentId: unknown, isPassed: unknown])[]) =>
  controls.reduce((state, [timeMs, instrumentId, isPassed]) => {
    const event: GuardEvent = { type: 'control', timeMs, control: screened(instrumentId, isPassed) };
    return guard.update!(state, event, account(timeMs));
  }, structuredClone(guard.initial));

describe('screenedInstruments', () => {
  it('denies what was not screened', () => {
    expect(guard.check!(buy(), account(), guard.initial)).toMatchObject({ type: 'deny', code: 'SCREENING_MISSING' });
    expect(guard.check!(buy(eth), account(), after([0, btc, true]))).toMatchObject({ code: 'SCREENING_MISSING' });
  });

  it('lets pass what passed, as long as it counts', () => {
    const state = after([500, btc, true]);
    expect(guard.check!(buy(), account(500), state).type).toBe('pass');
    expect(guard.check!(buy(), account(1_500), state).type).toBe('pass');
    expect(guard.check!(buy(), account(1_501), state)).toMatchObject({ code: 'SCREENING_STALE', observed: 1_001 });
    expect(guard.check!(buy(), account(499), state)).toMatchObject({ code: 'SCREENING_STALE' });
  });

  it('goes by the last screening', () => {
    const failed = after([0, btc, true], [1, btc, false]);
    expect(guard.check!(buy(), account(1), failed)).toMatchObject({ type: 'deny', code: 'SCREENING_FAILED' });
    expect(failed.screened).toHaveLength(1);
    const passed = after([0, btc, false], [1, btc, true]);
    expect(guard.check!(buy(), account(1), passed).type).toBe('pass');
  });

  it.each([undefined, 'true', 1, null])('takes isPassed %j for a failure', (isPassed) => {
    expect(guard.check!(buy(), account(), after([0, btc, isPassed]))).toMatchObject({ code: 'SCREENING_FAILED' });
  });

  it('keeps nothing of what is not traded, and minds no nonsense', () => {
    expect(after([0, 'demo:DOGE/USDT', true], [0, undefined, true], [0, 5, true])).toEqual({ screened: [] });
    const event: GuardEvent = {
      type: 'control',
      timeMs: 0,
      control: { type: 'observed', name: 'screening', value: null },
    };
    expect(guard.update!(structuredClone(guard.initial), event, account())).toEqual({ screened: [] });
  });

  it('lets out what is held, trap or not', () => {
    const sell: OrderIntent = { ...buy(), side: 'sell' };
    expect(guard.check!(sell, account(0, 1), after([0, btc, false])).type).toBe('pass');
    expect(guard.check!(sell, account(0, 0.5), after([0, btc, false])).type).toBe('deny');
  });

  it('asks for the named instruments only', () => {
    const some = screenedInstruments({ maxAgeMs: 1_000, instruments: [eth] });
    expect(some.instruments).toEqual([eth]);
    expect(some.check!(buy(), account(), some.initial).type).toBe('pass');
    expect(some.check!(buy(eth), account(), some.initial).type).toBe('deny');
  });

  it('has no default age', () => {
    expect(() => screenedInstruments({} as never)).toThrow('maxAgeMs was undefined');
  });

  it('a bot buys from the screening on, and sells after a failure', () => {
    const strategy = defineStrategy({
      name: 'eager',
      start:
        () =>
        ({ timeMs }) =>
          orders([timeMs < 6 * hourMs ? buy() : { ...buy(), side: 'sell', quantity: 3 }]),
    });
    const bot = createBot({
      strategy: strategy(),
      guards: [screenedInstruments({ maxAgeMs: 100 * hourMs })],
      cash: { USDT: 10_000 },
    });
    const { fills } = bot.backtest({
      market: flatBars({ bars: 8 }),
      broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 }),
      controls: [
        { timeMs: 2 * hourMs, control: screened(btc, true) },
        { timeMs: 5 * hourMs, control: screened(btc, false) },
      ],
    });
    expect(fills.map(({ timeMs, side, quantity }) => [timeMs / hourMs, side, quantity])).toEqual([
      [4, 'buy', 1],
      [5, 'buy', 1],
      [6, 'buy', 1],
      [7, 'sell', 3],
    ]);
  });
});

describe('screeningControl', () => {
  const deep = {
    spreadFraction: 0,
    depthAmount: 1e9,
    dailyVolumeAmount: 1e9,
    marketCapAmount: 1e10,
    idleBarsFraction: 0,
    orderAmount: 1,
  };

  it('passes what passed everything that was looked at', () => {
    const liquidity = liquidityCheck(deep, { minimumScore: 60 });
    expect(screeningControl({ instrumentId: btc, liquidity }).value).toEqual({
      instrumentId: btc,
      isPassed: true,
      liquidityScore: 100,
      reasons: [],
    });
    const scam = scamCheck({ canSell: true });
    const both = screeningControl({ instrumentId: btc, liquidity, scam }).value;
    expect(both).toMatchObject({ isPassed: false, scamScore: 1, liquidityScore: 100 });
    expect(both.reasons).toContain('imitation: not known');
    const thin = liquidityCheck({}, { minimumScore: 60 });
    expect(screeningControl({ instrumentId: btc, liquidity: thin }).value.isPassed).toBe(false);
  });

  it('does not pass what was not looked at', () => {
    expect(screeningControl({ instrumentId: btc }).value.isPassed).toBe(false);
  });
});
