import { leastThreadedBits, type SharedInstance, type Threads, threadParts } from '../kernels/threads';
import { type WasmInstance, webAssemblyModule } from '../kernels/web-assembly';
import { costsAt, memoryLength, type QaoaKernels, sumsAt, tableLength } from './qaoa-kernels';
import { qaoaModule } from './qaoa-module';

/** Static data of the module lies below. */
const baseAt = 4096;

type BlockSum = (re: number, im: number, lambdaRe: number, lambdaIm: number, bits: number, table: number) => number;

interface Exports {
  readonly unrotate: (psi: number, lambda: number, bits: number, t: number, scale: number, sums: number) => void;
  readonly weigh: BlockSum;
  readonly overlap: BlockSum;
}

const instance = webAssemblyModule(qaoaModule);

/** Rows of 2^13 numbers are turned by themselves, as in assembly/qaoa. */
const largeBits = 13;

/** Threads share rows in parts of 2^6 numbers, which are whole cache lines. */
const evenBits = 6;

/** Calls of one kernel, on whatever threads there are. */
type Runner = SharedInstance['run'];

const runAlone =
  ({ exports }: WasmInstance): Runner =>
  (name, lists) => {
    for (const list of lists) (exports[name] as (...values: number[]) => void)(...list);
  };

/**
 * The kernels in WebAssembly with a memory of their own, or `undefined` where the machine cannot run them or hold so much. With
 * threads, what forms each amplitude by itself is split among them; sums have an order and are formed on one.
 */
export const webAssemblyQaoaKernels = (
  qubitCount: number,
  stateCount: number,
  threads?: Threads,
): QaoaKernels | undefined => {
  const length = memoryLength(qubitCount, stateCount);
  const bytes = baseAt + 8 * length;
  const shared = qubitCount >= leastThreadedBits ? threads?.instantiate(qaoaModule, bytes) : undefined;
  const made = shared ?? instance(bytes, `${stateCount} states of ${qubitCount} qubits`);
  if (made === undefined) return undefined;
  const count = shared === undefined ? 1 : threads!.count;
  const run = shared?.run ?? runAlone(made);
  const { unrotate, weigh, overlap } = made.exports as unknown as Exports;
  const address = (at: number): number => baseAt + 8 * at;
  const high = 2 ** Math.max(0, qubitCount - largeBits);
  const blocks = threadParts(high, count);
  const places = threadParts(2 ** (largeBits - evenBits), count);
  const even = 2 ** evenBits;
  return {
    name: 'webassembly',
    memory: new Float64Array(made.buffer, baseAt, length),
    tableAt: 0,
    sumsAt,
    costsAt,
    rotate(at, bits, t, scale) {
      run(
        'rotateLow',
        blocks.map(({ from, to }) => [address(at), bits, from, to, t, scale]),
      );
      if (bits <= largeBits) return;
      run(
        'rotateHigh',
        places.map(({ from, to }) => [address(at), bits, from * even, to * even, t]),
      );
    },
    unrotate: (psi, lambda, bits, t, scale) => unrotate(address(psi), address(lambda), bits, t, scale, address(sumsAt)),
    turn: (re, im, bits, all) =>
      run(
        'turn',
        threadParts(all, count).map(({ from, to }) => [
          address(re),
          address(im),
          bits,
          baseAt,
          address(tableLength),
          from,
          to,
        ]),
      ),
    weigh: (re, im, bits, lambda) =>
      lambda === undefined
        ? weigh(address(re), address(im), 0, 0, bits, address(costsAt))
        : weigh(address(re), address(im), address(lambda.re), address(lambda.im), bits, address(costsAt)),
    overlap: (re, im, bits, lambda) =>
      overlap(address(re), address(im), address(lambda.re), address(lambda.im), bits, address(costsAt)),
  };
};
