import { createBot, defineStrategy, hold, simulatedBroker, sma, spotInstrument } from '@sigmax/core';
import type { Bench, Figure } from './bench';
import { allocationsOf, showLargest, totalBytes } from './heap-profile';
import { randomWalk } from './market';

const bars = 1_000_000;

/** Two means and a comparison on every bar, and never an order. */
const watcher = defineStrategy({
  name: 'watcher',
  start: () => {
    const quick = sma(10);
    const steady = sma(50);
    return ({ bar }) => {
      const isAbove = quick.next(bar.close, Number.NaN) > steady.next(bar.close, Number.NaN);
      return isAbove ? hold : hold;
    };
  },
});

export const allocationBench: Bench = {
  name: 'allocation',
  what: 'bytes allocated per bar on the path without orders, by the sampling heap profiler over 1,000,000 bars',
  async measure({ hasPeers }): Promise<Figure[]> {
    const market = randomWalk(bars);
    const bot = createBot({
      strategy: watcher(),
      cash: { USDT: 10_000 },
      instruments: [spotInstrument('bench:BTC/USDT', { priceStep: 0.01, quantityStep: 0.00001 })],
    });
    const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 });
    const backtest = () => bot.backtest({ market, broker, log: 'digest' });
    for (let round = 0; round < 5; round++) backtest();
    if (!hasPeers) return [];
    // The equity curve and the profiler's own objects are not per-bar work; what remains is shown by place.
    const allocations = await allocationsOf(backtest);
    showLargest(allocations);
    const value = totalBytes(allocations) / bars;
    return [{ bench: 'allocation', metric: 'heap_bytes_per_bar', value, unit: 'bytes/bar', peers: {} }];
  },
};
