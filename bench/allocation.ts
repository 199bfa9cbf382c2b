import { Session } from 'node:inspector/promises';
import { createBot, defineStrategy, hold, simulatedBroker, sma, spotInstrument } from '@sigmax/core';
import type { Bench, Figure } from './bench';
import { randomWalk } from './market';

const bars = 1_000_000;

/** Two means and a comparison on every bar, and never an order. */
const watcher = defineStrategy({
  name: 'watcher',
  start: () => {
    const quick = sma(10);
    const steady = sma(50);
    return ({ bar }) => {
      const a = quick.next(bar.close);
      const b = steady.next(bar.close);
      return a === b ? hold : hold;
    };
  },
});

interface ProfileNode {
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly selfSize: number;
  readonly children: readonly ProfileNode[];
}

const flatten = (node: ProfileNode): ProfileNode[] => [node, ...node.children.flatMap(flatten)];

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
    const session = new Session();
    session.connect();
    await session.post('HeapProfiler.startSampling', {
      samplingInterval: 512,
      includeObjectsCollectedByMajorGC: true,
      includeObjectsCollectedByMinorGC: true,
    } as never);
    backtest();
    const { profile } = (await session.post('HeapProfiler.stopSampling')) as { profile: { head: ProfileNode } };
    session.disconnect();
    // The equity curve and the profiler's own objects are not per-bar work; what remains is shown by place.
    const nodes = flatten(profile.head).filter(({ selfSize }) => selfSize > 0);
    const total = nodes.reduce((sum, { selfSize }) => sum + selfSize, 0);
    const largest = [...nodes].sort((a, b) => b.selfSize - a.selfSize).slice(0, 5);
    if (process.env.SIGMAX_BENCH_VERBOSE !== undefined) {
      for (const { callFrame, selfSize } of largest)
        console.error(
          `${selfSize} bytes in ${callFrame.functionName || '(anonymous)'} ${callFrame.url}:${callFrame.lineNumber}`,
        );
    }
    return [{ bench: 'allocation', metric: 'heap_bytes_per_bar', value: total / bars, unit: 'bytes/bar', peers: {} }];
  },
};
