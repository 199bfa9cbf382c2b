import { availableParallelism } from 'node:os';
import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { jobError } from './job-error';
import { type JobThread, jobThread, type OnReport } from './job-thread';
import { moduleSchema, type ThreadModule } from './thread';

export interface WorkerPoolOptions extends ThreadModule {
  /**
   * Name of the function that does a job, `(job, context) => result` or a promise of it; see `JobContext`. Defaults to `job`.
   */
  readonly exportName?: string;
  /** Most threads. Defaults to one less than the machine runs at once, and at least one. */
  readonly workers?: number;
  /** Given to each thread once, as a copy; jobs find it in their context. */
  readonly options?: unknown;
  /** Longest time for one job, the start of its thread with it. Defaults to any. */
  readonly timeoutMs?: number;
}

/** What a job is given besides itself. */
export interface JobContext<Options = unknown> {
  /** Its number: jobs are numbered in the order in which they were given to the pool. */
  readonly index: number;
  readonly options: Options;
  /** Tells how it stands after `step`. `'stop'` says that it is not worth going on. */
  report(step: number, value: number): Promise<'stop' | undefined>;
}

/** Threads that do jobs. */
export interface WorkerPool<Job, Result> {
  /** Most jobs that are done at once. */
  readonly workers: number;
  /**
   * Does a job when a thread is free. Rejects with a `JobError` when it failed, or with what `onReport` threw; either way other jobs
   * go on.
   */
  run(job: Job, onReport?: OnReport): Promise<Result>;
  /** Ends the threads, at once and whatever they do. */
  close(): Promise<void>;
}

const schema = z.strictObject({
  module: moduleSchema,
  exportName: z.string().min(1).default('job'),
  workers: z.int().positive().max(1_024).optional(),
  options: z.unknown().optional(),
  timeoutMs: z.number().positive().optional(),
});

const requirePlain = (options: unknown): void => {
  try {
    structuredClone(options);
  } catch (cause) {
    throw new InvalidOptionsError({
      code: 'OPTIONS_NOT_PLAIN',
      message: `workerPool: options cannot cross threads: ${cause instanceof Error ? cause.message : String(cause)}`,
      remedy: 'Give plain data, and make functions of them in the module.',
      cause,
    });
  }
};

interface Waiting {
  readonly index: number;
  readonly job: unknown;
  readonly onReport: OnReport | undefined;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/**
 * A pool of `node:worker_threads` that do jobs given as plain data: trainings of many seeds, folds or trials.
 *
 * Each thread imports `module` and calls its export with a copy of the job; what that returns comes back as a copy. A job that follows
 * from its data alone gives the same bytes whichever thread does it. A thread that dies takes its own job with it and no other: it is not
 * tried again, and another thread takes its place. Threads start with the jobs that need them, and do not keep a program running that has
 * nothing else to do. Memory: a copy of `options` and of all modules for each thread.
 *
 * @throws {InvalidOptionsError} an option is wrong, or `options` cannot be copied (`OPTIONS_NOT_PLAIN`).
 * @throws {JobError} from `run`: the job threw (`JOB_FAILED`), the module or its export is not there (`JOB_MODULE`), the job or its
 * result cannot be copied (`JOB_NOT_PLAIN`), its thread died (`JOB_ENDED`), it took too long (`JOB_HUNG`), or the pool was closed
 * (`POOL_CLOSED`).
 * @example
 * ```ts no-run
 * import { searchParameters } from '@sigmax/rl';
 * import { type TrainingJob, type TrainingJobResult } from '@sigmax/rl';
 * import { workerPool } from '@sigmax/rl/node';
 * const pool = workerPool<TrainingJob, TrainingJobResult>({ module: new URL('./job.js', import.meta.url) });
 * const study = await searchParameters({
 *   space: { learningRate: { type: 'float', low: 1e-4, high: 1e-2, log: true } },
 *   objective: async (parameters, { report }) => (await pool.run({ parameters, seed: 1 }, report)).value,
 *   trials: 40, seed: 1, concurrency: pool.workers,
 * });
 * await pool.close();
 * study.best?.parameters;
 * ```
 */
export const workerPool = <Job, Result>(given: WorkerPoolOptions): WorkerPool<Job, Result> => {
  const {
    module,
    exportName,
    workers = Math.max(1, availableParallelism() - 1),
    options,
    timeoutMs,
  } = parseOptions(schema, given, 'workerPool');
  requirePlain(options);
  const start = { module: String(module), exportName, options, timeoutMs };
  const idle: JobThread[] = [];
  const busy = new Set<JobThread>();
  const queue: Waiting[] = [];
  let numbered = 0;
  let isClosed = false;

  const freeThread = (): JobThread | undefined => {
    const thread = idle.pop();
    if (thread !== undefined) return thread.hasEnded() ? freeThread() : thread;
    return busy.size < workers ? jobThread(start) : undefined;
  };

  const next = (): void => {
    const waiting = queue[0];
    if (waiting === undefined) return;
    const thread = freeThread();
    if (thread === undefined) return;
    queue.shift();
    busy.add(thread);
    const { index, job, onReport, resolve, reject } = waiting;
    const free = (): void => {
      busy.delete(thread);
      if (!thread.hasEnded() && !isClosed) idle.push(thread);
      next();
    };
    thread.run(index, job, onReport).then(
      (result) => {
        resolve(result);
        free();
      },
      (error: unknown) => {
        reject(error);
        free();
      },
    );
  };

  return {
    workers,
    run: (job, onReport) =>
      new Promise<Result>((resolve, reject) => {
        const index = numbered++;
        if (isClosed) {
          reject(jobError({ type: 'closed' }, index));
          return;
        }
        queue.push({ index, job, onReport, resolve: resolve as (result: unknown) => void, reject });
        next();
      }),
    close: async () => {
      isClosed = true;
      for (const { index, reject } of queue.splice(0)) reject(jobError({ type: 'closed' }, index));
      await Promise.all([...idle.splice(0), ...busy].map((thread) => thread.close()));
    },
  };
};
