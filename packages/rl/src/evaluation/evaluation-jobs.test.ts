import { createBacktester, simulatedBroker } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { randomWalkMarket } from '../trading/known-answer-markets';
import { flatPolicy } from './baselines/constant-policies';
import { evaluatePolicy } from './evaluate-policy';
import { evaluationJobs } from './evaluation-jobs';
import type { EvaluationJob } from './evaluation-options';
import { evaluationTask } from './evaluation-task';
import { walkForwardSplits } from './splits/walk-forward-splits';

const market = randomWalkMarket({ seed: 3, bars: 900, volatility: 0.01 });
const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 });
const actions = { type: 'levels', weights: [0, 1] } as const;
const world = { market, backtester: () => createBacktester({ cash: { USDT: 1_000 }, broker }), actions, ruin: 0.1 };
const split = { folds: 3, testBars: 100, validationBars: 50 };

describe('the jobs of an evaluation', () => {
  it('are those that it asks for, and make the same tasks after a crossing', async () => {
    const asked: EvaluationJob[] = [];
    await evaluatePolicy({
      ...world,
      periodsPerYear: 8_760,
      trials: [],
      seeds: [4, 2],
      split,
      train: (task) => {
        asked.push(task.job);
        const again = evaluationTask(structuredClone({ ...world, backtester: undefined }) as never, task.job);
        expect(again.market).toEqual(task.market);
        expect(again.scaling).toEqual(task.scaling);
        expect(again.random.uniform()).toBe(task.random.uniform());
        const other = evaluationTask(world, structuredClone(task.job));
        expect(other.validation()?.reset(1)).toEqual(task.validation()?.reset(1));
        return flatPolicy({ actions });
      },
    });
    expect(evaluationJobs({ market, seeds: [4, 2], split })).toEqual(asked);
    expect(asked).toHaveLength(6);
  });

  it('show no bar of the test', () => {
    const tests = walkForwardSplits({ ...split, featureBars: 150, bars: 900 }).map(({ test }) => test);
    evaluationJobs({ market, seeds: [1], split }).forEach(({ train, validation }, fold) => {
      const { from } = tests[fold] as (typeof tests)[number];
      expect(train.endBar).toBeLessThanOrEqual(from);
      expect(validation?.endBar).toBeLessThanOrEqual(from);
      expect(validation?.from).toBeGreaterThanOrEqual(train.endBar);
    });
  });

  it('refuse what is no option', () => {
    expect(() => evaluationJobs({ market, seeds: [] })).toThrow(/seeds was/);
    expect(() => evaluationJobs({ market, seeds: [1], folds: 2 } as never)).toThrow(/folds was 2: no such option/);
  });
});
