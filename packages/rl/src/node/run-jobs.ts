import { JobError } from './job-error';
import { type WorkerPoolOptions, workerPool } from './worker-pool';

/** What became of a job. */
export type JobOutcome<Result> =
  | { readonly status: 'done'; readonly result: Result }
  | { readonly status: 'failed'; readonly error: JobError };

/** What happens to the jobs. `job` is the place in the list; `done` counts those that are over, failed ones among them. */
export type JobProgress =
  | { readonly type: 'report'; readonly job: number; readonly step: number; readonly value: number }
  | { readonly type: 'done' | 'failed'; readonly job: number; readonly done: number; readonly of: number };

export interface RunJobsOptions extends WorkerPoolOptions {
  /** Told of reports and ends, in the order in which they happen, which the results do not depend on. */
  readonly progress?: (progress: JobProgress) => void;
}

/**
 * Does a list of jobs in threads and returns what became of each, in the order of the list.
 *
 * A job that fails or whose thread dies is one outcome, with an error that names it; all others are kept. The results are those of one
 * thread, byte for byte, when a job follows from its data alone, as a training does.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts no-run
 * // job.js: export const job = trainingJob({ … })
 * import type { TrainingJob, TrainingJobResult } from '@sigmax/rl';
 * import { runJobs } from '@sigmax/rl/node';
 * const jobs: TrainingJob[] = [1, 2, 3, 4, 5].map((seed) => ({ parameters: {}, seed }));
 * const outcomes = await runJobs<TrainingJob, TrainingJobResult>(jobs, {
 *   module: new URL('./job.js', import.meta.url),
 *   progress: (event) => console.log(event),
 * });
 * outcomes.map((outcome) => (outcome.status === 'done' ? outcome.result.digest : outcome.error.message));
 * ```
 */
export const runJobs = async <Job, Result>(
  jobs: readonly Job[],
  { progress, ...options }: RunJobsOptions,
): Promise<JobOutcome<Result>[]> => {
  const pool = workerPool<Job, Result>(options);
  let done = 0;
  const run = async (job: Job, index: number): Promise<JobOutcome<Result>> => {
    const over = (type: 'done' | 'failed'): void => {
      done += 1;
      progress?.({ type, job: index, done, of: jobs.length });
    };
    try {
      const result = await pool.run(job, (step, value) => {
        progress?.({ type: 'report', job: index, step, value });
        return undefined;
      });
      over('done');
      return { status: 'done', result };
    } catch (error) {
      if (!(error instanceof JobError)) throw error;
      over('failed');
      return { status: 'failed', error };
    }
  };
  try {
    return await Promise.all(jobs.map(run));
  } finally {
    await pool.close();
  }
};
