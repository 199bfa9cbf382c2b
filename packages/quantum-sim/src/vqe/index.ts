export { type Entanglement, entangledPairs } from './entangled-pairs';
export { type ExcitationPreservingOptions, excitationPreserving } from './excitation-preserving';
export type { LayeredOptions } from './layered-ansatz';
export { lowestEigenvalue } from './lowest-eigenvalue';
export { type PauliTwoDesignOptions, pauliTwoDesign } from './pauli-two-design';
export { type MeasuredBits, type SamplingVqeOptions, type SamplingVqeResult, samplingVqe } from './sampling-vqe';
export { type TransverseFieldIsingOptions, transverseFieldIsing } from './transverse-field-ising';
export {
  type EntanglerName,
  efficientSu2,
  type RotationName,
  realAmplitudes,
  type TwoLocalOptions,
  type TwoLocalStyleOptions,
  twoLocal,
} from './two-local';
export type { VariationalSearchOptions } from './variational-search';
export { type VqeOptions, type VqeResult, vqe } from './vqe';
