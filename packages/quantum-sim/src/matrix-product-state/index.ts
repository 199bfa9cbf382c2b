export { MatrixProductState, type MatrixProductStateOptions } from './matrix-product-state';
export { matrixProductStateBytes } from './matrix-product-state-bytes';
export {
  type MatrixProductStateShots,
  type RunMatrixProductStateShotsOptions,
  runMatrixProductStateShots,
} from './run-matrix-product-state-shots';
export { simulateMatrixProductState } from './simulate-matrix-product-state';
