import { barsFromCloses, describeStrategy } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { path, run, trades } from './run.test-helper';
import { trend, trendStrategy } from './trend';

describeStrategy({ name: 'trend', make: () => trendStrategy(), warmUp: trend.warmUp(trendStrategy().params) });

describeStrategy({
  name: 'trend over three instruments',
  make: () => trendStrategy({ fast: 5, slow: 20, range: 10, filter: 0 }),
  instruments: ['demo:BTC/USDT', 'demo:ETH/USDT', 'demo:SOL/USDT'],
  warmUp: 20,
  bars: 200,
});

const quick = { fast: 3, slow: 10, range: 5, filter: 0.5 } as const;

it('buys a rise once, holds it, and sells the fall', () => {
  const result = run(trendStrategy(quick), barsFromCloses(path([30, 0], [40, 0.01], [40, -0.01])));
  const [first, ...others] = trades(result);
  expect(first).toMatch(/^buy 3[3-9]$/);
  expect(others.at(-1)).toMatch(/^sell (7|8)\d$/);
  expect(result.positions[0]?.quantity).toBe(0);
  expect(result.finalEquity).toBeGreaterThan(12_000);
});

it('needs exactly its warm-up', () => {
  const strategy = trendStrategy({ ...quick, filter: 0 });
  const warmUp = trend.warmUp(strategy.params);
  expect(trades(run(strategy, barsFromCloses(path([20, 0.01]))))[0]).toBe(`buy ${warmUp + 1}`);
});

it('asks for nothing while the price only flickers, and pays for it without the filter', () => {
  const flicker = barsFromCloses(
    path(
      ...Array.from(
        { length: 60 },
        () =>
          [
            [3, 0.002],
            [3, -0.002],
          ] as const,
      ).flat(),
    ),
  );
  expect(run(trendStrategy({ ...quick, filter: 3 }), flicker).fills).toEqual([]);
  expect(run(trendStrategy({ ...quick, filter: 0 }), flicker).fills.length).toBeGreaterThan(20);
});

it('splits the money over all instruments', () => {
  const rise = path([40, 0.01]);
  const market = ['a:A/USDT', 'a:B/USDT'].map((instrumentId) => barsFromCloses(rise, { instrumentId }));
  const { exposure, positions } = run(trendStrategy({ ...quick, weight: 0.8 }), market);
  expect(exposure.at(-1)).toBeCloseTo(0.8, 1);
  expect(positions[0]?.quantity).toBeCloseTo(positions[1]?.quantity as number, 6);
});

it('wants fast below slow', () => {
  expect(() => trend.strategy({ fast: 20, slow: 20 })).toThrow('fast was 20: expected fast below slow');
});
