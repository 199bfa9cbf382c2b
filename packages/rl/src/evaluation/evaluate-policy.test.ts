import { createBacktester, type Random, seededRandom, simulatedBroker } from '@sigmax/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Policy } from '../policy/policy';
import { autoregressiveMarket, randomWalkMarket } from '../trading/known-answer-markets';
import type { TradingAction } from '../trading/trading-actions';
import { flatPolicy, investedPolicy } from './baselines/constant-policies';
import { fitLogisticPolicy } from './baselines/logistic-policy';
import { evaluatePolicy } from './evaluate-policy';
import type { EvaluationOptions, TrainingTask } from './evaluation-options';
import type { PolicyEvaluation } from './policy-evaluation';

const actions = { type: 'levels', weights: [0, 1] } as const;
const desk = { actions };

const optionsOf = (more: Partial<EvaluationOptions> = {}): EvaluationOptions => ({
  market: randomWalkMarket({ seed: 3, bars: 1_000, volatility: 0.01 }),
  backtester: (costs) =>
    createBacktester({
      cash: { USDT: 10_000 },
      broker: simulatedBroker({ takerFeeRate: 0.0005 * costs, makerFeeRate: 0.0005 * costs, slippageRate: 0 }),
    }),
  actions,
  ruin: 0.1,
  periodsPerYear: 8_760,
  trials: [],
  seeds: [1, 2, 3],
  split: { folds: 2, testBars: 200, embargoBars: 10 },
  train: () => flatPolicy(desk),
  ...more,
});

/** Trades at random, as an untrained network does. */
const coin: Policy<TradingAction> = { name: 'coin', start: (random: Random) => () => random.integer(2) };

describe('evaluatePolicy on a market with an edge', () => {
  const market = autoregressiveMarket({ seed: 5, bars: 1_600, volatility: 0.02, persistence: 0.7 });
  const tasks: TrainingTask[] = [];
  const seen: number[] = [];
  let evaluation: PolicyEvaluation;
  beforeAll(async () => {
    evaluation = await evaluatePolicy(
      optionsOf({
        market,
        split: { folds: 3, testBars: 300, embargoBars: 10, validationBars: 50 },
        train: (task) => {
          tasks.push(task);
          const policy = fitLogisticPolicy(task.environment(), desk, { seed: task.seed });
          return { policy, curve: [0, 1].map((step) => ({ step, value: task.seed * step })) };
        },
        progress: ({ done }) => void seen.push(done),
      }),
    );
  });

  it('finds it', () => {
    expect(evaluation.verdict.code).toBe('BETTER');
    expect(evaluation.difference.low).toBeGreaterThan(0);
    const beaten = Object.fromEntries(
      evaluation.contenders.map(({ name, probabilityBeaten }) => [name, probabilityBeaten]),
    );
    expect(beaten['buy and hold']).toBe(1);
    expect(beaten['random, same turnover']).toBeGreaterThan(0.9);
    expect(beaten['logistic regression']).toBe(0.5);
    expect(evaluation.luck.probabilistic).toBeGreaterThan(0.99);
    expect(evaluation.findings).toEqual([]);
  });

  it('shows training nothing of what is tested', () => {
    expect(tasks).toHaveLength(9);
    for (const { market: shown, fold, validation, environment } of tasks) {
      const last = shown[0]?.timeMs.at(-1) as number;
      const { testFromMs, trainToMs } = evaluation.folds[fold] as PolicyEvaluation['folds'][number];
      // The last reward reads one bar beyond the last decision; features of the test read 149 before it.
      expect(last).toBe(trainToMs + 3_600_000);
      expect(last).toBeLessThan(testFromMs - (149 + 10) * 3_600_000);
      const start = validation()?.reset(1).info.timeMs as number;
      expect(start).toBeGreaterThan(last);
      expect(start).toBeLessThan(testFromMs);
      expect(environment().reset(1).info.timeMs).toBe(evaluation.folds[fold]?.trainFromMs);
    }
  });

  it('plays every test bar once: folds stand end to end and close the market', () => {
    const { folds, equity, runs } = evaluation;
    expect(folds[1]?.testFromMs).toBe(folds[0]?.testToMs);
    expect(folds.at(-1)?.testToMs).toBe(market.timeMs.at(-1));
    expect(runs).toHaveLength(9);
    expect(equity.at).toHaveLength(901);
    expect(evaluation.buyAndHold).toHaveLength(901);
    const held = (market.close.at(-1) as number) / (market.open[market.length - 900] as number);
    expect(Math.abs((evaluation.buyAndHold.at(-1) as number) / held - 1)).toBeLessThan(0.02);
  });

  it('tells that costs and delay take from it', () => {
    const growth = Object.fromEntries(
      evaluation.sensitivity.map(({ costFactor, delayBars, growth: { value } }) => [
        `${costFactor} ${delayBars}`,
        value,
      ]),
    );
    expect(growth['0 0']).toBeGreaterThan(growth['1 0'] as number);
    expect(growth['1 0']).toBeGreaterThan(growth['2 0'] as number);
    expect(growth['1 0']).toBeGreaterThan(growth['1 1'] as number);
  });

  it('sorts all tested bars into regimes, and reports learning and progress', () => {
    expect(evaluation.regimes.reduce((sum, { bars }) => sum + bars, 0)).toBe(900);
    expect(evaluation.regimes.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect([...(evaluation.learning?.middle ?? [])]).toEqual([0, 2]);
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('evaluatePolicy on a random walk', () => {
  it('has no evidence for always being invested, and says what is degenerate', async () => {
    const evaluation = await evaluatePolicy(optionsOf({ train: () => investedPolicy(desk) }));
    expect(evaluation.verdict.code).toBe('NO_EVIDENCE');
    expect(evaluation.verdict.text).toMatch(/^No evidence of an edge: .* which holds 0\.$/);
    expect(evaluation.findings.map(({ code, share }) => [code, share])).toEqual([
      ['CONSTANT_ACTION', 1],
      ['ALWAYS_INVESTED', 1],
      ['BOUGHT_AND_HELD', 1],
    ]);
    expect(evaluation.warnings.join(' ')).toMatch(/3 seeds.*No other trial.*simulated/);
  });

  it('finds trading at random worse than holding, and as good as random of the same turnover', async () => {
    const evaluation = await evaluatePolicy(
      optionsOf({ train: () => coin, split: { folds: 2, testBars: 300 }, seeds: [1, 2, 3, 4, 5, 6] }),
    );
    const random = evaluation.contenders.find(({ name }) => name === 'random, same turnover');
    const [own] = evaluation.contenders;
    expect(Math.abs((random?.probabilityBeaten as number) - 0.5)).toBeLessThan(0.35);
    expect((random?.scores.turnover.value as number) / (own?.scores.turnover.value as number)).toBeCloseTo(1, 0.5);
    expect(evaluation.sensitivity[2]?.growth.value).toBeLessThan(evaluation.sensitivity[0]?.growth.value as number);
    expect(evaluation.luck.deflated).toBe(evaluation.luck.probabilistic);
  });

  it('counts every trial', async () => {
    const random = seededRandom(4);
    const trials = Array.from({ length: 11 }, (_, index) => ({
      name: `trial ${index}`,
      sharpePerPeriod: 0.05 * random.normal(),
      returns: Float64Array.from({ length: 400 }, () => 0.01 * random.normal()),
    }));
    const { luck } = await evaluatePolicy(optionsOf({ train: () => coin, trials, seeds: [1] }));
    expect(luck.trials).toBe(12);
    expect(luck.deflated).toBeLessThan(luck.probabilistic as number);
    expect(luck.overfitting).toBeGreaterThanOrEqual(0);
    const few = await evaluatePolicy(optionsOf({ train: () => coin, trials: trials.slice(0, 5), seeds: [1] }));
    expect(few.luck.overfitting).toBeUndefined();
  });

  it('changing the bars after training changes nothing that training sees', async () => {
    const market = randomWalkMarket({ seed: 3, bars: 1_000, volatility: 0.01 });
    const seenOf = async (factor: number) => {
      const seen: unknown[] = [];
      // The last bar that training reads is 790; the test begins at 949, and its features at 800.
      const later = (column: Float64Array) => column.map((value, bar) => (bar > 790 ? value * factor : value));
      const changed = {
        ...market,
        open: later(market.open),
        high: later(market.high),
        low: later(market.low),
        close: later(market.close),
        volume: later(market.volume),
      };
      const split = { folds: 1, testBars: 50, embargoBars: 9, validationBars: 0 };
      const { folds } = await evaluatePolicy(
        optionsOf({
          market: changed,
          seeds: [1],
          split,
          train: ({ scaling, environment, market: shown }) => {
            const { observation } = environment({ isRandomStart: true, episodeBars: 20 }).reset(5);
            seen.push(scaling, observation, shown[0]?.close.at(-1), shown[0]?.length);
            return flatPolicy(desk);
          },
        }),
      );
      expect(folds[0]?.trainToMs).toBe(market.timeMs[789]);
      expect(folds[0]?.testFromMs).toBe(market.timeMs[949]);
      return seen;
    };
    expect(await seenOf(3)).toEqual(await seenOf(1));
  });

  it('gives the same figures again', async () => {
    const options = optionsOf({ train: () => coin, seeds: [1, 2] });
    expect(await evaluatePolicy(options)).toEqual(await evaluatePolicy(options));
  });

  it('has ten seeds unless told otherwise', async () => {
    const { seeds: _, ...options } = optionsOf({ split: { folds: 1, testBars: 100 } });
    expect((await evaluatePolicy(options)).seeds).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it.each([
    [{ periodsPerYear: 0 }, 'INVALID_OPTIONS'],
    [{ seeds: [1, 1] }, 'INVALID_OPTIONS'],
    [{ trials: undefined }, 'INVALID_OPTIONS'],
    [{ train: undefined }, 'INVALID_OPTIONS'],
    [{ seed: 3 }, 'INVALID_OPTIONS'],
    [{ split: { fold: 3 } }, 'INVALID_OPTIONS'],
    [{ split: { folds: 50, testBars: 100 } }, 'TOO_FEW_BARS'],
    [{ split: { folds: 2, testBars: 200, featureBars: 20 } }, 'FEATURES_READ_FURTHER'],
    [{ actions: { type: 'levels', weights: [0, 2] } }, 'NEEDS_MARGIN'],
    [{ train: () => undefined }, 'NO_POLICY'],
    [{ train: () => ({ policy: {} }) }, 'NO_POLICY'],
    [{ concurrency: 0 }, 'INVALID_OPTIONS'],
    [{ progress: 3 }, 'INVALID_OPTIONS'],
    [{ trials: [{ name: 'a', sharpePerPeriod: 1, sharpe: 2 }] }, 'INVALID_OPTIONS'],
  ])('refuses %j', async (more, code) => {
    await expect(evaluatePolicy(optionsOf(more as never))).rejects.toThrow(expect.objectContaining({ code }));
  });
});
