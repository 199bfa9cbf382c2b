export {
  CircuitError,
  ProblemError,
  QuantumCapacityError,
  QuantumError,
  type QuantumErrorContext,
  type QuantumErrorOptions,
  QuantumOptionsError,
} from './errors';
export { arcTangent2, cosine, exponential, naturalLogarithm, power, sine, sineCosine } from './portable-math';
export { type Random, seededRandom } from './seeded-random';
