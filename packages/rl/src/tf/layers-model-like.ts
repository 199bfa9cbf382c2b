/** What is read of a tensor of tfjs. */
export interface TensorLike {
  readonly shape: readonly (number | null)[];
  dataSync(): ArrayLike<number>;
  dispose(): void;
}

/** What is read of a layer of tfjs. */
export interface LayerLike {
  readonly name: string;
  readonly inboundNodes: readonly { readonly inboundLayers: readonly LayerLike[] }[];
  getClassName(): string;
  getConfig(): Readonly<Record<string, unknown>>;
  getWeights(trainableOnly?: boolean): readonly TensorLike[];
}

/**
 * What is used of `tf.LayersModel`, which any such model has. The types of tfjs stay out of ours, since they do not compile in
 * every project; in yours write `(await toLayersModel(bundle)) as unknown as tf.LayersModel`.
 */
export interface LayersModelLike {
  readonly outputLayers: readonly LayerLike[];
  getUserDefinedMetadata(): object | undefined;
  dispose(): unknown;
}
