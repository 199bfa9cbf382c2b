export { type Angle, type AngleTerm, angleValue, ParameterExpression, parameter } from './circuit/angle';
export { Circuit, circuit } from './circuit/circuit';
export { type FlatConditional, type FlatOperation, flatten } from './circuit/flatten';
export type {
  BarrierOperation,
  CircuitOperation,
  Condition,
  ConditionalOperation,
  GateOperation,
  MeasureOperation,
  Operation,
  ResetOperation,
} from './circuit/operation';
export {
  CircuitError,
  ProblemError,
  QuantumCapacityError,
  QuantumError,
  type QuantumErrorContext,
  type QuantumErrorOptions,
  QuantumOptionsError,
} from './errors';
export type { ComplexEntry, ComplexMatrix } from './gates/complex-matrix';
export { controlled } from './gates/controlled-gate';
export { diagonal, pauliRotation, unitary } from './gates/custom-gates';
export { type BaseGate, type Gate, gateQubitCount, type MatrixStructure, type ShiftRule } from './gates/gate';
export { gateMatrix } from './gates/gate-matrix';
export { type StandardGateName, standardGates } from './gates/standard-gates';
export type { KernelOptions } from './kernels/create-kernels';
export type { Kernels, Plane, Precision } from './kernels/kernels';
export { arcTangent2, cosine, exponential, naturalLogarithm, power, sine, sineCosine } from './portable-math';
export { type Random, seededRandom } from './seeded-random';
export type { ParameterValues } from './state-vector/parameter-values';
export { type Simulator, simulate, simulator } from './state-vector/simulator';
export { stateBytes } from './state-vector/state-bytes';
export { StateVector, type StateVectorOptions } from './state-vector/state-vector';
