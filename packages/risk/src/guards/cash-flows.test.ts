import { portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { addFlow, type CashFlows, isWithoutFlows, worthOf } from './cash-flows';

it('adds up what moved, by asset, and values it as equity does', () => {
  const flows: CashFlows = {};
  expect(isWithoutFlows(flows)).toBe(true);
  for (const [asset, amount] of [
    ['USDT', 10],
    ['BTC', 2],
    ['USDT', -4],
  ] as const)
    addFlow(flows, { type: 'cash-moved', timeMs: 0, asset, amount });
  expect(flows).toEqual({ USDT: 6, BTC: 2 });
  expect(isWithoutFlows(flows)).toBe(false);
  expect(worthOf(flows, portfolioOf({ assetValue: { BTC: 100 } }))).toBe(206);
  expect(worthOf(flows, portfolioOf({}))).toBeNaN();
  expect(worthOf({}, portfolioOf({}))).toBe(0);
});
