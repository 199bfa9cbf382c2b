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
export { adjointGradient } from './gradients/adjoint-gradient';
export type { Differentiable } from './gradients/differentiable';
export { parameterShiftGradient } from './gradients/parameter-shift';
export type { KernelOptions } from './kernels/create-kernels';
export type { Kernels, Plane, Precision } from './kernels/kernels';
export { applyPauliSum } from './measurement/apply-pauli-sum';
export { type CommutingGroup, commutingGroups } from './measurement/commuting-groups';
export { exactDistribution } from './measurement/exact-distribution';
export { expectation, type Moments, moments } from './measurement/expectation';
export { type Pauli, type PauliSum, type PauliTerm, pauliSum, pauliText } from './measurement/pauli-sum';
export { type RunShotsOptions, runShots, type ShotResult } from './measurement/run-shots';
export { sampleOutcomes } from './measurement/sample-outcomes';
export { type SampledExpectation, sampledExpectation } from './measurement/sampled-expectation';
export { type AdamOptions, adam } from './optimizers/adam';
export { type CobylaOptions, type ConstrainedMinimum, cobyla } from './optimizers/cobyla';
export { type LbfgsOptions, lbfgs } from './optimizers/lbfgs';
export type { CommonOptions, Minimum, Objective, ObjectiveWithGradient, StopReason } from './optimizers/minimum';
export { type NelderMeadOptions, nelderMead } from './optimizers/nelder-mead';
export { type SpsaOptions, spsa } from './optimizers/spsa';
export { arcTangent2, cosine, exponential, naturalLogarithm, power, sine, sineCosine } from './portable-math';
export type { ConvertedProgram } from './problem/converted-program';
export { type DiversificationOptions, diversification } from './problem/diversification';
export { type FeasibleUnits, type FeasibleUnitsOptions, feasibleUnits } from './problem/feasible-units';
export { inequalitiesToSlack } from './problem/inequalities-to-slack';
export { integersToBinaries } from './problem/integers-to-binaries';
export { type Ising, isingToPauliSum, isingToQubo, isingValue, pauliSumToIsing, quboToIsing } from './problem/ising';
export { lowAutocorrelation } from './problem/low-autocorrelation';
export { type MaxCutOptions, maxCut } from './problem/max-cut';
export { type PortfolioSelectionOptions, portfolioSelection } from './problem/portfolio-selection';
export {
  type PortfolioUnits,
  type PortfolioUnitsOptions,
  portfolioUnits,
  portfolioUnitsCost,
  type WeightLimit,
} from './problem/portfolio-units';
export { portfolioUnitsProgram } from './problem/portfolio-units-program';
export {
  type ProgramAnswer,
  type ProgramQubo,
  type ProgramToQuboOptions,
  programToQubo,
} from './problem/program-to-qubo';
export {
  type ConstraintOptions,
  type LinearConstraint,
  type ObjectiveOptions,
  type ProgramVariable,
  programValue,
  programViolations,
  type QuadraticProgram,
  type QuadraticProgramOptions,
  quadraticProgram,
  type Relation,
  type VariableKind,
} from './problem/quadratic-program';
export { type CreateQuboOptions, createQubo, type Qubo, type QuboCoupling, quboValue } from './problem/qubo';
export {
  isingToPolynomial,
  polynomialDiagonal,
  polynomialToPauliSum,
  type SpinPolynomial,
  type SpinTerm,
  spinPolynomial,
} from './problem/spin-polynomial';
export { type Random, seededRandom } from './seeded-random';
export { type BoundedSelection, type BranchAndBoundOptions, branchAndBound } from './solvers/branch-and-bound';
export { type Assignment, type ExactQuboOptions, exactQubo } from './solvers/exact-qubo';
export {
  type ExactSelection,
  type ExactSelectionOptions,
  exactSelection,
  type SelectionValue,
} from './solvers/exact-selection';
export type { HeuristicSolution } from './solvers/local-solution';
export type { SelectionProblem } from './solvers/selection-problem';
export { type SimulatedAnnealingOptions, simulatedAnnealing } from './solvers/simulated-annealing';
export { type SteepestDescentOptions, steepestDescent } from './solvers/steepest-descent';
export { type TabuSearchOptions, tabuSearch } from './solvers/tabu-search';
export { type UniformSamples, type UniformSamplingOptions, uniformSampling } from './solvers/uniform-sampling';
export type { WatchOptions } from './solvers/watch';
export type { ParameterValues } from './state-vector/parameter-values';
export { type Simulator, simulate, simulator } from './state-vector/simulator';
export { stateBytes } from './state-vector/state-bytes';
export { StateVector, type StateVectorOptions } from './state-vector/state-vector';
export type { Amplitudes } from './subspace/amplitudes';
export { interpolatedAngles, linearRampAngles } from './subspace/angle-schedules';
export { completeMixer } from './subspace/complete-mixer';
export { groverMixer } from './subspace/grover-mixer';
export { type ListSubspaceOptions, listSubspace } from './subspace/list-subspace';
export type { Mixer } from './subspace/mixer';
export { type ObjectiveFunction, objectiveFunction, type SubspaceObjective } from './subspace/objective';
export {
  type AngleDepth,
  type OptimizeAnglesOptions,
  type OptimizedAngles,
  optimizeAngles,
} from './subspace/optimize-angles';
export { type RingMixerOptions, ringMixer } from './subspace/ring-mixer';
export { spreadRingOrder } from './subspace/ring-order';
export { type StateCount, sampleStates } from './subspace/sample-states';
export { type SamplerMetrics, type SamplerMetricsOptions, samplerMetrics } from './subspace/sampler-metrics';
export {
  type Sector,
  type SectorSubspaceOptions,
  type SelectionSubspaceOptions,
  sectorSubspace,
  selectionSubspace,
} from './subspace/sector-subspace';
export {
  type MixerName,
  type SelectByAnsatzOptions,
  type SelectionByAnsatz,
  selectByAnsatz,
} from './subspace/select-by-ansatz';
export {
  type ReportedHolding,
  type ReportRow,
  type SelectionReport,
  type SelectionReportOptions,
  selectionReport,
} from './subspace/selection-report';
export { type Holding, holdingAt, type Subspace, type SubspacePart } from './subspace/subspace';
export { type SubspaceAnsatz, type SubspaceAnsatzOptions, subspaceAnsatz } from './subspace/subspace-ansatz';
export { costsOf, subspaceCosts } from './subspace/subspace-costs';
