// The arithmetic of dense layers in single precision; see src/kernels/web-assembly-core.ts for where things lie. Arguments are
// byte addresses and byte strides; `columns` counts floats and is a multiple of 4 where nothing else is said.
export { adamStep, scale, sumOfSquares } from './adam';
export { clippedLoss } from './clipped-loss';
export { backward, forward } from './layers';
