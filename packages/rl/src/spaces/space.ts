import type { Random } from '@sigmax/core';

/** A set of values: what an environment shows, or what it can be told. */
export interface Space<Value> {
  readonly kind: 'box' | 'discrete' | 'multi-discrete' | 'multi-binary' | 'dict';
  /** How many numbers one value is in a flat column, one for `Discrete`. */
  readonly width: number;
  /** How many numbers one value is for a network: choices become one-hot. */
  readonly flatSize: number;
  /** A value of the set, from the numbers of `random` alone. */
  sample(random: Random): Value;
  contains(value: unknown): value is Value;
  /** The value whose `width` numbers begin at `at`. */
  read(numbers: ArrayLike<number>, at: number): Value;
  /** Writes the `flatSize` numbers of a value that the space contains into `out`, from `at`. */
  flatten(value: Value, out: Float32Array | Float64Array, at: number): void;
  /** One line for people. */
  toString(): string;
}
