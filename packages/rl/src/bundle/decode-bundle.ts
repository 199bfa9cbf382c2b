import { canonicalJson, InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { BundleError } from '../errors';
import { type BundleDescription, bundleLayout, parseBundleDescription } from './bundle-description';
import { checkedMetadata, requireFinite } from './create-bundle';
import { type BundleFiles, bundleFormatVersion, littleEndian, readNumbers } from './encode-bundle';
import { type WeightSpec, weightSpecs } from './layers-model';
import { digestOf, type ModelBundle } from './model-bundle';
import { schemaHash } from './schema-hash';

/** What the reader needs a bundle to be. */
export interface ExpectedBundle {
  /** Names of the numbers of an observation, in order. */
  readonly featureNames?: readonly string[];
  /** Of another bundle that this one has to be able to replace. */
  readonly schemaHash?: string;
}

const fail = (code: string, message: string, remedy: string, cause?: unknown): BundleError =>
  new BundleError({ code, message: `Bundle: ${message}.`, remedy, ...(cause === undefined ? {} : { cause }) });

const expectedSchema = z.strictObject({
  featureNames: z.array(z.string()).readonly().optional(),
  schemaHash: z.string().min(1).optional(),
});

const ownSchema = z.looseObject({
  formatVersion: z.int(),
  description: z.unknown(),
  metadata: z.unknown(),
  freeParameters: z.array(z.number()),
  schemaHash: z.string(),
  weightsDigest: z.string(),
  sdkVersion: z.string(),
  digest: z.string(),
});

const modelSchema = z.looseObject({
  weightsManifest: z.array(
    z.looseObject({
      weights: z.array(z.looseObject({ name: z.string(), shape: z.array(z.int().min(0)), dtype: z.string() })),
    }),
  ),
  userDefinedMetadata: z.looseObject({ sigmax: z.looseObject({ formatVersion: z.int() }) }),
});

const parsedModel = (text: string): z.output<typeof modelSchema> => {
  let value: unknown;
  try {
    value = JSON.parse(text, readNumbers);
  } catch (cause) {
    throw fail('BUNDLE_MALFORMED', 'model.json is no JSON', 'Copy the file again.', cause);
  }
  const parsed = modelSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw fail(
    'BUNDLE_MALFORMED',
    `model.json: ${issue?.path.join('.')}: ${issue?.message}`,
    'Use a model.json that encodeBundle wrote; a tfjs model of others comes in through fromLayersModel.',
  );
};

const parsedOwn = (value: { readonly formatVersion: number }): z.output<typeof ownSchema> => {
  if (value.formatVersion !== bundleFormatVersion) {
    throw fail(
      'BUNDLE_VERSION',
      `its format is version ${value.formatVersion}, known is ${bundleFormatVersion}`,
      'Use the version of @sigmax/rl that wrote it, or write it again.',
    );
  }
  const parsed = ownSchema.safeParse(value);
  if (!parsed.success) {
    throw fail(
      'BUNDLE_MALFORMED',
      `sigmax.${parsed.error.issues[0]?.path.join('.')} is wrong`,
      'Write the bundle again.',
    );
  }
  const { digest, ...rest } = parsed.data;
  if (digest !== digestOf(canonicalJson(rest))) {
    throw fail(
      'BUNDLE_CHECKSUM',
      'the metadata are not those that were written',
      'Copy model.json again; do not edit it.',
    );
  }
  return parsed.data;
};

const parsedDescription = (value: unknown): BundleDescription => {
  try {
    return parseBundleDescription(value);
  } catch (cause) {
    if (!(cause instanceof InvalidOptionsError)) throw cause;
    throw fail('BUNDLE_MALFORMED', cause.message, 'Write the bundle again.', cause);
  }
};

interface Spec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
}

const sizeOf = ({ shape }: Pick<Spec, 'shape'>): number => shape.reduce((size, one) => size * one, 1);

const kindOf = ({ dtype, shape }: Spec): string => `${dtype} ${shape.join(' × ')}`;

/** The weights in our order, found by name: tfjs writes them in an order of its own when it saves a model again. */
const layerWeights = (manifest: readonly Spec[], wanted: readonly WeightSpec[], bytes: Uint8Array): Float32Array => {
  const length = manifest.reduce((sum, spec) => sum + 4 * sizeOf(spec), 0);
  if (bytes.length !== length) {
    throw fail(
      'BUNDLE_TRUNCATED',
      `weights.bin has ${bytes.length} bytes instead of ${length}`,
      'Copy the file again.',
    );
  }
  const places = new Map<string, { readonly at: number; readonly kind: string }>();
  let end = 0;
  for (const spec of manifest) {
    places.set(spec.name, { at: end, kind: kindOf(spec) });
    end += 4 * sizeOf(spec);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = wanted.flatMap((spec) => {
    const place = places.get(spec.name);
    if (place === undefined || place.kind !== kindOf(spec)) {
      throw fail(
        'BUNDLE_MALFORMED',
        `weight ${spec.name} is ${place?.kind ?? 'missing'} instead of ${kindOf(spec)}`,
        'Write the bundle again.',
      );
    }
    return Array.from({ length: sizeOf(spec) }, (_, index) => view.getFloat32(place.at + 4 * index, true));
  });
  return Float32Array.from(numbers);
};

const requireFiles = (files: BundleFiles): void => {
  const { 'model.json': model, 'weights.bin': weights } = Object(files) as Partial<BundleFiles>;
  if (typeof model === 'string' && weights instanceof Uint8Array) return;
  throw fail(
    'BUNDLE_MALFORMED',
    'model.json is no text or weights.bin no bytes',
    'Give the text of model.json and the bytes of weights.bin as a Uint8Array.',
  );
};

const requireExpected = (bundle: ModelBundle, expected: ExpectedBundle): void => {
  const { featureNames } = bundle.metadata;
  const { featureNames: wanted, schemaHash: hash } = expected;
  if (wanted !== undefined && canonicalJson(wanted) !== canonicalJson(featureNames)) {
    throw fail(
      'BUNDLE_SCHEMA',
      `it was trained on ${featureNames.join(', ')}, and ${wanted.join(', ')} are here`,
      'Use the features, in the order, that the policy was trained with.',
    );
  }
  if (hash !== undefined && hash !== schemaHash(bundle.description, bundle.metadata)) {
    throw fail(
      'BUNDLE_SCHEMA',
      `its schema is not ${hash}`,
      'Use a bundle with the same features, scaling and actions.',
    );
  }
};

/**
 * Reads the files of a bundle without tfjs, and checks all that can be checked.
 *
 * @throws {InvalidOptionsError} `expected` is wrong.
 * @throws {BundleError} `BUNDLE_MALFORMED`: no JSON, a field or a weight is missing or wrong; `BUNDLE_VERSION`: another format;
 * `BUNDLE_TRUNCATED`: weights.bin has another length; `BUNDLE_CHECKSUM`: weights or metadata are not those that were written;
 * `BUNDLE_NOT_FINITE`: a weight is NaN or infinite; `BUNDLE_SCHEMA`: it is not what `expected` asks for.
 * @example
 * ```ts
 * import { decodeBundle } from '@sigmax/rl';
 * let code = '';
 * try {
 *   decodeBundle({ 'model.json': '{}', 'weights.bin': new Uint8Array(0) });
 * } catch (error) {
 *   code = (error as { code: string }).code;
 * }
 * code; // => 'BUNDLE_MALFORMED'
 * ```
 */
export const decodeBundle = (files: BundleFiles, expected: ExpectedBundle = {}): ModelBundle => {
  parseOptions(expectedSchema, expected, 'decodeBundle');
  requireFiles(files);
  const { weightsManifest, userDefinedMetadata } = parsedModel(files['model.json']);
  const own = parsedOwn(userDefinedMetadata.sigmax);
  const description = parsedDescription(own.description);
  const { layers, freeSize } = bundleLayout(description);
  const bytes = files['weights.bin'];
  const inLayers = layerWeights(
    weightsManifest.flatMap(({ weights }) => weights),
    weightSpecs(layers),
    bytes,
  );
  if (digestOf(littleEndian(inLayers)) !== own.weightsDigest) {
    throw fail('BUNDLE_CHECKSUM', 'the weights are not those that were written', 'Copy weights.bin again.');
  }
  if (own.freeParameters.length !== freeSize) {
    throw fail(
      'BUNDLE_MALFORMED',
      `there are ${own.freeParameters.length} free parameters instead of ${freeSize}`,
      'Write the bundle again.',
    );
  }
  const weights = Float32Array.from([...inLayers, ...own.freeParameters]);
  requireFinite(weights);
  const metadata = checkedMetadata(description, own.metadata);
  if (schemaHash(description, metadata) !== own.schemaHash) {
    throw fail('BUNDLE_CHECKSUM', 'the schema hash does not belong to the metadata', 'Write the bundle again.');
  }
  const bundle: ModelBundle = { description, weights, metadata, sdkVersion: own.sdkVersion };
  requireExpected(bundle, expected);
  return bundle;
};
