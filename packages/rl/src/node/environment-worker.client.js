// What runs in each worker: makes its environments and answers the commands of worker-environments.ts, which blocks while it waits.
import { receiveMessageOnPort, workerData } from 'node:worker_threads';

const { control, port, module, exportName, indices, options } = workerData;

// Places of `control`: count of requests, count of answers, command, seed (two words), whether the worker has ended.
const [requests, answers, command, seedHigh, seedLow, ended] = [0, 1, 2, 3, 4, 5];

const answer = (message) => {
  port.postMessage(message);
  Atomics.add(control, answers, 1);
  Atomics.notify(control, answers);
};

const failed = (index, error) => ({
  type: 'failed',
  index,
  message: error instanceof Error ? error.message : String(error),
  code: typeof error?.code === 'string' ? error.code : undefined,
});

process.on('exit', () => {
  Atomics.store(control, ended, 1);
  Atomics.add(control, answers, 1);
  Atomics.notify(control, answers);
});

const described = ({ kind, low, high, size, sizes }) => ({ kind, low, high, size, sizes });

const shared = (type, length) => new type(new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT));

let place = indices[0];
try {
  const make = (await import(module))[exportName];
  if (typeof make !== 'function') throw new TypeError(`${module} exports no function ${exportName}.`);
  const environments = [];
  for (const index of indices) {
    place = index;
    environments.push(await make(index, options));
  }
  const [{ observationSpace, actionSpace, actionMask }] = environments;
  const count = environments.length;
  const observationSize = observationSpace.width;
  const { width, flatSize } = actionSpace;
  const columns = {
    actions: shared(Float64Array, count * width),
    observations: shared(Float64Array, count * observationSize),
    finalObservations: shared(Float64Array, count * observationSize),
    rewards: shared(Float64Array, count),
    terminated: shared(Uint8Array, count),
    truncated: shared(Uint8Array, count),
    masks: actionMask === undefined ? undefined : shared(Uint8Array, count * flatSize),
    finalMasks: actionMask === undefined ? undefined : shared(Uint8Array, count * flatSize),
    // Of the next episode; NaN where an environment goes on with its own random numbers.
    seeds: shared(Float64Array, count).fill(Number.NaN),
  };
  answer({
    type: 'ready',
    columns,
    spaces: environments.map((one) => ({
      observation: described(one.observationSpace),
      action: described(one.actionSpace),
      text: `${one.observationSpace} and ${one.actionSpace}${one.actionMask === undefined ? '' : ' with masks'}`,
    })),
  });

  const showMask = (row) => columns.masks?.set(environments[row].actionMask(), row * flatSize);

  const begin = (row) => environments[row].reset(Number.isNaN(columns.seeds[row]) ? undefined : columns.seeds[row]);

  const reset = (start) => {
    environments.forEach((_, row) => {
      place = indices[row];
      columns.observations.set(start(row).observation, row * observationSize);
      showMask(row);
    });
    return { type: 'done' };
  };

  const step = () => ({
    type: 'done',
    infos: environments.map((environment, row) => {
      place = indices[row];
      const after = environment.step(actionSpace.read(columns.actions, row * width));
      const isOver = after.terminated || after.truncated;
      columns.rewards[row] = after.reward;
      columns.terminated[row] = after.terminated ? 1 : 0;
      columns.truncated[row] = after.truncated ? 1 : 0;
      columns.finalObservations.set(after.observation, row * observationSize);
      if (after.truncated && !after.terminated) columns.finalMasks?.set(environment.actionMask(), row * flatSize);
      columns.observations.set(isOver ? begin(row).observation : after.observation, row * observationSize);
      showMask(row);
      return after.info;
    }),
  });

  // Plays episodes again up to where they stood: for each environment its seed, and the numbers of its actions.
  const replay = (episodes) => {
    environments.forEach((environment, row) => {
      place = indices[row];
      const { seed, actions } = episodes[row];
      environment.reset(seed);
      for (let at = 0; at < actions.length; at += width) environment.step(actionSpace.read(actions, at));
      showMask(row);
    });
    return { type: 'done' };
  };

  for (let seen = 0; ; ) {
    Atomics.wait(control, requests, seen);
    seen = Atomics.load(control, requests);
    try {
      const seed = control[seedHigh] * 2 ** 32 + (control[seedLow] >>> 0);
      switch (control[command]) {
        case 1:
          answer(reset((row) => environments[row].reset(seed + indices[row])));
          break;
        case 2:
          answer(step());
          break;
        case 3:
          answer(reset(begin));
          break;
        default:
          answer(replay(receiveMessageOnPort(port).message));
      }
    } catch (error) {
      answer(failed(place, error));
    }
  }
} catch (error) {
  answer(failed(place, error));
}
