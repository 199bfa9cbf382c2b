export { type RunStabilizerShotsOptions, runStabilizerShots } from './run-stabilizer-shots';
export { simulateStabilizer } from './simulate-stabilizer';
export { type StabilizerOptions, StabilizerState, stabilizerBytes } from './stabilizer-state';
