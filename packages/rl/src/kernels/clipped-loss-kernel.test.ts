import { describe, expect, it } from 'vitest';
import { lossByRows } from '../algorithms/loss-by-rows';
import type { ClippedLoss, ClippedLossOptions, ClippedLossSums } from '../network/clipped-loss';
import { distributionOf } from '../network/heads/distribution-of';
import type { CoreRows } from '../network/network-core';
import { policyNetwork } from '../network/policy-network';
import { pcg64 } from '../random/pcg64';
import { rolloutBuffer } from '../rollout/rollout-buffer';

const capacity = 41;
const noSums = (): ClippedLossSums => ({
  policyLoss: 0,
  valueLoss: 0,
  entropy: 0,
  divergence: 0,
  oldDivergence: 0,
  clipped: 0,
});

/** Logits near each other, far apart, at the ends of what an exponential can say, and of what a number can. */
const spreads = [0, 0.3, 5, 400, 900, 3e38, Number.POSITIVE_INFINITY, Number.NaN];

const made = (choices: number, seed: number) => {
  const network = policyNetwork(
    {
      observationSize: 1,
      hiddenSizes: [],
      trunks: 'separate',
      activation: 'tanh',
      head: { type: 'categorical', sizes: [choices] },
    },
    { implementation: 'webassembly', capacity },
  );
  const random = pcg64(seed);
  const [logits, values] = network.core.outputs as [CoreRows, CoreRows];
  const buffer = rolloutBuffer({ environments: 1, steps: capacity, observationSize: 1, actionWidth: 1, maskSize: 0 });
  for (let row = 0; row < capacity; row++) {
    const spread = spreads[random.integer(row % 2 === 0 ? 3 : spreads.length)] as number;
    for (let one = 0; one < choices; one++) logits.values[row * logits.stride + one] = spread * random.normal();
    values.values[row * values.stride] = 3 * random.normal();
    buffer.actions[row] = random.integer(choices);
    buffer.logProbabilities[row] = random.integer(9) === 0 ? -900 : -random.uniform();
    buffer.advantages[row] = random.normal();
    buffer.returns[row] = 3 * random.normal();
    buffer.values[row] = (values.values[row * values.stride] as number) + 0.3 * random.normal();
  }
  return { network, buffer };
};

const variants: Readonly<Record<string, ClippedLossOptions>> = {
  plain: {
    clipRange: 0.2,
    valueClipRange: undefined,
    valueClip: 'clipped',
    entropyCoefficient: 0,
    valueCoefficient: 0.5,
  },
  clipped: { clipRange: 0.1, valueClipRange: 0.2, valueClip: 'clipped', entropyCoefficient: 0.01, valueCoefficient: 1 },
  larger: { clipRange: 0.3, valueClipRange: 0.2, valueClip: 'larger', entropyCoefficient: 2, valueCoefficient: 0.25 },
};

describe.each([1, 2, 3, 7])('%i choices', (choices) => {
  it.each(Object.entries(variants))('the kernel has the bits of the loss by rows: %s', (_, options) => {
    for (let seed = 0; seed < 10; seed++) {
      for (const count of [1, 2, 15, 16, 17, capacity]) {
        const { network, buffer } = made(choices, seed);
        const rows = Int32Array.from({ length: capacity }, (__, at) => (at * 7 + seed) % capacity);
        const { core } = network;
        const [exact, fast] = [noSums(), noSums()];
        // What lies beyond the rows is neither read nor written.
        for (const { values } of core.outputGradients) values.fill(9);
        lossByRows(network, distributionOf(network), buffer, rows, 0, count, { mean: 0.1, scale: 1.7 }, options, exact);
        const slopes = core.outputGradients.map(({ values }) => values.slice());
        for (const { values } of core.outputGradients) values.fill(9);
        const loss = core.clippedLoss as ClippedLoss;
        for (const column of [loss.actions, loss.logProbabilities, loss.advantages, loss.returns, loss.values]) {
          column.fill(Number.NaN);
        }
        for (let at = 0; at < count; at++) {
          const row = rows[at] as number;
          loss.actions[at] = buffer.actions[row] as number;
          loss.logProbabilities[at] = buffer.logProbabilities[row] as number;
          loss.advantages[at] = ((buffer.advantages[row] as number) - 0.1) * 1.7;
          loss.returns[at] = buffer.returns[row] as number;
          loss.values[at] = buffer.values[row] as number;
        }
        loss.evaluate(count, options, fast);
        expect(fast).toEqual(exact);
        core.outputGradients.forEach(({ values }, index) => {
          expect(values).toEqual(slopes[index]);
        });
      }
    }
  });
});

it('several choices at once and other heads have none', () => {
  const description = { observationSize: 1, hiddenSizes: [], trunks: 'separate', activation: 'tanh' } as const;
  for (const head of [
    { type: 'categorical', sizes: [2, 2] },
    { type: 'gaussian', low: [-1], high: [1] },
  ] as const) {
    expect(policyNetwork({ ...description, head }).core.clippedLoss).toBeUndefined();
  }
});
