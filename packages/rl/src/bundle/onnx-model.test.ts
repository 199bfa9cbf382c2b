import { describe, expect, it } from 'vitest';
import { actionOutputSize } from '../network/policy-description';
import { policyNetwork } from '../network/policy-network';
import { scaleRow } from '../training/normaliser';
import onnxruntime from './__fixtures__/onnxruntime.json';
import { bundleOf, descriptions } from './bundle.test-helper';
import { digestOf } from './model-bundle';
import { onnxModel } from './onnx-model';

const { models } = onnxruntime;

/** The bundles that the fixture was made with. */
const bundleNamed = (name: keyof typeof descriptions) => {
  const description = descriptions[name];
  const columns = Array.from({ length: description.observationSize }, (_, index) => index);
  const scaling = {
    mean: columns.map((column) => 0.1 * column),
    variance: columns.map((column) => 0.5 + column),
    count: 10,
    clip: 1.5,
  };
  return { ...bundleOf(description, name === 'linear' ? {} : { scaling }), sdkVersion: '0.0.0' };
};

describe.each(Object.keys(descriptions) as (keyof typeof descriptions)[])('%s', (name) => {
  const bundle = bundleNamed(name);
  const expected = models[name];

  it('has the bytes that onnx checked and onnxruntime ran', () => {
    const bytes = onnxModel(bundle);
    expect(bytes).toHaveLength(expected.bytes);
    expect(digestOf(bytes)).toBe(expected.sha256);
  });

  it('gives in onnxruntime what our network gives, scaling included, to 1e-6', () => {
    const { description, weights, metadata } = bundle;
    const { observationSize, head } = description;
    const rows = expected.observations.length / observationSize;
    const seen = Float64Array.from(expected.observations);
    if (metadata.scaling !== undefined) {
      for (let row = 0; row < rows; row++) {
        scaleRow(metadata.scaling, expected.observations, row * observationSize, seen, row * observationSize);
      }
    }
    const network = policyNetwork(description, { weights, implementation: 'typescript' });
    const out = { actions: new Float64Array(rows * actionOutputSize(head)), values: new Float64Array(rows) };
    network.forward(seen, rows, out);
    const differences = [...out.actions, ...out.values].map((value, index) => {
      const theirs = [...expected.actions, ...expected.values][index] as number;
      return Math.abs(value - theirs) / Math.max(1, Math.abs(theirs));
    });
    expect(Math.max(...differences)).toBeLessThan(1e-6);
  });
});
