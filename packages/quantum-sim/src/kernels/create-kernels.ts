import { QuantumOptionsError } from '../errors';
import type { Kernels, Precision } from './kernels';
import { typescriptKernels } from './typescript-kernels';
import { webAssemblyKernels } from './web-assembly-kernels';

export interface KernelOptions {
  /** `f64` (default), or `f32`: half the memory, one more qubit, about 7 digits. */
  readonly precision?: Precision;
  /** `webassembly` where the machine has SIMD in it, else `typescript`; or the one that is named. */
  readonly implementation?: Kernels['name'];
}

/** Kernels with zeroed memory for 2^bits amplitudes. */
export const createKernels = (bits: number, { precision = 'f64', implementation }: KernelOptions = {}): Kernels => {
  const kernels = implementation === 'typescript' ? undefined : webAssemblyKernels(bits, precision);
  if (kernels !== undefined) return kernels;
  if (implementation === 'webassembly' || precision === 'f32') {
    throw new QuantumOptionsError({
      code: 'NO_WEB_ASSEMBLY',
      message: `createKernels: precision was ${precision} and implementation ${implementation}, which need WebAssembly with SIMD.`,
      remedy: "Use precision 'f64' and leave the implementation out.",
      context: { precision, implementation },
    });
  }
  return typescriptKernels(bits);
};
