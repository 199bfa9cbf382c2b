import { bareLoop } from './bare-loop';
import { type Bench, type Figure, interleave } from './bench';
import { randomWalk } from './market';
import { broker, smaBot } from './sma-cross-strategy';

const bars = 5_000;
const pairs: (readonly [number, number])[] = [];
for (let fast = 1; fast < 100; fast++) for (let slow = fast + 1; slow <= 100; slow++) pairs.push([fast, slow]);

export const sweepBench: Bench = {
  name: 'sweep',
  what: '4,950 pairs of means (1 to 100) × 5,000 bars on one thread: bot, backtest, ledger and digest for each',
  async measure({ hasPeers }): Promise<Figure[]> {
    const market = randomWalk(bars);
    const sweep = (one: (fast: number, slow: number) => number) => () =>
      pairs.reduce((sum, [fast, slow]) => sum + one(fast, slow), 0);
    const sigmax = sweep((fast, slow) => smaBot(fast, slow).backtest({ market, broker, log: 'digest' }).finalEquity);
    if (!hasPeers) {
      interleave({ sigmax }, 1, 0);
      return [];
    }
    const seconds = interleave({ sigmax, bare: sweep((fast, slow) => bareLoop(market, fast, slow)) }, 5, 1);
    return [
      {
        bench: 'sweep',
        metric: 'backtests_per_second',
        value: pairs.length / seconds.sigmax,
        unit: 'backtests/s',
        peers: { 'bare-loop': pairs.length / seconds.bare },
      },
    ];
  },
};
