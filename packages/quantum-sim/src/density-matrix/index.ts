export { densityMatrixBytes } from './density-bytes';
export { DensityMatrix, type DensityMatrixOptions } from './density-matrix';
export { densityMatrixDistribution } from './density-matrix-distribution';
export { fidelity } from './fidelity';
export { type RunDensityMatrixShotsOptions, runDensityMatrixShots } from './run-density-matrix-shots';
export { type SimulateDensityMatrixOptions, simulateDensityMatrix } from './simulate-density-matrix';
