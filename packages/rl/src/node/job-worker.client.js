// What runs in each thread of a pool: loads the module once, then does one job after the other; see job-thread.ts.
import { parentPort, workerData } from 'node:worker_threads';

const { module, exportName, options } = workerData;

const described = (error) => ({
  message: error instanceof Error ? error.message : String(error),
  code: typeof error?.code === 'string' ? error.code : undefined,
  stack: error instanceof Error ? error.stack : undefined,
});

// What waits for the answer to a report, by its number.
const waiting = new Map();
let reports = 0;

const contextOf = (index) => ({
  index,
  options,
  report: (step, value) =>
    new Promise((resolve) => {
      waiting.set(++reports, resolve);
      parentPort.postMessage({ type: 'report', report: reports, step, value });
    }),
});

const loaded = (async () => {
  const work = (await import(module))[exportName];
  if (typeof work !== 'function') throw new TypeError(`${module} exports no function ${exportName}.`);
  return work;
})();
// Told with the first job that asks for it.
loaded.catch(() => undefined);

const run = async ({ index, job }) => {
  let work;
  try {
    work = await loaded;
  } catch (error) {
    parentPort.postMessage({ type: 'not-loaded', ...described(error) });
    return;
  }
  let result;
  try {
    result = await work(job, contextOf(index));
  } catch (error) {
    parentPort.postMessage({ type: 'failed', ...described(error) });
    return;
  }
  try {
    parentPort.postMessage({ type: 'done', result });
  } catch (error) {
    parentPort.postMessage({ type: 'not-plain', ...described(error) });
  }
};

parentPort.on('message', (message) => {
  if (message.type === 'run') {
    void run(message);
    return;
  }
  waiting.get(message.report)?.(message.answer);
  waiting.delete(message.report);
});
