import type { Worker } from 'node:worker_threads';
import { systemClock } from '@sigmax/core';
import { type JobFault, jobError } from './job-error';
import workerSource from './job-worker.client.js?raw';
import { startThread } from './thread';

/** Told what a job reports; what it answers is what `report` returns in the thread. */
export type OnReport = (step: number, value: number) => 'stop' | undefined;

export interface ThreadStart {
  readonly module: string;
  readonly exportName: string;
  readonly options: unknown;
  readonly timeoutMs: number | undefined;
}

/** One thread, which does one job at a time. */
export interface JobThread {
  /** Does job number `index`. Rejects with a `JobError`, or with what `onReport` threw. */
  run(index: number, job: unknown, onReport: OnReport | undefined): Promise<unknown>;
  /** Whether it can take no other job. */
  hasEnded(): boolean;
  close(): Promise<void>;
}

type Message =
  | { readonly type: 'done'; readonly result: unknown }
  | { readonly type: 'report'; readonly report: number; readonly step: number; readonly value: number }
  | (JobFault & { readonly type: 'failed' | 'not-loaded' | 'not-plain' });

interface Current {
  readonly index: number;
  readonly onReport: OnReport | undefined;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** Starts a thread. It keeps the program running while it has a job, and not longer. */
export const jobThread = ({ timeoutMs, ...start }: ThreadStart): JobThread => {
  const worker: Worker = startThread(workerSource, start);
  let current: Current | undefined;
  let isOver = false;
  let stopWatch = (): void => {};

  /** Ends the job that is being done, if there is one. */
  const settle = (how: (job: Current) => void): void => {
    const job = current;
    current = undefined;
    stopWatch();
    worker.unref();
    if (job !== undefined) how(job);
  };

  const fail = (fault: JobFault): void => settle(({ index, reject }) => reject(jobError(fault, index)));

  /** Ends the thread, since what it is doing cannot be waited for any more. */
  const end = async (): Promise<void> => {
    isOver = true;
    await worker.terminate();
  };

  const answerReport = ({ report, step, value }: Message & { readonly type: 'report' }): void => {
    try {
      worker.postMessage({ type: 'answer', report, answer: current?.onReport?.(step, value) });
    } catch (error) {
      void end();
      settle(({ reject }) => reject(error));
    }
  };

  worker.on('message', (message: Message) => {
    if (message.type === 'report') {
      answerReport(message);
      return;
    }
    if (message.type === 'done') {
      settle(({ resolve }) => resolve(message.result));
      return;
    }
    fail(message);
  });
  worker.on('error', (error: unknown) => {
    isOver = true;
    fail({ type: 'ended', reason: error instanceof Error ? error.message : String(error) });
  });
  worker.on('exit', (code) => {
    isOver = true;
    fail({ type: 'ended', reason: `it ended with code ${code}` });
  });
  worker.unref();

  return {
    run: (index, job, onReport) =>
      new Promise((resolve, reject) => {
        current = { index, onReport, resolve, reject };
        worker.ref();
        if (timeoutMs !== undefined) {
          stopWatch = systemClock.after(timeoutMs, () => {
            void end();
            fail({ type: 'hung', timeoutMs });
          });
        }
        try {
          worker.postMessage({ type: 'run', index, job });
        } catch (error) {
          fail({ type: 'not-plain', message: error instanceof Error ? error.message : String(error), code: undefined });
        }
      }),
    hasEnded: () => isOver,
    close: async () => {
      fail({ type: 'closed' });
      await end();
    },
  };
};
