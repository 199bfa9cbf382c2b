import { seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { ppo } from '../algorithms/ppo';
import { cartPole } from '../environments/classic-control/cart-pole';
import { train } from '../training/train';
import { bundleOfCheckpoint } from './bundle-of-checkpoint';
import { bundlePolicy } from './bundle-policy';
import { decodeBundle } from './decode-bundle';
import { encodeBundle } from './encode-bundle';

const featureNames = ['position', 'speed', 'angle', 'turning'];
const trained = (more = {}) =>
  train({
    algorithm: ppo({ steps: 32, minibatchSize: 64, hiddenSizes: [8] }),
    environment: () => cartPole(),
    environments: 4,
    steps: 256,
    seed: 3,
    ...more,
  });

describe('bundleOfCheckpoint', () => {
  it.each([
    ['as observations come', {}],
    ['scaled', { normalisation: { observationClip: 10 } }],
  ])('acts as what was trained, saved and loaded: %s', async (_, more) => {
    const result = await trained(more);
    const bundle = bundleOfCheckpoint(result.checkpoint(), { name: 'pole', featureNames });
    const loaded = bundlePolicy(decodeBundle(encodeBundle(bundle))).start(seededRandom(1));
    const act = result.policy.start(seededRandom(1));
    const random = seededRandom(2);
    let same = 0;
    for (let step = 0; step < 500; step++) {
      const observation = Float64Array.from({ length: 4 }, () => 0.5 * random.normal());
      if (loaded(observation) === act(observation)) same++;
    }
    // Weights of the double-precision core are rounded once; a decision on the edge may differ.
    expect(same).toBeGreaterThanOrEqual(499);
    expect(bundle.metadata).toMatchObject({ seed: 3, steps: 256, algorithm: { name: 'ppo', options: { steps: 32 } } });
  });

  it('freezes the scaling, and takes what was seen for the inputs', async () => {
    const plain = bundleOfCheckpoint((await trained()).checkpoint(), { name: 'pole', featureNames });
    expect([plain.metadata.scaling, plain.metadata.inputs]).toEqual([undefined, undefined]);
    const checkpoint = (await trained({ normalisation: { observationClip: 10 } })).checkpoint();
    const { scaling, inputs } = bundleOfCheckpoint(checkpoint, { name: 'pole', featureNames }).metadata;
    expect(scaling).toEqual({ ...checkpoint.world.observationStatistics, clip: 10 });
    expect(inputs?.mean).toEqual(scaling?.mean);
    const own = { mean: [0, 0, 0, 0], variance: [1, 1, 1, 1] };
    expect(bundleOfCheckpoint(checkpoint, { name: 'pole', featureNames, inputs: own }).metadata.inputs).toEqual(own);
  });

  it('refuses a checkpoint without a network, and names that do not fit', async () => {
    const checkpoint = (await trained()).checkpoint();
    const empty = { ...checkpoint, learner: { vectors: {}, data: {} } };
    expect(() => bundleOfCheckpoint(empty, { name: 'x', featureNames })).toThrow(
      expect.objectContaining({ code: 'BUNDLE_MALFORMED' }),
    );
    expect(() => bundleOfCheckpoint(checkpoint, { name: 'x', featureNames: [] })).toThrow(
      expect.objectContaining({ code: 'BUNDLE_MALFORMED' }),
    );
  });
});
