/** What the kernels in TypeScript work on. */
export interface KernelMemory {
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly coefficients: Float64Array;
}
