import { describe, expect, it } from 'vitest';
import { at, type StressScenario } from './scenario';
import { stressScenarios } from './scenarios/stress-scenarios';
import { type PortfolioShock, shockPortfolio } from './shock-portfolio';
import type { StressPortfolio } from './stress-market';

const [btc, sol] = ['demo:BTC/USDT', 'demo:SOL/USDT'];
const markets = [
  { instrument: btc, price: 100_000, volumePerHour: 1_000, beta: 1, annualVolatility: 0.5 },
  { instrument: sol, price: 200, volumePerHour: 50_000, beta: 2, annualVolatility: 0.9 },
];
const costs = { takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0005, participationFraction: 0.1 };
const named = (name: string) => stressScenarios.find((one) => one.name === name)!;
const scenario = (fields: Partial<StressScenario>): StressScenario => ({
  name: 'made',
  title: 'made',
  source: 'test',
  shock: { type: 'paths', paths: {} },
  ...fields,
});
const shockOf = (one: StressScenario, portfolio: StressPortfolio): PortfolioShock => {
  const shock = shockPortfolio(one, { portfolio, markets, costs });
  if (typeof shock === 'string') throw new Error(shock);
  return shock;
};

describe('shockPortfolio', () => {
  it('takes the worst moment of all paths together', () => {
    const shock = scenario({
      shock: { type: 'paths', paths: { BTC: [at(10, 0.5), at(20, 1)], SOL: [at(10, 1), at(20, 0.5)] } },
    });
    const portfolio = { cash: { USDT: 1_000 }, holdings: { [btc]: 0.02, [sol]: 5 } };
    expect(shockOf(shock, portfolio)).toMatchObject({
      startEquity: 4_000,
      worstEquity: 3_000,
      worstAfterMs: 600_000,
      lossFraction: 0.25,
    });
  });

  it('loses what the sources say on 10 October 2025', () => {
    const october = named('october-2025');
    const all = (id: string, price: number) => ({ cash: { USDT: 0 }, holdings: { [id]: 1_000 / price } });
    expect(shockOf(october, all(btc, 100_000)).lossFraction).toBeCloseTo(0.14, 12);
    expect(shockOf(october, all(sol, 200)).lossFraction).toBeCloseTo(0.31, 12);
  });

  it('moves assets by their beta, and never below nothing', () => {
    const fall = scenario({ shock: { type: 'factor', path: [at(10, 0.4)] } });
    expect(shockOf(fall, { cash: { USDT: 0 }, holdings: { [btc]: 1 } }).lossFraction).toBeCloseTo(0.6, 12);
    expect(shockOf(fall, { cash: { USDT: 0 }, holdings: { [sol]: 1 } }).lossFraction).toBeCloseTo(0.9999, 12);
  });

  it('counts in dollars when the money itself falls', () => {
    const portfolio = { cash: { USDT: 1_000 }, holdings: { [btc]: 0.01 } };
    expect(shockOf(named('depeg-0.88'), portfolio)).toMatchObject({ startEquity: 2_000, worstEquity: 1_880 });
    expect(shockOf(named('depeg-0.65'), portfolio).worstEquity).toBe(1_650);
    expect(shockOf(named('depeg-0.65'), { cash: { USD: 1_000 } }).lossFraction).toBe(0);
  });

  it('loses three deviations of the portfolio when everything correlates', () => {
    const day = Math.sqrt(1 / 365);
    const [one, other] = [5_000 * 0.5 * day, 2_000 * 0.9 * day];
    const deviation = Math.sqrt(one ** 2 + other ** 2 + 2 * 0.95 * one * other);
    const { startEquity, worstEquity } = shockOf(named('correlation-one'), {
      cash: { USDT: 3_000 },
      holdings: { [btc]: 0.05, [sol]: 10 },
    });
    expect(startEquity - worstEquity).toBeCloseTo(3 * deviation, 8);
  });

  it('leaves nothing when the venue keeps everything', () => {
    expect(shockOf(named('ftx-2022'), { cash: { USDT: 1_000 } })).toMatchObject({ worstEquity: 0, lossFraction: 1 });
  });

  it('charges longs for funding above 0, and shorts for funding below', () => {
    const held = (units: number) => ({ cash: { USDT: 10_000 }, perpetuals: { [btc]: units } });
    expect(shockOf(named('funding-spike'), held(0.1)).worstEquity).toBeCloseTo(10_000 - 10_000 * 0.0075 * 3, 9);
    expect(shockOf(named('funding-spike'), held(-0.1)).worstEquity).toBe(10_000);
    expect(shockOf(named('funding-spike-down'), held(-0.1)).worstEquity).toBeCloseTo(10_000 - 225, 9);
    expect(shockPortfolio(named('funding-spike'), { portfolio: { cash: { USDT: 1 } }, markets, costs })).toBe(
      'no perpetuals are held',
    );
  });

  it.each([
    ['a long', 0.05, 0],
    ['a short', -0.05, 0],
    ['a long with coins beside it', 0.05, 0.01],
    ['a short of what is held', -0.02, 0.01],
  ])('liquidates %s at the distance that it tells', (_, perpetual, held) => {
    const portfolio = (cash: number): StressPortfolio => ({
      cash: { USDT: cash },
      holdings: { [btc]: held },
      perpetuals: { [btc]: perpetual },
      maintenanceMarginFraction: 0.005,
    });
    const before = shockOf(scenario({}), portfolio(1_000));
    const distance = before.liquidationDistance as number;
    expect(distance).toBeGreaterThan(0);
    const moved = (by: number) =>
      shockOf(scenario({ shock: { type: 'paths', paths: { BTC: [at(10, 1 + by)] } } }), portfolio(1_000)).isLiquidated;
    const isLongest = perpetual + held > 0;
    const sign = isLongest ? -1 : 1;
    expect(moved(sign * distance * 0.9999)).toBe(false);
    expect(moved(sign * distance * 1.0001)).toBe(true);
  });

  it('tells how far liquidation is away at the worst moment', () => {
    const fall = scenario({ shock: { type: 'paths', paths: { BTC: [at(10, 0.9)] } } });
    const portfolio = { cash: { USDT: 1_000 }, perpetuals: { [btc]: 0.05 }, maintenanceMarginFraction: 0.005 };
    const { liquidationDistance, worstLiquidationDistance, isLiquidated } = shockOf(fall, portfolio);
    expect(liquidationDistance).toBeCloseTo(975 / 4_975, 12);
    // 500 are lost, 22.5 are demanded of 4,500.
    expect(worstLiquidationDistance).toBeCloseTo(477.5 / 4_477.5, 12);
    expect(isLiquidated).toBe(false);
    expect(shockOf(named('march-2020'), portfolio)).toMatchObject({ isLiquidated: true, worstLiquidationDistance: 0 });
    expect(shockOf(fall, { cash: { USDT: 1 }, holdings: { [btc]: 1 } }).liquidationDistance).toBeUndefined();
  });

  it('tells what closing costs and how long it takes with what liquidity is left', () => {
    const portfolio = { cash: { USDT: 0 }, holdings: { [btc]: 10, [sol]: 10_000 } };
    const usual = shockOf(scenario({}), portfolio);
    expect(usual.closingCost).toBeCloseTo(3_000_000 * 0.0015, 6);
    expect(usual.timeToFlatMs).toBeCloseTo(2 * 3_600_000, 6);
    const haircut = shockOf(named('liquidity-haircut'), portfolio);
    expect(haircut.closingCost).toBeCloseTo(3_000_000 * 0.011, 6);
    expect(haircut.timeToFlatMs).toBeCloseTo(40 * 3_600_000, 6);
  });

  it('counts coins in the account once, at whatever venues they are traded', () => {
    const twice = [...markets, { instrument: 'other:BTC/USDT', price: 100_000, volumePerHour: 1 }];
    const shock = shockPortfolio(scenario({}), { portfolio: { cash: { USDT: 0, BTC: 1 } }, markets: twice, costs });
    expect(shock).toMatchObject({ startEquity: 100_000 });
  });

  it('says what it would have to know', () => {
    const bare = { portfolio: { cash: { USDT: 1 }, holdings: { [btc]: 1 } }, costs };
    const one = [{ instrument: btc, price: 1, volumePerHour: 1 }];
    expect(shockPortfolio(named('march-2020'), { ...bare, markets: one })).toBe('beta of BTC is not given');
    expect(shockPortfolio(named('correlation-one'), { ...bare, markets: one })).toBe(
      'annualVolatility of BTC is not given',
    );
    const cash = { portfolio: { cash: { USDT: 1 } }, costs, markets };
    expect(shockPortfolio(named('correlation-one'), cash)).toBe('nothing is held that could lose');
  });
});

it('the scenarios have names of their own, sources, and ways that can be gone', () => {
  expect(new Set(stressScenarios.map(({ name }) => name)).size).toBe(stressScenarios.length);
  for (const { title, source, shock } of stressScenarios) {
    expect(title.length).toBeGreaterThan(10);
    expect(source.length).toBeGreaterThan(10);
    const paths = shock.type === 'paths' ? Object.values(shock.paths) : shock.type === 'factor' ? [shock.path] : [];
    for (const path of paths) {
      const times = path.map(({ afterMs }) => afterMs);
      expect(times).toEqual([...times].sort((one, other) => one - other));
      for (const { value } of path) expect(value > 0 && value <= 1).toBe(true);
    }
  }
});
