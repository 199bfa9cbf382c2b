import { seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { statelessPolicy } from '../../policy/policy';
import { checkNoLookAhead } from '../../trading/check-no-look-ahead';
import { autoregressiveMarket, randomWalkMarket } from '../../trading/known-answer-markets';
import { backtesterOf, environmentOf, walk } from '../../trading/trading.test-helper';
import type { TradingAction } from '../../trading/trading-actions';
import type { ExtraFeature } from '../../trading/trading-features';
import { fitTradingScaling } from '../../trading/trading-scaling';
import { flatPolicy } from '../baselines/constant-policies';
import { fitLogisticPolicy } from '../baselines/logistic-policy';
import { cheatFeature, checkCheatFeature } from './check-cheat-feature';
import { checkShift } from './check-shift';
import { degeneratePolicy, type PlayedTest } from './degenerate-policy';

const actions = { type: 'levels', weights: [0, 1] } as const;
const desk = { actions };
const free = backtesterOf({ fee: 0, slippage: 0 });

describe('checkCheatFeature', () => {
  const make = (fee: number) => (cheat: ExtraFeature) =>
    environmentOf({ actions, features: [cheat], backtester: backtesterOf({ fee, slippage: 0 }) });

  it.each([0, 0.001])('passes a learner that reads what it is shown, with a fee of %f', async (fee) => {
    const best = statelessPolicy<TradingAction>('reads', (observation) => ((observation[7] as number) > 0.1 ? 1 : 0));
    const train =
      fee === 0
        ? (environment: ReturnType<ReturnType<typeof make>>) => fitLogisticPolicy(environment, desk, { seed: 1 })
        : () => best;
    const { share, oracle } = await checkCheatFeature({
      make: make(fee),
      desk,
      seed: 1,
      train,
      share: fee === 0 ? 0.9 : 0.5,
    });
    expect(oracle).toBeGreaterThan(0.3);
    expect(share).toBeGreaterThan(fee === 0 ? 0.9 : 0.5);
  });

  it('fails one that learns nothing, and one that is blind to the feature', async () => {
    const failed = await checkCheatFeature({ make: make(0), desk, seed: 1, train: () => flatPolicy(desk) });
    expect(failed).toMatchObject({ earned: 0, share: 0, isPassed: false });
    const blind = statelessPolicy<TradingAction>('blind', ([change = 0]) => (change > 0 ? 1 : 0));
    const { share, isPassed } = await checkCheatFeature({ make: make(0), desk, seed: 1, train: () => blind });
    expect(share).toBeLessThan(0.6);
    expect(isPassed).toBe(false);
  });

  it('plants a leak that checkNoLookAhead finds', () => {
    const leaky = (market: Parameters<Parameters<typeof checkNoLookAhead>[0]['make']>[0]) =>
      environmentOf({ market, features: [cheatFeature] });
    expect(checkNoLookAhead({ make: leaky, market: [walk], seed: 1 }).map(({ place }) => place)).toEqual([7]);
  });
});

describe('checkShift', () => {
  const market = autoregressiveMarket({ seed: 5, bars: 4_000, volatility: 0.01, persistence: 0.6 });
  const momentum = statelessPolicy<TradingAction>('momentum', ([change = 0]) => (change > 0 ? 1 : 0));

  it('lets an honest edge pass: a good part of it is left one bar late', () => {
    const scaling = fitTradingScaling(market, { to: 4_000 });
    const make = () => environmentOf({ market, scaling, actions, backtester: free });
    const { earned, kept, findings } = checkShift({ make, policy: momentum, seed: 1 });
    expect(earned).toBeGreaterThan(3);
    expect(kept).toBeGreaterThan(0.4);
    expect(kept).toBeLessThan(0.8);
    expect(findings).toEqual([]);
  });

  it('finds an edge that is made of the next bar', () => {
    const series = randomWalkMarket({ seed: 6, bars: 1_000, volatility: 0.01 });
    const make = () =>
      environmentOf({
        market: series,
        scaling: fitTradingScaling(series, { to: 1_000 }),
        actions,
        backtester: free,
        features: [cheatFeature],
      });
    const policy = statelessPolicy<TradingAction>('cheat', (observation) => ((observation[7] as number) > 0 ? 1 : 0));
    const { findings } = checkShift({ make, policy, seed: 1 });
    expect(findings.map(({ code }) => code)).toEqual(['EDGE_COLLAPSES']);
  });

  it('says nothing about a policy that earns nothing', () => {
    const make = () => environmentOf({ actions });
    expect(checkShift({ make, policy: flatPolicy(desk), seed: 1, episodes: 2 })).toEqual({
      earned: 0,
      earnedLate: 0,
      kept: undefined,
      findings: [],
    });
    expect(() => checkShift({ make, policy: flatPolicy(desk), seed: 1, episodes: 0 })).toThrow(/episodes was 0/);
  });
});

describe('degeneratePolicy', () => {
  const random = seededRandom(3);
  const lively = {
    actions: Array.from({ length: 100 }, () => random.integer(3)),
    fills: 30,
    exposure: Array.from({ length: 101 }, (_, index) => (index % 4 === 0 ? 0 : 0.5)),
    terminated: false,
  };
  const codes = (more: Partial<PlayedTest>) => degeneratePolicy({ ...lively, ...more }).map(({ code }) => code);

  it('has nothing to say of a policy that does this and that', () => {
    expect(codes({})).toEqual([]);
  });

  it.each([
    [{ actions: new Array(100).fill(2) }, ['CONSTANT_ACTION']],
    [{ actions: Array.from({ length: 100 }, () => Float64Array.of(0.5)) }, ['CONSTANT_ACTION']],
    [{ fills: 0 }, ['NO_TRADE']],
    [{ exposure: [0, ...new Array(100).fill(1)] }, ['ALWAYS_INVESTED']],
    [{ fills: 1, exposure: [0, 0, 1] }, ['BOUGHT_AND_HELD']],
    [{ fills: 91 }, ['TRADES_EVERY_BAR']],
    [{ terminated: true }, ['RUINED']],
  ])('finds %#', (more, expected) => {
    expect(codes(more)).toEqual(expected);
  });
});
