import { QuantumOptionsError } from '../errors';
import type { Kernels, Precision } from './kernels';
import type { Threads } from './threads';
import { typescriptKernels } from './typescript-kernels';
import { webAssemblyKernels } from './web-assembly-kernels';

export interface KernelOptions {
  /**
   * `f64` (default), or `f32`: half the memory, one more qubit, about 7 digits. `f32` is by WebAssembly alone and refused without it:
   * in TypeScript each number would be widened and rounded again, at twice the time of `f64`.
   */
  readonly precision?: Precision;
  /** `webassembly` where the machine has SIMD in it, else `typescript`; or the one that is named. */
  readonly implementation?: Kernels['name'];
  /** Threads of `startThreads`, for states from 16 qubits on; results have the same bits with any number of them. */
  readonly threads?: Threads;
}

/** Kernels with zeroed memory for 2^bits amplitudes. */
export const createKernels = (
  bits: number,
  { precision = 'f64', implementation, threads }: KernelOptions = {},
): Kernels => {
  const kernels = implementation === 'typescript' ? undefined : webAssemblyKernels(bits, precision, threads);
  if (kernels !== undefined) return kernels;
  if (implementation === 'webassembly' || precision === 'f32') {
    const asked = precision === 'f32' ? "precision was 'f32'" : "implementation was 'webassembly'";
    const why =
      implementation === 'typescript'
        ? 'the kernels in TypeScript are in double precision only'
        : 'this machine cannot run WebAssembly with SIMD';
    throw new QuantumOptionsError({
      code: 'NO_WEB_ASSEMBLY',
      message: `createKernels: ${asked}, and ${why}.`,
      remedy: "Use precision 'f64' and leave the implementation out.",
      context: { precision, implementation },
    });
  }
  return typescriptKernels(bits);
};
