import { type OrderIntent, pass } from '@sigmax/core';
import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { tradingHours } from './trading-hours';

const instrumentId = 'demo:BTC/USDT';
const order = (side: 'buy' | 'sell', quantity = 1): OrderIntent => ({ type: 'market', instrumentId, side, quantity });
const windows = [{ days: ['friday' as const], from: '22:00', to: '06:00' }];
const check = (time: string | number, intent: OrderIntent, outside: 'reduce-only' | 'deny', held = 0) => {
  const guard = tradingHours({ windows, outside });
  const timeMs = typeof time === 'number' ? time : Date.parse(`${time}Z`);
  return guard.check?.(intent, portfolioOf({ timeMs, quantity: { [instrumentId]: held } }), guard.initial);
};

// The 9th of January 2026 was a Friday.
describe('tradingHours', () => {
  it('passes everything inside a window, over midnight too', () => {
    for (const outside of ['reduce-only', 'deny'] as const) {
      expect(check('2026-01-09T22:00', order('buy'), outside)).toBe(pass);
      expect(check('2026-01-10T05:59:59.999', order('buy'), outside)).toBe(pass);
    }
  });

  it('passes reductions only outside, or nothing', () => {
    const closed = '2026-01-10T06:00';
    expect(check(closed, order('buy'), 'reduce-only')).toEqual({
      type: 'reduce-only',
      code: 'HOURS_CLOSED',
      limit: 0,
      observed: Date.parse(`${closed}Z`),
    });
    expect(check(closed, order('sell', 5), 'reduce-only', 5)).toBe(pass);
    expect(check(closed, order('sell', 6), 'reduce-only', 5)).toMatchObject({ type: 'reduce-only' });
    expect(check(closed, order('sell', 5), 'deny', 5)).toMatchObject({ type: 'deny', code: 'HOURS_CLOSED' });
  });

  it('is closed when it is no time', () => {
    for (const time of [Number.NaN, -Infinity]) {
      expect(check(time, order('buy'), 'deny')).toMatchObject({ type: 'deny', observed: 0 });
    }
  });

  it('has no default', () => {
    expect(() => tradingHours({ windows } as never)).toThrow('tradingHours: outside was undefined');
    expect(() => tradingHours({ outside: 'deny' } as never)).toThrow('windows was undefined');
    expect(() => tradingHours({ windows: [{ from: '8:00', to: '9:00' }], outside: 'deny' })).toThrow(
      'windows.0.from was "8:00": expected HH:MM',
    );
    expect(tradingHours({ windows, outside: 'deny' })).toMatchObject({
      name: 'trading-hours',
      options: { windows, outside: 'deny' },
    });
  });
});

for (const outside of ['reduce-only', 'deny'] as const) {
  describeGuard({
    name: `tradingHours that ${outside === 'deny' ? 'deny' : 'let exits pass'}`,
    make: () => tradingHours({ windows: [{ from: '20:00', to: '12:00' }], outside }),
    reads: [],
  });
}
