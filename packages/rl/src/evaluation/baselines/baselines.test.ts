import { seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { autoregressiveMarket, randomWalkMarket } from '../../trading/known-answer-markets';
import { backtesterOf, environmentOf } from '../../trading/trading.test-helper';
import { fitTradingScaling } from '../../trading/trading-scaling';
import { playEpisode } from '../play-episode';
import { flatPolicy, investedPolicy } from './constant-policies';
import { fitLogisticPolicy } from './logistic-policy';
import { logistic, logisticRegression } from './logistic-regression';
import { movingAveragePolicy } from './moving-average-policy';
import { randomPolicyLike } from './random-policy';
import { weightAction } from './weight-action';

const actions = { type: 'levels', weights: [0, 1] } as const;
const desk = { actions };
const random = () => seededRandom(1);

describe('weightAction', () => {
  it.each([
    [{ type: 'hold-buy-sell', weight: 0.7 }, [1], 1],
    [{ type: 'hold-buy-sell', weight: 0.7 }, [0], 2],
    [{ type: 'levels', weights: [0, 0.5, 1] }, [0.6], 1],
    [{ type: 'levels', weights: [0, 0.5, 1] }, [0.6, 1], Int32Array.of(1, 2)],
    [{ type: 'target-weight', low: 0, high: 0.8 }, [1], Float64Array.of(0.8)],
    [{ type: 'target-weight', low: 0, high: 0.8 }, [0, 0.3], Float64Array.of(0, 0.3)],
  ] as const)('%j for %j', (given, weights, expected) => {
    expect(weightAction({ actions: given }, weights)).toEqual(expected);
  });
});

it.each([
  [{ type: 'levels', weights: [0, 0.5, 1] }],
  [{ type: 'hold-buy-sell', weight: 1 }],
  [{ type: 'target-weight', low: 0, high: 1 }],
] as const)('flat and invested policies act inside %j', (given) => {
  const environment = environmentOf({ actions: given });
  const play = (policy: ReturnType<typeof flatPolicy>) => {
    playEpisode(environment, policy, { seed: 1, random: random() });
    return environment.finish();
  };
  expect(play(flatPolicy({ actions: given })).fillCount).toBe(0);
  const invested = play(investedPolicy({ actions: given }));
  expect(invested.fillCount).toBe(1);
  expect(invested.exposure.at(-1)).toBeGreaterThan(0.95);
});

describe('randomPolicyLike', () => {
  const source = seededRandom(8);
  const recorded: number[] = [];
  for (let step = 0, action = 0; step < 5_000; step++) {
    if (source.uniform() < 0.1) action = source.integer(3);
    recorded.push(action);
  }
  const changesOf = (all: readonly number[]) =>
    all.filter((action, index) => index > 0 && action !== all[index - 1]).length;

  it('changes as often as what it is like, and takes each action as often', () => {
    const act = randomPolicyLike(recorded).start(random());
    const played = Array.from({ length: 20_000 }, () => act(new Float64Array(1)));
    expect(changesOf(played) / 20_000 / (changesOf(recorded) / 5_000)).toBeCloseTo(1, 0.9);
    for (const action of [0, 1, 2]) {
      const share = (all: readonly number[]) => all.filter((one) => one === action).length / all.length;
      expect(Math.abs(share(played) - share(recorded))).toBeLessThan(0.04);
    }
  });

  it('repeats a constant, takes arrays, and refuses nothing', () => {
    const constant = randomPolicyLike([Float64Array.of(0.5), Float64Array.of(0.5)]).start(random());
    expect(constant(new Float64Array(1))).toEqual(Float64Array.of(0.5));
    const alternating = randomPolicyLike([0, 1, 0, 1, 0, 1, 0, 1]).start(random());
    expect(new Set(Array.from({ length: 40 }, () => alternating(new Float64Array(1)))).size).toBe(2);
    expect(() => randomPolicyLike([])).toThrow(expect.objectContaining({ code: 'NO_ACTIONS' }));
  });
});

describe('movingAveragePolicy', () => {
  it('compares means of the summed returns, each instrument alone, after its warm-up', () => {
    const act = movingAveragePolicy({ actions, instruments: 2 }, { fast: 2, slow: 4 }).start(random());
    const changes = [1, 1, -1, 1, 1, -3, -3, 2, 4];
    let level = 0;
    const levels: number[] = [];
    for (const change of changes) {
      level += change;
      levels.push(level);
      const mean = (size: number) => levels.slice(-size).reduce((sum, one) => sum + one, 0) / size;
      const isIn = levels.length >= 4 && mean(2) > mean(4) ? 1 : 0;
      expect(act(Float64Array.of(change, 0, -change, 0))[0 as never]).toBe(isIn);
    }
  });

  it('begins anew with each episode, and refuses periods that are none', () => {
    const policy = movingAveragePolicy(desk, { fast: 1, slow: 2 });
    const first = policy.start(random());
    first(Float64Array.of(1));
    expect(first(Float64Array.of(1))).toBe(1);
    expect(policy.start(random())(Float64Array.of(1))).toBe(0);
    expect(() => movingAveragePolicy(desk, { fast: 5, slow: 5 })).toThrow(/fast below slow/);
  });
});

describe('logisticRegression', () => {
  it('satisfies the equations of the maximum, checked by finite differences', () => {
    const source = seededRandom(2);
    const rows = Array.from({ length: 300 }, () => Float64Array.of(source.normal(), source.normal(), source.normal()));
    const labels = rows.map(([a = 0, b = 0]) => (source.uniform() < logistic(0.3 + a - 2 * b) ? 1 : 0));
    const ridge = 0.7;
    const objective = (b: readonly number[]) =>
      rows.reduce((sum, row, index) => {
        const p = logistic((b[0] as number) + row.reduce((total, x, at) => total + x * (b[at + 1] as number), 0));
        return sum + Math.log(labels[index] === 1 ? p : 1 - p);
      }, 0) -
      (ridge / 2) * b.slice(1).reduce((sum, one) => sum + one * one, 0);
    const best = [...logisticRegression(rows, labels, ridge)];
    best.forEach((_, at) => {
      const moved = (by: number) => objective(best.map((one, index) => (index === at ? one + by : one)));
      expect((moved(1e-5) - moved(-1e-5)) / 2e-5).toBeCloseTo(0, 4);
      expect(moved(0.1)).toBeLessThan(objective(best));
      expect(moved(-0.1)).toBeLessThan(objective(best));
    });
    expect(best[2]).toBeLessThan(-1);
  });

  it('stays finite where the classes can be told apart', () => {
    const rows = [-2, -1, 1, 2].map((x) => Float64Array.of(x));
    const [, slope] = logisticRegression(rows, [0, 0, 1, 1], 1);
    expect(slope).toBeGreaterThan(0.5);
    expect(slope).toBeLessThan(5);
  });
});

describe('fitLogisticPolicy', () => {
  it('earns on a market with an edge, of two instruments too, and refuses a market that never moves', () => {
    const market = autoregressiveMarket({ seed: 5, bars: 2_000, volatility: 0.01, persistence: 0.6 });
    const other = randomWalkMarket({ seed: 9, bars: 2_000, volatility: 0.01, instrumentId: 'demo:ETH/USDT' });
    const scaling = fitTradingScaling(market, { to: 2_000 });
    const options = { actions, scaling, backtester: backtesterOf({ fee: 0, slippage: 0 }) };
    const one = environmentOf({ ...options, market });
    const policy = fitLogisticPolicy(one, desk, { seed: 1 });
    expect(playEpisode(one, policy, { seed: 1, random: random() }).sum).toBeGreaterThan(2);
    const two = environmentOf({ ...options, market: [market, other] });
    const both = fitLogisticPolicy(two, { actions, instruments: 2 }, { seed: 1 });
    expect(playEpisode(two, both, { seed: 1, random: random() }).sum).toBeGreaterThan(0.5);
    const still = {
      ...one,
      step: () => ({
        ...one.reset(1),
        observation: new Float64Array(7),
        reward: 0,
        terminated: false,
        truncated: true,
      }),
    };
    expect(() => fitLogisticPolicy(still, desk, { seed: 1 })).toThrow(
      expect.objectContaining({ code: 'TOO_FEW_BARS' }),
    );
  });
});
