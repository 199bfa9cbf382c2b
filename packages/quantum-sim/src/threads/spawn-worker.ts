import { workerSource } from './worker-source';

/** What is used of a worker, in Node and in browsers. */
export interface WorkerHandle {
  readonly postMessage: (message: unknown) => void;
  readonly terminate: () => Promise<void>;
}

interface NodeWorker {
  readonly postMessage: (message: unknown) => void;
  readonly terminate: () => Promise<unknown>;
  readonly once: (event: string, listener: (value: unknown) => void) => void;
  readonly unref: () => void;
}

interface NodeThreads {
  readonly Worker: new (source: string, options: { readonly eval: boolean }) => NodeWorker;
}

interface BrowserWorker {
  onmessage: ((event: unknown) => void) | null;
  onerror: ((event: unknown) => void) | null;
  readonly postMessage: (message: unknown) => void;
  readonly terminate: () => void;
}

/** Globals that only one of Node and browsers has. */
interface Platform {
  readonly process?: { readonly getBuiltinModule?: (name: string) => unknown };
  readonly Worker?: new (address: string) => BrowserWorker;
  readonly Blob?: new (parts: readonly string[], options: { readonly type: string }) => object;
  readonly URL?: {
    readonly createObjectURL?: (blob: object) => string;
    readonly revokeObjectURL?: (url: string) => void;
  };
}

const platform = globalThis as unknown as Platform;

const inNode = async ({ Worker }: NodeThreads, first: unknown): Promise<WorkerHandle> => {
  const worker = new Worker(workerSource, { eval: true });
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('a thread ended before it was ready')));
    worker.postMessage(first);
  });
  // A program that forgets its threads ends all the same.
  worker.unref();
  return {
    postMessage: (message) => worker.postMessage(message),
    terminate: async () => void (await worker.terminate()),
  };
};

const inBrowser = async (Worker: NonNullable<Platform['Worker']>, first: unknown): Promise<WorkerHandle> => {
  const { Blob, URL } = platform;
  const address = URL!.createObjectURL!(new Blob!([workerSource], { type: 'text/javascript' }));
  const worker = new Worker(address);
  await new Promise<void>((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = () => reject(new Error('the page does not allow a worker from a blob'));
    worker.postMessage(first);
  });
  URL!.revokeObjectURL?.(address);
  return {
    postMessage: (message) => worker.postMessage(message),
    terminate: () => {
      worker.terminate();
      return Promise.resolve();
    },
  };
};

/** Starts one thread and gives it its first message; rejects where there can be none. */
export const spawnWorker = (first: unknown): Promise<WorkerHandle> => {
  const threads = platform.process?.getBuiltinModule?.('node:worker_threads');
  if (threads !== undefined) return inNode(threads as NodeThreads, first);
  if (platform.Worker !== undefined) return inBrowser(platform.Worker, first);
  return Promise.reject(new Error('there are no workers here'));
};
