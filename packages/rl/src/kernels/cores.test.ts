import { describe, expect, it } from 'vitest';
import type { CoreRows, NetworkCore } from '../network/network-core';
import { distance, fill, graphs, plain, tops } from './cores.test-helper';
import { createCore } from './create-core';

const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-5 };

describe.each(Object.entries(graphs))('%s', (_, graph) => {
  const core = (implementation: NetworkCore['name'], capacity: number): NetworkCore =>
    createCore(graph, { implementation, capacity, hasInputGradients: true });

  it.each([1, 2, 3, 4, 7, 13])('WebAssembly gives what double precision gives, %i rows', (rows) => {
    const [fast, exact] = [core('webassembly', 13), core('typescript', 13)];
    for (let step = 1; step <= 3; step++) {
      // The same single-precision weights in both, so that what is compared is one pass; moments go on.
      for (const one of [fast, exact]) {
        fill(one, rows, step);
        one.forward(rows);
      }
      graph.layers.forEach(({ size }, index) => {
        const [a, b] = [fast.outputs[index], exact.outputs[index]] as [CoreRows, CoreRows];
        expect(distance(plain(a, size, rows), plain(b, size, rows))).toBeLessThan(2e-6);
      });
      for (const one of [fast, exact]) one.backward(rows);
      expect(distance(fast.gradients, exact.gradients)).toBeLessThan(3e-6);
      const [a, b] = [fast.inputGradients, exact.inputGradients] as [CoreRows, CoreRows];
      expect(distance(plain(a, graph.inputSize, rows), plain(b, graph.inputSize, rows))).toBeLessThan(3e-6);
      expect(distance([fast.clipGradients(0.3)], [exact.clipGradients(0.3)])).toBeLessThan(3e-6);
      expect(distance(fast.gradients, exact.gradients)).toBeLessThan(3e-6);
      for (const one of [fast, exact]) one.adamStep(step, 0.01, adam);
      // Where a gradient is nearly nothing, Adam divides it by nearly nothing: a step is at most the rate long.
      expect(distance(fast.weights, exact.weights)).toBeLessThan(1e-4);
    }
  });

  it.each(['webassembly', 'typescript'] as const)('%s: rows do not depend on how many there are', (name) => {
    const [many, single] = [core(name, 9), core(name, 1)];
    fill(many, 9, 3);
    single.weights.set(many.weights);
    many.forward(9);
    for (let row = 0; row < 9; row++) {
      const { values, stride } = many.inputs;
      single.inputs.values.set(values.subarray(row * stride, row * stride + graph.inputSize));
      single.forward(1);
      graph.layers.forEach(({ size }, index) => {
        const all = plain(many.outputs[index] as CoreRows, size, 9).slice(row * size, (row + 1) * size);
        expect(all).toEqual(plain(single.outputs[index] as CoreRows, size, 1));
      });
    }
  });

  it('gradients of weights and inputs agree with differences of the sum they belong to', () => {
    const rows = 3;
    const exact = core('typescript', rows);
    fill(exact, rows, 8);
    const scales = tops(graph).map((top) => {
      const { size } = graph.layers[top] as (typeof graph.layers)[number];
      return { top, size, slopes: plain(exact.outputGradients[top] as CoreRows, size, rows) };
    });
    const sum = (): number => {
      exact.forward(rows);
      return scales.reduce((total, { top, size, slopes }) => {
        const outputs = plain(exact.outputs[top] as CoreRows, size, rows);
        return total + outputs.reduce((part, value, at) => part + value * (slopes[at] as number), 0);
      }, 0);
    };
    const difference = (values: { [index: number]: number }, at: number): number => {
      const width = 1e-5;
      const before = values[at] as number;
      values[at] = before + width;
      const above = sum();
      values[at] = before - width;
      const below = sum();
      values[at] = before;
      return (above - below) / (2 * width);
    };
    exact.forward(rows);
    exact.backward(rows);
    const layers = exact.layout.size - graph.free.reduce((total, { size }) => total + size, 0);
    // Every 7th weight reaches all blocks, and every weight of the small graphs is tried within a few runs of the profile.
    for (let at = 0; at < layers; at += layers > 1000 ? 7 : 1) {
      const expected = difference(exact.weights, at);
      if (!(Math.abs(expected - (exact.gradients[at] as number)) < 1e-7)) {
        expect.fail(`weight ${at}: ${exact.gradients[at]} and ${expected}`);
      }
    }
    const given = plain(exact.inputGradients as CoreRows, graph.inputSize, rows);
    given.forEach((value, at) => {
      expect(Math.abs(value - difference(exact.inputs.values, at))).toBeLessThan(1e-7);
    });
  });
});

it('clips to the limit and leaves shorter gradients alone', () => {
  for (const implementation of ['webassembly', 'typescript'] as const) {
    const core = createCore(graphs['linear 3-(6, 1)'] as never, { implementation, capacity: 1 });
    core.gradients[0] = 3;
    core.gradients[27] = 4;
    expect(core.clipGradients(6)).toBe(5);
    expect([core.gradients[0], core.gradients[27]]).toEqual([3, 4]);
    expect(core.clipGradients(0.5)).toBe(5);
    expect(core.gradients[0]).toBeCloseTo(0.3, 6);
    expect(core.gradients[27]).toBeCloseTo(0.4, 6);
  }
});

it('a number that is none stays visible in what it reaches', () => {
  for (const implementation of ['webassembly', 'typescript'] as const) {
    for (const graph of Object.values(graphs)) {
      const core = createCore(graph, { implementation, capacity: 2 });
      fill(core, 2, 1);
      core.inputs.values[0] = Number.NaN;
      core.forward(2);
      for (const top of tops(graph)) {
        const { values, stride } = core.outputs[top] as CoreRows;
        expect(values[0]).toBeNaN();
        expect(values[stride]).not.toBeNaN();
      }
    }
  }
});
