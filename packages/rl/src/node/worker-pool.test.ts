import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { JobError } from './job-error';
import { runJobs } from './run-jobs';
import { type WorkerPool, type WorkerPoolOptions, workerPool } from './worker-pool';

/** Jobs as a user would write them, which Node can load in a thread without a build. */
const source = `
import { threadId } from 'node:worker_threads';
const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
export const job = ({ value, sleepMs = 0 }, { index, options }) => {
  sleep(sleepMs);
  return { index, product: value * (options?.factor ?? 1), threadId };
};
export const reporting = async ({ steps }, { report }) => {
  for (let step = 1; step <= steps; step++) if ((await report(step, step * step)) === 'stop') return step;
  return 0;
};
export const throwing = ({ value }) => {
  if (value === 1) throw Object.assign(new Error('the glass is broken'), { code: 'BROKEN' });
  if (value === 2) throw 'a text';
  return value;
};
export const exiting = ({ value }) => (value === 1 ? process.exit(3) : value);
export const floating = ({ value }) => {
  if (value !== 1) return value;
  void Promise.reject(new Error('nobody waits for this'));
  return new Promise(() => {});
};
export const hungry = ({ value }) => {
  if (value !== 1) return value;
  for (const all = []; ; ) all.push(new Array(1_000_000).fill(value));
};
export const hanging = ({ value }) => { while (value === 1); return value; };
export const unsendable = ({ value }) => (value === 1 ? { act: () => 1 } : value);
export const notAFunction = 3;
`;

const folder = mkdtempSync(join(tmpdir(), 'rl-jobs-'));
const path = join(folder, 'jobs.mjs');
writeFileSync(path, source);
const module = pathToFileURL(path);

interface Job {
  readonly value: number;
  readonly sleepMs?: number;
}

const open: WorkerPool<never, never>[] = [];
const poolOf = <Given, Result>(more: Partial<WorkerPoolOptions> = {}): WorkerPool<Given, Result> => {
  const pool = workerPool<Given, Result>({ module, workers: 2, ...more });
  open.push(pool as WorkerPool<never, never>);
  return pool;
};

afterEach(() => Promise.all(open.splice(0).map((pool) => pool.close())));
afterAll(() => rmSync(folder, { recursive: true }));

const values = (count: number): Job[] => Array.from({ length: count }, (_, value) => ({ value }));

describe('a pool of threads', () => {
  it('does jobs with its options, numbers them as they came, and uses no more threads than it may', async () => {
    const pool = poolOf<Job, { index: number; product: number; threadId: number }>({ options: { factor: 3 } });
    const done = await Promise.all(values(12).map(({ value }) => pool.run({ value, sleepMs: value === 0 ? 200 : 0 })));
    expect(done.map(({ product }) => product)).toEqual(values(12).map(({ value }) => 3 * value));
    expect(done.map(({ index }) => index)).toEqual(values(12).map(({ value }) => value));
    expect(new Set(done.map(({ threadId }) => threadId)).size).toBe(2);
    expect(pool.workers).toBe(2);
  });

  it('answers reports, and a job that is told to stop can', async () => {
    const pool = poolOf<{ steps: number }, number>({ exportName: 'reporting' });
    const seen: [number, number][] = [];
    const stopped = pool.run({ steps: 9 }, (step, value) => {
      seen.push([step, value]);
      return step === 3 ? 'stop' : undefined;
    });
    expect([await stopped, await pool.run({ steps: 4 })]).toEqual([3, 0]);
    expect(seen).toEqual([
      [1, 1],
      [2, 4],
      [3, 9],
    ]);
  });

  it('hands on what a listener throws, and does the next job', async () => {
    const pool = poolOf<{ steps: number }, number>({ exportName: 'reporting', workers: 1 });
    const thrown = pool.run({ steps: 9 }, () => {
      throw new RangeError('not mine');
    });
    await expect(thrown).rejects.toThrow(RangeError);
    expect(await pool.run({ steps: 2 })).toBe(0);
  });

  it.each([
    ['throwing', 'JOB_FAILED', /Job 1 failed: the glass is broken/],
    ['exiting', 'JOB_ENDED', /Job 1 lost its thread: it ended with code 3/],
    ['floating', 'JOB_ENDED', /Job 1 lost its thread: nobody waits for this/],
    ['unsendable', 'JOB_NOT_PLAIN', /Job 1 cannot cross threads: .*could not be cloned/s],
    ['hanging', 'JOB_HUNG', /Job 1 was not done within 1500 ms/],
  ])('names the job that is %s, and keeps the others', async (exportName, code, message) => {
    const events: unknown[] = [];
    const outcomes = await runJobs<Job, number>(
      [0, 1, 3, 4, 5].map((value) => ({ value })),
      {
        module,
        exportName,
        workers: 2,
        ...(exportName === 'hanging' ? { timeoutMs: 1_500 } : {}),
        progress: (event) => void events.push(event),
      },
    );
    expect(outcomes.map((one) => (one.status === 'done' ? one.result : one.error.code))).toEqual([0, code, 3, 4, 5]);
    const [, failed] = outcomes;
    const error = failed?.status === 'failed' ? failed.error : undefined;
    expect(error).toBeInstanceOf(JobError);
    expect(error?.message).toMatch(message);
    expect(error?.context).toMatchObject({ job: 1 });
    expect(events).toHaveLength(5);
    expect(events.at(-1)).toMatchObject({ done: 5, of: 5 });
    expect(events).toContainEqual(expect.objectContaining({ type: 'failed', job: 1 }));
  });

  it('says so when a module or its export is not there, for each job', async () => {
    const missing = await runJobs<Job, number>(values(3), { module: new URL('./nothing.mjs', module), workers: 1 });
    expect(missing.map((one) => one.status === 'failed' && one.error.code)).toEqual(Array(3).fill('JOB_MODULE'));
    const wrong = poolOf<Job, number>({ exportName: 'notAFunction' });
    await expect(wrong.run({ value: 0 })).rejects.toThrow(/Job 0 was not begun: .* exports no function notAFunction/);
  });

  it('refuses what cannot cross threads before it begins', async () => {
    expect(() => workerPool({ module, options: { act: () => 1 } })).toThrow(
      expect.objectContaining({ code: 'OPTIONS_NOT_PLAIN' }),
    );
    const pool = poolOf<unknown, number>();
    await expect(pool.run({ act: () => 1 })).rejects.toMatchObject({ code: 'JOB_NOT_PLAIN', context: { job: 0 } });
    expect(await pool.run({ value: 2 })).toMatchObject({ product: 2 });
  });

  it('rejects what was not done when it is closed, and everything after', async () => {
    const pool = poolOf<Job, number>({ workers: 1 });
    const codes = Promise.all(
      [0, 1].map((value) => pool.run({ value, sleepMs: 5_000 }).catch(({ code }: JobError) => code)),
    );
    await pool.close();
    expect(await codes).toEqual(['POOL_CLOSED', 'POOL_CLOSED']);
    await expect(pool.run({ value: 1 })).rejects.toMatchObject({ code: 'POOL_CLOSED', context: { job: 2 } });
  });

  it.each([
    [{ workers: 0 }, /workers was 0/],
    [{ workers: 1.5 }, /workers was 1.5/],
    [{ exportName: '' }, /exportName/],
    [{ timeoutMs: -1 }, /timeoutMs was -1/],
    [{ module: '' }, /module/],
    [{ threads: 2 }, /threads was 2: no such option/],
  ])('refuses %j', (wrong, words) => {
    expect(() => workerPool({ module, ...wrong } as WorkerPoolOptions)).toThrow(words);
  });
});
