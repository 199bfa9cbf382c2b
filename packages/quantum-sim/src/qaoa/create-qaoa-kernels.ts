import { QuantumOptionsError } from '../errors';
import type { Threads } from '../kernels/threads';
import { requireOneOf } from '../problem/checks';
import type { QaoaKernels } from './qaoa-kernels';
import { typescriptQaoaKernels } from './typescript-qaoa-kernels';
import { webAssemblyQaoaKernels } from './web-assembly-qaoa-kernels';

export interface QaoaKernelOptions {
  /** `webassembly` where the machine has SIMD in it, else `typescript`; or the one that is named. Both give the same bits. */
  readonly implementation?: QaoaKernels['name'];
  /** Threads of `startThreads`, for states from 16 qubits on; results have the same bits with any number of them. */
  readonly threads?: Threads;
}

/** Kernels with memory for `stateCount` state vectors. */
export const createQaoaKernels = (
  qubitCount: number,
  stateCount: number,
  { implementation, threads }: QaoaKernelOptions,
): QaoaKernels => {
  if (implementation !== undefined) {
    requireOneOf(implementation, 'qaoaAnsatz: implementation', ['webassembly', 'typescript']);
  }
  const kernels = implementation === 'typescript' ? undefined : webAssemblyQaoaKernels(qubitCount, stateCount, threads);
  if (kernels !== undefined) return kernels;
  if (implementation !== 'webassembly') return typescriptQaoaKernels(qubitCount, stateCount);
  throw new QuantumOptionsError({
    code: 'NO_WEB_ASSEMBLY',
    message: 'qaoaAnsatz: implementation was webassembly, which this machine cannot run or not with so much memory.',
    remedy: 'Leave the implementation out.',
    context: { qubitCount, stateCount },
  });
};
