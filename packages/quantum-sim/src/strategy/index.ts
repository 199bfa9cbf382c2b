export type {
  AllocationDecision,
  AllocationEstimate,
  AllocationMethod,
  BaselineAnswer,
  ChosenAssets,
  CircuitAnswer,
  ClassicalAnswer,
  Fallback,
  Weighing,
} from './allocation-decision';
export type { Baseline, EstimatedMoments, QuantumAllocatorOptions } from './allocator-options';
export { type AnsatzCircuit, type AnsatzCircuitOptions, ansatzCircuit } from './ansatz-circuit';
export type { ReturnsWindow } from './close-history';
export { decisionCircuit, decisionProblem } from './decision-problem';
export { dickeCircuit } from './dicke-circuit';
export { quantumAllocator } from './quantum-allocator';
export type { Rebalance } from './rebalance-schedule';
export { type ShrinkageTarget, type ShrunkCovariance, shrunkCovariance } from './shrunk-covariance';
export type { Trading } from './trading';
