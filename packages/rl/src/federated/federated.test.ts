import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleOf, descriptions } from '../bundle/bundle.test-helper';
import { federatedAverage } from './federated-average';
import { federatedBundle } from './federated-bundle';

const value = fc.double({ min: -100, max: 100, noNaN: true });
const clients = fc.array(
  fc.tuple(fc.array(value, { minLength: 4, maxLength: 4 }), fc.integer({ min: 1, max: 1_000 })),
  {
    minLength: 1,
    maxLength: 6,
  },
);
const updatesOf = (all: readonly (readonly [readonly number[], number])[]) =>
  all.map(([weights, samples], index) => ({ client: String(index), weights, samples }));

describe('federatedAverage', () => {
  it('is the mean by samples, whatever the weights were before', () => {
    fc.assert(
      fc.property(clients, fc.array(value, { minLength: 4, maxLength: 4 }), (all, before) => {
        const { weights, clipped, refused } = federatedAverage(before, updatesOf(all));
        const total = all.reduce((sum, [, samples]) => sum + samples, 0);
        weights.forEach((weight, at) => {
          const expected = all.reduce((sum, [own, samples]) => sum + samples * (own[at] as number), 0) / total;
          expect(Math.abs(weight - expected)).toBeLessThan(1e-10);
        });
        expect([clipped, refused]).toEqual([[], []]);
      }),
    );
  });

  it('equals the closed form with clipping, and nobody moves it by more than the norm', () => {
    fc.assert(
      fc.property(clients, fc.double({ min: 0.01, max: 200, noNaN: true }), (all, maximumNorm) => {
        const before = [1, 2, 3, 4];
        const { weights, clipped } = federatedAverage(before, updatesOf(all), { maximumNorm });
        const total = all.reduce((sum, [, samples]) => sum + samples, 0);
        const norms = all.map(([own]) => Math.hypot(...own.map((one, at) => one - (before[at] as number))));
        const expected = before.map((start, at) =>
          all.reduce(
            (sum, [own, samples], client) =>
              sum +
              (samples / total) * Math.min(1, maximumNorm / (norms[client] as number)) * ((own[at] as number) - start),
            start,
          ),
        );
        weights.forEach((weight, at) => {
          expect(Math.abs(weight - (expected[at] as number))).toBeLessThan(1e-10);
        });
        expect(clipped.length).toBe(norms.filter((norm) => norm > maximumNorm).length);
        expect(Math.hypot(...weights.map((weight, at) => weight - (before[at] as number)))).toBeLessThan(
          maximumNorm * (1 + 1e-9),
        );
      }),
    );
  });

  it('refuses clients that would poison it, and says why', () => {
    const { weights, refused } = federatedAverage(
      [0, 0],
      [
        { client: 'good', weights: [1, 2], samples: 5 },
        { client: 'short', weights: [1], samples: 5 },
        { client: 'broken', weights: [1, Number.NaN], samples: 5 },
        { client: 'empty', weights: [9, 9], samples: 0 },
        { client: 'endless', weights: [9, 9], samples: Infinity },
      ],
    );
    expect([...weights]).toEqual([1, 2]);
    expect(refused.map(({ client }) => client)).toEqual(['short', 'broken', 'empty', 'endless']);
    expect(refused[1]?.reason).toBe('weight 1 was NaN');
    expect(() => federatedAverage([0], [])).toThrow(expect.objectContaining({ code: 'NO_UPDATES' }));
    expect(() => federatedAverage([0], [], { maximumNorm: 0 })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTIONS' }),
    );
  });
});

describe('federatedBundle', () => {
  const [before, one, other] = [1, 2, 3].map((seed) => bundleOf(descriptions.shared, { steps: 100 * seed }, seed));

  it('averages weights, keeps what they mean and counts steps', () => {
    if (before === undefined || one === undefined || other === undefined) throw new Error('no bundles');
    const { bundle, clipped } = federatedBundle(before, [
      { client: 'a', bundle: one, samples: 1 },
      { client: 'b', bundle: other, samples: 1 },
    ]);
    bundle.weights.forEach((weight, at) => {
      expect(weight).toBeCloseTo(((one.weights[at] as number) + (other.weights[at] as number)) / 2, 6);
    });
    expect(bundle.metadata).toEqual({ ...before.metadata, steps: 100 + 100 + 200 });
    expect(clipped).toEqual([]);
  });

  it('refuses a bundle that means something else', () => {
    const stranger = bundleOf(descriptions.shared, { featureNames: ['a', 'b', 'c', 'd'] });
    const updates = [{ client: 'x', bundle: stranger, samples: 1 }];
    expect(() => federatedBundle(bundleOf(descriptions.shared), updates)).toThrow(
      expect.objectContaining({ code: 'BUNDLE_SCHEMA' }),
    );
  });
});
