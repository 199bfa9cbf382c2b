import { QuantumOptionsError } from '../errors';
import { moduleBytes } from '../kernels/module-bytes';
import type { SharedInstance, Threads } from '../kernels/threads';
import { control, mostArguments, mostLists, orders } from './control';
import { sharedModule } from './shared-module';
import { spawnWorker, type WorkerHandle } from './spawn-worker';

export interface ThreadsOptions {
  /** Threads that work, the caller's own among them; no more than the machine has cores. */
  readonly count: number;
}

/** What is used of the global of that name, where memory can be shared. */
interface WasmRuntime {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (pages: {
    readonly initial: number;
    readonly maximum: number;
    readonly shared: boolean;
  }) => {
    readonly buffer: ArrayBuffer;
  };
  readonly Instance: new (module: object, imports: unknown) => { readonly exports: Readonly<Record<string, unknown>> };
}

interface Globals {
  readonly WebAssembly?: WasmRuntime;
  readonly SharedArrayBuffer?: typeof SharedArrayBuffer;
  readonly crossOriginIsolated?: boolean;
}

const pageBytes = 65_536;
const mostPages = 65_535;

const alone = (reason: string | undefined): Threads => ({
  count: 1,
  reason,
  instantiate: () => undefined,
  dispose: () => Promise.resolve(),
});

/** Why memory cannot be shared here. */
const missing = (globals: Globals): string | undefined => {
  if (globals.WebAssembly === undefined) return 'there is no WebAssembly here';
  if (globals.SharedArrayBuffer !== undefined && globals.crossOriginIsolated !== false) return undefined;
  return 'there is no SharedArrayBuffer here: a page has it when it is served with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp';
};

type Kernel = (...values: number[]) => unknown;

/** The other threads, and the memory by which they are told what to do. */
interface Team {
  readonly whole: Int32Array;
  readonly numbers: Float64Array;
  readonly workers: readonly WorkerHandle[];
  isOpen: boolean;
}

const give = ({ whole }: Team, order: number): void => {
  Atomics.store(whole, control.order, order);
  Atomics.add(whole, control.turn, 1);
  Atomics.notify(whole, control.turn);
};

/** Waits in a loop: a browser's main thread may not sleep, and the others are through at nearly the same time. */
const waitFor = ({ whole }: Team, place: number, count: number): void => {
  while (Atomics.load(whole, place) < count);
  if (Atomics.load(whole, control.failed) > 0) throw new Error('A thread of the simulator failed.');
};

/** Takes lists until none is left, as the other threads do; one that sleeps is not waited for. */
const share = (team: Team, kernel: Kernel, lists: readonly (readonly number[])[]): void => {
  const { whole, numbers } = team;
  for (let index = 0; index < lists.length; index++) numbers.set(lists[index]!, index * mostArguments);
  Atomics.store(whole, control.finished, 0);
  Atomics.store(whole, control.failed, 0);
  Atomics.store(whole, control.left, lists.length);
  give(team, orders.run);
  for (;;) {
    const list = Atomics.sub(whole, control.left, 1) - 1;
    if (list < 0) break;
    try {
      kernel(...lists[list]!);
    } catch {
      // Thrown below, when the other threads are through too.
      Atomics.add(whole, control.failed, 1);
    }
    Atomics.add(whole, control.finished, 1);
  }
  waitFor(team, control.finished, lists.length);
};

const instantiateOn = (team: Team, { Module, Memory, Instance }: WasmRuntime) => {
  const modules = new Map<string, object>();
  const released = new FinalizationRegistry<number>((id) => {
    for (const worker of team.workers) worker.postMessage({ release: id });
  });
  let instanceCount = 0;

  const moduleOf = (text: string): object => {
    const known = modules.get(text);
    if (known !== undefined) return known;
    const module = new Module(sharedModule(moduleBytes(text)));
    modules.set(text, module);
    return module;
  };

  return (text: string, bytes: number): SharedInstance | undefined => {
    const pages = Math.ceil(bytes / pageBytes);
    if (!team.isOpen || pages > mostPages) return undefined;
    const module = moduleOf(text);
    const memory = new Memory({ initial: pages, maximum: pages, shared: true });
    const { exports } = new Instance(module, { env: { memory } });
    const names = Object.keys(exports);
    const id = instanceCount;
    instanceCount += 1;
    for (const worker of team.workers) worker.postMessage({ id, module, memory, names });
    Atomics.store(team.whole, control.done, 0);
    Atomics.store(team.whole, control.failed, 0);
    give(team, orders.readMessage);
    waitFor(team, control.done, team.workers.length);
    const instance: SharedInstance = {
      buffer: memory.buffer,
      exports,
      run(name, lists) {
        const kernel = exports[name] as Kernel;
        if (!team.isOpen || lists.length === 1 || lists.length > mostLists) {
          for (const list of lists) kernel(...list);
          return;
        }
        const { whole } = team;
        whole[control.instance] = id;
        whole[control.function] = names.indexOf(name);
        whole[control.argumentCount] = lists[0]!.length;
        share(team, kernel, lists);
      },
    };
    released.register(instance, id);
    return instance;
  };
};

/**
 * Starts threads that share states: `simulate`, `simulator`, `StateVector` and `qaoaAnsatz` take them as an option. Where memory cannot be shared (a page without
 * cross-origin isolation, say) the count is 1, `reason` says why, and everything works as without them.
 *
 * - State: the threads, asleep between calls, until `dispose`; they do not keep a process alive. Amplitudes are split by place and
 *   each is formed by the same operations, so results have the same bits with any count. States below 2^16 amplitudes stay on one.
 *
 * @throws {QuantumOptionsError} `count` is not a whole number from 1 to 64.
 * @example
 * ```ts
 * import { createQubo } from '@sigmax/quantum-sim';
 * import { qaoaAnsatz } from '@sigmax/quantum-sim/qaoa';
 * import { startThreads } from '@sigmax/quantum-sim/threads';
 * const threads = await startThreads({ count: 2 });
 * const names = Array.from({ length: 16 }, (_, index) => `a${index}`);
 * const cost = createQubo({ names, linear: names.map((_, index) => index - 7), couplings: [['a0', 'a1', 3]] });
 * const angles = [0.4, -0.3];
 * qaoaAnsatz({ cost, threads }).energyAt(angles) === qaoaAnsatz({ cost }).energyAt(angles); // => true
 * await threads.dispose();
 * ```
 */
export const startThreads = async ({ count }: ThreadsOptions): Promise<Threads> => {
  if (!(Number.isInteger(count) && count >= 1 && count <= 64)) {
    throw new QuantumOptionsError({
      code: 'INVALID_COUNT',
      message: `startThreads: count was ${count}.`,
      remedy: 'Pass a whole number from 1 to 64, no more than the machine has cores.',
      context: { count },
    });
  }
  if (count === 1) return alone(undefined);
  const globals = globalThis as unknown as Globals;
  const reason = missing(globals);
  if (reason !== undefined) return alone(reason);
  const whole = new SharedArrayBuffer(4 * control.length);
  const numbers = new SharedArrayBuffer(8 * mostArguments * mostLists);
  const started = await Promise.allSettled(Array.from({ length: count - 1 }, () => spawnWorker({ whole, numbers })));
  const workers = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const team: Team = { whole: new Int32Array(whole), numbers: new Float64Array(numbers), workers, isOpen: true };
  const dispose = async (): Promise<void> => {
    if (!team.isOpen) return;
    team.isOpen = false;
    give(team, orders.stop);
    await Promise.all(workers.map((worker) => worker.terminate()));
  };
  const failed = started.find((one) => one.status === 'rejected');
  if (failed !== undefined) {
    await dispose();
    return alone(`a thread could not be started: ${(failed.reason as Error).message}`);
  }
  return { count, reason: undefined, instantiate: instantiateOn(team, globals.WebAssembly!), dispose };
};
