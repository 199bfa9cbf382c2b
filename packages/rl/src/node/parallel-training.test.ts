import { describe, expect, it } from 'vitest';
import { bundlePolicy } from '../bundle/bundle-policy';
import { evaluatePolicy } from '../evaluation/evaluate-policy';
import type { EvaluationJob, EvaluationOptions } from '../evaluation/evaluation-options';
import { medianPruner } from '../search/pruners';
import { type SearchOptions, searchParameters } from '../search/search-parameters';
import { tpeSampler } from '../search/tpe-sampler';
import type { TrainingJob, TrainingJobResult } from '../training/training-job';
import { evaluationWorld, learned } from './evaluation-job.test-helper';
import { poleJob } from './pole-job.test-helper';
import { runJobs } from './run-jobs';
import { typescriptModule } from './typescript-module.test-helper';
import { workerPool } from './worker-pool';

const poleModule = typescriptModule(new URL('./pole-job.test-helper.ts', import.meta.url), 'poleJob');
const evaluationModule = typescriptModule(new URL('./evaluation-job.test-helper.ts', import.meta.url), 'evaluationJob');

type Job = Parameters<typeof poleJob>[0];
type Result = TrainingJobResult<Float64Array>;

describe('training in threads', () => {
  it('gives the same bytes in one thread, in three, and in this one', async () => {
    const jobs: Job[] = [0, 1, 2, 3, 4].map((seed) => ({ parameters: { learningRate: 1e-3, units: 8 }, seed }));
    const here = await Promise.all(jobs.map((job) => poleJob(job)));
    const inThreads = async (workers: number): Promise<Result[]> => {
      const reports: number[] = [];
      const outcomes = await runJobs<Job, Result>(jobs, {
        module: poleModule,
        workers,
        progress: (event) => event.type === 'report' && reports.push(event.job),
      });
      expect(reports.sort()).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
      return outcomes.map((one) => {
        if (one.status === 'failed') throw one.error;
        return one.result;
      });
    };
    expect(await inThreads(1)).toEqual(here);
    expect(await inThreads(3)).toEqual(here);
    expect(new Set(here.map(({ digest }) => digest)).size).toBe(5);
    expect(here[0]?.kept.length).toBeGreaterThan(50);
  }, 60_000);

  it('searches with threads as without, stops trials from outside, and goes on where it stopped', async () => {
    const common: Omit<SearchOptions, 'objective'> = {
      space: {
        learningRate: { type: 'float', low: 1e-5, high: 1e-1, log: true },
        units: { type: 'choice', values: [4, 8] },
      },
      sampler: tpeSampler({ startup: 3 }),
      pruner: medianPruner({ startup: 2 }),
      trials: 10,
      seed: 5,
      concurrency: 3,
    };
    const here = await searchParameters({
      ...common,
      objective: async (parameters, { report }) =>
        (await poleJob({ parameters, seed: 7 } as unknown as Job, { report })).value,
    });
    const pool = workerPool<TrainingJob, Result>({ module: poleModule, workers: 2 });
    try {
      const objective: SearchOptions['objective'] = async (parameters, { report }) =>
        (await pool.run({ parameters, seed: 7 }, report)).value;
      expect(await searchParameters({ ...common, objective })).toEqual(here);
      const before = here.trials.slice(0, 6);
      expect(await searchParameters({ ...common, objective, before })).toEqual(here);
    } finally {
      await pool.close();
    }
    expect(here.trials.map(({ state }) => state)).toContain('pruned');
    const one = await poleJob({ parameters: here.best?.parameters, seed: 7 } as unknown as Job);
    expect(one.value).toBe(here.best?.value);
  }, 60_000);

  it('evaluates with threads as without: every fold, every seed, curves and random numbers', async () => {
    const common: Omit<EvaluationOptions, 'train'> = {
      ...evaluationWorld,
      periodsPerYear: 8_760,
      trials: [],
      seeds: [3, 1, 2],
      split: { folds: 2, testBars: 80, validationBars: 40 },
    };
    const policyOf = ({ bundle, curve }: Awaited<ReturnType<typeof learned>>) => ({
      policy: bundlePolicy(bundle),
      curve,
    });
    const here = await evaluatePolicy({ ...common, train: async (task) => policyOf(await learned(task)) });
    const pool = workerPool<EvaluationJob, Awaited<ReturnType<typeof learned>>>({
      module: evaluationModule,
      workers: 2,
    });
    try {
      const inThreads = await evaluatePolicy({
        ...common,
        train: async ({ job }) => policyOf(await pool.run(job)),
        concurrency: 3,
      });
      expect(inThreads).toEqual(here);
    } finally {
      await pool.close();
    }
    expect(here.learning?.at).toEqual(Float64Array.of(512));
    expect(here.runs.map(({ fold, seed }) => [fold, seed])).toEqual([
      ...[3, 1, 2].map((seed) => [0, seed]),
      ...[3, 1, 2].map((seed) => [1, seed]),
    ]);
  }, 60_000);
});
