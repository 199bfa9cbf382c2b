import '@tensorflow/tfjs-backend-cpu';
import { seededRandom } from '@sigmax/core';
import { type io, memory, type Tensor, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { input, type LayersModel, layers, model, sequential } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { bundleOf, descriptions, metadataOf } from '../bundle/bundle.test-helper';
import { decodeBundle } from '../bundle/decode-bundle';
import { encodeBundle } from '../bundle/encode-bundle';
import type { ModelBundle } from '../bundle/model-bundle';
import { actionOutputSize } from '../network/policy-description';
import { policyNetwork } from '../network/policy-network';
import { fromLayersModel } from './from-layers-model';
import type { LayersModelLike } from './layers-model-like';
import { toLayersModel } from './to-layers-model';

type ModelArtifacts = io.ModelArtifacts;

const rows = 32;

/** Outputs of our network and of the model for the same rows. */
const bothOf = ({ description, weights }: ModelBundle, other: LayersModel, implementation?: 'typescript') => {
  const random = seededRandom(8);
  const { observationSize, head } = description;
  const observations = Float32Array.from({ length: rows * observationSize }, () => random.normal());
  const network = policyNetwork(description, { weights, implementation });
  const out = { actions: new Float64Array(rows * actionOutputSize(head)), values: new Float64Array(rows) };
  network.forward(observations, rows, out);
  const [actions, values] = tidy(() =>
    (other.predict(tensor2d(observations, [rows, observationSize])) as Tensor[]).map((tensor) => tensor.dataSync()),
  ) as [Float32Array, Float32Array];
  return { ours: [...out.actions, ...out.values], theirs: [...actions, ...values] };
};

const greatestDifference = (ours: readonly number[], theirs: readonly number[]): number => {
  expect(ours).toHaveLength(theirs.length);
  return Math.max(
    ...ours.map((value, index) => Math.abs(value - (theirs[index] as number)) / Math.max(1, Math.abs(value))),
  );
};

describe.each(Object.entries(descriptions))('%s', (_, description) => {
  const bundle = bundleOf(description);

  it('a tf.LayersModel predicts what our network does, to 1e-6', async () => {
    const loaded = (await toLayersModel(bundle)) as unknown as LayersModel;
    const { ours, theirs } = bothOf(bundle, loaded, 'typescript');
    expect(greatestDifference(ours, theirs)).toBeLessThan(1e-6);
    const fast = bothOf(bundle, loaded);
    expect(greatestDifference(fast.ours, fast.theirs)).toBeLessThan(2e-6);
    loaded.dispose();
  });

  it('comes back from the model bit for bit, and leaves no tensor behind', async () => {
    const before = memory().numTensors;
    const loaded = await toLayersModel(bundle);
    const held = memory().numTensors;
    const size = description.observationSize;
    const free = 'low' in description.head ? [...bundle.weights.slice(-description.head.low.length)] : [];
    const back = fromLayersModel(loaded, {
      head: description.head,
      metadata: metadataOf(description),
      logStandardDeviations: free,
    });
    expect(back.weights).toEqual(bundle.weights);
    expect({ ...back.description, activation: '' }).toEqual({ ...description, activation: '' });
    for (let time = 0; time < 3; time++) {
      tidy(() => {
        (loaded as unknown as LayersModel).predict(tensor2d(new Float32Array(size), [1, size]));
      });
    }
    expect(memory().numTensors).toBe(held);
    loaded.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

it('a bundle that tfjs saved again, in an order of its own, is still a bundle', async () => {
  const bundle = bundleOf(descriptions.separate);
  const files = encodeBundle(bundle);
  const loaded = (await toLayersModel(bundle)) as unknown as LayersModel;
  const saved: ModelArtifacts[] = [];
  await loaded.save({
    save: (artifacts) => {
      saved.push(artifacts);
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } });
    },
  });
  const [{ weightData, weightSpecs, userDefinedMetadata }] = saved as [ModelArtifacts];
  expect(weightSpecs?.map(({ name }) => name)).not.toEqual(
    JSON.parse(files['model.json']).weightsManifest[0].weights.map(({ name }: { name: string }) => name),
  );
  const [data] = [weightData].flat();
  const again = decodeBundle({
    'model.json': JSON.stringify({ weightsManifest: [{ weights: weightSpecs }], userDefinedMetadata }),
    'weights.bin': new Uint8Array(data as ArrayBuffer),
  });
  expect(again.weights).toEqual(bundle.weights);
  expect(again.description).toEqual(bundle.description);
  loaded.dispose();
});

describe('fromLayersModel', () => {
  const head = { type: 'categorical', sizes: [2] } as const;
  const metadata = metadataOf({ ...descriptions.linear, observationSize: 3 });
  const observation = () => input({ shape: [3] });
  const dense = (units: number, activation: 'tanh' | 'relu' | 'linear' | 'sigmoid' = 'linear') =>
    layers.dense({ units, activation });
  type Symbolic = ReturnType<typeof observation>;
  const after = (x: Symbolic, ...chain: ReturnType<typeof layers.dense>[]) =>
    chain.reduce((last, layer) => layer.apply(last) as Symbolic, x);
  const read = (made: unknown) => fromLayersModel(made as LayersModelLike, { head, metadata });

  it('reads a model that was built in tfjs', () => {
    const x = observation();
    const made = model({
      inputs: x,
      outputs: [after(x, dense(5, 'tanh'), dense(2)), after(x, dense(5, 'tanh'), dense(1))],
    });
    const bundle = read(made);
    expect(bundle.description).toMatchObject({
      trunks: 'separate',
      hiddenSizes: [5],
      activation: 'tanh',
      observationSize: 3,
    });
    const { ours, theirs } = bothOf(bundle, made, 'typescript');
    expect(greatestDifference(ours, theirs)).toBeLessThan(1e-6);
  });

  it.each([
    [
      'one output',
      () => {
        const x = observation();
        return model({ inputs: x, outputs: after(x, dense(2)) });
      },
    ],
    ['a sequential model', () => sequential({ layers: [layers.dense({ units: 2, inputShape: [3] })] })],
    [
      'other sizes',
      () => {
        const x = observation();
        return model({ inputs: x, outputs: [after(x, dense(3)), after(x, dense(1))] });
      },
    ],
    [
      'an unknown activation',
      () => {
        const x = observation();
        return model({
          inputs: x,
          outputs: [after(x, dense(4, 'sigmoid'), dense(2)), after(x, dense(4, 'sigmoid'), dense(1))],
        });
      },
    ],
    [
      'an output that is not linear',
      () => {
        const x = observation();
        return model({ inputs: x, outputs: [after(x, dense(2, 'tanh')), after(x, dense(1))] });
      },
    ],
    [
      'trunks of two sizes',
      () => {
        const x = observation();
        return model({
          inputs: x,
          outputs: [after(x, dense(4, 'tanh'), dense(2)), after(x, dense(5, 'tanh'), dense(1))],
        });
      },
    ],
    [
      'another kind of layer',
      () => {
        const x = observation();
        return model({
          inputs: x,
          outputs: [layers.dropout({ rate: 0.1 }).apply(after(x, dense(2))) as Symbolic, after(x, dense(1))],
        });
      },
    ],
    [
      'a layer without bias',
      () => {
        const x = observation();
        return model({
          inputs: x,
          outputs: [after(x, layers.dense({ units: 2, useBias: false })), after(x, dense(1))],
        });
      },
    ],
  ])('refuses %s', (_, make) => {
    expect(() => read(make())).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_MODEL' }));
  });
});
