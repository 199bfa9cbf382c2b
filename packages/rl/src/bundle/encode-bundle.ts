import { canonicalJson } from '@sigmax/core';
import { policyGraph } from '../network/policy-description';
import { bundleLayout, isRecurrent } from './bundle-description';
import { layersTopology, weightSpecs } from './layers-model';
import { digestOf, type ModelBundle } from './model-bundle';
import { recurrentTopology } from './recurrent-topology';
import { requireBundle } from './require-bundle';
import { schemaHash } from './schema-hash';

/** The version of what `userDefinedMetadata.sigmax` of a model.json holds. */
export const bundleFormatVersion = 1;

/** The files of a bundle: a tfjs layers model that tfjs itself loads. */
export interface BundleFiles {
  readonly 'model.json': string;
  readonly 'weights.bin': Uint8Array;
}

/** Numbers in single precision, lowest byte first on every machine. */
export const littleEndian = (numbers: Float32Array): Uint8Array => {
  const bytes = new Uint8Array(4 * numbers.length);
  const view = new DataView(bytes.buffer);
  numbers.forEach((value, index) => {
    view.setFloat32(4 * index, value, true);
  });
  return bytes;
};

/**
 * Writes a bundle as `model.json` and `weights.bin` of tfjs's layers format, with our metadata, a schema hash and checksums under
 * `userDefinedMetadata.sigmax`. The same bundle gives the same bytes.
 *
 * The model of a recurrent network takes whole episodes, observations one after the other.
 * The model takes observations as the network sees them: whoever loads it by other means than `decodeBundle` applies
 * `metadata.scaling` first. Free parameters (standard deviations) stand in the metadata, since no layer holds them.
 *
 * @example
 * ```ts
 * import { createBundle, decodeBundle, encodeBundle } from '@sigmax/rl';
 * const bundle = createBundle({
 *   description: {
 *     observationSize: 1, hiddenSizes: [], trunks: 'shared', activation: 'tanh', head: { type: 'categorical', sizes: [2] },
 *   },
 *   weights: [1, 2, 3, 4, 5, 6],
 *   metadata: { name: 'example', featureNames: ['a'], seed: 1, steps: 0, algorithm: { name: 'none', options: {} } },
 * });
 * const files = encodeBundle(bundle);
 * files['weights.bin'].length; // => 24
 * [...decodeBundle(files).weights]; // => [1, 2, 3, 4, 5, 6]
 * ```
 */
export const encodeBundle = (bundle: ModelBundle): BundleFiles => {
  const { description, weights, metadata, sdkVersion } = requireBundle(bundle, 'encodeBundle');
  const { size, layers, freeSize } = bundleLayout(description);
  const layerSize = size - freeSize;
  const bytes = littleEndian(weights.subarray(0, layerSize));
  const own = {
    formatVersion: bundleFormatVersion,
    description,
    metadata,
    freeParameters: [...weights.subarray(layerSize)],
    schemaHash: schemaHash(description, metadata),
    weightsDigest: digestOf(bytes),
    sdkVersion,
  };
  const model = {
    format: 'layers-model',
    generatedBy: '@sigmax/rl',
    convertedBy: null,
    modelTopology: isRecurrent(description)
      ? recurrentTopology(description, metadata.name)
      : layersTopology(policyGraph(description), metadata.name),
    weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs(layers) }],
    userDefinedMetadata: { sigmax: { ...own, digest: digestOf(canonicalJson(asRead(own))) } },
  };
  return { 'model.json': `${JSON.stringify(model, jsonNumbers)}\n`, 'weights.bin': bytes };
};

/** JSON has no infinities; a bound of an action may be one. */
const jsonNumbers = (_: string, value: unknown): unknown =>
  value === Infinity ? 'Infinity' : value === -Infinity ? '-Infinity' : value;

/** A value as it is after it was written and read: functions and `undefined` gone. */
const asRead = (value: unknown): unknown => JSON.parse(JSON.stringify(value, jsonNumbers), readNumbers);

/** What `jsonNumbers` wrote, read back. */
export const readNumbers = (_: string, value: unknown): unknown =>
  value === 'Infinity' ? Infinity : value === '-Infinity' ? -Infinity : value;
