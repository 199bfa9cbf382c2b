import { expect, it } from 'vitest';
import type { PolicyDescription } from '../network/policy-description';
import { pcg64 } from '../random/pcg64';
import { box } from '../spaces/box';
import { discrete } from '../spaces/discrete';
import { networkPolicy } from './network-policy';

const description: PolicyDescription = {
  observationSize: 2,
  hiddenSizes: [],
  trunks: 'separate',
  activation: 'tanh',
  head: { type: 'categorical', sizes: [2] },
};
/** Logits are the observation. */
const weights = [1, 0, 0, 1, 0, 0, 0, 0, 0];

it('takes the likeliest action, or draws', () => {
  const options = { description, weights, actionSpace: discrete(2) };
  const act = networkPolicy(options).start(pcg64(1));
  expect([act(Float64Array.of(1, 0)), act(Float64Array.of(0, 1))]).toEqual([0, 1]);
  const draw = networkPolicy({ ...options, isRandom: true }).start(pcg64(1));
  const count = 4_000;
  let ones = 0;
  for (let at = 0; at < count; at++) ones += draw(Float64Array.of(0, 1));
  const p = 1 / (1 + Math.exp(-1));
  expect(Math.abs(ones / count - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / count));
});

it('scales observations by what it was given, and clips them', () => {
  const scaling = { mean: [10, 0], variance: [4, 1], count: 7, clip: 3 };
  const act = networkPolicy({ description, weights, actionSpace: discrete(2), scaling }).start(pcg64(1));
  // (10 − 10) / 2 and 0.5; then 30 clipped to 3, and 2.9.
  expect(act(Float64Array.of(10, 0.5))).toBe(1);
  expect(act(Float64Array.of(1e6, 2.9))).toBe(0);
});

it('keeps numbers inside of the bounds of the environment', () => {
  const head = { type: 'gaussian', low: [-1, -1], high: [1, 0.5] } as const;
  const actionSpace = box(head);
  const policy = networkPolicy({ description: { ...description, head }, weights: [...weights, 0, 0], actionSpace });
  expect(policy.start(pcg64(1))(Float64Array.of(-7, 3))).toEqual(Float64Array.of(-1, 0.5));
});

it('does not act on numbers that are none, and says so', () => {
  const act = networkPolicy({ description, weights, actionSpace: discrete(2) }).start(pcg64(1));
  for (const wrong of [Number.NaN, Infinity]) {
    expect(() => act(Float64Array.of(wrong, 1))).toThrow(expect.objectContaining({ code: 'NOT_FINITE' }));
  }
});

it('does not see weights that change after it was made', () => {
  const given = Float64Array.from(weights);
  const act = networkPolicy({ description, weights: given, actionSpace: discrete(2) }).start(pcg64(1));
  given.fill(Number.NaN);
  expect(act(Float64Array.of(1, 0))).toBe(0);
});
