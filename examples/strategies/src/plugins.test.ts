import { readFileSync } from 'node:fs';
import { createBot, parametersOf, type StrategyPlugin, simulatedBroker, simulatedMarket } from '@sigmax/core';
import { loadStrategyPlugin } from '@sigmax/core/plugins';
import { maxDrawdown, maxOrderNotional, maxWeight } from '@sigmax/risk';
import { describe, expect, it } from 'vitest';
import { plugins } from './plugins';

const names = ['trend', 'mean-reversion', 'breakout', 'momentum-rotation', 'grid', 'market-making'];
const all = ['BTC', 'ETH', 'SOL', 'XRP'].map((asset) => `demo:${asset}/USDT`);

const backtest = (plugin: StrategyPlugin, count: number) => {
  const strategy = plugin.strategy();
  const market = simulatedMarket({ seed: 3, instruments: all.slice(0, count), timeframe: '1h', bars: 3_000 });
  const guards = [
    maxOrderNotional({ limit: 10_000 }),
    maxWeight({ limit: 1 }),
    maxDrawdown({ limit: 0.6, action: 'flatten' }),
  ];
  const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.0005, slippageRate: 0.0002 });
  const result = createBot({ strategy, guards, cash: { USDT: 10_000 } }).backtest({ market, broker, seed: 1 });
  return { result, warmUp: plugin.warmUp(strategy.params) };
};

it('has the six, by name', () => {
  expect(plugins.map(({ name }) => name)).toEqual(names);
});

describe.each(plugins.map((plugin) => [plugin.name, plugin] as const))('%s', (name, plugin) => {
  const { minimum, maximum = 4 } = plugin.instruments;

  it.each([...new Set([minimum, maximum])])('trades on a simulated market of %i', (count) => {
    const { result, warmUp } = backtest(plugin, count);
    expect(result.fills.length).toBeGreaterThan(4);
    expect(result.fills.some(({ side }) => side === 'sell')).toBe(true);
    expect(result.halt).toBeUndefined();
    expect(result.rejectedCount).toBe(0);
    expect(result.fills[0]!.timeMs).toBeGreaterThan(result.timeMs[warmUp - 1]!);
  });

  it('explains every parameter and has a default for it', () => {
    const parameters = parametersOf(plugin.strategy.params);
    expect(parameters.length).toBeGreaterThan(2);
    for (const parameter of parameters) {
      expect(parameter.description.length, parameter.name).toBeGreaterThan(10);
      expect(parameter.default, parameter.name).toBeDefined();
      expect(parameter.bounds, parameter.name).not.toBe('');
    }
  });

  it('is found by its short name, from its source', async () => {
    const found = await loadStrategyPlugin(`./index.ts#${name}`, { from: import.meta.dirname });
    expect(found.description).toBe(plugin.description);
  });
});

it('is found by short name alone, built or not', async () => {
  for (const name of names) expect((await loadStrategyPlugin(name, { from: import.meta.dirname })).name).toBe(name);
});

it('has the version that its plugins say', () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  for (const { version } of plugins) expect(version).toBe(manifest.version);
});
