import { describe, expect, it } from 'vitest';
import { pcg64 } from '../random/pcg64';
import {
  parseRecurrentDescription,
  type RecurrentDescription,
  recurrentLayout,
  stateSizeOf,
} from './recurrent-description';
import { recurrentNetwork } from './recurrent-network';

const small: RecurrentDescription = {
  observationSize: 1,
  cell: 'lstm',
  recurrentSize: 1,
  hiddenSizes: [],
  trunks: 'shared',
  activation: 'tanh',
  head: { type: 'categorical', sizes: [2] },
};

const sigma = (x: number): number => 1 / (1 + Math.exp(-x));

/** What the heads give for observations one after the other. */
const play = (description: RecurrentDescription, weights: readonly number[], shown: readonly number[][]) => {
  const network = recurrentNetwork(description, weights);
  return shown.map((observation) => {
    const out = { actions: new Float64Array(2), values: new Float64Array(1) };
    network.forward(observation, out);
    return [...out.actions, ...out.values];
  });
};

describe('a recurrent network', () => {
  it('has the blocks of a cell, hidden layers and heads, one after the other', () => {
    const { blocks, size } = recurrentLayout({ ...small, observationSize: 3, recurrentSize: 4, hiddenSizes: [5] });
    expect(blocks.map(({ name, rows, columns, offset }) => [name, rows, columns, offset])).toEqual([
      ['trunk.cell.inputs', 3, 16, 0],
      ['trunk.cell.recurrent', 4, 16, 48],
      ['trunk.cell.bias', 1, 16, 112],
      ['trunk.0.kernel', 4, 5, 128],
      ['trunk.0.bias', 1, 5, 148],
      ['policy.head.kernel', 5, 2, 153],
      ['policy.head.bias', 1, 2, 163],
      ['value.head.kernel', 5, 1, 165],
      ['value.head.bias', 1, 1, 170],
    ]);
    expect(size).toBe(171);
    expect(stateSizeOf({ ...small, trunks: 'separate', recurrentSize: 3 })).toBe(12);
    expect(stateSizeOf({ ...small, cell: 'gru', trunks: 'separate', recurrentSize: 3 })).toBe(6);
  });

  it('is the LSTM of its equations', () => {
    // Gates i, f, g, o: inputs, recurrent, bias; then heads of 2 and 1.
    const [wi, wf, wg, wo, ui, uf, ug, uo, bi, bf, bg, bo] = [
      ...[0.5, -0.4, 1.2, 0.3],
      ...[-0.7, 0.9, 0.2, -1.1],
      ...[0.1, 0.6, -0.2, 0.05],
    ] as const;
    const weights = [wi, wf, wg, wo, ui, uf, ug, uo, bi, bf, bg, bo, 2, -3, 0.25, 0.5, 4, -1];
    let [h, c] = [0, 0];
    const expected = [1.5, -0.3, 0.8].map((x) => {
      const [i, f, o] = [sigma(wi * x + ui * h + bi), sigma(wf * x + uf * h + bf), sigma(wo * x + uo * h + bo)];
      c = f * c + i * Math.tanh(wg * x + ug * h + bg);
      h = o * Math.tanh(c);
      return [2 * h + 0.25, -3 * h + 0.5, 4 * h - 1];
    });
    play(small, weights, [[1.5], [-0.3], [0.8]]).forEach((row, step) => {
      row.forEach((value, at) => {
        expect(value).toBeCloseTo(expected[step]?.[at] as number, 14);
      });
    });
  });

  it('is the GRU of its equations, with two units and a reset before the product', () => {
    const description: RecurrentDescription = { ...small, cell: 'gru', recurrentSize: 2 };
    const random = pcg64(3);
    const weights = Array.from({ length: recurrentLayout(description).size }, () => random.normal());
    const [inputs, bias] = [weights.slice(0, 6), weights.slice(18, 24)];
    const recurrent = [weights.slice(6, 12), weights.slice(12, 18)];
    let h = [0, 0];
    const expected = [0.4, -1.3, 2.1].map((x) => {
      const sum = (column: number, from: readonly number[]) =>
        (inputs[column] as number) * x +
        (bias[column] as number) +
        from.reduce((total, value, row) => total + value * (recurrent[row]?.[column] as number), 0);
      const z = [0, 1].map((unit) => sigma(sum(unit, h)));
      const reset = h.map((value, unit) => value * sigma(sum(2 + unit, h)));
      const g = [0, 1].map((unit) => Math.tanh(sum(4 + unit, reset)));
      h = h.map((value, unit) => (z[unit] as number) * value + (1 - (z[unit] as number)) * (g[unit] as number));
      const head = (kernel: number, step: number, at: number) =>
        h.reduce((total, value, row) => total + value * (weights[kernel + row * step + at] as number), 0);
      const [first, second] = [0, 1].map((at) => head(24, 2, at) + (weights[28 + at] as number));
      return [first, second, head(30, 1, 0) + (weights[32] as number)];
    });
    play(description, weights, [[0.4], [-1.3], [2.1]]).forEach((row, step) => {
      row.forEach((value, at) => {
        expect(value).toBeCloseTo(expected[step]?.[at] as number, 12);
      });
    });
  });

  it('forgets when its states are 0, and stays finite where gates are shut', () => {
    const network = recurrentNetwork(small, [1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0]);
    const out = { actions: new Float64Array(2), values: new Float64Array(1) };
    network.forward([0.5], out);
    const [first] = out.actions;
    network.forward([0.5], out);
    expect(out.actions[0]).not.toBe(first);
    network.states.fill(0);
    network.forward([0.5], out);
    expect(out.actions[0]).toBe(first);
    for (const huge of [1e6, -1e6]) network.forward([huge], out);
    expect([...out.actions, ...network.states].every(Number.isFinite)).toBe(true);
  });

  it.each([
    [{ ...small, cell: 'rnn' }, /cell/],
    [{ ...small, recurrentSize: 0 }, /recurrentSize was 0/],
    [{ ...small, head: { type: 'gaussian', low: [0], high: [1, 2] } }, /one length/],
    [{ ...small, head: { type: 'squashed-gaussian', low: [0], high: [1] } }, /head.type was/],
    [{ ...small, depth: 2 }, /depth was 2: no such option/],
  ])('refuses the description %j', (wrong, words) => {
    expect(() => parseRecurrentDescription(wrong)).toThrow(words);
  });
});
