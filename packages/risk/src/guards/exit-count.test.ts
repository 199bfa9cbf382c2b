import { expect, it } from 'vitest';
import { exitCount } from './exit-count';

it('counts the exits of a bracket', () => {
  const order = { type: 'market', instrumentId: 'demo:BTC/USDT', side: 'buy', quantity: 1 } as const;
  expect(exitCount(order)).toBe(0);
  expect(exitCount({ ...order, bracket: { stopLossPrice: 90 } })).toBe(1);
  expect(exitCount({ ...order, bracket: { takeProfitPrice: 110 } })).toBe(1);
  expect(exitCount({ ...order, bracket: { stopLossPrice: 90, takeProfitPrice: 110 } })).toBe(2);
});
