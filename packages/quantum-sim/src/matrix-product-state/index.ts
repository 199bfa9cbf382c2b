export { MatrixProductState, type MatrixProductStateOptions, matrixProductStateBytes } from './matrix-product-state';
export {
  type MatrixProductStateShots,
  type RunMatrixProductStateShotsOptions,
  runMatrixProductStateShots,
} from './run-matrix-product-state-shots';
export { simulateMatrixProductState } from './simulate-matrix-product-state';
