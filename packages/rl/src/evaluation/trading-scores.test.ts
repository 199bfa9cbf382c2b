import { createBot, defineStrategy, simulatedBroker, target } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { walk } from '../trading/trading.test-helper';
import { curveScores, growthsOf, scoreNames, tradingScores } from './trading-scores';

const none = { value: 0, exposure: 0, fills: 0 };

describe('curveScores', () => {
  it('has the closed form of a curve by hand', () => {
    // Up by half, down by half, over two of four periods a year.
    const scores = curveScores(Float64Array.of(100, 150, 75), 4, { value: 650, exposure: 0.5, fills: 2 });
    expect(scores.growth).toBeCloseTo(2 * Math.log(0.75), 12);
    expect(scores.totalReturn).toBeCloseTo(-0.25, 12);
    expect(scores.sharpe).toBeCloseTo(0, 12);
    expect(scores.maximumDrawdown).toBeCloseTo(0.5, 12);
    expect(scores.turnover).toBeCloseTo(650 / (325 / 3) / 0.5, 12);
    expect([scores.exposure, scores.fills]).toEqual([0.5, 2]);
    expect(Object.keys(scores)).toEqual([...scoreNames]);
  });

  it('has figures for an account that never moved, and for one that was lost', () => {
    expect(curveScores(Float64Array.of(5, 5, 5), 4, none)).toMatchObject({ growth: 0, sharpe: 0, maximumDrawdown: 0 });
    const lost = curveScores(Float64Array.of(100, 50, 0), 2, none);
    expect(lost.growth).toBeCloseTo(Math.log(1e-9), 9);
    expect(lost.totalReturn).toBe(-1);
    expect(Object.values(lost).every(Number.isFinite)).toBe(true);
  });
});

it('growths add up to the logarithm of what 1 became', () => {
  const growths = growthsOf(Float64Array.of(10, 12, 9, 30));
  expect(growths).toHaveLength(3);
  expect(growths.reduce((sum, one) => sum + one, 0)).toBeCloseTo(Math.log(3), 12);
});

it('tradingScores counts what a run traded and held', () => {
  const half = defineStrategy({
    name: 'half',
    start:
      () =>
      ({ bar }) =>
        target(bar.instrumentId, 0.5),
  });
  const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 });
  const result = createBot({ strategy: half(), cash: { USDT: 10_000 } }).backtest({ market: walk, broker });
  const scores = tradingScores(result, { periodsPerYear: 8_760 });
  const notional = result.fills.reduce((sum, fill) => sum + fill.notional, 0);
  const mean = result.equity.reduce((sum, value) => sum + value, 0) / result.equity.length;
  expect(scores.turnover).toBeCloseTo(notional / mean / (399 / 8_760), 9);
  expect(scores.fills).toBe(result.fillCount);
  expect(scores.exposure).toBeGreaterThan(0.4);
  expect(scores.exposure).toBeLessThan(0.6);
});
