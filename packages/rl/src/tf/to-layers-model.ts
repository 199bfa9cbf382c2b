import { encodeBundle } from '../bundle/encode-bundle';
import type { ModelBundle } from '../bundle/model-bundle';
import type { LayersModelLike } from './layers-model-like';

/**
 * Makes a `tf.LayersModel` of a bundle: one input, the observation as the network sees it, and two outputs, logits or means and the
 * value. Loads `@tensorflow/tfjs-layers` when it is called; import a backend yourself, `@tensorflow/tfjs-backend-cpu` for example.
 *
 * The model holds its weights as tensors: dispose of it when done.
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { tensor2d, type Tensor } from '@tensorflow/tfjs-core';
 * import type { LayersModel } from '@tensorflow/tfjs-layers';
 * import { createBundle } from '@sigmax/rl';
 * import { toLayersModel } from '@sigmax/rl/tf';
 * const bundle = createBundle({
 *   description: {
 *     observationSize: 1, hiddenSizes: [], trunks: 'shared', activation: 'tanh', head: { type: 'categorical', sizes: [2] },
 *   },
 *   weights: [1, 2, 0, 0.5, 4, 5],
 *   metadata: { name: 'example', featureNames: ['a'], seed: 1, steps: 0, algorithm: { name: 'none', options: {} } },
 * });
 * const model = (await toLayersModel(bundle)) as unknown as LayersModel;
 * const [logits, value] = model.predict(tensor2d([[2]])) as [Tensor, Tensor];
 * [...logits.dataSync()]; // => [2, 4.5]
 * [...value.dataSync()]; // => [13]
 * ```
 */
export const toLayersModel = async (bundle: ModelBundle): Promise<LayersModelLike> => {
  const { loadLayersModel } = await import('@tensorflow/tfjs-layers');
  const files = encodeBundle(bundle);
  const { modelTopology, weightsManifest, userDefinedMetadata } = JSON.parse(files['model.json']);
  const { buffer } = files['weights.bin'].slice();
  const model = await loadLayersModel({
    load: () =>
      Promise.resolve({
        modelTopology,
        weightSpecs: weightsManifest[0].weights,
        weightData: buffer,
        userDefinedMetadata,
      }),
  });
  return model as unknown as LayersModelLike;
};
