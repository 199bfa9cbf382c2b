import { type BarSeries, createBacktester, seededRandom, simulatedBroker, tradingCosts } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { ppo } from '../algorithms/ppo';
import { cheatFeature, checkCheatFeature } from '../evaluation/checks/check-cheat-feature';
import { playEpisode } from '../evaluation/play-episode';
import { type Policy, statelessPolicy } from '../policy/policy';
import { share } from '../testing-profile.test-helper';
import { train } from '../training/train';
import { checkNoLookAhead } from './check-no-look-ahead';
import { autoregressiveMarket, randomWalkMarket } from './known-answer-markets';
import type { TradingAction } from './trading-actions';
import { type TradingEnvironment, type TradingEnvironmentOptions, tradingEnvironment } from './trading-environment';
import { fitTradingScaling } from './trading-scaling';

const actions = { type: 'levels', weights: [0, 1] } as const;
const desk = { actions };

const environmentOf = (
  market: BarSeries,
  fee: number,
  more: Partial<TradingEnvironmentOptions> = {},
  trainedTo = market.length,
): TradingEnvironment =>
  tradingEnvironment({
    backtester: createBacktester({
      cash: { USDT: 10_000 },
      broker: simulatedBroker({ takerFeeRate: fee, makerFeeRate: fee, slippageRate: 0 }),
    }),
    market,
    actions,
    scaling: fitTradingScaling(market, { to: trainedTo }),
    ruin: 0,
    ...more,
  });

const learned = async (
  make: () => TradingEnvironment,
  { steps, seed, discount }: { readonly steps: number; readonly seed: number; readonly discount: number },
): Promise<Policy<TradingAction>> => {
  const { policy } = await train<TradingAction>({
    algorithm: ppo({
      steps: 256,
      minibatchSize: 256,
      epochs: 5,
      hiddenSizes: [16],
      discount,
      learningRate: { type: 'linear', from: 3e-3, to: 0 },
    }),
    environment: make,
    environments: 8,
    steps,
    seed,
    normalisation: { rewardClip: 10, discount },
  });
  return policy;
};

const seeds = Array.from({ length: share(1, 5) }, (_, seed) => seed);

const sumOf = (environment: TradingEnvironment, policy: Policy<TradingAction>): number =>
  playEpisode(environment, policy, { seed: 1, random: seededRandom(1) }).sum;

describe('an autoregressive market', () => {
  const fee = 0.0005;
  const market = autoregressiveMarket({ seed: 21, bars: 6_000, volatility: 0.02, persistence: 0.5 });
  const fresh = autoregressiveMarket({ seed: 22, bars: 6_000, volatility: 0.02, persistence: 0.5 });
  const scaling = fitTradingScaling(market, { to: market.length });

  /** Invested above one threshold of the last return, out below another, as before between: the best of 121 pairs. */
  const oracle = (): number => {
    const thresholds = [-1, -0.8, -0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6, 0.8, 1];
    const rules = thresholds.flatMap((enter) =>
      thresholds.filter((leave) => leave <= enter).map((leave) => ({ enter, leave })),
    );
    return Math.max(
      ...rules.map(({ enter, leave }) => {
        const rule = statelessPolicy<TradingAction>('threshold', ([change = 0, , , , , position = 0]) =>
          change > enter ? 1 : change < leave ? 0 : position > 0.5 ? 1 : 0,
        );
        return sumOf(environmentOf(fresh, fee, { scaling }), rule);
      }),
    );
  };

  it.each(seeds)(
    'seed %i earns at least 0.95 of the best threshold rule, on bars that it has not seen',
    { timeout: 300_000 },
    async (seed) => {
      const make = () => environmentOf(market, fee, { scaling, isRandomStart: true, episodeBars: 128 });
      const policy = await learned(make, { steps: share(131_072, 262_144), seed, discount: 0.6 });
      const best = oracle();
      expect(best).toBeGreaterThan(5);
      const earned = sumOf(environmentOf(fresh, fee, { scaling }), policy);
      expect(earned / best).toBeGreaterThanOrEqual(0.95);
    },
  );
});

describe('a random walk with fees', () => {
  const fee = 0.002;
  const market = randomWalkMarket({ seed: 31, bars: 20_000, volatility: 0.005 });
  const fresh = randomWalkMarket({ seed: 32, bars: 2_000, volatility: 0.005 });
  const scaling = fitTradingScaling(market, { to: market.length });

  it.each(seeds)(
    'seed %i learns to leave it: it trades at most 0.01 of the account a bar',
    { timeout: 300_000 },
    async (seed) => {
      const make = () => environmentOf(market, fee, { scaling, isRandomStart: true, episodeBars: 128 });
      const policy = await learned(make, { steps: share(65_536, 262_144), seed, discount: 0.9 });
      const environment = environmentOf(fresh, fee, { scaling });
      const { length } = playEpisode(environment, policy, { seed: 1, random: seededRandom(1) });
      const { fills, initialEquity } = environment.finish();
      const traded = tradingCosts(fills).tradedNotional;
      expect(traded / initialEquity / length).toBeLessThanOrEqual(0.01);
    },
  );
});

describe('the next bar as a feature', () => {
  const market = randomWalkMarket({ seed: 41, bars: 2_000, volatility: 0.01 });

  it.each(seeds)('seed %i earns at least 0.9 of the best rule on it', { timeout: 300_000 }, async (seed) => {
    const scaling = fitTradingScaling(market, { to: market.length });
    const of = (more: Partial<TradingEnvironmentOptions>) => environmentOf(market, 0.0005, { scaling, ...more });
    const result = await checkCheatFeature({
      desk,
      seed: 1,
      make: (cheat) => of({ features: [cheat] }),
      train: () =>
        learned(() => of({ features: [cheatFeature], isRandomStart: true, episodeBars: 128 }), {
          steps: share(65_536, 131_072),
          seed,
          discount: 0.6,
        }),
    });
    expect(result.oracle).toBeGreaterThan(2);
    expect(result.isPassed).toBe(true);
  });

  it('is found by the check for looking ahead, and its absence is not', () => {
    const make = (features: TradingEnvironmentOptions['features'] & {}) => (bars: readonly BarSeries[]) =>
      environmentOf(bars[0]!, 0.0005, { features, scaling: fitTradingScaling(market, { to: 1_000 }) });
    const found = checkNoLookAhead({ make: make([cheatFeature]), market: [market], seed: 1 });
    expect(found.map(({ code, what, place }) => [code, what, place])).toEqual([['LOOK_AHEAD', 'observation', 7]]);
    expect(checkNoLookAhead({ make: make([]), market: [market], seed: 1 })).toEqual([]);
  });
});
