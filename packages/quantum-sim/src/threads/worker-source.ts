import { control, mostArguments, orders } from './control';

/**
 * The program of the other threads, as text: neither browsers nor bundlers then need a file of its own.
 *
 * It waits for a turn, first in a loop, because the next thing to do mostly comes at once, then asleep. A message can only be read when
 * it has left that wait, so `readMessage` makes it do so.
 */
export const workerSource = `
const threads = typeof process === 'object' && process.getBuiltinModule ? process.getBuiltinModule('node:worker_threads') : undefined;
const port = threads ? threads.parentPort : self;
const instances = new Map();
let whole, numbers, seen = 0;

const runAll = () => {
  for (;;) {
    const list = Atomics.sub(whole, ${control.left}, 1) - 1;
    if (list < 0) return;
    try {
      const { exports, names } = instances.get(whole[${control.instance}]);
      const start = list * ${mostArguments};
      exports[names[whole[${control.function}]]](...numbers.subarray(start, start + whole[${control.argumentCount}]));
    } catch {
      Atomics.add(whole, ${control.failed}, 1);
    }
    Atomics.add(whole, ${control.finished}, 1);
  }
};

const work = () => {
  for (;;) {
    for (let look = 0; look < 20000 && Atomics.load(whole, ${control.turn}) === seen; look++);
    Atomics.wait(whole, ${control.turn}, seen);
    if (Atomics.load(whole, ${control.turn}) === seen) continue;
    seen = Atomics.load(whole, ${control.turn});
    const order = Atomics.load(whole, ${control.order});
    if (order === ${orders.readMessage}) return;
    if (order === ${orders.stop}) {
      port.close();
      return;
    }
    runAll();
  }
};

const receive = (message) => {
  if (message.release !== undefined) {
    instances.delete(message.release);
    return;
  }
  if (message.module === undefined) {
    whole = new Int32Array(message.whole);
    numbers = new Float64Array(message.numbers);
    port.postMessage('ready');
  } else {
    try {
      const { exports } = new WebAssembly.Instance(message.module, { env: { memory: message.memory } });
      instances.set(message.id, { exports, names: message.names });
    } catch {
      Atomics.add(whole, ${control.failed}, 1);
    }
    Atomics.add(whole, ${control.done}, 1);
  }
  work();
};

if (threads) port.on('message', receive);
else port.onmessage = ({ data }) => receive(data);
`;
