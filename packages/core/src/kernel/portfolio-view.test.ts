import { expect, it } from 'vitest';
import { barSeries } from '../market/bar-series';
import { simulatedBroker } from '../simulation/simulated-broker';
import { hold } from '../strategy/decision';
import { defineStrategy } from '../strategy/define-strategy';
import { createBot } from './bot';

const series = (instrumentId: string, timeMs: number[], price: number) => {
  const column = new Float64Array(timeMs.length).fill(price);
  const prices = { open: column, high: column, low: column, close: column, volume: column };
  return barSeries({ instrumentId, timeframeMs: 1, timeMs: Float64Array.from(timeMs), ...prices });
};

it('assetValue is what a unit is worth in the reporting asset, across instruments, undefined before its first price', () => {
  const seen: (number | undefined)[][] = [];
  const watch = defineStrategy({
    name: 'watch',
    start:
      () =>
      ({ portfolio }) => {
        seen.push(['USDT', 'BTC', 'ETH'].map((asset) => portfolio.assetValue(asset)));
        return hold;
      },
  });
  const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });
  const market = [series('demo:BTC/USDT', [1, 2], 50_000), series('demo:ETH/BTC', [2], 0.05)];
  createBot({ strategy: watch(), cash: { USDT: 100 } }).backtest({ market, broker });
  expect(seen).toEqual([
    [1, 50_000, undefined],
    [1, 50_000, 2_500],
  ]);
});
