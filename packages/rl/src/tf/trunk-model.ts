/** What is used of a weight of a layer of tfjs. */
export interface TrunkWeight {
  readonly name: string;
  readonly shape: readonly (number | null)[];
  /** The variable of tfjs itself. */
  read(): unknown;
}

/**
 * What is used of a `tf.LayersModel` as a trunk, which any with one input and one output has: give yours as
 * `model as unknown as TrunkModel`.
 */
export interface TrunkModel {
  readonly name: string;
  readonly inputs: readonly { readonly shape: readonly (number | null)[] }[];
  readonly outputs: readonly { readonly shape: readonly (number | null)[] }[];
  readonly weights: readonly TrunkWeight[];
  readonly trainableWeights: readonly TrunkWeight[];
  apply(input: never, options?: never): unknown;
}
