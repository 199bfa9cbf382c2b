import { canonicalJson, InvalidOptionsError, SigmaxError, seededRandom } from '@sigmax/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BundleError } from '../errors';
import { policyNetwork } from '../network/policy-network';
import { discrete } from '../spaces/discrete';
import { networkPolicy } from '../training/network-policy';
import { bundleOf, descriptions, metadataOf } from './bundle.test-helper';
import { bundlePolicy } from './bundle-policy';
import { createBundle } from './create-bundle';
import { decodeBundle } from './decode-bundle';
import { type BundleFiles, encodeBundle, readNumbers } from './encode-bundle';
import { digestOf } from './model-bundle';
import { schemaHash } from './schema-hash';

const bundle = bundleOf(descriptions.separate, {
  scaling: { mean: new Array(7).fill(0.1), variance: new Array(7).fill(2), count: 100, clip: 10 },
});
const files = encodeBundle(bundle);

const codeOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(BundleError);
    expect(SigmaxError.isInstance(error)).toBe(true);
    return (error as BundleError).code;
  }
  return 'none';
};

/** The files with the JSON, or what is ours of it, changed; `resealed` with a checksum that fits. */
// biome-ignore lint/suspicious/noExplicitAny: damaged on purpose, so of no type
type Anything = any;

const edited = (change: (model: Anything, own: Anything) => void, isResealed = false): BundleFiles => {
  const model = JSON.parse(files['model.json'], readNumbers);
  const own = model.userDefinedMetadata.sigmax;
  change(model, own);
  if (isResealed) {
    const { digest: _, ...rest } = own;
    own.digest = digestOf(canonicalJson(rest));
  }
  return { ...files, 'model.json': JSON.stringify(model) };
};

const withBytes = (change: (bytes: Uint8Array) => Uint8Array): BundleFiles => ({
  ...files,
  'weights.bin': change(files['weights.bin'].slice()),
});

describe('a bundle', () => {
  it.each(Object.entries(descriptions))('comes back as it was written, bit for bit: %s', (_, description) => {
    const written = bundleOf(description, { needsMask: true, temperature: 1.5, dataDigest: 'abc' });
    const read = decodeBundle(encodeBundle(written));
    expect(read.description).toEqual(written.description);
    expect(read.weights).toEqual(written.weights);
    expect(read.metadata).toEqual(written.metadata);
    expect(encodeBundle(read)).toEqual(encodeBundle(written));
  });

  it('leaves out of the options what JSON cannot say, and stays readable', () => {
    const odd = bundleOf(descriptions.linear, { algorithm: { name: 'ppo', options: { rate: () => 1, kl: Infinity } } });
    expect(decodeBundle(encodeBundle(odd)).metadata.algorithm).toEqual({ name: 'ppo', options: { kl: Infinity } });
  });

  it('acts as the network that it was made of', () => {
    const random = seededRandom(4);
    const loaded = bundlePolicy(decodeBundle(files)).start(random);
    const { description, weights, metadata } = bundle;
    const plain = networkPolicy({ description, weights, actionSpace: discrete(3), scaling: metadata.scaling }).start(
      random,
    );
    const seen = new Set<unknown>();
    for (let step = 0; step < 200; step++) {
      const observation = Float64Array.from({ length: 7 }, () => 2 * random.normal());
      const action = loaded(observation);
      expect(action).toBe(plain(observation));
      seen.add(action);
    }
    expect(seen.size).toBe(3);
    expect(bundlePolicy(bundleOf(descriptions.shared)).start(random)(new Float64Array(4))).toHaveLength(2);
    expect(bundlePolicy(bundleOf(descriptions.gaussian)).start(random)(new Float64Array(3))).toHaveLength(2);
    const masked = bundlePolicy(bundleOf(descriptions.separate, { needsMask: true })).start(random);
    expect(() => masked(new Float64Array(7))).toThrow(expect.objectContaining({ code: 'MASK_NEEDED' }));
  });

  it('rounds weights to single precision once', () => {
    const { layout } = policyNetwork(descriptions.linear);
    const exact = Float64Array.from({ length: layout.size }, (_, index) => 1 / (index + 3));
    const made = createBundle({
      description: descriptions.linear,
      weights: exact,
      metadata: metadataOf(descriptions.linear),
    });
    expect([...made.weights]).toEqual([...exact].map(Math.fround));
    expect(decodeBundle(encodeBundle(made)).weights).toEqual(made.weights);
  });
});

describe('a bad bundle is a typed error', () => {
  it.each<[string, BundleFiles, string]>([
    ['truncated weights', withBytes((bytes) => bytes.subarray(0, -4)), 'BUNDLE_TRUNCATED'],
    ['one byte too many', withBytes((bytes) => Uint8Array.of(...bytes, 0)), 'BUNDLE_TRUNCATED'],
    ['a flipped bit', withBytes((bytes) => bytes.map((byte, at) => (at === 100 ? byte ^ 1 : byte))), 'BUNDLE_CHECKSUM'],
    ['another version', edited((_, own) => Object.assign(own, { formatVersion: 2 })), 'BUNDLE_VERSION'],
    ['edited metadata', edited((_, own) => Object.assign(own.metadata, { seed: 5 })), 'BUNDLE_CHECKSUM'],
    ['an edited scaling', edited((_, own) => own.metadata.scaling.mean.fill(9)), 'BUNDLE_CHECKSUM'],
    ['a schema hash of others', edited((_, own) => Object.assign(own, { schemaHash: '0' }), true), 'BUNDLE_CHECKSUM'],
    ['no JSON', { ...files, 'model.json': files['model.json'].slice(0, 500) }, 'BUNDLE_MALFORMED'],
    ['an array', { ...files, 'model.json': '[]' }, 'BUNDLE_MALFORMED'],
    ['nothing of ours', edited((model) => delete model.userDefinedMetadata), 'BUNDLE_MALFORMED'],
    ['a field that is missing', edited((_, own) => delete own.weightsDigest), 'BUNDLE_MALFORMED'],
    [
      'a wrong description',
      edited((_, own) => Object.assign(own.description, { trunks: 'none' }), true),
      'BUNDLE_MALFORMED',
    ],
    [
      'another description',
      edited((_, own) => Object.assign(own.description, { hiddenSizes: [16, 9] }), true),
      'BUNDLE_MALFORMED',
    ],
    ['wrong metadata', edited((_, own) => Object.assign(own.metadata, { temperature: -1 }), true), 'BUNDLE_MALFORMED'],
    ['too few names', edited((_, own) => own.metadata.featureNames.pop(), true), 'BUNDLE_MALFORMED'],
    ['free parameters', edited((_, own) => own.freeParameters.push(1), true), 'BUNDLE_MALFORMED'],
    [
      'a quantised weight',
      edited((model) => Object.assign(model.weightsManifest[0].weights[0], { dtype: 'uint8' })),
      'BUNDLE_MALFORMED',
    ],
    ['weights that change places', edited((model) => model.weightsManifest[0].weights.reverse()), 'BUNDLE_CHECKSUM'],
  ])('%s', (_, bad, code) => {
    expect(codeOf(() => decodeBundle(bad))).toBe(code);
  });

  it('weights that are not finite, however they come', () => {
    const { weights } = bundle;
    for (const bad of [Number.NaN, Infinity]) {
      const broken = { ...bundle, weights: weights.map((weight, at) => (at === 9 ? bad : weight)) };
      expect(codeOf(() => decodeBundle(encodeBundle(broken)))).toBe('BUNDLE_NOT_FINITE');
      expect(codeOf(() => createBundle(broken))).toBe('BUNDLE_NOT_FINITE');
    }
  });

  it('another schema than expected', () => {
    const { featureNames } = bundle.metadata;
    const hash = schemaHash(bundle.description, bundle.metadata);
    expect(codeOf(() => decodeBundle(files, { featureNames, schemaHash: hash }))).toBe('none');
    expect(codeOf(() => decodeBundle(files, { featureNames: [...featureNames].reverse() }))).toBe('BUNDLE_SCHEMA');
    expect(codeOf(() => decodeBundle(files, { schemaHash: `${hash}0` }))).toBe('BUNDLE_SCHEMA');
  });

  it('no damage to any byte goes unseen', () => {
    const json = new TextEncoder().encode(files['model.json']);
    const places = json.length + files['weights.bin'].length;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: places - 1 }), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const damaged = (bytes: Uint8Array, at: number) =>
          bytes.map((byte, index) => (index === at ? byte ^ change : byte));
        const bad =
          place < json.length
            ? { ...files, 'model.json': new TextDecoder().decode(damaged(json, place)) }
            : withBytes((bytes) => damaged(bytes, place - json.length));
        try {
          // What tfjs alone reads may change unseen; what we act on may not.
          const { description, weights, metadata } = decodeBundle(bad);
          expect({ description, weights, metadata }).toEqual({
            description: bundle.description,
            weights: bundle.weights,
            metadata: bundle.metadata,
          });
        } catch (error) {
          if (!(error instanceof BundleError)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('weights of another length are refused before they are a bundle', () => {
    expect(() => createBundle({ ...bundle, weights: [1] })).toThrow(InvalidOptionsError);
    expect(codeOf(() => createBundle({ ...bundle, metadata: { ...bundle.metadata, featureNames: [] } }))).toBe(
      'BUNDLE_MALFORMED',
    );
    expect(codeOf(() => createBundle({ ...bundle, metadata: { ...bundle.metadata, steps: -1 } }))).toBe(
      'BUNDLE_MALFORMED',
    );
  });
});

describe('schemaHash', () => {
  it('changes with whatever changes the meaning of an observation or an action', () => {
    const { description, metadata } = bundle;
    const hashes = [
      schemaHash(description, metadata),
      schemaHash({ ...description, hiddenSizes: [3] }, metadata),
      schemaHash(description, { ...metadata, featureNames: [...metadata.featureNames].reverse() }),
      schemaHash(description, { featureNames: metadata.featureNames }),
      schemaHash(description, { ...metadata, actions: { type: 'levels', weights: [0, 1] } }),
      schemaHash(description, { ...metadata, tradingScaling: { volumeWindow: 50, price: 1, volume: 1, macd: 1 } }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(schemaHash(description, { ...metadata, ...{ seed: 99 } })).toBe(hashes[0]);
  });
});
