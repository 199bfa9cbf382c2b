import { barsFromCloses, describeStrategy } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { breakout, breakoutStrategy } from './breakout';
import { path, run, trades } from './run.test-helper';

describeStrategy({
  name: 'breakout',
  make: () => breakoutStrategy(),
  warmUp: breakout.warmUp(breakoutStrategy().params),
});

describeStrategy({
  name: 'breakout over two instruments',
  make: () => breakoutStrategy({ entry: 10, exit: 5, range: 20 }),
  instruments: ['demo:BTC/USDT', 'demo:ETH/USDT'],
  warmUp: 20,
  bars: 200,
});

const quick = { entry: 10, exit: 5, range: 5, risk: 1 } as const;

it('buys the bar after a close above the highest of the bars before, and sells below their lowest', () => {
  const result = run(breakoutStrategy(quick), barsFromCloses(path([19, 0], [10, 0.02], [10, -0.02])));
  // Bar 21 is the first above 100 and fills at the open of 22; the way down breaks the low of five bars at bar 33.
  expect(trades(result)[0]).toBe('buy 22');
  expect(trades(result).at(-1)).toBe('sell 34');
  expect(result.finalEquity).toBeGreaterThan(10_000);
});

it('does not take a touch for a break', () => {
  const touch = barsFromCloses([...path([15, 0]), 101, ...path([12, 0]), 101, 100], { wick: 0 });
  expect(trades(run(breakoutStrategy({ ...quick, entry: 14, exit: 14 }), touch))).toEqual(['buy 18']);
});

it('buys less of what moves more', () => {
  const exposure = (wick: number) => {
    const market = barsFromCloses(path([20, 0], [3, 0.05]), { wick });
    return run(breakoutStrategy({ ...quick, risk: 0.02, weight: 1 }), market).exposure.at(-1) as number;
  };
  expect(exposure(0.01)).toBeGreaterThan(1.5 * exposure(0.03));
  expect(exposure(0.03)).toBeGreaterThan(0);
});
