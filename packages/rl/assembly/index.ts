// The arithmetic of dense layers in single precision; see src/kernels/web-assembly-core.ts for where things lie. Arguments are
// byte addresses and byte strides; `columns` counts floats and is a multiple of 4 where nothing else is said.
export { multiplyByEluSlope, multiplyByReluSlope, multiplyByTanhSlope } from './slopes';
export { elu, relu, tanh } from './activations';
export { adamStep, scale, sumOfSquares } from './adam';
export { columnSums, gradient } from './gradient';
export { pack, transpose } from './pack';
export { product } from './product';
