import { describe, expect, it } from 'vitest';
import { createCore } from '../kernels/create-core';
import type { CoreRows } from '../network/network-core';
import { policyGraph } from '../network/policy-description';
import { dqnLoss } from './dqn-loss';
import { type ActionValues, actionValues, bestAction, dqnTargets } from './dqn-targets';
import { expectGradients, fillCore, rowOf } from './off-policy.test-helper';

const table =
  (rows: readonly (readonly number[])[]): ActionValues =>
  (row, action) =>
    rows[row]?.[action] as number;

const graph = policyGraph({
  observationSize: 3,
  hiddenSizes: [5],
  trunks: 'shared',
  activation: 'tanh',
  head: { type: 'categorical', sizes: [4] },
});

describe('dqnTargets', () => {
  const learning = table([
    [1, 5, 2],
    [9, 0, 8],
  ]);
  const following = table([
    [10, 20, 30],
    [40, 50, 60],
  ]);
  // Rows 4 and 0 of the buffer were drawn.
  const batch = {
    rows: [4, 0],
    rewards: [7, 0, 0, 0, 1],
    discounts: [0.81, 0, 0, 0, 0.9],
    masks: undefined,
  };

  it('plain: the best by the target network', () => {
    const out = new Float64Array(2);
    dqnTargets(batch, { chooser: following, target: following, actions: 3 }, out);
    expect([...out]).toEqual([1 + 0.9 * 30, 7 + 0.81 * 60]);
  });

  it('double: the learning network chooses, the target network values', () => {
    const out = new Float64Array(2);
    dqnTargets(batch, { chooser: learning, target: following, actions: 3 }, out);
    expect([...out]).toEqual([1 + 0.9 * 20, 7 + 0.81 * 40]);
  });

  it('masks: what is forbidden is not valued', () => {
    const masks = Uint8Array.from([0, 1, 1, ...new Array(9).fill(0), 1, 0, 1]);
    const out = new Float64Array(2);
    dqnTargets({ ...batch, masks }, { chooser: learning, target: following, actions: 3 }, out);
    expect([...out]).toEqual([1 + 0.9 * 30, 7 + 0.81 * 60]);
    const none = new Uint8Array(15);
    expect(() =>
      dqnTargets({ ...batch, masks: none }, { chooser: learning, target: following, actions: 3 }, out),
    ).toThrow(expect.objectContaining({ code: 'NO_ACTION_ALLOWED' }));
  });

  it('nothing is asked of what comes after the end', () => {
    const never: ActionValues = () => Number.NaN;
    const out = new Float64Array(1);
    dqnTargets(
      { rows: [0], rewards: [3], discounts: [0], masks: new Uint8Array(3) },
      { chooser: never, target: never, actions: 3 },
      out,
    );
    expect(out[0]).toBe(3);
  });

  it('takes the first of the best', () => {
    expect(bestAction(table([[2, 7, 7]]), 0, 3, undefined, 0)).toBe(1);
    expect(bestAction(table([[-Infinity, -Infinity]]), 0, 2, undefined, 0)).toBe(0);
  });
});

describe('actionValues', () => {
  it('is the head, or where dueling value plus advantage less the mean advantage', () => {
    const core = createCore(graph, { implementation: 'typescript', capacity: 2 });
    fillCore(core, 2, 4);
    core.forward(2);
    const [advantages, values] = core.outputs.slice(-2) as [CoreRows, CoreRows];
    for (const row of [0, 1]) {
      const own = rowOf(advantages, row, 4);
      const mean = own.reduce((sum, one) => sum + one, 0) / 4;
      const [value] = rowOf(values, row, 1) as [number];
      own.forEach((advantage, action) => {
        expect(actionValues(core, false)(row, action)).toBe(advantage);
        expect(actionValues(core, true)(row, action)).toBeCloseTo(value + advantage - mean, 14);
      });
    }
  });
});

describe('dqnLoss', () => {
  it.each([false, true])('its gradient agrees with differences; dueling %s', (isDueling) => {
    const core = createCore(graph, { implementation: 'typescript', capacity: 3 });
    fillCore(core, 3, 9);
    const actions = [2, 0, 3];
    // Errors on both sides of the bend of Huber's loss.
    core.forward(3);
    const values = actionValues(core, isDueling);
    const targets = actions.map((action, row) => values(row, action) - ([0.3, 2.5, -1.7][row] as number));
    const loss = () => {
      core.forward(3);
      return dqnLoss(core, actions, targets, 3, isDueling).loss;
    };
    expect(loss()).toBeCloseTo((0.3 ** 2 / 2 + 2 + 1.2) / 3, 12);
    core.backward(3);
    expectGradients(core, loss, 1);
  });
});
