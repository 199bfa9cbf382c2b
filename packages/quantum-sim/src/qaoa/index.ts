export type { OptimizerName } from './angle-optimizer';
export { annealingAngles } from './annealing-angles';
export type { CostScaling } from './cost-phase';
export type { QaoaKernelOptions } from './create-qaoa-kernels';
export { fixedMaxCutAngles } from './fixed-max-cut-angles';
export { fourierAngles } from './fourier-angles';
export type { FullMixer } from './full-mixer';
export {
  type GroverAdaptiveSearchOptions,
  type GroverAdaptiveSearchResult,
  type GroverStep,
  groverAdaptiveSearch,
} from './grover-adaptive-search';
export { type AngleStrategy, type OptimizeQaoaOptions, optimizeQaoa } from './optimize-qaoa';
export { type PauliMixerOptions, pauliMixer } from './pauli-mixer';
export { type QaoaAnsatz, type QaoaAnsatzOptions, qaoaAnsatz } from './qaoa-ansatz';
export { type QaoaCircuitOptions, qaoaCircuit } from './qaoa-circuit';
export type { CostFunction, CostTable, QaoaCost } from './qaoa-cost';
export type { QaoaKernels, QaoaState } from './qaoa-kernels';
export {
  type Elimination,
  type RecursiveQaoaOptions,
  type RecursiveQaoaResult,
  recursiveQaoa,
} from './recursive-qaoa';
export { relaxedBits } from './relaxed-bits';
export {
  type FullMixerName,
  type SelectByQaoaOptions,
  type SelectionByQaoa,
  selectByQaoa,
} from './select-by-qaoa';
export { type StartMixerOptions, startMixer } from './start-mixer';
export { type WarmStartMixerOptions, warmStartMixer } from './warm-start-mixer';
export { xMixer } from './x-mixer';
export { type XyMixerOptions, xyMixer } from './xy-mixer';
