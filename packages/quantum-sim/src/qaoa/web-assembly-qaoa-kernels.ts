import { webAssemblyModule } from '../kernels/web-assembly';
import { memoryLength, type QaoaKernels, tableLength } from './qaoa-kernels';
import { qaoaModule } from './qaoa-module';

/** Static data of the module lies below. */
const baseAt = 4096;

interface Exports {
  readonly rotate: (at: number, bits: number, t: number, scale: number) => void;
  readonly unrotate: (psi: number, lambda: number, bits: number, t: number, scale: number, sums: number) => void;
  readonly turn: (re: number, im: number, bits: number, table: number) => void;
}

const instance = webAssemblyModule(qaoaModule);

/** The kernels in WebAssembly with a memory of their own, or `undefined` where the machine cannot run them or hold so much. */
export const webAssemblyQaoaKernels = (qubitCount: number, stateCount: number): QaoaKernels | undefined => {
  const length = memoryLength(qubitCount, stateCount);
  const made = instance(baseAt + 8 * length, `${stateCount} states of ${qubitCount} qubits`);
  if (made === undefined) return undefined;
  const { rotate, unrotate, turn } = made.exports as unknown as Exports;
  const address = (at: number): number => baseAt + 8 * at;
  return {
    name: 'webassembly',
    memory: new Float64Array(made.buffer, baseAt, length),
    tableAt: 0,
    sumsAt: tableLength,
    rotate: (at, bits, t, scale) => rotate(address(at), bits, t, scale),
    unrotate: (psi, lambda, bits, t, scale) =>
      unrotate(address(psi), address(lambda), bits, t, scale, address(tableLength)),
    turn: (re, im, bits) => turn(address(re), address(im), bits, baseAt),
  };
};
