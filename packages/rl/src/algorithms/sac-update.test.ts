import { expect, it } from 'vitest';
import { createCore } from '../kernels/create-core';
import { squashedGaussian } from '../network/heads/squashed-gaussian';
import type { CoreRows } from '../network/network-core';
import { policyGraph } from '../network/policy-description';
import { pcg64 } from '../random/pcg64';
import { expectGradients, fillCore, rowOf } from './off-policy.test-helper';
import { actorLoss, criticLoss, drawActions, sacTargets } from './sac-update';
import { type TwinCritics, twinCritics } from './twin-critics';

const rows = 3;
const bounds = { low: [-2, 0], high: [2, 1] };
const shape = { observationSize: 3, actionWidth: 2, hiddenSizes: [6, 5], activation: 'tanh' } as const;
const options = { implementation: 'typescript', capacity: rows } as const;

const made = () => {
  const law = squashedGaussian(bounds);
  const head = { type: 'squashed-gaussian', ...bounds } as const;
  const description = { observationSize: 3, hiddenSizes: [7], trunks: 'shared', activation: 'tanh', head } as const;
  const actor = createCore(policyGraph(description), options);
  const critics = twinCritics(shape, options);
  fillCore(actor, rows, 1);
  fillCore(critics.core, rows, 2);
  const random = pcg64(3);
  const noise = Float64Array.from({ length: rows * 2 }, () => random.normal());
  const drawn = { actions: new Float64Array(rows * 2), logProbabilities: new Float64Array(rows) };
  return { law, actor, critics, noise, drawn };
};

/** A plain forward of one critic. */
const plainCritic = ({ core }: TwinCritics, name: string, input: readonly number[]): number => {
  const block = (what: string) => core.layout.blocks.find((one) => one.name === what) as (typeof core.layout.blocks)[0];
  let numbers = [...input];
  for (const layer of ['0', '1', 'head']) {
    const kernel = block(`${name}.${layer}.kernel`);
    const bias = block(`${name}.${layer}.bias`);
    const sums = Array.from({ length: kernel.columns }, (_, column) =>
      numbers.reduce(
        (sum, value, row) => sum + value * (core.weights[kernel.offset + row * kernel.columns + column] as number),
        core.weights[bias.offset + column] as number,
      ),
    );
    numbers = layer === 'head' ? sums : sums.map(Math.tanh);
  }
  return numbers[0] as number;
};

it('critics are two networks of observation and action', () => {
  const { critics } = made();
  critics.core.forward(rows);
  for (let row = 0; row < rows; row++) {
    const input = rowOf(critics.core.inputs, row, 5);
    expect(critics.value(0, row)).toBeCloseTo(plainCritic(critics, 'first', input), 12);
    expect(critics.value(1, row)).toBeCloseTo(plainCritic(critics, 'second', input), 12);
  }
});

it('targets are the reward and the lesser value less the temperature times ln π', () => {
  const values = [
    [5, 3],
    [2, 8],
    [Number.NaN, Number.NaN],
  ] as const;
  const target = { value: (critic: 0 | 1, row: number) => values[row]?.[critic] as number } as TwinCritics;
  const out = new Float64Array(3);
  sacTargets(
    { rows: [1, 0, 2], rewards: [10, 20, 30], discounts: [0.5, 0.9, 0] },
    target,
    { actions: new Float64Array(0), logProbabilities: Float64Array.of(-1, 2, 7) },
    0.2,
    out,
  );
  expect([...out]).toEqual([20 + 0.9 * (3 + 0.2), 10 + 0.5 * (2 - 0.4), 30]);
});

it('the gradient of the critics agrees with differences', () => {
  const { critics } = made();
  const targets = [0.7, -1.1, 2];
  const loss = (): number => {
    critics.core.forward(rows);
    return criticLoss(critics, targets, rows);
  };
  critics.core.forward(rows);
  const expected = targets.reduce((sum, target, row) => {
    const errors = [critics.value(0, row) - target, critics.value(1, row) - target] as const;
    return sum + (errors[0] ** 2 + errors[1] ** 2) / (2 * rows);
  }, 0);
  expect(loss()).toBeCloseTo(expected, 12);
  critics.core.backward(rows);
  expectGradients(critics.core, loss, 1);
});

it('the gradient of the actor agrees with differences, through critics, squashing and density', () => {
  const { law, actor, critics, noise, drawn } = made();
  const chosen = new Set<boolean>();
  const loss = (): number => {
    actor.forward(rows);
    drawActions(actor, law, noise, rows, drawn);
    for (let row = 0; row < rows; row++) {
      const to = row * critics.core.inputs.stride + 3;
      critics.core.inputs.values.set(drawn.actions.subarray(row * 2, row * 2 + 2), to);
    }
    critics.core.forward(rows);
    for (let row = 0; row < rows; row++) chosen.add(critics.value(0, row) <= critics.value(1, row));
    return actorLoss(actor, law, critics, drawn, noise, 0.3, rows);
  };
  // So near to each other that each critic is the lesser one in some row.
  const { core } = critics;
  const second = core.layout.blocks.find(({ name }) => name === 'second.head.bias') as { readonly offset: number };
  loss();
  const apart = Array.from({ length: rows }, (_, row) => critics.value(0, row) - critics.value(1, row)).sort(
    (a, b) => a - b,
  );
  core.weights[second.offset] =
    (core.weights[second.offset] as number) + ((apart[0] as number) + (apart[1] as number)) / 2;
  chosen.clear();
  // The value head is none of the actor's: whatever was there is written over.
  (actor.outputGradients.at(-1) as CoreRows).values.fill(9);
  loss();
  actor.backward(rows);
  expectGradients(actor, loss, 1);
  expect(chosen.size).toBe(2);
});
