import { SigmaxError } from '@sigmax/core';

/** A job that was given to threads came to nothing. `context.job` is its number. */
export class JobError extends SigmaxError {
  override readonly name = 'JobError';
}

/** What went wrong with a job. */
export type JobFault =
  | {
      readonly type: 'failed' | 'not-loaded' | 'not-plain';
      readonly message: string;
      readonly code: string | undefined;
      readonly stack?: string | undefined;
    }
  | { readonly type: 'ended'; readonly reason: string }
  | { readonly type: 'hung'; readonly timeoutMs: number }
  | { readonly type: 'closed' };

/** The error of a fault of job number `job`. */
export const jobError = (fault: JobFault, job: number): JobError => {
  const make = (code: string, what: string, remedy: string, context: Readonly<Record<string, unknown>> = {}) =>
    new JobError({ code, message: `Job ${job} ${what.replace(/\.?$/, '.')}`, remedy, context: { job, ...context } });
  switch (fault.type) {
    case 'failed':
      return make('JOB_FAILED', `failed: ${fault.message}`, 'Run it without threads to see where it fails.', {
        cause: fault.code,
        stack: fault.stack,
      });
    case 'not-loaded':
      return make(
        'JOB_MODULE',
        `was not begun: ${fault.message}`,
        'Give a module that Node can import, and its export.',
        {
          cause: fault.code,
        },
      );
    case 'not-plain':
      return make(
        'JOB_NOT_PLAIN',
        `cannot cross threads: ${fault.message}`,
        'Give and return plain data: numbers, text, lists, typed arrays; no functions and no policies.',
        { cause: fault.code },
      );
    case 'ended':
      return make('JOB_ENDED', `lost its thread: ${fault.reason}`, 'Look for process.exit or a lack of memory.');
    case 'hung':
      return make(
        'JOB_HUNG',
        `was not done within ${fault.timeoutMs} ms`,
        'Raise timeoutMs if it may take so long, or look for an endless loop.',
        { timeoutMs: fault.timeoutMs },
      );
    case 'closed':
      return make('POOL_CLOSED', 'was not done before the pool was closed', 'Wait for all jobs, then close.');
  }
};
