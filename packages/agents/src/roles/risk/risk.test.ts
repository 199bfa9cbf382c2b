import { createBot, simulatedBroker, simulatedMarket } from '@sigmax/core';
import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { agentStrategy } from '../../combine/agent-strategy';
import { says } from '../../combine/says.test-helper';
import { veto } from '../../combine/veto';
import { contextOf, instrumentId, listening, situationAt, snapshotAt } from '../../opinion/situation.test-helper';
import { profile } from '../../testing-profile.test-helper';
import { initialRiskState, observeRisk, volatilityOf } from './risk-measures';
import { riskOfficer } from './risk-officer';

const limits = { maximumVolatility: 0.05, windowBars: 3, maximumWeight: 0.4, maximumDrawdown: 0.2 };

describeGuard({ name: 'risk officer', make: () => riskOfficer(limits).guard, reads: ['price', 'quantity', 'equity'] });

const stateOf = (closes: readonly number[], equities: readonly number[] = closes.map(() => 1_000)) => {
  const state = initialRiskState();
  for (const [place, close] of closes.entries()) {
    observeRisk(state, snapshotAt(place, close).bars, equities[place] as number, limits);
  }
  return state;
};

const { guard } = riskOfficer(limits);
const id = instrumentId;
const account = (more = {}) =>
  portfolioOf({ cash: { USDT: 1_000 }, price: { [id]: 100 }, instrumentIds: [id], ...more });
const buy = (quantity: number) => ({ type: 'market', instrumentId: id, side: 'buy', quantity }) as const;

it('the volatility is the standard deviation of returns', () => {
  expect(volatilityOf([100, 110, 99, 99], 3)).toBeCloseTo(Math.sqrt((0.1 ** 2 + 0.1 ** 2) / 3), 12);
  expect(volatilityOf([100, 110, 99], 3)).toBeUndefined();
});

it.each([
  ['calm and small', [100, 100, 101, 100], undefined, 4, 'pass', undefined],
  ['too large', [100, 100, 101, 100], undefined, 4.01, 'reduce-only', 'WEIGHT_ABOVE_LIMIT'],
  ['too wild', [100, 120, 90, 110], undefined, 1, 'reduce-only', 'VOLATILITY_ABOVE_LIMIT'],
  ['not seen enough', [100, 100, 100], undefined, 1, 'reduce-only', 'VOLATILITY_UNKNOWN'],
  ['fallen', [100, 100, 101, 100], [1_000, 900, 850, 799], 1, 'reduce-only', 'DRAWDOWN_ABOVE_LIMIT'],
  ['no equity', [100, 100, 101, 100], [0, 0, 0, 0], 1, 'reduce-only', 'DRAWDOWN_UNKNOWN'],
  ['no quantity', [100, 100, 101, 100], undefined, Number.NaN, 'deny', 'QUANTITY_INVALID'],
])('%s', (_, closes, equities, quantity, type, code) => {
  const verdict = guard.check?.(buy(quantity), account(), stateOf(closes, equities));
  expect(verdict).toMatchObject(code === undefined ? { type } : { type, code });
});

it('open orders count as filled, and a price that is not known is no price', () => {
  const state = stateOf([100, 100, 101, 100]);
  const pending = account({ pending: { [id]: { buy: 3 } } });
  expect(guard.check?.(buy(2), pending, state)).toMatchObject({ code: 'WEIGHT_ABOVE_LIMIT' });
  expect(guard.check?.(buy(2), account({ price: {} }), state)).toMatchObject({ code: 'WEIGHT_UNKNOWN' });
});

it('the agent says no where the guard would, and cannot loosen it', () => {
  const { agent } = riskOfficer(limits);
  const running = agent.start(contextOf());
  const ask = () => running.ask(situationAt(), listening().call);
  running.observe(snapshotAt(1, 100));
  expect(ask()).toMatchObject({ code: 'warming-up' });
  for (const close of [120, 90, 110]) running.observe(snapshotAt(2, close));
  expect(ask()).toMatchObject({ score: -1, reason: expect.stringContaining('VOLATILITY_ABOVE_LIMIT') });
  for (const close of [110, 110, 110, 110]) running.observe(snapshotAt(3, close));
  expect(ask()).toMatchObject({ score: 0, confidence: 1 });
});

it('no agent, however sure, gets a heavier purchase through the guard than the limit', () => {
  const score = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(score, fc.integer({ min: 1, max: 1_000 }), fc.boolean(), (bias, seed, isVetoed) => {
      const officer = riskOfficer({ ...limits, maximumVolatility: 1 });
      const sure = says('sure', bias, 1);
      const rules = { atOrBelow: -0.5, whenAbstaining: 'pass' } as const;
      const agent = isVetoed ? veto({ agent: sure, by: [officer.agent], ...rules }) : sure;
      const market = simulatedMarket({ seed, instruments: [id], timeframe: '1h', bars: 30 });
      const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
      const strategy = agentStrategy(agent, { maximumWeight: 1, maximumGross: 1, band: 0, whenAbstaining: 'hold' });
      const bot = createBot({ strategy, guards: [officer.guard], cash: { USDT: 10_000 } });
      const { fills } = bot.backtest({ market, broker, seed });
      for (const { side, quantity, price } of fills) {
        // A fill is one bar after its check: it may cost a few percent more.
        if (side === 'buy') expect(quantity * price).toBeLessThan(0.45 * 11_000);
      }
    }),
    profile(30, 1_000),
  );
});

it.each([{ maximumWeight: 2 }, { maximumDrawdown: undefined }, { windowBars: 1 }])('refuses %j', (wrong) => {
  expect(() => riskOfficer({ ...limits, ...wrong } as never)).toThrow(/riskOfficer/);
});
