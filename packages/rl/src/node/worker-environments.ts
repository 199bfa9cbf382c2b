import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Info } from '../environments/environment';
import type { VectorEnvironment, VectorStep } from '../environments/vector-environment';
import { box } from '../spaces/box';
import { discrete } from '../spaces/discrete';
import { multiBinary } from '../spaces/multi-binary';
import { multiDiscrete } from '../spaces/multi-discrete';
import type { Space } from '../spaces/space';
import type { VectorSource } from '../training/training-vector';
import { type ReplayedEpisode, seededWorkers } from './seeded-workers';
import { moduleSchema, type ThreadModule } from './thread';
import { workerError } from './worker-error';
import { type Done, type Ready, type SharedColumns, type SpaceDescription, WorkerHandle } from './worker-handle';

export interface WorkerEnvironmentsOptions extends ThreadModule {
  /** Name of a function `(index, options) => Environment`, or of one that returns a promise of it. Defaults to `environment`. */
  readonly exportName?: string;
  /** How many environments. */
  readonly count: number;
  /** How many threads; the environments are spread over them. Defaults to one for each environment. */
  readonly workers?: number;
  /** Given to the function, as a copy. */
  readonly options?: unknown;
  /** Longest time for the start, a reset or a step. Defaults to 60,000. */
  readonly timeoutMs?: number;
}

/** Environments in threads of their own. */
export interface WorkerEnvironments<Action = number> extends VectorEnvironment<Action>, VectorSource<Action> {
  /** Ends the threads, at once and whatever they do. */
  close(): Promise<void>;
}

const schema = z.strictObject({
  module: moduleSchema,
  exportName: z.string().min(1).default('environment'),
  count: z.int().positive().max(4_096),
  workers: z.int().positive().optional(),
  options: z.unknown().optional(),
  timeoutMs: z.number().positive().default(60_000),
});

const spaceOf = ({ kind, low = [], high = [], size = 0, sizes = [] }: SpaceDescription): Space<never> => {
  switch (kind) {
    case 'box':
      return box({ low, high }) as unknown as Space<never>;
    case 'discrete':
      return discrete(size) as unknown as Space<never>;
    case 'multi-discrete':
      return multiDiscrete(sizes) as unknown as Space<never>;
    case 'multi-binary':
      return multiBinary(size) as unknown as Space<never>;
  }
};

/** Environments 0 to `count` − 1 in runs of nearly one length. */
const spread = (count: number, workers: number): number[][] =>
  Array.from({ length: workers }, (_, worker) => {
    const from = Math.floor((worker * count) / workers);
    const to = Math.floor(((worker + 1) * count) / workers);
    return Array.from({ length: to - from }, (_unused, place) => from + place);
  });

/**
 * Environments that step at the same time in `node:worker_threads`, with the results of `vectorEnvironment` to the last bit.
 *
 * For environments whose step takes a millisecond or more: each step wakes the threads and waits for them, which blocks this one and
 * took about 0.15 ms for four threads on two cores. `train` takes them as its `environment` and gives the weights of one thread.
 * Infos cross as copies, so they hold no functions. A failure closes all workers.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @throws {EnvironmentError} from here, `reset` and `step`: an environment threw (`WORKER_FAILED`), did not answer in time
 * (`WORKER_HUNG`), ended its thread (`WORKER_ENDED`), has other spaces (`INVALID_ENVIRONMENTS`), or all were closed
 * (`WORKERS_CLOSED`).
 * @example
 * ```ts no-run
 * import { workerEnvironments } from '@sigmax/rl/node';
 * const vector = workerEnvironments({ module: new URL('./slow-environment.js', import.meta.url), count: 4 });
 * vector.reset(7);
 * vector.step([0, 1, 1, 0]).rewards;
 * await vector.close();
 * ```
 */
export const workerEnvironments = <Action = number>(given: WorkerEnvironmentsOptions): WorkerEnvironments<Action> => {
  const {
    module,
    exportName,
    count,
    workers = count,
    options,
    timeoutMs,
  } = parseOptions(schema, given, 'workerEnvironments');
  const start = { module: String(module), exportName, options, timeoutMs };
  const handles = spread(count, Math.min(workers, count)).map((indices) => new WorkerHandle({ ...start, indices }));
  let isClosed = false;

  const close = async (): Promise<void> => {
    isClosed = true;
    await Promise.all(handles.map((handle) => handle.close()));
  };

  /** Asks all, then waits for all, so that they work at the same time. */
  const asked = <Message extends Ready | Done>(ask: (handle: WorkerHandle, place: number) => void): Message[] => {
    if (isClosed) throw workerError({ type: 'closed' }, []);
    handles.forEach(ask);
    try {
      return handles.map((handle) => handle.wait<Message>());
    } catch (error) {
      void close();
      throw error;
    }
  };

  const ready = asked<Ready>(() => {});
  const texts = [...new Set(ready.flatMap(({ spaces }) => spaces.map(({ text }) => text)))];
  const [
    {
      spaces: [first],
    },
  ] = ready as [Ready];
  if (texts.length > 1 || first === undefined) {
    void close();
    throw workerError(
      { type: 'differ', texts },
      handles.flatMap(({ indices }) => indices),
    );
  }
  const observationSpace = spaceOf(first.observation) as unknown as VectorEnvironment<Action>['observationSpace'];
  const actionSpace = spaceOf(first.action) as unknown as Space<Action>;
  const [observationSize, width] = [observationSpace.width, actionSpace.width];
  const columns = ready.map((one) => one.columns);
  const rows = columns.flatMap(({ seeds }) => Array.from(seeds, (_, row) => ({ seeds, row })));
  const hasMasks = columns[0]?.masks !== undefined;
  const observations = new Float64Array(count * observationSize);
  const masks = new Uint8Array(count * actionSpace.flatSize);
  const result: VectorStep & { infos: readonly Info[] } = {
    observations,
    finalObservations: new Float64Array(count * observationSize),
    rewards: new Float64Array(count),
    terminated: new Uint8Array(count),
    truncated: new Uint8Array(count),
    infos: Array.from({ length: count }, () => ({})),
  };

  /** Copies the rows of all workers into one column. */
  const gather = (
    into: Float64Array | Uint8Array,
    size: number,
    pick: (shared: SharedColumns) => ArrayLike<number> | undefined,
  ): void => {
    columns.forEach((shared, place) => {
      const from = handles[place]?.indices[0] as number;
      const part = pick(shared);
      if (part !== undefined) into.set(part, from * size);
    });
  };

  const vector: VectorEnvironment<Action> = {
    count,
    observationSize,
    observationSpace,
    actionSpace,
    reset: (seed) => {
      if (!Number.isSafeInteger(seed)) {
        throw new InvalidOptionsError({
          code: 'INVALID_SEED',
          message: `workerEnvironments: seed was ${seed}.`,
          remedy: 'Pass a whole number, for example 7.',
        });
      }
      asked<Done>((handle) => handle.askReset(seed));
      gather(observations, observationSize, (shared) => shared.observations);
      return observations;
    },
    step: (actions) => {
      if (actions.length !== count * width) {
        throw new InvalidOptionsError({
          code: 'INVALID_ACTIONS',
          message: `workerEnvironments: ${actions.length} numbers of actions were given.`,
          remedy: `Give ${count * width}: ${width} for each of ${count} environments.`,
        });
      }
      const done = asked<Done>((handle, place) => {
        const own = columns[place] as SharedColumns;
        const from = (handle.indices[0] as number) * width;
        for (let at = 0; at < own.actions.length; at++) own.actions[at] = actions[from + at] as number;
        handle.askStep();
      });
      gather(observations, observationSize, (shared) => shared.observations);
      gather(result.finalObservations, observationSize, (shared) => shared.finalObservations);
      gather(result.rewards, 1, (shared) => shared.rewards);
      gather(result.terminated, 1, (shared) => shared.terminated);
      gather(result.truncated, 1, (shared) => shared.truncated);
      result.infos = done.flatMap(({ infos = [] }) => infos);
      return result;
    },
    actionMasks: () => {
      if (!hasMasks) return undefined;
      gather(masks, actionSpace.flatSize, (shared) => shared.masks);
      return masks;
    },
  };
  return {
    ...vector,
    trainingVector: (seedOf) =>
      seededWorkers(vector as VectorEnvironment<never>, seedOf, {
        setSeed: (index, seed) => {
          const { seeds, row } = rows[index] as (typeof rows)[number];
          seeds[row] = seed;
        },
        reset: () => {
          asked<Done>((handle) => handle.askSeededReset());
          gather(observations, observationSize, (shared) => shared.observations);
          return observations;
        },
        replay: (episodes) =>
          void asked<Done>((handle) =>
            handle.askReplay(handle.indices.map((index) => episodes[index] as ReplayedEpisode)),
          ),
        finalMasks: (into) => gather(into, actionSpace.flatSize, (shared) => shared.finalMasks),
      }),
    close,
  };
};
