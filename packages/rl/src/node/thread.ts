import { Worker, type WorkerOptions } from 'node:worker_threads';
import { z } from 'zod';

/** Names a function that a thread can load: functions do not cross threads, addresses of modules do. */
export interface ThreadModule {
  /**
   * A module that Node can import, as `import.meta.url` names it: `new URL('./my-module.js', import.meta.url)`.
   */
  readonly module: URL | string;
  /** Name of the function that it exports. */
  readonly exportName?: string;
}

/** The option `module`. */
export const moduleSchema = z.union([z.instanceof(URL), z.string().min(1)]);

/** Starts a thread with the text of a module of ours, so that no bundler has to find a file. */
export const startThread = (
  source: string,
  workerData: unknown,
  transferList: NonNullable<WorkerOptions['transferList']> = [],
): Worker => new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`), { workerData, transferList });
