import { defineStrategy, type Guard, hold, orders, streamStrategy, target } from '@sigmax/core';
import { barsFromCloses } from '@sigmax/core/testing';
import { map } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { maxDrawdown } from '../guards/max-drawdown';
import { maxLoss } from '../guards/max-loss';
import { maxOrderNotional } from '../guards/max-order-notional';
import { priceCollar } from '../guards/price-collar';
import { repeatedExecution } from '../guards/repeated-execution';
import { at, jump, type StressScenario } from './scenario';
import { stressScenarios } from './scenarios/stress-scenarios';
import { type StressOptions, stress } from './stress';
import { stressTable } from './stress-table';

const [btc, sol] = ['demo:BTC/USDT', 'demo:SOL/USDT'];
const wait = defineStrategy({ name: 'wait', start: () => () => hold });
const named = (...names: string[]) => stressScenarios.filter(({ name }) => names.includes(name));
const made = (fields: Partial<StressScenario>): StressScenario => ({
  name: 'made',
  title: 'made by hand',
  source: 'test',
  shock: { type: 'paths', paths: {} },
  ...fields,
});
const options = (fields: Partial<StressOptions> = {}): StressOptions => ({
  portfolio: { cash: { USDT: 5_000 }, holdings: { [btc]: 0.03, [sol]: 10 } },
  markets: [
    { instrument: btc, price: 100_000, volumePerHour: 1_000, beta: 1, annualVolatility: 0.5 },
    { instrument: sol, price: 200, volumePerHour: 50_000, beta: 1.5, annualVolatility: 0.9 },
  ],
  costs: { takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0005, participationFraction: 0.1 },
  reportingAsset: 'USDT',
  bot: { strategy: wait() },
  ...fields,
});
const only = (fields: Partial<StressOptions>) => stress(options(fields))[0]!;

describe('stress', () => {
  it('a bot that does nothing loses what its portfolio loses', () => {
    for (const { scenario, shock, withoutGuards, notApplicable } of stress(options())) {
      if (notApplicable !== undefined || scenario.startsWith('fat') || scenario.includes('-s')) continue;
      expect([scenario, withoutGuards?.startEquity]).toEqual([scenario, expect.closeTo(10_000, 5)]);
      expect(withoutGuards?.worstLossFraction).toBeCloseTo(shock?.lossFraction as number, 9);
    }
  });

  it('covers every scenario, or says why not', () => {
    const results = stress(options());
    expect(results.map(({ scenario }) => scenario)).toEqual(stressScenarios.map(({ name }) => name));
    expect(results.filter((one) => one.notApplicable !== undefined).map(({ scenario }) => scenario)).toEqual([
      'funding-spike',
      'funding-spike-down',
    ]);
  });

  it('gives the same twice', () => {
    expect(stress(options({ scenarios: named('october-2025', 'venue-outage') }))).toEqual(
      stress(options({ scenarios: named('october-2025', 'venue-outage') })),
    );
  });

  it('tells which guard did something first, and at what loss', () => {
    const guards = [
      maxDrawdown({ limit: 0.05, action: 'flatten' }),
      maxLoss({ limit: { fraction: 0.08 }, period: 'day', action: 'pause' }),
    ];
    const { withGuards, withoutGuards } = only({ bot: { strategy: wait(), guards }, scenarios: named('october-2025') });
    expect(withGuards?.firstGuard).toMatchObject({ guard: 'max-drawdown', reaction: 'flatten', limit: 0.05 });
    const loss = withGuards?.firstGuard?.lossFraction as number;
    expect(loss).toBeGreaterThan(0.05);
    expect(loss).toBeLessThan(0.055);
    expect(withGuards?.firstGuard?.afterMs).toBe(13 * 60_000);
    expect(withGuards?.flatAfterMs).toBe(60_000);
    expect(withGuards?.worstLossFraction).toBeLessThan(0.06);
    expect(withoutGuards?.worstLossFraction).toBeCloseTo(0.104, 4);
    expect(withoutGuards?.firstGuard).toBeUndefined();
  });

  it('lets stops fill at the next print behind a gap', () => {
    const stop = defineStrategy({
      name: 'stop',
      start: () => {
        let isSent = false;
        return () => {
          if (isSent) return hold;
          isSent = true;
          return orders([{ type: 'stop', instrumentId: btc, side: 'sell', quantity: 0.03, stopPrice: 95_000 }]);
        };
      },
    });
    // The stop is sent with the last calm bar, and the warm-up has eaten the first decision.
    const patient = {
      ...stop(),
      start: (context: never) => {
        const inner = stop().start(context);
        let count = 0;
        return (snapshot: never) => (++count < 4 ? hold : inner(snapshot));
      },
    };
    const { withoutGuards } = only({
      bot: { strategy: patient as never },
      portfolio: { cash: { USDT: 5_000 }, holdings: { [btc]: 0.03 } },
      scenarios: [made({ shock: { type: 'paths', paths: { BTC: [jump(2, 0.8)] } } })],
    });
    expect(withoutGuards?.fillCount).toBe(1);
    expect(withoutGuards?.lossFraction).toBeCloseTo(
      (0.03 * (100_000 - 80_000 * (1 - 0.0005) * (1 - 0.001))) / 8_000,
      4,
    );
  });

  it('keeps a flatten waiting in an outage, and longer with less depth', () => {
    const guards = [maxDrawdown({ limit: 0.05, action: 'flatten' })];
    const flat = (fields: Partial<StressScenario>) =>
      only({
        bot: { strategy: wait(), guards },
        portfolio: { cash: { USDT: 0 }, holdings: { [btc]: 4.8 } },
        scenarios: [made({ shock: { type: 'paths', paths: { BTC: [at(10, 0.8)] } }, ...fields })],
      }).withGuards?.flatAfterMs;
    expect(flat({})).toBe(3 * 60_000);
    expect(flat({ depthFactor: 0.2 })).toBe(15 * 60_000);
    // Sent two and a half minutes after the beginning, it arrives forty minutes after it.
    expect(flat({ outage: { afterMs: 0, durationMs: 40 * 60_000 } })).toBe((40 - 3 + 3) * 60_000);
  });

  it('loses all that lies at a venue that defaults, guards or not', () => {
    const guards = [maxDrawdown({ limit: 0.05, action: 'flatten' })];
    const { withGuards } = only({ bot: { strategy: wait(), guards }, scenarios: named('ftx-2022') });
    expect(withGuards).toMatchObject({ finalEquity: 0, worstLossFraction: 1 });
  });

  it('counts in dollars: the money falls and coins do not', () => {
    const { withoutGuards } = only({ scenarios: named('depeg-0.88') });
    expect(withoutGuards?.lossFraction).toBeCloseTo(0.06, 4);
  });

  it.each([
    ['fat-finger-10', maxOrderNotional({ limit: 1_000 }), 'shrunk'],
    ['fat-finger-100', maxOrderNotional({ limit: 1_000 }), 'shrunk'],
    ['decimal-slip', priceCollar({ limit: 0.1, reference: 'last', maxAgeMs: 120_000, thinBook: 'last' }), 'denied'],
    ['wrong-symbol', maxOrderNotional({ limit: 1_000 }), 'shrunk'],
  ] as [string, Guard, string][])('meets %s with a guard', (name, guard, reaction) => {
    const bot = { strategy: wait(), guards: [guard] };
    const { withGuards, withoutGuards } = only({ bot, scenarios: named(name) });
    expect(withGuards?.firstGuard).toMatchObject({ guard: guard.name, reaction, lossFraction: expect.closeTo(0, 4) });
    const isRefused = (withoutGuards?.rejectedCount ?? 0) > 0;
    expect(
      withGuards!.worstLossFraction < withoutGuards!.worstLossFraction || isRefused || name === 'decimal-slip',
    ).toBe(true);
  });

  it('lets guards watch the calm and have no say in it', () => {
    const seen: number[] = [];
    const watch: Guard<number> = {
      name: 'watch',
      initial: 0,
      update: (state, event) => {
        seen.push(event.timeMs);
        return state + 1;
      },
      check: () => ({ type: 'deny', code: 'NEVER_ALLOWED', limit: 0, observed: 0 }),
      intervene: () => ({ action: 'flatten', code: 'NEVER_ALLOWED', limit: 0, observed: 0 }),
    };
    const twice = repeatedExecution({ entries: 1, windowMs: 3_600_000, action: 'flatten' });
    const startMs = 1_000 * 60_000;
    const scenarios = [made({})];
    const { withGuards } = only({ bot: { strategy: wait(), guards: [watch] }, startMs, scenarios });
    expect(Math.min(...seen)).toBeLessThan(startMs);
    expect(withGuards?.firstGuard).toMatchObject({ guard: 'watch', reaction: 'flatten', afterMs: 0 });
    // The two purchases that made the portfolio are not the bot's.
    expect(only({ bot: { strategy: wait(), guards: [twice] }, scenarios }).withGuards?.firstGuard).toBeUndefined();
  });

  it('lets the strategy see what was before', () => {
    let seen = 0;
    const count = defineStrategy({
      name: 'count',
      start:
        () =>
        ({ timeMs }) => {
          if (timeMs < 0) seen += 1;
          return hold;
        },
    });
    const history = [btc, sol].map((instrumentId) =>
      barsFromCloses([100, 101, 102], { instrumentId, timeframeMs: 60_000, startMs: -300_000 }),
    );
    const result = only({ bot: { strategy: count() }, history, scenarios: [made({})] });
    expect(seen).toBe(2 * (3 + 2));
    expect(result.withoutGuards?.lossFraction).toBeCloseTo(0, 4);
    const other = [barsFromCloses([1], { instrumentId: btc, timeframeMs: 1_000 })];
    expect(() => only({ history: other, scenarios: [made({})] })).toThrow('bars of 60000 ms');
  });

  it('lets the strategy trade from the beginning', () => {
    const out = defineStrategy({ name: 'out', start: () => () => target(btc, 0) });
    const { withoutGuards } = only({ bot: { strategy: out() }, scenarios: named('october-2025') });
    expect(withoutGuards?.fillCount).toBe(1);
    // Nearly nothing of BTC, all of SOL.
    expect(withoutGuards?.worstLossFraction).toBeCloseTo((10 * 200 * 0.31) / 10_000, 2);
  });

  it('shocks a portfolio without a bot, perpetuals and all', () => {
    const portfolio = { cash: { USDT: 1_000 }, perpetuals: { [btc]: -0.05 }, maintenanceMarginFraction: 0.01 };
    const [result] = stress({
      ...options({ portfolio }),
      bot: undefined as never,
      scenarios: named('funding-spike-down'),
    });
    expect(result).toMatchObject({ withGuards: undefined, notApplicable: undefined });
    expect(result?.shock?.lossFraction).toBeCloseTo(0.1125, 9);
    expect(only({ portfolio, scenarios: named('october-2025') }).notApplicable).toContain('no perpetuals');
  });

  it.each<[string, Partial<StressOptions>, string]>([
    ['no costs', { costs: undefined as never }, 'costs was undefined'],
    ['a price of 0', { markets: [{ instrument: btc, price: 0, volumePerHour: 1 }] }, 'markets.0.price was 0'],
    [
      'holdings of no market',
      { portfolio: { cash: { USDT: 1 }, holdings: { 'demo:DOGE/USDT': 1 } } },
      'demo:DOGE/USDT',
    ],
    ['another quote', { reportingAsset: 'USDC' }, 'demo:BTC/USDT is not quoted in USDC'],
    ['a strategy that waits', { bot: { strategy: streamStrategy(map(() => hold)) } }, 'decides later'],
  ])('refuses %s', (_, fields, says) => {
    expect(() => stress(options({ scenarios: named('october-2025'), ...fields }))).toThrow(says);
  });

  it('refuses a portfolio that cannot be bought', () => {
    const portfolio = { cash: { USDT: 1 }, holdings: { [btc]: 1e-9 } };
    expect(() => stress(options({ portfolio, scenarios: [made({})] }))).not.toThrow();
    const coarse = {
      id: btc,
      base: 'BTC',
      quote: 'USDT',
      priceStep: 1,
      quantityStep: 1,
      minimumQuantity: 0,
      minimumNotional: 0,
    };
    const markets = [{ instrument: coarse as never, price: 100_000, volumePerHour: 1_000 }];
    const half = { cash: { USDT: 1 }, holdings: { [btc]: 0.5 } };
    expect(() => stress(options({ portfolio: half, markets, scenarios: [made({})] }))).toThrow('could not be held');
  });
});

describe('stressTable', () => {
  it('is at most 100 columns wide and says what is missing', () => {
    const guards = [maxDrawdown({ limit: 0.05, action: 'flatten', name: 'a-drawdown-limit-with-a-very-long-name' })];
    const text = stressTable(stress(options({ bot: { strategy: wait(), guards } })));
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(text).toContain('funding-spike: no perpetuals are held.');
    expect(text).toMatch(/^october-2025 +-10\.4 % +-10\.4 % +-5\.\d % a-drawdown-limit-with-a-ve… +-5\.\d % +1 min$/m);
  });

  it('leaves empty what there is not', () => {
    const [line] = stressTable(stress({ ...options(), bot: undefined as never, scenarios: named('october-2025') }))
      .split('\n')
      .slice(2);
    expect(line).toMatch(/^october-2025 +-10\.4 % +1 min$/);
  });
});
