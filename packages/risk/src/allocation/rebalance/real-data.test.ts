import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BarSeries, barSeries, createBot, type RunResult, simulatedBroker } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import {
  allocationStrategy,
  conditionalValueAtRiskBudget,
  equalRiskContribution,
  equalWeight,
  hierarchicalRiskParity,
  historicalMeans,
  inverseVolatility,
  ledoitWolf,
  maximumSharpe,
  meanVariance,
  minimumConditionalValueAtRisk,
  minimumVariance,
  type ReturnsTable,
  type Weights,
} from '../index';

const folder = fileURLToPath(new URL('../../../../../../shared/data/bars-1d', import.meta.url));
const isHere = existsSync(folder);
const dayMs = 86_400_000;

/** The first columns of a file are the open's time, open, high, low, close and volume. */
const read = (file: string): BarSeries => {
  const [, ...lines] = readFileSync(join(folder, file), 'utf8').trim().split('\n');
  const rows = lines.map((line) => line.split(',').map(Number));
  const column = (place: number) => Float64Array.from(rows, (row) => row[place] as number);
  return barSeries({
    instrumentId: `file:${file.replace('USDT.csv', '')}/USDT`,
    timeframeMs: dayMs,
    timeMs: column(0).map((openMs) => openMs + dayMs),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: column(5),
    source: file,
  });
};

const capped = { maximum: 0.2 };

const allocators: Readonly<Record<string, (returns: ReturnsTable, held: Weights) => Weights>> = {
  equalWeight: (returns) => equalWeight(Object.keys(returns)),
  inverseVolatility: (returns) => inverseVolatility(ledoitWolf(returns)),
  equalRiskContribution: (returns) => equalRiskContribution(ledoitWolf(returns)),
  hierarchicalRiskParity: (returns) => hierarchicalRiskParity(ledoitWolf(returns), { linkage: 'ward' }),
  minimumVariance: (returns) => minimumVariance(ledoitWolf(returns, { target: 'constant-correlation' }), capped),
  meanVariance: (returns, from) =>
    meanVariance(ledoitWolf(returns), {
      ...capped,
      means: historicalMeans(returns),
      riskAversion: 2,
      turnover: { from, costRate: 0.0012 },
    }),
  maximumSharpe: (returns) => maximumSharpe(ledoitWolf(returns), { ...capped, means: historicalMeans(returns) }),
  minimumConditionalValueAtRisk: (returns) => minimumConditionalValueAtRisk(returns, { ...capped, level: 0.95 }),
  conditionalValueAtRiskBudget: (returns) =>
    conditionalValueAtRiskBudget(returns, { ...capped, level: 0.95, limit: 0.15 }),
};

const title = `28 daily files${isHere ? '' : ' (skipped: ../shared/data is not beside the repository)'}`;

describe.skipIf(!isHere)(title, { timeout: 120_000 }, () => {
  const market = isHere ? readdirSync(folder).sort().map(read) : [];

  const run = (name: string): RunResult => {
    const strategy = allocationStrategy({
      name,
      allocate: (returns, { held }) => (allocators[name] as (typeof allocators)[string])(returns, held),
      onAllocationError: 'keep',
    });
    const bot = createBot({
      strategy: strategy({
        window: 120,
        allocateEvery: 28,
        checkEvery: 1,
        invested: 0.95,
        absoluteBand: 0.03,
        minimumTrade: 0.002,
      }),
      cash: { USDT: 100_000 },
      sizing: { rebalanceBand: 0.001 },
    });
    return bot.backtest({
      market,
      broker: simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 }),
    });
  };

  it.each(Object.keys(allocators))('%s runs over 800 days of 28 instruments', (name) => {
    const result = run(name);
    expect(result.timeMs).toHaveLength(800);
    expect(result.finalEquity).toBeGreaterThan(10_000);
    expect(Math.max(...result.exposure)).toBeLessThanOrEqual(1.0001);
    // In cash until the window is full, invested after it.
    expect(result.exposure[119]).toBe(0);
    expect(result.fillCount).toBeGreaterThan(20);
    expect(result.deniedCount).toBe(0);
  });

  it('has the same fills when it is run again', () => {
    expect(run('minimumConditionalValueAtRisk').fills).toEqual(run('minimumConditionalValueAtRisk').fills);
  });
});
