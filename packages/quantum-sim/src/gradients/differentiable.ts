import type { ParameterValues } from '../state-vector/parameter-values';

/** The expectation of an observable as a function of a circuit's parameters. */
export interface Differentiable {
  /** The order of the gradient's entries. */
  readonly parameterNames: readonly string[];
  value(parameters: ParameterValues): number;
  /** The value and its derivatives by all parameters, as a new array. */
  valueAndGradient(parameters: ParameterValues): { readonly value: number; readonly gradient: Float64Array };
}
