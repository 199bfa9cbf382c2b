import { expect, it } from 'vitest';
import { simulatedBroker } from '../simulation/simulated-broker';
import { hold } from '../strategy/decision';
import { defineStrategy } from '../strategy/define-strategy';
import { barsFromCloses } from '../testing/bars-from-closes';
import { createBot } from './bot';

it('can be taken apart in the head of a strategy, and tells which instruments have a bar', () => {
  const seen: (number | undefined)[][] = [];
  const watch = defineStrategy({
    name: 'watch',
    start:
      () =>
      ({ timeMs, bar, bars, barOf }) => {
        seen.push([timeMs, bars.length, bar.close, barOf('a:A/USDT')?.close, barOf('a:B/USDT')?.close]);
        return hold;
      },
  });
  const market = [
    barsFromCloses([1, 2], { instrumentId: 'a:A/USDT', timeframeMs: 10 }),
    barsFromCloses([5, 6], { instrumentId: 'a:B/USDT', timeframeMs: 10, startMs: 20 }),
  ];
  const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });
  createBot({ strategy: watch(), cash: { USDT: 1 } }).backtest({ market, broker });
  expect(seen).toEqual([
    [10, 1, 1, 1, undefined],
    [20, 2, 2, 2, 5],
    [30, 1, 6, undefined, 6],
  ]);
});
