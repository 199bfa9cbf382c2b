import { barsFromCloses, describeStrategy } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { meanReversion, meanReversionStrategy } from './mean-reversion';
import { path, run, trades } from './run.test-helper';

describeStrategy({
  name: 'mean-reversion',
  make: () => meanReversionStrategy(),
  warmUp: meanReversion.warmUp(meanReversionStrategy().params),
});

describeStrategy({
  name: 'mean-reversion that sells above the mean',
  make: () => meanReversionStrategy({ period: 10, entry: 1, exit: 1, patience: 5 }),
  warmUp: 10,
  bars: 200,
});

/** A small wave, so that there is a deviation. */
const wave = (count: number) =>
  Array.from(
    { length: count },
    () =>
      [
        [1, 0.002],
        [1, -0.002],
      ] as const,
  ).flat();

it('buys a dip and sells at the mean', () => {
  const result = run(
    meanReversionStrategy({ period: 20, entry: 2 }),
    barsFromCloses(path(...wave(15), [1, -0.05], [7, 0.01], ...wave(10))),
  );
  expect(trades(result)).toEqual(['buy 33', 'sell 38']);
  expect(result.finalEquity).toBeGreaterThan(10_200);
});

it('gives up after its patience, and does not buy again before the price was back', () => {
  const market = barsFromCloses(path(...wave(15), [60, -0.01], [30, 0.01], ...wave(10), [1, -0.08], ...wave(2)));
  const result = run(meanReversionStrategy({ period: 20, entry: 2, patience: 5 }), market);
  expect(trades(result).slice(0, 2)).toEqual(['buy 33', 'sell 38']);
  expect(
    trades(result)
      .slice(2)
      .map((trade) => trade.split(' ')[0]),
  ).toEqual(['buy']);
  expect(result.fills[1]!.price).toBeLessThan(result.fills[0]!.price);
});

it('never buys what does not move', () => {
  expect(run(meanReversionStrategy({ period: 5 }), barsFromCloses(path([50, 0]))).fills).toEqual([]);
});

it('wants the exit above the entry', () => {
  expect(() => meanReversion.strategy({ entry: 1, exit: -1 })).toThrow('exit was -1: expected exit above -entry');
});
