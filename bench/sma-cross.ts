import type { BarSeries } from '@sigmax/core';
import { maxDrawdown, maxOrderNotional, maxWeight } from '@sigmax/risk';
import { bareLoop } from './bare-loop';
import { type Bench, type Figure, interleave } from './bench';
import { gradeMark } from './grademark';
import { randomWalk } from './market';
import { broker, smaBot } from './sma-cross-strategy';

const bars = 1_000_000;
/**
 * Grademark takes seconds for a million bars, so it runs a fifth of them, and its rate counts. It comes after the others: it
 * leaves so much behind that collecting it would be counted as the work of whoever is next.
 */
const peerBars = 200_000;

const guards = () => [
  maxOrderNotional({ limit: 1e6 }),
  maxWeight({ limit: 0.9 }),
  maxDrawdown({ limit: 0.99, action: 'halt' }),
];

const backtest = (market: BarSeries, withGuards: boolean) => () => {
  const result = smaBot(10, 50, withGuards ? guards() : []).backtest({ market, broker, log: 'digest' });
  if (result.fillCount < 1000) throw new Error(`Only ${result.fillCount} fills.`);
  return result.finalEquity;
};

export const smaCrossBench: Bench = {
  name: 'sma-cross',
  what: '1,000,000 one-minute bars, SMA 10/50, next-open fills, 0.1 % fee, full equity curve, digest-only log',
  async measure({ hasPeers }): Promise<Figure[]> {
    const market = randomWalk(bars);
    const ours = { plain: backtest(market, false), guarded: backtest(market, true) };
    if (!hasPeers) {
      interleave({ plain: ours.plain }, 1, 1);
      return [];
    }
    const grademark = await gradeMark(market, peerBars);
    const seconds = interleave({ ...ours, bare: () => bareLoop(market, 10, 50) }, 9);
    const peer = interleave({ grademark }, 5);
    const peers = { 'bare-loop': bars / seconds.bare, grademark: peerBars / peer.grademark };
    const figure = { bench: 'sma-cross', unit: 'bars/s', peers };
    return [
      { ...figure, metric: 'bars_per_second', value: bars / seconds.plain },
      { ...figure, metric: 'bars_per_second_with_guards', value: bars / seconds.guarded },
    ];
  },
};
