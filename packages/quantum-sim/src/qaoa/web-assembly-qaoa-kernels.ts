import { webAssemblyModule } from '../kernels/web-assembly';
import { costsAt, memoryLength, type QaoaKernels, sumsAt } from './qaoa-kernels';
import { qaoaModule } from './qaoa-module';

/** Static data of the module lies below. */
const baseAt = 4096;

type BlockSum = (re: number, im: number, lambdaRe: number, lambdaIm: number, bits: number, table: number) => number;

interface Exports {
  readonly rotate: (at: number, bits: number, t: number, scale: number) => void;
  readonly unrotate: (psi: number, lambda: number, bits: number, t: number, scale: number, sums: number) => void;
  readonly turn: (re: number, im: number, bits: number, table: number) => void;
  readonly weigh: BlockSum;
  readonly overlap: BlockSum;
}

const instance = webAssemblyModule(qaoaModule);

/** The kernels in WebAssembly with a memory of their own, or `undefined` where the machine cannot run them or hold so much. */
export const webAssemblyQaoaKernels = (qubitCount: number, stateCount: number): QaoaKernels | undefined => {
  const length = memoryLength(qubitCount, stateCount);
  const made = instance(baseAt + 8 * length, `${stateCount} states of ${qubitCount} qubits`);
  if (made === undefined) return undefined;
  const { rotate, unrotate, turn, weigh, overlap } = made.exports as unknown as Exports;
  const address = (at: number): number => baseAt + 8 * at;
  return {
    name: 'webassembly',
    memory: new Float64Array(made.buffer, baseAt, length),
    tableAt: 0,
    sumsAt,
    costsAt,
    rotate: (at, bits, t, scale) => rotate(address(at), bits, t, scale),
    unrotate: (psi, lambda, bits, t, scale) => unrotate(address(psi), address(lambda), bits, t, scale, address(sumsAt)),
    turn: (re, im, bits) => turn(address(re), address(im), bits, baseAt),
    weigh: (re, im, bits, lambda) =>
      lambda === undefined
        ? weigh(address(re), address(im), 0, 0, bits, address(costsAt))
        : weigh(address(re), address(im), address(lambda.re), address(lambda.im), bits, address(costsAt)),
    overlap: (re, im, bits, lambda) =>
      overlap(address(re), address(im), address(lambda.re), address(lambda.im), bits, address(costsAt)),
  };
};
