import type { Kernels, Precision } from './kernels';

export const webAssemblyKernels = (_bits: number, _precision: Precision): Kernels | undefined => undefined;
