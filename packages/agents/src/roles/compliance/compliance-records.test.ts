import { createBot, defineStrategy, simulatedBroker, simulatedMarket, target } from '@sigmax/core';
import { expect, it } from 'vitest';
import { complianceOfficer } from './compliance-officer';
import { complianceRecords } from './compliance-records';

const ids = ['demo:BTC/USDT', 'demo:ETH/USDT'];

it('has every order that left or was denied, with who denied it and why', () => {
  const greedy = defineStrategy({
    name: 'greedy',
    start:
      () =>
      ({ bar }) =>
        target(bar.instrumentId, 0.3),
  });
  const { guard } = complianceOfficer({ allow: ids, barred: { DE: ['demo:BTC/USDT'] }, jurisdiction: 'DE' });
  const run = (instrumentId: string) => {
    const market = simulatedMarket({ seed: 7, instruments: [instrumentId], timeframe: '1h', bars: 6 });
    const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
    const bot = createBot({ strategy: greedy(), guards: [guard], cash: { USDT: 10_000 } });
    return complianceRecords(bot.backtest({ market, broker }).events);
  };
  const denied = run('demo:BTC/USDT');
  expect(denied.length).toBeGreaterThan(0);
  for (const record of denied) {
    expect(record).toMatchObject({ outcome: 'denied', guard: 'compliance', code: 'JURISDICTION_BARRED', side: 'buy' });
    expect(record.quantity).toBeGreaterThan(0);
  }
  expect(run('demo:ETH/USDT')[0]).toMatchObject({ outcome: 'submitted', guard: undefined, code: undefined });
});
