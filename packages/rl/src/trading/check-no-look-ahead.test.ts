import { type BarSeries, InvalidOptionsError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { cartPole } from '../environments/classic-control/cart-pole';
import { delayObservations } from '../environments/wrappers/delay-observations';
import { checkNoLookAhead } from './check-no-look-ahead';
import { autoregressiveMarket, randomWalkMarket } from './known-answer-markets';
import { rewardEquityCorrelation } from './reward-equity-correlation';
import { backtesterOf, environmentOf, walk } from './trading.test-helper';
import type { TradingEnvironmentOptions } from './trading-environment';
import { fitTradingScaling } from './trading-scaling';

const other = randomWalkMarket({ seed: 12, bars: 400, volatility: 0.02, instrumentId: 'demo:ETH/USDT' });

/** The next bar's return: what nobody can know. */
const cheat = {
  name: 'cheat',
  column: ({ close, length }: BarSeries) =>
    Array.from(
      { length },
      (_, index) => (((close[index + 1] ?? close[index]) as number) / (close[index] as number) - 1) * 100,
    ),
};

const make =
  (options: Partial<TradingEnvironmentOptions> = {}) =>
  (market: readonly BarSeries[]) =>
    environmentOf({ market, ...options });

describe('checkNoLookAhead', () => {
  it('passes the trading environment, alone and of two, with random starts', () => {
    expect(checkNoLookAhead({ make: make(), market: [walk], seed: 1 })).toEqual([]);
    expect(checkNoLookAhead({ make: make(), market: [walk, other], seed: 1 })).toEqual([]);
    const options = { isRandomStart: true, episodeBars: 60 };
    expect(checkNoLookAhead({ make: make(options), market: [walk], seed: 3 })).toEqual([]);
  });

  it('catches a feature that reads the next bar', () => {
    const findings = checkNoLookAhead({ make: make({ features: [cheat] }), market: [walk], seed: 1 });
    expect(findings.map(({ what, place }) => [what, place])).toEqual([['observation', 7]]);
  });

  it('catches a scaling that is fitted on the whole market', () => {
    const leaky = (market: readonly BarSeries[]) =>
      environmentOf({ market, scaling: fitTradingScaling(market[0] as BarSeries, { to: 400 }) });
    const places = checkNoLookAhead({ make: leaky, market: [walk], seed: 1 }).map(({ place }) => place);
    expect(places).toEqual(expect.arrayContaining([0, 1, 3]));
  });

  it('catches a reward that knows what comes, and an end', () => {
    const prescient = (market: readonly BarSeries[]) => {
      const future = (market[0] as BarSeries).close.at(-1) as number;
      return environmentOf({ market, reward: () => future });
    };
    expect(checkNoLookAhead({ make: prescient, market: [walk], seed: 1 }).map(({ what }) => what)).toContain('reward');
    const early = (market: readonly BarSeries[]) =>
      environmentOf({
        market,
        episodeBars: 3 + (Math.round(((market[0] as BarSeries).close.at(-1) as number) * 1000) % 5),
      });
    expect(checkNoLookAhead({ make: early, market: [walk], seed: 1, cuts: 20 }).map(({ what }) => what)).toContain(
      'end',
    );
  });

  it('needs times', () => {
    expect(() => checkNoLookAhead({ make: () => cartPole(), market: [walk], seed: 1 })).toThrow(InvalidOptionsError);
  });
});

/** Mean of price feature × next log return over the product of deviations, with all money always in. */
const edgeOf = (isLate: boolean): number => {
  const market = autoregressiveMarket({ seed: 5, bars: 20_000, volatility: 0.01, persistence: 0.6 });
  const options = {
    market,
    scaling: fitTradingScaling(market, { to: 20_000 }),
    backtester: backtesterOf({ fee: 0, slippage: 0 }),
    ruin: 0,
  };
  const plain = environmentOf(options);
  const environment = isLate ? delayObservations(plain) : plain;
  let shown = environment.reset(1).observation[0] as number;
  let [xx, yy, xy] = [0, 0, 0];
  for (let isOver = false; !isOver; ) {
    const after = environment.step(0);
    const at = after.info.barIndex as number;
    const next = Math.log((market.close[at] as number) / (market.close[at - 1] as number));
    xx += shown * shown;
    yy += next * next;
    xy += shown * next;
    shown = after.observation[0] as number;
    isOver = after.truncated;
  }
  return xy / Math.sqrt(xx * yy);
};

it('the shift test: one bar late, the edge of an autoregressive market falls from φ to φ²', () => {
  // 5 standard errors of a correlation over 20,000 bars are 0.035.
  expect(Math.abs(edgeOf(false) - 0.6)).toBeLessThan(0.035);
  expect(Math.abs(edgeOf(true) - 0.36)).toBeLessThan(0.035);
});

it('the cheat feature is worth more than 90 % of an oracle, so the environment pays what it shows', () => {
  const environment = environmentOf({ features: [cheat], backtester: backtesterOf({ fee: 0, slippage: 0 }) });
  let { observation, info } = environment.reset(1);
  let earned = 0;
  let oracle = 0;
  for (let isOver = false; !isOver; ) {
    const at = info.barIndex as number;
    const next = Math.log((walk.close[at + 1] as number) / (walk.close[at] as number));
    oracle += Math.max(next, 0);
    const after = environment.step((observation[7] as number) > 0 ? 2 : 0);
    earned += after.reward;
    ({ observation, info } = after);
    isOver = after.truncated;
  }
  expect(oracle).toBeGreaterThan(1);
  expect(earned / oracle).toBeGreaterThan(0.9);
});

describe('rewardEquityCorrelation', () => {
  it('is 1 for the default, low for a reward that pays for something else, nothing for none', () => {
    expect(rewardEquityCorrelation(environmentOf(), { seed: 1 })).toBeCloseTo(1, 10);
    const traded = environmentOf({ reward: ({ portfolio }) => portfolio.weight(walk.instrumentId) });
    expect(rewardEquityCorrelation(traded, { seed: 1 })).toBeLessThan(0.3);
    expect(rewardEquityCorrelation(environmentOf({ reward: () => 1 }), { seed: 1 })).toBeUndefined();
    expect(() => rewardEquityCorrelation(cartPole(), { seed: 1 })).toThrow(InvalidOptionsError);
  });
});
