import { EnvironmentError } from '../errors';

/** What went wrong in a worker. */
export type WorkerFault =
  | { readonly type: 'failed'; readonly index: number; readonly message: string; readonly code: string | undefined }
  | { readonly type: 'hung'; readonly timeoutMs: number }
  | { readonly type: 'ended' }
  | { readonly type: 'differ'; readonly texts: readonly string[] }
  | { readonly type: 'closed' };

/** The error of a fault; `indices` are the environments of its worker. */
export const workerError = (fault: WorkerFault, indices: readonly number[]): EnvironmentError => {
  const which = indices.length === 1 ? `environment ${indices[0]}` : `environments ${indices.join(', ')}`;
  const make = (code: string, message: string, remedy: string, context = {}): EnvironmentError =>
    new EnvironmentError({ code, message: `workerEnvironments: ${message}`, remedy, context: { indices, ...context } });
  switch (fault.type) {
    case 'failed':
      return make(
        'WORKER_FAILED',
        `environment ${fault.index} failed: ${fault.message}`,
        'Mend the environment; run it without workers to see where it fails.',
        { index: fault.index, cause: fault.code },
      );
    case 'hung':
      return make(
        'WORKER_HUNG',
        `the worker of ${which} did not answer within ${fault.timeoutMs} ms.`,
        'Raise timeoutMs if a step may take so long, or look for an endless loop.',
        { timeoutMs: fault.timeoutMs },
      );
    case 'ended':
      return make('WORKER_ENDED', `the worker of ${which} has ended.`, 'Look for process.exit or a lack of memory.');
    case 'differ':
      return make(
        'INVALID_ENVIRONMENTS',
        `spaces were ${fault.texts.join(', and ')}.`,
        'Make all environments with the same spaces and masks.',
      );
    case 'closed':
      return make('WORKERS_CLOSED', 'the workers were closed.', 'Make new ones; a failure closes all of them.');
  }
};
